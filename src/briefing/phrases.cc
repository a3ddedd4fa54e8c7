#include "briefing/phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// Names that take the article: these, and those of several words that end in what they are.
constexpr std::array kWithArticle = {"Netherlands"sv,
                                     "Philippines"sv,
                                     "Maldives"sv,
                                     "Bahamas"sv,
                                     "Gambia"sv,
                                     "Vatican"sv,
                                     "Democratic Republic of the Congo"sv,
                                     "Houthis"sv};
constexpr std::array kEndWithArticle = {
    "States"sv,       "Kingdom"sv,      "Emirates"sv, "Union"sv,        "Nations"sv,    "League"sv,    "Republic"sv,
    "Organization"sv, "Organisation"sv, "Council"sv,  "Commonwealth"sv, "Community"sv,  "Court"sv,     "Islands"sv,
    "government"sv,   "ministry"sv,     "army"sv,     "police"sv,       "parliament"sv, "opposition"sv};
constexpr std::array kNumbers = {"no"sv,  "one"sv,   "two"sv,   "three"sv, "four"sv, "five"sv,
                                 "six"sv, "seven"sv, "eight"sv, "nine"sv,  "ten"sv};

struct Wording {
  std::string_view type, mode, verb,
      noun;  // both with {R} where the recipient stands; a noun without a recipient ends before
};

// The most special first.
constexpr std::array kWordings = {
    Wording{"COERCE", "cyber", "attacked {R} in cyberspace", "a cyber-attack on {R}"},
    Wording{"COERCE", "restrict", "imposed sanctions or restrictions on {R}", "sanctions or restrictions on {R}"},
    Wording{"COERCE", "arrest", "arrested or charged people of {R}", "arrests or charges of people of {R}"},
    Wording{"COERCE", "deport", "deported people of {R}", "deportations of people of {R}"},
    Wording{"COERCE", "seize", "seized property of {R}", "a seizure of property of {R}"},
    Wording{"COERCE", "", "coerced {R}", "coercion of {R}"},
    Wording{"ASSAULT", "aerial", "struck {R} from the air", "an air strike on {R}"},
    Wording{"ASSAULT", "drone", "struck {R} with drones", "a drone strike on {R}"},
    Wording{"ASSAULT", "targeted", "assassinated somebody of {R}", "an assassination of somebody of {R}"},
    Wording{"ASSAULT", "abduct", "abducted people of {R}", "an abduction of people of {R}"},
    Wording{"ASSAULT", "destroy", "destroyed property of {R}", "destruction of property of {R}"},
    Wording{"ASSAULT", "", "used violence against {R}", "an attack on {R}"},
    Wording{"SANCTION", "discontinue", "cut back dealings with {R}", "a cut in dealings with {R}"},
    Wording{"SANCTION", "expel", "expelled people of {R}", "an expulsion of people of {R}"},
    Wording{"SANCTION", "convict", "convicted people of {R}", "a conviction of people of {R}"},
    Wording{"SANCTION", "", "reduced relations with {R}", "a reduction of relations with {R}"},
    Wording{"MOBILIZE", "", "mobilised forces against {R}", "a mobilisation against {R}"},
    Wording{"PROTEST", "", "protested against {R}", "a protest against {R}"},
    Wording{"THREATEN", "", "threatened {R}", "a threat to {R}"},
    Wording{"REJECT", "", "rejected what {R} said or asked", "a rejection of what {R} said or asked"},
    Wording{"ACCUSE", "disapprove", "condemned or criticised {R}", "a condemnation of {R}"},
    Wording{"ACCUSE", "investigate", "investigated {R}", "an investigation of {R}"},
    Wording{"ACCUSE", "", "accused {R}", "an accusation of {R}"},
    Wording{"REQUEST", "", "called on {R}", "a request to {R}"},
    Wording{"AGREE", "", "agreed or promised to cooperate with {R}", "an agreement with {R}"},
    Wording{"CONSULT", "", "met or consulted {R}", "a meeting with {R}"},
    Wording{"SUPPORT", "", "spoke in support of {R}", "words of support for {R}"},
    Wording{"COOPERATE", "", "cooperated with {R}", "cooperation with {R}"},
    Wording{"AID", "", "gave aid to {R}", "aid to {R}"},
    Wording{"RETREAT", "release", "released people or property of {R}", "a release of people or property of {R}"},
    Wording{"RETREAT", "resign", "gave up office", "a resignation"},
    Wording{"RETREAT", "", "yielded to {R}", "a retreat before {R}"},
    Wording{"CONCEDE", "", "made concessions to {R}", "a concession to {R}"},
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

// The same where nobody is named on whom: "imposed sanctions or restrictions", "accused somebody".
std::string alone(std::string_view verb) {
  for (const auto preposition : {" on {R}"sv, " of {R}"sv, " with {R}"sv, " against {R}"sv, " to {R}"sv, " from {R}"sv})
    if (verb.ends_with(preposition)) return std::string(verb.substr(0, verb.size() - preposition.size()));
  return with(verb, "somebody");
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
                       ambassador ? " (the ambassador among them)" : "");
  if (ambassador) return "expelled the ambassador of " + recipient;
  if (move.count) return "expelled a diplomat of " + recipient;
  return "expelled diplomats of " + recipient;
}

