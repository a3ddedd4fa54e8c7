#include "briefing/phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "briefing/wordings.h"

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
                                     "Houthis"sv,
                                     "Taliban"sv};
constexpr std::array kEndWithArticle = {
    "States"sv,       "Kingdom"sv,      "Emirates"sv,   "Union"sv,        "Nations"sv,    "League"sv,   "Republic"sv,
    "Organization"sv, "Organisation"sv, "Council"sv,    "Commonwealth"sv, "Community"sv,  "Court"sv,    "Islands"sv,
    "Front"sv,        "Forces"sv,       "Army"sv,       "Movement"sv,     "Bank"sv,       "Fund"sv,     "Pact"sv,
    "Mujahedin"sv,    "Agency"sv,       "Commission"sv, "Authority"sv,    "government"sv, "ministry"sv, "army"sv,
    "police"sv,       "parliament"sv,   "opposition"sv};
constexpr std::array kNumbers = {"no"sv,  "one"sv,   "two"sv,   "three"sv, "four"sv, "five"sv,
                                 "six"sv, "seven"sv, "eight"sv, "nine"sv,  "ten"sv};

std::string counted(int count) {
  return count >= 0 && count < static_cast<int>(kNumbers.size())
             ? std::string(kNumbers[static_cast<std::size_t>(count)])
             : std::to_string(count);
}

std::string expelled(const Move& move, const std::string& recipient) {
  const bool ambassador = move.rank == "ambassador" || move.kind == MoveKind::expel_ambassador;
  if (move.count && *move.count > 1)
    return fmt::format("expel|expelled {} diplomats of {}{}", counted(*move.count), recipient,
                       ambassador ? " (the ambassador among them)" : "");
  if (ambassador) return "expel|expelled the ambassador of " + recipient;
  if (move.count) return "expel|expelled a diplomat of " + recipient;
  return "expel|expelled diplomats of " + recipient;
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

// Written "base|past" (wordings.h).
std::string move_verb(const Move& move, const std::string& r) {
  switch (move.kind) {
    case MoveKind::protest:
      return "protest|protested formally to " + r;
    case MoveKind::summon:
      return "summon|summoned an envoy of " + r;
    case MoveKind::refuse:
      return "refuse|refused accreditation or visas to " + r;
    case MoveKind::restrict_movement:
      return "restrict|restricted the movement of diplomats of " + r;
    case MoveKind::recall:
      return "recall|recalled its ambassador from " + r;
    case MoveKind::expel:
    case MoveKind::expel_ambassador:
      return expelled(move, r);
    case MoveKind::reduce:
      return "limit|limited the diplomatic staff of " + r;
    case MoveKind::close_consulate:
      return "close|closed " + whose_mission(move, r, "consulate");
    case MoveKind::withdraw:
      if (move.count.value_or(1) > 1)
        return fmt::format("withdraw|withdrew {} diplomats from {}", counted(*move.count), r);
      return "withdraw|withdrew its ambassador from " + r;
    case MoveKind::downgrade:
      return "downgrade|downgraded diplomatic relations with " + r;
    case MoveKind::close_embassy:
      return "close|closed " + whose_mission(move, r, "embassy");
    case MoveKind::suspend:
      return "suspend|suspended diplomatic relations with " + r;
    case MoveKind::sever:
      return "sever|severed diplomatic relations with " + r;
    case MoveKind::derecognise:
      return "withdraw|withdrew its recognition of " + r;
    case MoveKind::recognise:
      return "recognise|recognised " + r;
    case MoveKind::establish:
      return "establish|established diplomatic relations with " + r;
    case MoveKind::resume:
      return "restore|restored diplomatic relations with " + r;
    case MoveKind::open_embassy:
      return "open|opened an embassy in " + r;
    case MoveKind::reopen_embassy:
      return "reopen|reopened an embassy in " + r;
    case MoveKind::open_interests:
      return "open|opened an interests section in " + r;
    case MoveKind::appoint:
      return "appoint|appointed an ambassador to " + r;
    case MoveKind::return_ambassador:
      return "send|sent its ambassador back to " + r;
    case MoveKind::upgrade:
      return "upgrade|upgraded diplomatic relations with " + r;
    case MoveKind::switch_recognition:
      return "switch|switched its recognition away from " + r;
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

// Who did it, what stands before the verb, and the verb with whom it was done to.
std::string sentence(const Act& act, const World& world, const std::string& before, VerbForm form) {
  if (act.move && is_common(act.move->kind)) {
    auto both = act.actors;
    for (const auto& each : act.recipients)
      if (std::find(both.begin(), both.end(), each) == both.end()) both.push_back(each);
    if (both.size() > 1)
      return named(both, world) + " " + before +
             inflected(act.move->kind == MoveKind::resume ? "restore|restored" : "establish|established", form) +
             " diplomatic relations";
  }
  const bool mutual =
      act.recipients.empty() && act.actors.size() > 1 && (act.reports.empty() || act.first().reciprocal);
  std::vector<std::string> first = mutual ? std::vector<std::string>{act.actors.front()} : act.actors;
  std::vector<std::string> second =
      mutual ? std::vector<std::string>(act.actors.begin() + 1, act.actors.end()) : act.recipients;
  // nobody takes a step against itself: a recipient among several actors is a report's slip
  if (act.move && first.size() > 1)
    std::erase_if(first, [&](const std::string& one) {
      return first.size() > 1 && std::find(second.begin(), second.end(), one) != second.end();
    });
  // what goes on within a state is told of that state alone
  if (!act.move && first == second) second.clear();
  std::string verb;
  if (act.move) {
    verb = inflected(move_verb(*act.move, second.empty() ? "somebody not named" : named(second, world)), form);
  } else {
    const Wording& wording = wording_of(act);
    verb = !second.empty() ? with_recipient(inflected(wording.verb, form), named(second, world))
                           : inflected(wording.alone.empty() ? without_recipient(wording.verb) : wording.alone, form);
  }
  return named(first, world) + " " + before + verb;
}

}  // namespace

std::string named(const std::string& id, const World& world) {
  const std::string name = world.name_of(id);
  // "African Union", "Organisation of Islamic Cooperation": the noun that says what it is
  const std::string_view head = std::string_view(name).substr(0, name.find(" of "));
  const auto last = head.rfind(' ');
  const bool several = name.find(' ') != std::string::npos;
  const auto noun = last == std::string_view::npos ? head : head.substr(last + 1);
  const bool by_noun =
      several && std::find(kEndWithArticle.begin(), kEndWithArticle.end(), noun) != kEndWithArticle.end();
  return by_noun || std::find(kWithArticle.begin(), kWithArticle.end(), name) != kWithArticle.end() ? "the " + name
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

std::string told(const Act& act, const World& world) { return sentence(act, world, {}, VerbForm::past); }

std::string told_after(const Act& act, const World& world, std::string_view auxiliary) {
  return sentence(act, world, std::string(auxiliary) + " ", VerbForm::base);
}

std::string as_noun(const Act& act, const World& world) {
  const std::string_view noun = act.move ? move_noun(act.move->kind) : wording_of(act).noun;
  return act.recipients.empty() ? std::string(without_recipient(noun))
                                : with_recipient(noun, named(act.recipients, world));
}

std::string possessive(const std::string& name) { return name + (name.ends_with('s') ? "'" : "'s"); }

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

}  // namespace demarche
