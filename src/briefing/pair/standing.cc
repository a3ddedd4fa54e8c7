// Where the step leaves the two: relations, their level, heads of mission, missions, by the ladder.
#include <algorithm>

#include "briefing/pair/pair_briefing.h"

namespace demarche {
namespace {

constexpr int kOldYears = 10;  // what was told last so long ago may have changed since

std::string level_in_words(const std::string& level) {
  return level == "charge" ? "chargés d'affaires" : level == "minister" ? "ministers" : "ambassadors";
}

}  // namespace

// A statement on a part of the ladder, with what it is known by; nothing without a source.
void PairBriefing::part(const Part& part, const std::string& text) {
  if (part.how == Knowledge::unknown) return;
  std::string whole = text;
  const bool follows = part.how == Knowledge::inferred && part.act;
  const Act* shows = follows ? last_that_shows(part) : part.act;
  if (follows) whole = fmt::format("that {} follows from this: {}", text, told_with_day(*shows));
  std::vector<std::size_t> sources;
  if (shows)
    sources = sources_of(*shows, 2);
  else if (!part.tie.empty())
    sources = source_of_file(part.tie);
  if (sources.empty()) return;
  if (part.how == Knowledge::inferred && !follows && !part.why.empty()) whole += ": " + days_in_words(part.why);
  const auto last = part.last_confirmed ? part.last_confirmed
                    : part.since        ? part.since
                    : part.act          ? std::optional(part.act->date->end)
                                        : std::nullopt;
  if (part.act && last && day_.year() - last->year() > kOldYears && &part != &state_.relations)
    whole += fmt::format("; the record's last word on that is of {}", last->year());
  say(whole + ".", part.how == Knowledge::inferred ? Basis::inferred : Basis::known, std::move(sources));
}

// What a part follows from, best of late: the move that confirmed it last, else the one that it was first known by.
const Act* PairBriefing::last_that_shows(const Part& part) const {
  for (const auto* act : state_.moves)
    if (part.last_confirmed && act->date->end == *part.last_confirmed) return act;
  return part.act;
}

bool PairBriefing::rests_on_main(const Part& part) const {
  return main_ && (part.how == Knowledge::inferred ? last_that_shows(part) : part.act) == main_;
}

void PairBriefing::relations_part() {
  const auto& relations = state_.relations;
  if (relations.how == Knowledge::unknown) {
    say(fmt::format("The record does not say whether {} and {} have diplomatic relations.", called(a_), called(b_)),
        Basis::unknown, {});
    return;
  }
  const std::string from = relations.since ? " since " + since(*relations.since) : "";
  std::string text = fmt::format("diplomatic relations are {}{}", relations.value, from);
  if (relations.value == "established")
    text = fmt::format("the two have {}diplomatic relations{}", from.empty() ? "" : "had ", from);
  if (relations.value == "never") text = "there have been no diplomatic relations";
  if (relations.value == "ended") text = fmt::format("diplomatic relations ended with one of the two{}", from);
  if (relations.value == "severed" || relations.value == "suspended")
    text = fmt::format("diplomatic relations have been {}{}{}", relations.value,
                       state_.ended_by.empty() ? "" : " by " + called(state_.ended_by), from);
  part(relations, text);
}

// Whether so long ago that who heads a mission has changed since, told or not.
bool PairBriefing::is_old(const Part& part) const {
  const auto last = part.last_confirmed ? part.last_confirmed : part.since;
  return part.how != Knowledge::unknown && last && day_.year() - last->year() > kOldYears;
}

void PairBriefing::head_part(const Part& part, const std::string& owner, const std::string& host) {
  const auto on = part.since ? since(*part.since) : std::string();
  const auto from = on.empty() ? on : " since " + on;
  const std::string mission = fmt::format("{} mission in {}", possessive(owner), host);
  if (is_old(part)) return;  // told as a gap
  if (part.how == Knowledge::known && part.act && part.value != "in-post" && part.value != "charge-ai") {
    auto text = told_with_day(*part.act);
    if (text.find("ambassador") == std::string::npos) text += fmt::format(", the head of {} among them", mission);
    say(fmt::format("{}; the record tells of no {}.", text, part.value == "recalled" ? "return" : "successor"),
        Basis::known, sources_of(*part.act, 2));
    return;
  }
  std::string text;
  if (part.value == "in-post")
    text = fmt::format("an ambassador heads {}{}", mission, from);
  else if (part.value == "charge-ai")
    text = fmt::format("a chargé d'affaires ad interim heads {}{}", mission, from);
  else if (part.value == "recalled")
    text = fmt::format("{} ambassador has been recalled from {}{}; the record tells of no return", possessive(owner),
                       host, from);
  else if (part.value == "expelled")
    text = fmt::format("{} ambassador has been expelled from {}{}; the record tells of no successor", possessive(owner),
                       host, from);
  else
    text = fmt::format("{} has been without an ambassador{}; the record tells of no successor", mission, from);
  this->part(part, text);
}

void PairBriefing::mission_part(const Part& part, const std::string& owner, const std::string& host) {
  // a mission that only follows from there being relations says nothing of its own
  if (part.how == Knowledge::inferred && part.value == "resident") return;
  const auto from = part.since ? " since " + since(*part.since) : std::string();
  std::string text = fmt::format("{} mission in {} is {}{}", possessive(owner), host, part.value, from);
  if (part.value == "resident") text = fmt::format("{} has had a mission in {}{}", owner, host, from);
  if (part.value == "closed") text = fmt::format("{} mission in {} has been closed{}", possessive(owner), host, from);
  if (part.value == "non-resident")
    text = fmt::format("{} looks after relations with {} from elsewhere{}", owner, host, from);
  if (part.value == "interests-section")
    text = fmt::format("{} has had an interests section in {}{}", owner, host, from);
  if (part.value == "liaison") text = fmt::format("{} has had a liaison office in {}{}", owner, host, from);
  this->part(part, text);
}

void PairBriefing::standing() {
  const std::string a = called(a_), b = called(b_);
  if (!main_ || is_fresh(*main_) || rests_on_main(state_.relations)) relations_part();  // else it stands in the lead
  if (state_.relations.value != "severed") {
    if (state_.level.how != Knowledge::unknown)
      part(state_.level, fmt::format("relations are at the level of {}{}", level_in_words(state_.level.value),
                                     state_.level.since ? " since " + since(*state_.level.since) : ""));
    head_part(state_.head_of_a, a, b);
    head_part(state_.head_of_b, b, a);
    mission_part(state_.mission_of_a, a, b);
    mission_part(state_.mission_of_b, b, a);
  } else if (state_.mission_of_a.value == "closed" && state_.mission_of_b.value == "closed" &&
             state_.mission_of_a.act == state_.mission_of_b.act) {
    auto both = state_.mission_of_a;
    both.act = both.act == state_.relations.act ? nullptr : both.act;  // that relations were severed is told
    if (both.act)
      part(both,
           "the missions of both have been closed" + (both.since ? " since " + since(*both.since) : std::string()));
  } else {
    mission_part(state_.mission_of_a, a, b);
    mission_part(state_.mission_of_b, b, a);
  }
  if (const auto* act = protecting_move(); act && state_.relations.value == "severed")
    say(fmt::format("{} was named to look after the interests of one in the other.",
                    called(act->move->protecting_power)),
        Basis::known, sources_of(*act, 1));
  for (const auto& contradiction : state_.contradictions) {
    // its sources: the moves of the days that it names
    const auto text = days_in_words(contradiction);
    std::vector<std::size_t> sources;
    for (const auto* act : state_.moves)
      if (act->date && text.find(day_of(act->date->begin)) != std::string::npos) add_once(sources, sources_of(*act, 1));
    say("The record contradicts itself: " + text + ".", sources.empty() ? Basis::unknown : Basis::inferred,
        std::move(sources));
  }
}

// The last move that names a protecting power.
const Act* PairBriefing::protecting_move() const {
  const Act* found = nullptr;
  for (const auto* act : between_)
    if (act->move && !act->claimed && !act->move->protecting_power.empty()) found = act;
  return found;
}

}  // namespace demarche