// "its embassy in Iran", "the embassy of Iran".
std::string whose_mission(const Move& move, const std::string& recipient, std::string_view mission) {
  switch (move.whose) {
    case MissionOwner::own:
      return fmt::format("its {} in {}", mission, recipient);
    case MissionOwner::other:
      return fmt::format("the {} of {}", mission, recipient);
    case MissionOwner::both:
      return fmt::format("its {} in {} and that of {}", mission, recipient, recipient);
    default:
      return fmt::format("a{} {} of or in {}", mission.starts_with('e') ? "n" : "", mission, recipient);
  }
}

// What one side cannot do without the other.
bool is_common(MoveKind kind) { return kind == MoveKind::establish || kind == MoveKind::resume; }

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
      return "closed " + whose_mission(move, r, "consulate");
    case MoveKind::withdraw:
      if (move.count.value_or(1) > 1) return fmt::format("withdrew {} diplomats from {}", counted(*move.count), r);
      return "withdrew its ambassador from " + r;
    case MoveKind::downgrade:
      return "downgraded diplomatic relations with " + r;
    case MoveKind::close_embassy:
      return "closed " + whose_mission(move, r, "embassy");
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

std::string_view move_noun(MoveKind kind) {
  switch (kind) {
    case MoveKind::protest:
      return "a formal protest to {R}";
    case MoveKind::summon:
      return "a summons of an envoy of {R}";
    case MoveKind::refuse:
      return "a refusal of accreditation or visas to {R}";
    case MoveKind::restrict_movement:
      return "a restriction on diplomats of {R}";
    case MoveKind::recall:
      return "a recall of the ambassador from {R}";
    case MoveKind::expel:
      return "an expulsion of diplomats of {R}";
    case MoveKind::expel_ambassador:
      return "an expulsion of the ambassador of {R}";
    case MoveKind::reduce:
      return "a cut in the diplomatic staff of {R}";
    case MoveKind::close_consulate:
      return "a closure of a consulate with {R}";
    case MoveKind::withdraw:
      return "a withdrawal of diplomats from {R}";
    case MoveKind::downgrade:
      return "a downgrading of relations with {R}";
    case MoveKind::close_embassy:
      return "a closure of an embassy with {R}";
    case MoveKind::suspend:
      return "a suspension of relations with {R}";
    case MoveKind::sever:
      return "a severance of relations with {R}";
    case MoveKind::derecognise:
      return "a withdrawal of recognition from {R}";
    case MoveKind::recognise:
      return "a recognition of {R}";
    case MoveKind::establish:
      return "an establishment of relations with {R}";
    case MoveKind::resume:
      return "a restoration of relations with {R}";
    case MoveKind::open_embassy:
      return "an opening of an embassy with {R}";
    case MoveKind::reopen_embassy:
      return "a reopening of an embassy with {R}";
    case MoveKind::open_interests:
      return "an opening of an interests section with {R}";
    case MoveKind::appoint:
      return "an appointment of an ambassador to {R}";
    case MoveKind::return_ambassador:
      return "a return of the ambassador to {R}";
    case MoveKind::upgrade:
      return "an upgrading of relations with {R}";
    case MoveKind::switch_recognition:
      return "a switch of recognition away from {R}";
  }
  return "a diplomatic step toward {R}";
}

}  // namespace

