#include "retold_acts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "chance.h"
#include "retold_words.h"

namespace demarche {
namespace {

struct KnownAct {
  std::size_t kind = 0, a = 0, b = 0;
  Date day;
  int count = 0;
  std::size_t subject = 0, topic = 0, goods = 0, over = 0;
  std::string_view place;
};

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : chance_(seed) {}

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
  std::size_t below(std::size_t n) { return chance_.below(n); }
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

  Chance chance_;
  std::vector<KnownAct> known_;
  RetoldActs written_;
};

}  // namespace

RetoldActs retold_acts(std::size_t acts, std::size_t reports, std::uint64_t seed) {
  return Writer(seed).write(acts, reports);
}

}  // namespace demarche
