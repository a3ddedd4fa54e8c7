#include "briefing/phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// Names that take the article.
constexpr std::array kWithArticle = {"United States"sv,
                                     "United Kingdom"sv,
                                     "United Arab Emirates"sv,
                                     "Netherlands"sv,
                                     "Philippines"sv,
                                     "Soviet Union"sv,
                                     "European Union"sv,
                                     "United Nations"sv,
                                     "Arab League"sv,
                                     "African Union"sv,
                                     "Democratic Republic of the Congo"sv,
                                     "Central African Republic"sv,
                                     "Dominican Republic"sv,
                                     "Maldives"sv,
                                     "Bahamas"sv,
                                     "Gambia"sv,
                                     "Vatican"sv};
constexpr std::array kMonths = {"January"sv, "February"sv, "March"sv,     "April"sv,   "May"sv,      "June"sv,
                                "July"sv,    "August"sv,   "September"sv, "October"sv, "November"sv, "December"sv};
constexpr std::array kNumbers = {"no"sv,  "one"sv,   "two"sv,   "three"sv, "four"sv, "five"sv,
                                 "six"sv, "seven"sv, "eight"sv, "nine"sv,  "ten"sv};

struct Wording {
  std::string_view type, mode, verb, noun;  // verb with {R}; noun with "by {A}" and "on {R}" to follow
};

// The most special first.
constexpr std::array kWordings = {
    Wording{"COERCE", "cyber", "attacked {R} in cyberspace", "a cyber-attack"},
    Wording{"COERCE", "restrict", "imposed sanctions or restrictions on {R}", "sanctions or restrictions"},
    Wording{"COERCE", "arrest", "arrested or charged people of {R}", "arrests or charges"},
    Wording{"COERCE", "deport", "deported people of {R}", "deportations"},
    Wording{"COERCE", "seize", "seized property of {R}", "a seizure"},
    Wording{"COERCE", "", "coerced {R}", "coercion"},
    Wording{"ASSAULT", "aerial", "struck {R} from the air", "an air strike"},
    Wording{"ASSAULT", "drone", "struck {R} with drones", "a drone strike"},
    Wording{"ASSAULT", "targeted", "assassinated somebody of {R}", "an assassination"},
    Wording{"ASSAULT", "abduct", "abducted people of {R}", "an abduction"},
    Wording{"ASSAULT", "destroy", "destroyed property of {R}", "destruction of property"},
    Wording{"ASSAULT", "", "used violence against {R}", "an attack"},
    Wording{"SANCTION", "discontinue", "cut back dealings with {R}", "a cut in dealings"},
    Wording{"SANCTION", "expel", "expelled people of {R}", "an expulsion"},
    Wording{"SANCTION", "convict", "convicted people of {R}", "a conviction"},
    Wording{"SANCTION", "", "reduced relations with {R}", "a reduction of relations"},
    Wording{"MOBILIZE", "", "mobilised forces against {R}", "a mobilisation"},
    Wording{"PROTEST", "", "protested against {R}", "a protest"},
    Wording{"THREATEN", "", "threatened {R}", "a threat"},
    Wording{"REJECT", "", "rejected what {R} said or asked", "a rejection"},
    Wording{"ACCUSE", "disapprove", "condemned or criticised {R}", "a condemnation"},
    Wording{"ACCUSE", "investigate", "investigated {R}", "an investigation"},
    Wording{"ACCUSE", "", "accused {R}", "an accusation"},
    Wording{"REQUEST", "", "called on {R}", "a request"},
    Wording{"AGREE", "", "agreed or promised to cooperate with {R}", "an agreement"},
    Wording{"CONSULT", "", "met or consulted {R}", "a meeting"},
    Wording{"SUPPORT", "", "supported {R}", "support"},
    Wording{"COOPERATE", "", "cooperated with {R}", "cooperation"},
    Wording{"AID", "", "gave aid to {R}", "aid"},
    Wording{"RETREAT", "release", "released people or property of {R}", "a release"},
    Wording{"RETREAT", "resign", "gave up office", "a resignation"},
    Wording{"RETREAT", "", "yielded to {R}", "a retreat"},
    Wording{"CONCEDE", "", "made concessions to {R}", "a concession"},
};

const Wording& wording_of(const Act& act) {
  for (const auto& wording : kWordings)
    if (wording.type == act.type && (wording.mode.empty() || wording.mode == act.mode)) return wording;
  static constexpr Wording kOther = {"", "", "dealt with {R}", "an event"};
  return kOther;
}

std::string with(std::string_view verb, const std::string& recipient) {
  std::string text(verb);
  if (const auto at = text.find("{R}"); at != std::string::npos) text.replace(at, 3, recipient);
  return text;
}

