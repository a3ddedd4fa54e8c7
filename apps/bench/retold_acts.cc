#include "retold_acts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <random>
#include <string_view>

namespace demarche {
namespace {

struct State {
  std::string_view name, adjective, capital;
  std::array<std::string_view, 3> towns;
};
constexpr std::array kStates = {State{"Peru", "Peruvian", "Lima", {"Arequipa", "Cusco", "Trujillo"}},
                                State{"Chile", "Chilean", "Santiago", {"Arica", "Valparaiso", "Iquique"}},
                                State{"Kenya", "Kenyan", "Nairobi", {"Mombasa", "Kisumu", "Nakuru"}},
                                State{"Somalia", "Somali", "Mogadishu", {"Kismayo", "Baidoa", "Berbera"}},
                                State{"Greece", "Greek", "Athens", {"Patras", "Volos", "Larissa"}},
                                State{"Turkey", "Turkish", "Ankara", {"Izmir", "Adana", "Bursa"}},
                                State{"Poland", "Polish", "Warsaw", {"Krakow", "Gdansk", "Lublin"}},
                                State{"Russia", "Russian", "Moscow", {"Kazan", "Samara", "Belgorod"}},
                                State{"Iran", "Iranian", "Tehran", {"Isfahan", "Shiraz", "Tabriz"}},
                                State{"Iraq", "Iraqi", "Baghdad", {"Basra", "Mosul", "Kirkuk"}},
                                State{"India", "Indian", "New Delhi", {"Mumbai", "Jaipur", "Amritsar"}},
                                State{"Pakistan", "Pakistani", "Islamabad", {"Lahore", "Karachi", "Quetta"}},
                                State{"Japan", "Japanese", "Tokyo", {"Osaka", "Nagoya", "Sapporo"}},
                                State{"Venezuela", "Venezuelan", "Caracas", {"Maracaibo", "Valencia", "Barinas"}},
                                State{"Colombia", "Colombian", "Bogota", {"Medellin", "Cali", "Cucuta"}},
                                State{"Sudan", "Sudanese", "Khartoum", {"Kassala", "El Obeid", "Nyala"}},
                                State{"Ethiopia", "Ethiopian", "Addis Ababa", {"Gondar", "Mekelle", "Dire Dawa"}},
                                State{"Egypt", "Egyptian", "Cairo", {"Alexandria", "Suez", "Aswan"}},
                                State{"Norway", "Norwegian", "Oslo", {"Bergen", "Tromso", "Stavanger"}},
                                State{"Hungary", "Hungarian", "Budapest", {"Debrecen", "Szeged", "Miskolc"}},
                                State{"Romania", "Romanian", "Bucharest", {"Cluj", "Timisoara", "Iasi"}},
                                State{"Ukraine", "Ukrainian", "Kyiv", {"Kharkiv", "Odesa", "Sumy"}},
                                State{"Morocco", "Moroccan", "Rabat", {"Fez", "Agadir", "Oujda"}},
                                State{"Algeria", "Algerian", "Algiers", {"Oran", "Annaba", "Tlemcen"}},
                                State{"Cuba", "Cuban", "Havana", {"Holguin", "Camaguey", "Matanzas"}},
                                State{"Canada", "Canadian", "Ottawa", {"Halifax", "Winnipeg", "Regina"}},
                                State{"Albania", "Albanian", "Tirana", {"Durres", "Vlora", "Shkoder"}},
                                State{"Serbia", "Serbian", "Belgrade", {"Nis", "Novi Sad", "Subotica"}},
                                State{"Vietnam", "Vietnamese", "Hanoi", {"Hue", "Da Nang", "Haiphong"}},
                                State{"Cambodia", "Cambodian", "Phnom Penh", {"Battambang", "Siem Reap", "Kampot"}}};

constexpr std::array<std::string_view, 12> kOutlets = {
    "Northern Herald", "Harbour Post",  "Daily Compass",    "Evening Ledger", "The Meridian", "Continental Wire",
    "City Observer",   "Morning Sheet", "Lakeside Courier", "Plain Gazette",  "World Desk",   "Border Times"};

constexpr std::array<std::string_view, 14> kFiller = {
    "Officials gave no further details.",
    "The two countries share a long history.",
    "Trade between the two has been modest for years.",
    "It was not clear what would follow.",
    "Observers had seen signs of it for weeks.",
    "The news came late in the evening.",
    "Opinion in the region is divided.",
    "Newspapers on both sides carried the story on their front pages.",
    "The matter has been on the table since spring.",
    "A spokesman declined to answer questions.",
    "Several envoys followed the matter closely.",
    "The weather in the capital was cold and wet.",
    "Markets hardly moved.",
    "Many readers will remember earlier quarrels."};

constexpr std::array<std::string_view, 10> kSubjects = {
    "spying on its naval yards",         "arming rebels in the border hills",
    "flying drones over its airspace",   "jailing a well-known journalist",
    "stealing fish from its waters",     "hacking the computers of its treasury",
    "dumping cheap steel on its market", "damming a shared river",
    "moving border posts at night",      "meddling in its election"};
constexpr std::array<std::string_view, 8> kTopics = {"fisheries",     "water rights",       "air traffic",
                                                     "grain exports", "prisoner exchanges", "tourism",
                                                     "gas pipelines", "border crossings"};
constexpr std::array<std::string_view, 5> kGoods = {"tents and blankets", "500 tonnes of wheat", "field hospitals",
                                                    "vaccines", "drinking water"};
constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};

// {A} and {B}: the states as a reporter may put them; {A0} {B0}: their names; {a} {b}: adjectives; {AC} {BC}: capitals;
// {N}: how many; {D}: when, with a space before it, or nothing; {S}: subject; {P}: place; {X}: over what, or nothing.
struct Kind {
  std::string_view type;
  bool numbered, placed, with_subject;
  std::vector<std::string_view> wordings;
  std::vector<std::string_view> looking_back;
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all = {
      {"move expel",
       true,
       false,
       false,
       {"{A} expelled {N} {b} diplomats{D}{X}.", "{A} has ordered {N} {b} diplomats to leave the country{X}.",
        "{N} {b} diplomats were expelled from {A0}{D}{X}.", "{A} declared {N} {b} diplomats persona non grata{D}{X}.",
        "{A} told {N} diplomats from {B0} to leave within 72 hours{D}.", "{A}{D} expelled {N} diplomats of {B0}{X}.",
        "{A0} is expelling {N} {b} diplomats{X}, the foreign ministry said{D}."},
       {"{A0} had expelled {N} {b} diplomats {L}.", "{L}, {A0} expelled {N} {b} diplomats."}},
      {"move sever",
       false,
       false,
       false,
       {"{A} severed diplomatic relations with {B}{D}{X}.", "{A} has cut diplomatic ties with {B}{X}.",
        "{A} broke off diplomatic relations with {B}{D}{X}.", "{A} cut ties with {B}{D}{X}.",
        "{A}{D} broke off all diplomatic ties with {B}{X}.",
        "Diplomatic relations with {B} were severed by {A0}{D}{X}."},
       {"{A0} had severed diplomatic relations with {B0} {L}.", "{L}, {A0} broke off diplomatic relations with {B0}."}},
      {"move recall",
       false,
       false,
       false,
       {"{A} recalled its ambassador to {B0}{D}{X}.", "{A} has recalled its ambassador from {BC} for consultations{X}.",
        "{A} withdrew its ambassador from {B0}{D}{X}.", "{A} called its ambassador in {BC} home{D}{X}.",
        "The {a} ambassador to {B0} was recalled{D}{X}."},
       {"{A0} had recalled its ambassador to {B0} {L}.", "{L}, {A0} recalled its ambassador from {BC}."}},
      {"move summon",
       false,
       false,
       false,
       {"{A} summoned the {b} ambassador{D}{X}.",
        "The {b} ambassador was summoned to the foreign ministry in {AC}{D}{X}.",
        "{A0}'s foreign ministry summoned the ambassador of {B0}{D}{X}.", "{A} has summoned {B0}'s ambassador{X}."},
       {"{A0} had summoned the {b} ambassador {L}.", "{L}, {A0} summoned the {b} ambassador."}},
      {"move close-embassy",
       false,
       false,
       false,
       {"{A} closed its embassy in {BC}{D}{X}.", "{A} has shut its embassy in {B0}{X}.",
        "{A} closed its embassy in {B0}{D}.", "The {a} embassy in {BC} was closed{D}{X}."},
       {"{A0} had closed its embassy in {BC} {L}.", "{L}, {A0} closed its embassy in {BC}."}},
      {"move establish",
       false,
       false,
       false,
       {"{A0} and {B0} established diplomatic relations{D}.", "{A} established diplomatic relations with {B0}{D}.",
        "{B0} and {A0} have established diplomatic relations.", "{B} established diplomatic ties with {A0}{D}."},
       {"{A0} and {B0} had established diplomatic relations {L}.",
        "{L}, {B0} established diplomatic relations with {A0}."}},
      {"move resume",
       false,
       false,
       false,
       {"{A0} and {B0} restored diplomatic relations{D}.", "{A} resumed diplomatic relations with {B0}{D}.",
        "{B0} and {A0} have resumed diplomatic relations.", "{B} restored diplomatic ties with {A0}{D}."},
       {"{A0} and {B0} had restored diplomatic relations {L}.", "{L}, {A0} resumed diplomatic relations with {B0}."}},
      {"ACCUSE",
       false,
       false,
       true,
       {"{A} accused {B} of {S}{D}.", "{A0} has accused {B0} of {S}.", "{B0} was accused by {A0} of {S}{D}.",
        "{A}{D} accused {B} of {S}."},
       {"{A0} had accused {B0} of {S} {L}."}},
      {"COERCE",
       false,
       false,
       false,
       {"{A} imposed sanctions on {B0}{D}{X}.", "{A} has imposed new sanctions on {B0}{X}.",
        "{A} slapped sanctions on {B0}{D}{X}.", "Sanctions were imposed on {B0} by {A0}{D}{X}."},
       {"{A0} had imposed sanctions on {B0} {L}.", "{L}, {A0} imposed sanctions on {B0}."}},
      {"CONSULT",
       false,
       true,
       false,
       {"The foreign ministers of {A0} and {B0} met in {P}{D} to discuss {T}.",
        "{A0}'s foreign minister met his {b} counterpart in {P}{D} for talks on {T}.",
        "The {a} and {b} foreign ministers held talks on {T} in {P}{D}.",
        "The foreign ministers of {B0} and {A0} have held talks in {P} on {T}."},
       {"The foreign ministers of {A0} and {B0} had met in {P} {L} to discuss {T}."}},
      {"SUPPORT",
       false,
       false,
       false,
       {"{A0} and {B0} signed an agreement on {T}{D}.", "{A0} signed an agreement on {T} with {B0}{D}.",
        "{B0} and {A0} have signed an agreement on {T}.", "An agreement on {T} was signed by {A0} and {B0}{D}."},
       {"{A0} and {B0} had signed an agreement on {T} {L}."}},
      {"AID",
       false,
       false,
       false,
       {"{A} sent {G} to {B0}{D}.", "{A} has delivered {G} to {B0}.", "{A0} shipped {G} to {B0}{D}."},
       {"{A0} had sent {G} to {B0} {L}."}},
      {"ASSAULT",
       false,
       true,
       false,
       {"{a} artillery shelled the {b} town of {P}{D}.", "{a} aircraft bombed {P} in {B0}{D}.",
        "{a} forces attacked the {b} town of {P}{D}.", "{a} troops have shelled {P} in {B0}."},
       {"{a} forces had shelled the {b} town of {P} {L}."}}};
  return all;
}

constexpr std::array<std::string_view, 8> kOver = {" over a spying affair",
                                                   " over a disputed island",
                                                   " after a row about an election",
                                                   " after the killing of an exile",
                                                   " over a fishing quarrel",
                                                   " in protest at the arrest of a journalist",
                                                   " over the treatment of a minority",
                                                   " after shots were fired at the border"};
constexpr std::array<std::string_view, 13> kNumbers = {"no",    "one",   "two",  "three", "four",   "five",  "six",
                                                       "seven", "eight", "nine", "ten",   "eleven", "twelve"};

struct KnownAct {
  std::size_t kind = 0, a = 0, b = 0;
  Date day;
  int count = 0;
  std::size_t subject = 0, topic = 0, goods = 0, over = 0;
  std::string_view place;
};

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : generator_(seed) {}

