// How the parts of a pair's state follow from what is told, and from one another.
#include <fmt/format.h>

#include "relations/pair_replay.h"

namespace demarche {

std::string since_text(const Part& part) {
  if (!part.since) return {};
  return " since " + (part.act ? part.act->date->text() : part.since->text());
}

Part inferred_part(const char* value, std::optional<Date> since, Date confirmed, std::string why, const Act* act) {
  return {value, Knowledge::inferred, since, confirmed, std::move(why), act, {}};
}

void PairReplay::confirm(Part& part, Date day) const {
  if (!part.last_confirmed || *part.last_confirmed < day) part.last_confirmed = day;
}

Part PairReplay::told(const char* value, const Act& act) const {
  Part part{value, Knowledge::known, act.date->begin, act.date->end, {}, &act, {}};
  if (act.date->end > state_.day) {
    part.how = Knowledge::inferred;
    part.why = "it happened in " + act.date->text() + "; whether before this day is not known";
  }
  return part;
}

// What a move presupposes: confirmed where it is told, put where nothing is told, contradicted where it is told
// otherwise.
void PairReplay::presuppose(Part& part, const char* value, const std::string& why, const Act& act,
                            std::string_view what) {
  if (part.value == value) return confirm(part, act.date->end);
  if (part.how == Knowledge::known && (!part.since || *part.since < act.date->begin) && !what.empty()) {
    contradict(fmt::format("{}, though {} had been {}{}", why, what, part.value, since_text(part)));
    return;
  }
  if (part.how != Knowledge::known) part = inferred_part(value, {}, act.date->end, why, &act);
}

Part& PairReplay::recognition(bool by_a, const std::string& of) {
  const bool rivals = !rival_of(of, state_.day, world_).empty();
  if (rivals) return by_a ? state_.government_by_a : state_.government_by_b;
  return by_a ? state_.recognised_by_a : state_.recognised_by_b;
}

void PairReplay::clear_missions() {
  state_.head_of_a = state_.head_of_b = state_.mission_of_a = state_.mission_of_b = {};
  state_.protecting_power = {};
  state_.ended_by.clear();
}

void PairReplay::break_off(const char* value, Part relations, const std::string& why, const Act* act) {
  const auto day = relations.since.value_or(state_.day);
  state_.relations = std::move(relations);
  if (std::string_view(value) == "severed") {
    for (auto* mission : {&state_.mission_of_a, &state_.mission_of_b})
      if (mission->value != "closed") *mission = inferred_part("closed", day, day, why, act);
    for (auto* head : {&state_.head_of_a, &state_.head_of_b})
      if (head->value != "expelled") *head = inferred_part("vacant", day, day, why, act);
    state_.level = {};
  }
  state_.ended_by.clear();
}

void PairReplay::take_up(Part relations, const Act* act, bool again) {
  const bool were = state_.relations.value == "established";
  if (!were || again) clear_missions();
  if (!were) state_.level = {};
  if (were && !again && state_.relations.since && state_.relations.how == Knowledge::known)
    confirm(state_.relations, relations.last_confirmed.value_or(state_.day));
  else
    state_.relations = std::move(relations);
  const auto day = state_.relations.since.value_or(state_.day);
  const std::string why = "diplomatic relations were " + std::string(again ? "resumed" : "established") + " on " +
                          (act ? act->date->text() : day.text());
  for (const bool by_a : {true, false}) {
    auto& part = recognition(by_a, by_a ? b_.id : a_.id);
    if (part.value == "recognised")
      confirm(part, day);
    else
      part = inferred_part("recognised", {}, day, why, act);
  }
}

}  // namespace demarche
