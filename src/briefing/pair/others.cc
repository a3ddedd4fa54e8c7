// Third parties: who took which side of late; and the ties that lie behind.
#include <algorithm>
#include <map>

#include "briefing/pair/pair_briefing.h"

namespace demarche {
namespace {

// Memberships worth telling in a briefing: those that bind in defence.
bool is_alliance(const std::string& id) { return id == "ORG.NATO" || id == "ORG.CSTO" || id == "ORG.WARSAWPACT"; }

// "condemns" -> "condemn".
std::string of_several(const std::string& verb) {
  static const std::map<std::string, std::string> kVerbs = {
      {"stands with", "stand with"},
      {"condemns", "condemn"},
      {"accuses", "accuse"},
      {"has imposed sanctions or restrictions on", "have imposed sanctions or restrictions on"}};
  const auto found = kVerbs.find(verb);
  return found == kVerbs.end() ? verb : found->second;
}

}  // namespace

void PairBriefing::positions() {
  struct Stand {
    std::string verb, target;
    bool operator==(const Stand&) const = default;
  };
  struct Position {
    std::string side;
    std::vector<Stand> stands;
    std::vector<std::size_t> sources;
  };
  std::vector<Position> found;
  std::vector<std::string> blaming;  // told with what they blame for
  for (const auto* incident : incidents())
    for (const auto& each : incident->attributions)
      if (accuses(*incident, each)) blaming.push_back(side_of_id(each.by));
  std::vector<std::string> joined;  // the step itself: told above
  for (const auto* act : main_and_twins())
    for (const auto& actor : act->actors) joined.push_back(actor);
  const auto add = [&](const std::string& side, const std::string& target, const std::string& verb,
                       const std::vector<std::size_t>& sources) {
    if (side.empty() || side == target || (target != a_ && target != b_)) return;
    if (side_of_id(side) == a_ || side_of_id(side) == b_) return;
    if (verb == "accuses" && holds(blaming, side)) return;
    if (holds(joined, side)) return;
    auto position = std::find_if(found.begin(), found.end(), [&](const Position& each) { return each.side == side; });
    if (position == found.end()) position = found.insert(found.end(), {side, {}, {}});
    const Stand stand{verb, target};
    if (std::find(position->stands.begin(), position->stands.end(), stand) != position->stands.end()) return;
    position->stands.push_back(stand);
    for (const auto one : sources)
      if (std::find(position->sources.begin(), position->sources.end(), one) == position->sources.end())
        position->sources.push_back(one);
  };
  for (const auto& act : record_.acts) {
    if (!act.date || act.date->begin < about().plus_days(-kStanceDays) || act.date->begin > day_) continue;
    if (act.first().background || act.claimed || act.move) continue;  // a move is a step of its own, no position
    for (const auto& side : act.actors)
      for (const auto& target : act.recipients) {
        if (act.type == "SUPPORT" || act.type == "AID")
          add(side, target, "stands with", sources_of(act, 1));
        else if (act.type == "ACCUSE" && act.mode == "disapprove")
          add(side, target, "condemns", sources_of(act, 1));
        else if (act.type == "ACCUSE" && act.mode.empty())
          add(side, target, "accuses", sources_of(act, 1));
        else if (act.type == "COERCE" && act.mode == "restrict")
          add(side, target, "has imposed sanctions or restrictions on", sources_of(act, 1));
      }
  }
  // moves of third parties against one of the two, on the occasion
  for (const auto& act : record_.acts) {
    if (!main_ || !act.date || !act.move || act.claimed || band_of(act.move->kind) < 2) continue;
    if (act.date->begin < about() || act.date->begin > day_) continue;
    for (const auto& side : act.actors)
      for (const auto& target : act.recipients) {
        if (holds(main_->actors, target)) continue;
        Act alone = act;
        alone.actors = {side};
        alone.recipients = {target};
        auto verb = told(alone, world_).substr(called(side).size() + 1);
        const auto name = called(target);
        if (verb.ends_with(" " + name))
          add(side, target, verb.substr(0, verb.size() - name.size() - 1), sources_of(act, 1));
      }
  }
  for (const auto& claim : record_.claims) {
    if (!near(claim)) continue;
    const std::string side = speaker_side(claim);
    const std::string target = claim.toward ? side_of(*claim.toward) : std::string();
    if (claim.stance == Stance::supports) add(side, target, "stands with", source_of(claim));
    if (claim.stance == Stance::condemns && !target.empty()) add(side, target, "condemns", source_of(claim));
    if (claim.stance == Stance::condemns && target.empty()) {
      // condemns an act: stands against who is said to have done it
      if (const auto* act = act_of(claim.about); act && (holds(act->recipients, a_) || holds(act->recipients, b_)))
        for (const auto& doer : act->actors) add(side, doer, "condemns", source_of(claim));
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Position& x, const Position& y) { return x.stands.size() > y.stands.size(); });
  // sides that took the same stand are told together
  std::vector<bool> done(found.size(), false);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (done[i]) continue;
    auto& stands = found[i].stands;
    std::vector<std::string> sides = {found[i].side};
    auto sources = found[i].sources;
    for (std::size_t other = i + 1; other < found.size(); ++other) {
      if (done[other] ||
          !std::is_permutation(stands.begin(), stands.end(), found[other].stands.begin(), found[other].stands.end()))
        continue;
      done[other] = true;
      sides.push_back(found[other].side);
      for (const auto one : found[other].sources) sources.push_back(one);
    }
    std::stable_sort(stands.begin(), stands.end(),
                     [](const Stand& x, const Stand& y) { return x.verb == "stands with" && y.verb != "stands with"; });
    std::string text = named(sides, world_);
    for (std::size_t each = 0; each < stands.size(); ++each)
      text += fmt::format("{}{} {}",
                          each == 0                   ? " "
                          : each + 1 == stands.size() ? " and "
                                                      : ", ",
                          sides.size() > 1 ? of_several(stands[each].verb) : stands[each].verb,
                          called(stands[each].target));
    say(text + ".", Basis::known, std::move(sources));
  }
}