  RetoldActs write(std::size_t acts, std::size_t reports) {
    while (known_.size() < acts) {
      const auto act = !known_.empty() && below(3) == 0 ? near_miss(known_[below(known_.size())]) : any_act();
      if (std::none_of(known_.begin(), known_.end(),
                       [&](const KnownAct& other) { return no_reader_could_tell(act, other); }))
        known_.push_back(act);
    }
    written_.acts = acts;
    std::vector<std::size_t> telling(acts);  // each act once, the rest with a few much told ones
    for (std::size_t i = 0; i < acts; ++i) telling[i] = i;
    while (telling.size() < reports) telling.push_back(std::min(below(acts), below(acts)));
    for (const auto act : telling) report(act);
    return std::move(written_);
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(generator_() % n); }
  template <class List>
  auto one_of(const List& list) {
    return list[below(list.size())];
  }

  void choose_details(KnownAct& act) {
    static constexpr std::array kCounts = {1, 2, 3, 5, 8, 12, 20, 35, 60, 105};
    act.count = std::max(2, one_of(kCounts));
    act.subject = below(kSubjects.size());
    act.topic = below(kTopics.size());
    act.goods = below(kGoods.size());
    act.over = below(kOver.size());
    act.place = one_of(kStates[act.b].towns);
  }