std::string named(const std::string& id, const World& world) {
  const std::string name = world.name_of(id);
  const auto last = name.rfind(' ');
  const bool is_what_it_ends_in =
      last != std::string::npos && std::find(kEndWithArticle.begin(), kEndWithArticle.end(),
                                             std::string_view(name).substr(last + 1)) != kEndWithArticle.end();
  return is_what_it_ends_in || std::find(kWithArticle.begin(), kWithArticle.end(), name) != kWithArticle.end()
             ? "the " + name
             : name;
}

std::string named(const std::vector<std::string>& ids, const World& world) {
  if (ids.empty()) return "an unnamed actor";
  std::vector<std::string> names;
  for (const auto& id : ids) names.push_back(named(id, world));
  return listed(names);
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return text;
}

std::string with_article(const std::string& noun) {
  const bool vowel = !noun.empty() && std::string_view("aeiouAEIOU").find(noun[0]) != std::string_view::npos;
  return (vowel ? "an " : "a ") + noun;
}

std::string plural(std::string name, std::size_t count) {
  return count == 1 ? name : name.insert(std::min(name.find(' '), name.size()), "s");
}

std::string told(const Act& act, const World& world) {
  if (act.move && is_common(act.move->kind)) {
    auto both = act.actors;
    for (const auto& each : act.recipients)
      if (std::find(both.begin(), both.end(), each) == both.end()) both.push_back(each);
    if (both.size() > 1)
      return named(both, world) + (act.move->kind == MoveKind::resume ? " restored" : " established") +
             " diplomatic relations";
  }
  const bool mutual =
      act.recipients.empty() && act.actors.size() > 1 && (act.reports.empty() || act.first().reciprocal);
  std::vector<std::string> first = mutual ? std::vector<std::string>{act.actors.front()} : act.actors;
  const std::vector<std::string> second =
      mutual ? std::vector<std::string>(act.actors.begin() + 1, act.actors.end()) : act.recipients;
  // nobody takes a step against itself: a recipient among several actors is a report's slip
  if (act.move && first.size() > 1)
    std::erase_if(first, [&](const std::string& one) {
      return first.size() > 1 && std::find(second.begin(), second.end(), one) != second.end();
    });
  if (second.empty() && !act.move) return named(first, world) + " " + alone(wording_of(act).verb);
  const std::string recipient = second.empty() ? "somebody not named" : named(second, world);
  return named(first, world) + " " +
         (act.move ? move_verb(*act.move, recipient) : with(wording_of(act).verb, recipient));
}

std::string as_noun(const Act& act, const World& world) {
  const std::string_view noun = act.move ? move_noun(act.move->kind) : wording_of(act).noun;
  if (!act.recipients.empty()) return with(noun, named(act.recipients, world));
  // "a seizure of property of {R}" -> "a seizure of property"
  static constexpr std::array kPrepositions = {" on "sv,   " of "sv,  " with "sv,   " against "sv,  " to "sv,
                                               " from "sv, " for "sv, " before "sv, " away from "sv};
  const std::size_t recipient = noun.find("{R}");
  std::size_t end = noun.size();
  if (recipient != std::string_view::npos)
    for (const auto preposition : kPrepositions)
      if (recipient >= preposition.size() &&
          noun.substr(recipient - preposition.size(), preposition.size()) == preposition)
        end = std::min(end, recipient - preposition.size());
  return std::string(noun.substr(0, end));
}

std::string possessive(const std::string& name) { return name + (name.ends_with('s') ? "'" : "'s"); }

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

}  // namespace demarche
