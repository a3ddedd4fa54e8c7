#include "relations/same_act.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <tuple>
#include <utility>

#include "base/letters.h"
#include "ledger/fingerprint.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// What agreement and difference weigh. The sum of a move told twice on one day by reports that name both sides is some
// way above kOneAct, that of two accusations of one day about different things below it. Measured: script/bench
// merging.
constexpr double kMove = 2, kCommon = 0, kVerbal = -1.25, kViolent = -1;  // how rare acts of the kind are
constexpr double kSameSides = 1.5, kSomeSides = 1, kOneSide = -0.5;       // the last: of what is no move
constexpr double kSameDay = 1, kDaysTouch = 0.5, kDayApart = -0.3, kDaysApart = -1, kWide = 0, kUndatedMove = -1,
                 kUndated = -1.5;
constexpr int kReportLag = 3;  // days: "has expelled" in a report of Friday may be of Tuesday
constexpr int kUndatedLag = 365;
constexpr int kWideDays = 9;  // a period longer than that tells little
constexpr double kSameMode = 0.25, kOtherMode = -1.5, kSameContext = 0.25, kOtherContext = -1;
constexpr double kSameDetail = 1, kNearDetail = -0.5;
constexpr double kSamePlace = 1, kOtherPlace = -1.5, kSameNames = 0.5, kOtherNames = -1,
                 kSameScene = 2;  // of violence: few attacks hit one town in a day
constexpr double kWords = 3, kWordsByChance = 0.25, kWordsLeast = -1, kWordsMost = 2;
constexpr double kCopies = 2;  // of one text

// Expelling diplomats and expelling the ambassador are told of the same act, and so are recalling an ambassador and
// withdrawing one.
MoveKind family_of(MoveKind kind) {
  return kind == MoveKind::expel_ambassador ? MoveKind::expel : kind == MoveKind::withdraw ? MoveKind::recall : kind;
}

bool is_violent(const Event& event) { return event.type == "ASSAULT" || event.type == "PROTEST"; }

bool is_verbal(const Event& event) {
  return event.type != "CONSULT" && event.type != "AGREE" && (event.quad_code == 1 || event.quad_code == 3);
}

bool is_mutual(const Event& event) {
  if (event.reciprocal) return true;
  if (event.move) return event.move->kind == MoveKind::establish || event.move->kind == MoveKind::resume;
  return event.type == "CONSULT" || event.type == "AGREE";
}

// Rare words tell one act from another; these are in most sentences.
constexpr std::array kStopWords = {
    "about"sv,     "after"sv,      "against"sv,   "all"sv,      "also"sv,     "amid"sv,      "and"sv,
    "are"sv,       "been"sv,       "before"sv,    "between"sv,  "but"sv,      "can"sv,       "could"sv,
    "day"sv,       "days"sv,       "during"sv,    "earlier"sv,  "first"sv,    "following"sv, "for"sv,
    "from"sv,      "government"sv, "had"sv,       "has"sv,      "have"sv,     "her"sv,       "him"sv,
    "his"sv,       "into"sv,       "its"sv,       "later"sv,    "minister"sv, "ministry"sv,  "more"sv,
    "new"sv,       "not"sv,        "officials"sv, "official"sv, "one"sv,      "over"sv,      "said"sv,
    "says"sv,      "she"sv,        "some"sv,      "such"sv,     "than"sv,     "that"sv,      "the"sv,
    "their"sv,     "them"sv,       "then"sv,      "there"sv,    "they"sv,     "this"sv,      "today"sv,
    "two"sv,       "under"sv,      "was"sv,       "were"sv,     "week"sv,     "when"sv,      "which"sv,
    "while"sv,     "who"sv,        "will"sv,      "with"sv,     "would"sv,    "yesterday"sv, "monday"sv,
    "tuesday"sv,   "wednesday"sv,  "thursday"sv,  "friday"sv,   "saturday"sv, "sunday"sv,    "january"sv,
    "february"sv,  "march"sv,      "april"sv,     "may"sv,      "june"sv,     "july"sv,      "august"sv,
    "september"sv, "october"sv,    "november"sv,  "december"sv};