  static bool is_mutual(const KnownAct& act) {
    const auto type = kinds()[act.kind].type;
    return type == "CONSULT" || type == "SUPPORT" || type == "move establish" || type == "move resume";
  }

  // Two acts that reports could not keep apart, or that cannot both have been: relations severed twice in a week.
  static bool no_reader_could_tell(const KnownAct& a, const KnownAct& b) {
    const bool same_sides = a.a == b.a && a.b == b.b, turned = is_mutual(a) && a.a == b.b && a.b == b.a;
    if (a.kind != b.kind || !(same_sides || turned) || std::abs(a.day.days_since(b.day)) > 5) return false;
    const auto& kind = kinds()[a.kind];
    if (kind.numbered) return std::max(a.count, b.count) < 2 * std::min(a.count, b.count);
    if (kind.with_subject) return a.subject == b.subject;
    return kind.placed ? a.place == b.place : true;
  }

  KnownAct any_act() {
    KnownAct act;
    act.kind = below(kinds().size());
    act.a = below(kStates.size());
    act.b = (act.a + 1 + below(kStates.size() - 1)) % kStates.size();
    act.day = Date::from(2004, 1, 1)->plus_days(static_cast<int>(below(6000)));
    choose_details(act);
    return act;
  }

  KnownAct near_miss(const KnownAct& of) {
    KnownAct act = of;
    switch (below(4)) {
      case 0:  // again, some days later
        act.day = of.day.plus_days(6 + static_cast<int>(below(60)));
        choose_details(act);
        break;
      case 1:  // the answer
        std::swap(act.a, act.b);
        act.day = of.day.plus_days(static_cast<int>(below(4)));
        choose_details(act);
        // what both do together has no answer
        if (is_mutual(act)) act.kind = 0;
        break;
      case 2:  // the same day, another kind of act
        act.kind = (of.kind + 1 + below(kinds().size() - 1)) % kinds().size();
        choose_details(act);
        break;
      default: {  // the same kind that day or the next, otherwise
        act.day = of.day.plus_days(static_cast<int>(below(2)));
        const auto& kind = kinds()[act.kind];
        if (kind.numbered) {
          act.count = of.count > 10 ? of.count / 4 : of.count * 7;
        } else if (kind.with_subject) {
          act.subject = (of.subject + 1 + below(kSubjects.size() - 1)) % kSubjects.size();
        } else if (kind.type == "ASSAULT") {
          const auto& towns = kStates[act.b].towns;
          act.place = *std::find_if(towns.begin(), towns.end(), [&](auto town) { return town != of.place; });
        } else {  // toward another state
          act.b = (of.b + 1) % kStates.size() == of.a ? (of.b + 2) % kStates.size() : (of.b + 1) % kStates.size();
          choose_details(act);
        }
      }
    }
    return act;
  }

