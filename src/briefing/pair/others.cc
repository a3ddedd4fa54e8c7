// Third parties: who took which side of late; and the ties that lie behind.
#include <algorithm>
#include <map>

#include "briefing/pair/pair_briefing.h"
#include "series/pair_facts.h"

namespace demarche {
namespace {

constexpr std::size_t kMostNamed = 12;  // of those who did the same

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

// Who did one thing: "condemns Iran".
struct Stand {
  std::string verb, target;
  std::vector<std::string> sides;
  std::map<std::string, std::vector<std::size_t>> sources;  // by side
};

// Of many, some are named and the rest counted.
std::string some_of(std::vector<std::string> names) {
  if (names.size() <= kMostNamed) return listed(names);
  const auto more = names.size() - kMostNamed;
  names.resize(kMostNamed);
  return fmt::format("{} and {} others", fmt::join(names, ", "), more);
}

}  // namespace

void PairBriefing::positions() {
  std::vector<Stand> stands;
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
    if ((verb == "accuses" && holds(blaming, side)) || holds(joined, side)) return;
    auto stand = std::find_if(stands.begin(), stands.end(),
                              [&](const Stand& each) { return each.verb == verb && each.target == target; });
    if (stand == stands.end()) stand = stands.insert(stands.end(), {verb, target, {}, {}});
    if (!holds(stand->sides, side)) stand->sides.push_back(side);
    add_once(stand->sources[side], sources);
  };
  for (const auto& act : record_.acts) {
    if (!act.date || !near(act.date->begin) || act.first().background || act.claimed) continue;
    if (act.move) {
      // a move of a third party against the one that the step is against, on the occasion: told as that move
      if (!main_ || band_of(act.move->kind) < 2 || act.date->begin < about()) continue;
      for (const auto& side : act.actors)
        for (const auto& target : act.recipients) {
          if (holds(main_->actors, target)) continue;
          Act alone;
          alone.move = Move{};
          alone.move->kind = act.move->kind;
          alone.move->whose = act.move->whose;
          alone.actors = {side};
          alone.recipients = {target};
          const auto verb = told(alone, world_).substr(called(side).size() + 1);
          const auto name = called(target);
          if (verb.ends_with(" " + name))
            add(side, target, verb.substr(0, verb.size() - name.size() - 1), sources_of(act, 1));
        }
      continue;
    }
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
  std::stable_sort(stands.begin(), stands.end(), [](const Stand& x, const Stand& y) {
    return std::pair(x.verb != "stands with", y.sides.size()) < std::pair(y.verb != "stands with", x.sides.size());
  });
  // stands of the very same sides are told together
  std::vector<bool> done(stands.size(), false);
  for (std::size_t i = 0; i < stands.size(); ++i) {
    if (done[i]) continue;
    const auto& sides = stands[i].sides;
    std::vector<std::string> what;
    std::vector<std::size_t> sources;
    for (std::size_t each = i; each < stands.size(); ++each) {
      if (done[each] || stands[each].sides.size() != sides.size() ||
          !std::is_permutation(sides.begin(), sides.end(), stands[each].sides.begin()))
        continue;
      done[each] = true;
      what.push_back((sides.size() > 1 ? of_several(stands[each].verb) : stands[each].verb) + " " +
                     called(stands[each].target));
      for (std::size_t k = 0; k < std::min(sides.size(), kMostNamed); ++k)
        add_once(sources, stands[each].sources[sides[k]]);
    }
    std::vector<std::string> names;
    for (const auto& side : sides) names.push_back(called(side));
    say(fmt::format("{} {}.", some_of(names), listed(what)), Basis::known, std::move(sources));
  }
}

void PairBriefing::background() {
  const auto opposes = [&](const std::string& who, const std::string& whom) {
    const auto ties = world_.ties_of(who, day_);
    return std::any_of(ties.begin(), ties.end(),
                       [&](const Tie& each) { return each.kind == "opposes" && each.to == whom; });
  };
  const auto span_of = [](const Tie& tie) {
    std::string span;
    if (tie.when.from) span = "since " + since(*tie.when.from);
    if (tie.when.to) span += (tie.when.from ? ", until " : "until ") + day_of(*tie.when.to);
    return span.empty() ? span : " (" + span + ")";
  };
  const auto defence = defence_organisations();
  const auto is_defence = [&](const Tie& tie, const std::string& side) {
    return tie.kind == "member" && tie.from == side &&
           std::find(defence.begin(), defence.end(), tie.to) != defence.end();
  };
  std::vector<std::string> common;
  for (const auto& one : world_.ties_of(a_, day_))
    for (const auto& other : world_.ties_of(b_, day_))
      if (is_defence(one, a_) && is_defence(other, b_) && one.to == other.to && !holds(common, one.to)) {
        common.push_back(one.to);
        auto sources = source_of(one);
        add_once(sources, source_of(other));
        say(fmt::format("both are bound in defence by membership of {}.", called(one.to)), Basis::known,
            std::move(sources));
      }
  for (const auto& [one, other] : {std::pair(a_, b_), std::pair(b_, a_)}) {
    // those of a kind are told together: "... as a patron of these opponents of Ukraine: A (since 2014), B"
    struct Group {
      std::vector<std::string> who;
      std::vector<std::size_t> sources;
    };
    Group sheltered, backed, patrons, alliances;
    const auto put = [&](Group& group, const std::string& id, const Tie& tie) {
      if (auto name = called(id) + span_of(tie); !holds(group.who, name)) group.who.push_back(std::move(name));
      add_once(group.sources, source_of(tie));
    };
    // `end`: what stands behind them
    const auto tell = [&](Group& group, const std::string& lead, const std::string& end = {}) {
      if (!group.who.empty())
        say(fmt::format("{} {}{}.", lead, listed(group.who), end), Basis::known, std::move(group.sources));
    };
    for (const auto& tie : world_.ties_of(one, day_)) {
      const auto plain = [&](const std::string& text) { say(text + span_of(tie) + ".", Basis::known, source_of(tie)); };
      if (tie.kind == "host" && tie.from == one && opposes(tie.to, other)) {
        put(sheltered, tie.to, tie);
      } else if (tie.from == one && tie.to == other) {
        if (tie.kind == "rivalry")
          plain(fmt::format("{} and {} are counted as rivals", called(one), called(other)));
        else if (tie.kind == "alliance" || tie.kind == "defence-treaty")
          plain(fmt::format("{} and {} are bound by {}", called(one), called(other),
                            tie.kind == "alliance" ? "an alliance" : "a treaty of defence"));
        else if (tie.kind == "patron")
          plain(fmt::format("the project's files count {} as a patron of {}", called(one), called(other)));
        else if (tie.kind == "opposes")
          plain(fmt::format("the project's files count {} as an opponent of {}", called(one), called(other)));
      } else if (tie.kind == "patron" && tie.to == one && tie.from != other) {
        put(patrons, tie.from, tie);
      } else if (tie.kind == "patron" && tie.from == one && opposes(tie.to, other)) {
        put(backed, tie.to, tie);
      } else if (is_defence(tie, one) && !holds(common, tie.to)) {
        put(alliances, tie.to, tie);
      }
    }
    tell(sheltered, fmt::format("{} shelters opponents of {}:", called(one), called(other)));
    tell(alliances, fmt::format("{} is bound in defence by membership of", called(one)));
    const auto number = [](const Group& group, const char* noun) { return plural(noun, group.who.size()); };
    tell(patrons, "the project's files count", fmt::format(" as {} of {}", number(patrons, "patron"), called(one)));
    tell(backed, fmt::format("the project's files count {} as patron of", called(one)),
         fmt::format(", {} of {}", backed.who.size() == 1 ? "an opponent" : "opponents", called(other)));
  }
}

}  // namespace demarche