// Words of three letters and more, and whether they begin with a capital.
template <class Take>
void each_word(std::string_view text, const Take& take) {
  std::string word;
  const auto finish = [&] {
    if (word.size() > 2) take(word, word.front() >= 'A' && word.front() <= 'Z');
    word.clear();
  };
  for (const char c : text) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80)
      word += c;
    else
      finish();
  }
  finish();
}

// FNV-1a over the first letters: "expelled" and "expels" are one word.
std::uint32_t stem_hash(std::string_view word) {
  std::uint32_t hash = 2166136261u;
  for (const char c : word.substr(0, 6)) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

// What a sentence says beside the names of the sides, in whatever form they stand ("Chile", "Chilean").
void read_words(const Event& event, Report& report) {
  std::vector<std::string> of_sides;
  for (const auto* mentions : {&event.actors, &event.recipients})
    for (const auto& mention : *mentions)
      for (const auto* text : {&mention.text, &mention.name})
        each_word(*text, [&](const std::string& word, bool) { of_sides.push_back(lower_ascii(word).substr(0, 4)); });
  bool first = true;
  each_word(event.text, [&](const std::string& written, bool capital) {
    const bool begins = std::exchange(first, false);
    const auto word = lower_ascii(written);
    if (std::find(kStopWords.begin(), kStopWords.end(), word) != kStopWords.end()) return;
    if (std::find(of_sides.begin(), of_sides.end(), word.substr(0, 4)) != of_sides.end()) return;
    report.words.push_back(stem_hash(word));
    if (capital && !begins) report.names.push_back(stem_hash(word));
  });
  for (auto* list : {&report.words, &report.names}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
}

template <class Value>
std::size_t in_both(const std::vector<Value>& a, const std::vector<Value>& b) {
  std::size_t both = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i < *j)
      ++i;
    else if (*j < *i)
      ++j;
    else
      ++both, ++i, ++j;
  }
  return both;
}

// Adds up what speaks for and against.
class Balance {
 public:
  explicit Balance(std::vector<std::string>* why) : why_(why) {}
  // False: what follows need not be looked at.
  bool add(double weight, std::string_view reason) {
    sum_ += weight;
    if (why_ && !reason.empty()) why_->emplace_back(reason);
    return sum_ != kNever;
  }
  bool possible() const { return sum_ != kNever; }
  double sum() const { return sum_; }
  bool told() const { return why_ != nullptr; }

 private:
  double sum_ = 0;
  std::vector<std::string>* why_;
};

void compare_kinds(const Report& one, const Report& other, Balance& balance) {
  const Event &a = *one.event, &b = *other.event;
  if (a.move) {
    balance.add(kMove, balance.told() ? "same move (" + std::string(name_of(family_of(a.move->kind))) + ")" : "");
    return;
  }
  balance.add(one.violent  ? kViolent
              : one.verbal ? kVerbal
                           : kCommon,
              balance.told() ? "same type (" + a.type + ")" : "");
  if (!a.mode.empty() && !b.mode.empty())
    balance.add(a.mode == b.mode ? kSameMode : kOtherMode, a.mode == b.mode ? "same mode" : "other mode");
  if (!a.contexts.empty() && !b.contexts.empty()) {
    const bool shared = std::any_of(a.contexts.begin(), a.contexts.end(), [&](const std::string& each) {
      return std::find(b.contexts.begin(), b.contexts.end(), each) != b.contexts.end();
    });
    balance.add(shared ? kSameContext : kOtherContext, shared ? "same context" : "other context");
  }
}

// -1 ruled out, 0 one of them says nothing, 1 some in common, 2 all.
int compatibility(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  if (a == b) return 2;
  return in_both(a, b) ? 1 : -1;
}