void PairBriefing::background() {
  const auto tie_statement = [&](const Tie& tie, const std::string& text) {
    std::string span;
    if (tie.when.from) span = "since " + since(*tie.when.from);
    if (tie.when.to) span += (tie.when.from ? ", until " : "until ") + day_of(*tie.when.to);
    say(text + (span.empty() ? "" : " (" + span + ")") + ".", Basis::known, source_of(tie));
  };
  const auto opposes = [&](const std::string& who, const std::string& whom) {
    const auto ties = world_.ties_of(who, day_);
    return std::any_of(ties.begin(), ties.end(),
                       [&](const Tie& each) { return each.kind == "opposes" && each.to == whom; });
  };
  for (const auto& [one, other] : {std::pair(a_, b_), std::pair(b_, a_)}) {
    for (const auto& tie : world_.ties_of(one, day_)) {
      // a group that one side shelters and that is against the other
      if (tie.kind == "host" && tie.from == one && opposes(tie.to, other)) {
        tie_statement(
            tie, fmt::format("{} shelters {}, a group that opposes {}", called(one), called(tie.to), called(other)));
      } else if (tie.from == one && tie.to == other) {
        if (tie.kind == "rivalry")
          tie_statement(tie, fmt::format("{} and {} are counted as rivals", called(one), called(other)));
        else if (tie.kind == "alliance" || tie.kind == "defence-treaty")
          tie_statement(tie, fmt::format("{} and {} are bound by {}", called(one), called(other),
                                         tie.kind == "alliance" ? "an alliance" : "a treaty of defence"));
        else if (tie.kind == "patron")
          tie_statement(tie, fmt::format("the project's files count {} as a patron of {}", called(one), called(other)));
        else if (tie.kind == "opposes")
          tie_statement(tie, fmt::format("{} opposes {}", called(one), called(other)));
      } else if (tie.kind == "patron" && tie.to == one) {
        tie_statement(tie,
                      fmt::format("the project's files count {} as a patron of {}", called(tie.from), called(one)));
      } else if (tie.kind == "patron" && tie.from == one && opposes(tie.to, other)) {
        tie_statement(tie, fmt::format("the project's files count {} as a patron of {}, which opposes {}", called(one),
                                       called(tie.to), called(other)));
      } else if (tie.kind == "member" && tie.from == one && is_alliance(tie.to)) {
        tie_statement(tie, fmt::format("{} is a member of {}", called(one), called(tie.to)));
      }
    }
  }
}

}  // namespace demarche