std::string counted(int count) {
  return count >= 0 && count < static_cast<int>(kNumbers.size())
             ? std::string(kNumbers[static_cast<std::size_t>(count)])
             : std::to_string(count);
}

std::string expelled(const Move& move, const std::string& recipient) {
  const bool ambassador = move.rank == "ambassador" || move.kind == MoveKind::expel_ambassador;
  if (move.count && *move.count > 1)
    return fmt::format("expelled {} diplomats of {}{}", counted(*move.count), recipient,
                       ambassador ? ", one of them the ambassador" : "");
  if (ambassador) return "expelled the ambassador of " + recipient;
  if (move.count) return "expelled a diplomat of " + recipient;
  return "expelled diplomats of " + recipient;
}

std::string move_verb(const Move& move, const std::string& r) {
  switch (move.kind) {
    case MoveKind::protest:
      return "protested formally to " + r;
    case MoveKind::summon:
      return "summoned an envoy of " + r;
    case MoveKind::refuse:
      return "refused accreditation or visas to " + r;
    case MoveKind::restrict_movement:
      return "restricted the movement of diplomats of " + r;
    case MoveKind::recall:
      return "recalled its ambassador from " + r;
    case MoveKind::expel:
    case MoveKind::expel_ambassador:
      return expelled(move, r);
    case MoveKind::reduce:
      return "limited the diplomatic staff of " + r;
    case MoveKind::close_consulate:
      return "closed a consulate of or in " + r;
    case MoveKind::withdraw:
      return "withdrew its ambassador from " + r;
    case MoveKind::downgrade:
      return "downgraded diplomatic relations with " + r;
    case MoveKind::close_embassy:
      return "closed an embassy of or in " + r;
    case MoveKind::suspend:
      return "suspended diplomatic relations with " + r;
    case MoveKind::sever:
      return "severed diplomatic relations with " + r;
    case MoveKind::derecognise:
      return "withdrew its recognition of " + r;
    case MoveKind::recognise:
      return "recognised " + r;
    case MoveKind::establish:
      return "established diplomatic relations with " + r;
    case MoveKind::resume:
      return "restored diplomatic relations with " + r;
    case MoveKind::open_embassy:
      return "opened an embassy in " + r;
    case MoveKind::reopen_embassy:
      return "reopened an embassy in " + r;
    case MoveKind::open_interests:
      return "opened an interests section in " + r;
    case MoveKind::appoint:
      return "appointed an ambassador to " + r;
    case MoveKind::return_ambassador:
      return "sent its ambassador back to " + r;
    case MoveKind::upgrade:
      return "upgraded diplomatic relations with " + r;
    case MoveKind::switch_recognition:
      return "switched its recognition away from " + r;
  }
  return {};
}

}  // namespace

std::string named(const std::string& id, const World& world) {
  const std::string name = world.name_of(id);
  return std::find(kWithArticle.begin(), kWithArticle.end(), name) != kWithArticle.end() ? "the " + name : name;
}

std::string named(const std::vector<std::string>& ids, const World& world) {
  if (ids.empty()) return "an unnamed actor";
  std::string text;
  for (std::size_t i = 0; i < ids.size(); ++i)
    text += (i == 0 ? "" : i + 1 == ids.size() ? " and " : ", ") + named(ids[i], world);
  return text;
}

std::string day_of(Date date) {
  return fmt::format("{} {} {}", date.day(), kMonths[static_cast<std::size_t>(date.month() - 1)], date.year());
}

std::string since(Date date) {
  return date.month() == 1 && date.day() == 1 ? std::to_string(date.year()) : day_of(date);
}

std::string when(const Period& period) {
  switch (period.precision) {
    case DatePrecision::day:
      return "on " + day_of(period.begin);
    case DatePrecision::week:
      return "in the week of " + day_of(period.begin);
    case DatePrecision::month:
      return fmt::format("in {} {}", kMonths[static_cast<std::size_t>(period.begin.month() - 1)], period.begin.year());
    default:
      return fmt::format("in {}", period.begin.year());
  }
}

std::string told(const Act& act, const World& world) {
  const bool mutual = act.recipients.empty() && act.actors.size() > 1;
  const std::vector<std::string> first = mutual ? std::vector<std::string>{act.actors.front()} : act.actors;
  const std::vector<std::string> second =
      mutual ? std::vector<std::string>(act.actors.begin() + 1, act.actors.end()) : act.recipients;
  const std::string recipient = second.empty() ? "somebody not named" : named(second, world);
  std::string text =
      named(first, world) + " " + (act.move ? move_verb(*act.move, recipient) : with(wording_of(act).verb, recipient));
  return text;
}

std::string as_noun(const Act& act, const World& world) {
  std::string text(wording_of(act).noun);
  if (!act.recipients.empty()) text += " on " + named(act.recipients, world);
  return text;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

}  // namespace demarche