void compare_sides(const Report& a, const Report& b, Balance& balance) {
  if (a.mutual || b.mutual) {
    const auto both = in_both(a.sides, b.sides), least = std::min(a.sides.size(), b.sides.size());
    if (a.sides == b.sides && least > 1)
      balance.add(kSameSides, "same sides");
    else if (both > 1)
      balance.add(both == least ? kSomeSides : 0, "some of the same sides");
    else
      balance.add(both == 1 && least == 1 ? (a.event->move ? 0 : kOneSide) : kNever,
                  "one side the same, another not told");
    return;
  }
  const int actors = compatibility(a.actors, b.actors), recipients = compatibility(a.recipients, b.recipients);
  if (actors < 0 || recipients < 0 || actors + recipients == 0)
    balance.add(kNever, "other sides");
  else if (actors == 2 && recipients == 2)
    balance.add(kSameSides, "same sides");
  else if (actors > 0 && recipients > 0)
    balance.add(kSomeSides, "some of the same sides");
  else if (a.recipients.empty() && b.recipients.empty())
    balance.add(a.event->move ? 0.5 : 0, "same actor, no recipient told");
  else
    balance.add(a.event->move ? 0 : kOneSide, "one side the same, another not told");
}

int days_apart(const Report& a, const Report& b) {
  return std::max({0, a.first_day - b.last_day, b.first_day - a.last_day});
}

bool wide(const Report& report) { return report.last_day - report.first_day > kWideDays; }

void compare_days(const Report& a, const Report& b, Balance& balance) {
  const int apart = days_apart(a, b);
  if (!days_agree(a, b))
    balance.add(kNever, "days apart");
  else if (!a.dated || !b.dated)
    balance.add(a.event->move ? kUndatedMove : kUndated, "day not told");
  else if (wide(a) || wide(b))
    balance.add(kWide, "within the time told");
  else if (apart == 0)
    balance.add(a.by_words && b.by_words ? kSameDay : kDaysTouch, "same day");
  else
    balance.add(apart == 1 ? kDayApart : kDaysApart, apart == 1 ? "a day apart" : "two days apart");
}

// Numbers told of one act differ a little ("more than 20", "23"), never by half.
// `what`: one of them and several.
void compare_numbers(std::optional<int> a, std::optional<int> b, std::pair<std::string_view, std::string_view> what,
                     Balance& balance) {
  if (!a || !b) return;
  const double most = std::max(*a, *b), least = std::max(1, std::min(*a, *b));
  if (*a == *b)
    balance.add(
        kSameDetail,
        balance.told() ? std::to_string(*a) + " " + std::string(*a == 1 ? what.first : what.second) + " in both" : "");
  else
    balance.add(
        most / least > 1.25 ? kNever : kNearDetail,
        balance.told() ? std::to_string(*a) + " and " + std::to_string(*b) + " " + std::string(what.second) : "");
}

bool is_head(const std::string& rank) {
  return rank == "ambassador" || rank == "nuncio" || rank == "high-commissioner" || rank == "charge";
}

void compare_moves(const Move& a, const Move& b, Balance& balance) {
  compare_numbers(a.count, b.count, {"person", "persons"}, balance);
  if (balance.possible()) compare_numbers(a.notice_hours, b.notice_hours, {"hour's notice", "hours' notice"}, balance);
  // an ambassador and an attache are two persons; "diplomat" may be either
  if (is_head(a.rank) != is_head(b.rank) && !a.rank.empty() && !b.rank.empty() && a.rank != "diplomat" &&
      b.rank != "diplomat")
    balance.add(kNever, "other ranks");
  if (a.whose != MissionOwner::unsaid && b.whose != MissionOwner::unsaid && a.whose != b.whose)
    balance.add(kNever, "one's own mission and the other's");
  if (!a.protecting_power.empty() && !b.protecting_power.empty() && a.protecting_power != b.protecting_power)
    balance.add(kNever, "other protecting powers");
}