  std::string number(int count) {
    if (count < static_cast<int>(kNumbers.size()) && below(4))
      return std::string(kNumbers[static_cast<std::size_t>(count)]);
    return std::to_string(count);
  }

  std::string named(std::size_t state) {
    const auto& each = kStates[state];
    switch (below(6)) {
      case 0:
        return fmt::format("The {} government", each.adjective);
      case 1:
        return std::string(each.capital);
      default:
        return std::string(each.name);
    }
  }

  static std::string full_day(Date day, bool american) {
    const auto month = kMonths[static_cast<std::size_t>(day.month()) - 1];
    return american ? fmt::format("{} {}", month, day.day()) : fmt::format("{} {}", day.day(), month);
  }

  std::string when(Date day, Date published) {
    const int lag = published.days_since(day);
    const auto weekday = kWeekdays[static_cast<std::size_t>(day.weekday())];
    switch (below(4)) {
      case 0:
        return lag == 0 ? " today" : lag == 1 ? " yesterday" : fmt::format(" on {}", weekday);
      case 1:
        return " on " + full_day(day, below(2));
      case 2:
        if (lag == 0) return "";
        [[fallthrough]];
      default:
        return fmt::format(" on {}", weekday);
    }
  }

  std::string worded(std::string_view wording, const KnownAct& act, const std::string& day, const std::string& long_ago,
                     bool with_reason) {
    std::string text;
    for (std::size_t i = 0; i < wording.size(); ++i) {
      if (wording[i] != '{') {
        text += wording[i];
        continue;
      }
      const auto end = wording.find('}', i);
      const auto slot = wording.substr(i + 1, end - i - 1);
      i = end;
      const auto &a = kStates[act.a], &b = kStates[act.b];
      if (slot == "A")
        text += named(act.a);
      else if (slot == "B")
        text += below(5) ? b.name : b.capital;
      else if (slot == "A0")
        text += a.name;
      else if (slot == "B0")
        text += b.name;
      else if (slot == "a")
        text += a.adjective;
      else if (slot == "b")
        text += b.adjective;
      else if (slot == "AC")
        text += a.capital;
      else if (slot == "BC")
        text += b.capital;
      else if (slot == "N")
        text += number(act.count);
      else if (slot == "D")
        text += day;
      else if (slot == "L")
        text += long_ago;
      else if (slot == "S")
        text += kSubjects[act.subject];
      else if (slot == "T")
        text += kTopics[act.topic];
      else if (slot == "G")
        text += kGoods[act.goods];
      else if (slot == "P")
        text += act.place;
      else if (slot == "X" && with_reason)
        text += kOver[act.over];
    }
    if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
    return text;
  }