// Places, or where none was coded what other names the sentences hold: towns, ships, persons.
void compare_places(const Report& a, const Report& b, Balance& balance) {
  if (a.event->move) return;
  const auto &one = a.event->place, &other = b.event->place;
  if (!one || !other) {
    if (a.names.empty() || b.names.empty()) return;
    const bool shared = in_both(a.names, b.names) > 0;
    balance.add(!shared ? kOtherNames : a.violent ? kSamePlace : kSameNames, shared ? "same names" : "other names");
    return;
  }
  const auto name = [](const Place& place) { return lower_ascii(place.name.empty() ? place.text : place.name); };
  if (name(*one) == name(*other))
    balance.add(a.violent ? kSameScene : kSamePlace, "same place");
  else if (!one->country.empty() && !other->country.empty() && one->country != other->country)
    balance.add(kNever, "places of other countries");
  else if (!one->country.empty() && one->country == other->country &&
           one->latitude.has_value() != other->latitude.has_value())
    balance.add(0, "a place and its country");  // states stand without coordinates
  else
    balance.add(kOtherPlace, "other place");
}

void compare_words(const Report& a, const Report& b, Balance& balance) {
  const auto least = std::min(a.words.size(), b.words.size());
  if (least < 3) return;
  const auto both = in_both(a.words, b.words);
  const double share = static_cast<double>(both) / static_cast<double>(least);
  balance.add(std::clamp(kWords * (share - kWordsByChance), kWordsLeast, kWordsMost),
              balance.told() ? std::to_string(both) + " of " + std::to_string(least) + " words" : "");
}

}  // namespace

Report report_of(const Event& event, const Provenance* source) {
  Report report;
  report.event = &event;
  report.source = source;
  report.family = event.move ? "move " + std::string(name_of(family_of(event.move->kind))) : event.type;
  report.actors = sides_of(event.actors);
  report.recipients = sides_of(event.recipients);
  std::set_union(report.actors.begin(), report.actors.end(), report.recipients.begin(), report.recipients.end(),
                 std::back_inserter(report.sides));
  report.mutual = is_mutual(event);
  report.violent = is_violent(event);
  report.verbal = is_verbal(event);
  if (event.date) {
    report.dated = true;
    report.by_words = event.date_from == DateSource::expression || event.date_from == DateSource::unknown;
    report.first_day = event.date->begin.days_since_epoch() - (report.by_words ? 0 : kReportLag);
    report.last_day = event.date->end.days_since_epoch();
  } else if (source && source->date) {
    report.last_day = source->date->days_since_epoch();
    report.first_day = report.last_day - kUndatedLag;
  } else {
    std::tie(report.first_day, report.last_day) = kAnyDay;
  }
  read_words(event, report);
  return report;
}

bool days_agree(const Report& a, const Report& b) {
  const bool by_the_day = a.dated && b.dated && !wide(a) && !wide(b);
  return days_apart(a, b) <= (!by_the_day ? 0 : a.event->move ? kMostDaysApart : kMostDaysApart - 1);
}

double agreement(const Report& a, const Report& b, std::vector<std::string>* why) {
  if (a.family != b.family) return kNever;
  Balance balance(why);
  // what most often rules them out is looked at first
  compare_days(a, b, balance);
  if (balance.possible()) compare_sides(a, b, balance);
  if (balance.possible()) compare_kinds(a, b, balance);
  if (balance.possible() && a.event->move) compare_moves(*a.event->move, *b.event->move, balance);
  if (balance.possible()) compare_places(a, b, balance);
  if (!balance.possible()) return kNever;
  compare_words(a, b, balance);
  if (a.source && b.source && a.event->document != b.event->document &&
      near_copies(a.source->fingerprint, b.source->fingerprint))
    balance.add(kCopies, "copies of one text");
  return balance.sum();
}

}  // namespace demarche