  void append(Document& document, std::string_view sentence) {
    if (!document.text.empty()) document.text += ' ';
    document.text += sentence;
  }

  void tell(Document& document, std::size_t act, const std::string& sentence) {
    append(document, sentence);
    const auto end = static_cast<std::uint32_t>(document.text.size());
    written_.tellings.push_back({written_.reports.size(), act, end - static_cast<std::uint32_t>(sentence.size()), end,
                                 std::string(kinds()[known_[act].kind].type)});
  }

  void report(std::size_t act) {
    const auto& known = known_[act];
    const auto& kind = kinds()[known.kind];
    Document document;
    document.id = fmt::format("report-{:04}", written_.reports.size());
    document.source = one_of(kOutlets);
    const auto choice = below(60);
    const Telling* original = nullptr;
    if (choice < 10)  // a copy, if there is something to copy
      for (const auto& telling : written_.tellings)
        if (telling.act == act && telling.begin == 0) original = &telling;
    if (original) {
      const auto& copied = written_.reports[original->report];
      document.date = copied.date;
      const auto rest = copied.text.substr(original->end);
      tell(document, act, copied.text.substr(0, original->end));
      document.text += below(2) ? rest : rest.substr(0, rest.rfind('.', rest.size() - 2) + 1);
      if (below(2)) append(document, one_of(kFiller));
    } else if (choice >= 54) {  // weeks later
      document.date = known.day.plus_days(20 + static_cast<int>(below(300)));
      const std::string day =
          fmt::format("{} {}",
                      below(3) ? "on " + full_day(known.day, false)
                               : "in " + std::string(kMonths[static_cast<std::size_t>(known.day.month()) - 1]),
                      known.day.year());
      append(document, one_of(kFiller));
      auto sentence = worded(one_of(kind.looking_back), known, "", day, false);
      tell(document, act, sentence);
      fill(document);
    } else {
      static constexpr std::array kLags = {0, 0, 0, 1, 1, 2, 3};
      const auto wording = one_of(kind.wordings);
      // what names no day is news of the day
      const bool no_day = wording.find("{D}") == std::string_view::npos;
      document.date = known.day.plus_days(no_day ? static_cast<int>(below(2)) : one_of(kLags));
      tell(document, act, worded(wording, known, when(known.day, *document.date), "", below(3) > 0));
      fill(document);
    }
    document.paragraphs = {{0, static_cast<std::uint32_t>(document.text.size()), false}};
    written_.reports.push_back(std::move(document));
  }

  void fill(Document& document) {
    for (auto sentences = 1 + below(5); sentences > 0; --sentences) append(document, one_of(kFiller));
  }

  std::mt19937_64 generator_;
  std::vector<KnownAct> known_;
  RetoldActs written_;
};

}  // namespace

RetoldActs retold_acts(std::size_t acts, std::size_t reports, std::uint64_t seed) {
  return Writer(seed).write(acts, reports);
}

}  // namespace demarche
