// Ties and acts of a pair in the order of the days, and what ties tell.
#include <algorithm>
#include <tuple>

#include "relations/pair_replay.h"

namespace demarche {
namespace {

std::string source_of(const Tie& tie) { return tie.file + (tie.source.empty() ? "" : " (" + tie.source + ")"); }

// One thing to tell, on its day.
struct Step {
  Date day;
  int order = 0;  // on one day: ties, then what takes relations up, then all else, then what breaks them off
  const Tie* tie = nullptr;
  bool over = false;  // the tie ends
  const Act* act = nullptr;
};

// What restores follows what it restores, where only month or year are told.
Date day_of(const Act& act) {
  switch (act.move->kind) {
    case MoveKind::resume:
    case MoveKind::return_ambassador:
    case MoveKind::reopen_embassy:
      return act.date->end;
    default:
      return act.date->begin;
  }
}

int order_of(MoveKind kind) {
  switch (kind) {
    case MoveKind::recognise:
    case MoveKind::establish:
    case MoveKind::resume:
      return 1;
    case MoveKind::derecognise:
    case MoveKind::suspend:
    case MoveKind::sever:
    case MoveKind::switch_recognition:
      return 3;
    default:
      return 2;
  }
}

}  // namespace

void PairReplay::tell(std::span<const Act> acts) {
  const auto ties = ties_between();
  std::vector<Step> steps;
  for (const auto& tie : ties) {
    steps.push_back({tie.when.from.value_or(Date::from(1, 1, 1).value_or(Date())), 0, &tie, false, nullptr});
    const bool known = tie.when.to && (!state_.known_by || *tie.when.to <= *state_.known_by);
    if (known) steps.push_back({tie.when.to->plus_days(1), 0, &tie, true, nullptr});
  }
  for (const auto& act : acts)
    if (concerns(act)) steps.push_back({day_of(act), order_of(act.move->kind), nullptr, false, &act});
  std::stable_sort(steps.begin(), steps.end(),
                   [](const Step& x, const Step& y) { return std::tie(x.day, x.order) < std::tie(y.day, y.order); });
  for (const auto& step : steps) {
    if (step.day > state_.day && !(step.act && step.act->date->begin <= state_.day)) continue;
    if (step.act)
      act(*step.act);
    else if (step.over)
      end(*step.tie);
    else
      begin(*step.tie);
  }
}

// --- what is told of the pair

std::vector<Tie> PairReplay::ties_between() const {
  std::vector<Tie> ties;
  const auto of_b = [&](std::string_view side) {
    return std::find(b_.line.begin(), b_.line.end(), side) != b_.line.end();
  };
  for (const auto& id : a_.line)
    for (auto& tie : world_.ties_of(id, {}, [&](std::string_view, std::string_view from, std::string_view to) {
           return (from == id && of_b(to)) || (to == id && of_b(from));
         })) {
      if (state_.known_by && tie.when.from && *tie.when.from > *state_.known_by) continue;
      ties.push_back(std::move(tie));
    }
  return ties;
}

bool PairReplay::concerns(const Act& act) const {
  if (!act.move || !act.date || act.date->begin > state_.day || act.claimed) return false;
  const bool mutual = a_.has(act.actors) && b_.has(act.actors);
  return mutual || (a_.has(act.actors) && b_.has(act.recipients)) || (b_.has(act.actors) && a_.has(act.recipients)) ||
         gained(act);
}

// A switch from the other's rival: relations with the other begin.
bool PairReplay::gained(const Act& act) const {
  if (act.move->kind != MoveKind::switch_recognition) return false;
  for (const auto& lost : act.recipients)
    if (const auto rival = rival_of(lost, act.date->begin, world_); !rival.empty())
      if ((a_.has(act.actors) && b_.has({rival})) || (b_.has(act.actors) && a_.has({rival}))) return true;
  return false;
}

// --- ties

void PairReplay::begin(const Tie& tie) {
  const bool from_a = a_.has({tie.from});
  if (tie.kind == "relations-severed" || tie.kind == "relations-suspended") {
    const char* value = tie.kind == "relations-severed" ? "severed" : "suspended";
    if (state_.relations.value == value)
      confirm(state_.relations, tie.when.from.value_or(state_.day));
    else
      break_off(value, of_tie(value, tie), "they are known to have been " + std::string(value), nullptr);
  } else if (tie.kind == "relations-none" || tie.kind == "relations-never") {
    if (state_.relations.how == Knowledge::unknown) state_.relations = of_tie("never", tie);
  } else if (tie.kind == "relations-established") {
    take_up(of_tie("established", tie), nullptr, false);
  } else if (tie.kind == "recognition-withheld" || tie.kind == "recognition-withdrawn" || tie.kind == "recognises") {
    const char* value = tie.kind == "recognises"             ? "recognised"
                        : tie.kind == "recognition-withheld" ? "withheld"
                                                             : "withdrawn";
    recognition(from_a, tie.to) = of_tie(value, tie);
  } else if (tie.kind == "consular-relations") {
    state_.consular = of_tie("yes", tie);
  }
}

void PairReplay::end(const Tie& tie) {
  const auto after = [&](Part& part, const char* was, const char* now, const std::string& why) {
    if (part.value != was) {
      if (part.value == now) confirm(part, tie.when.to->plus_days(1));
      return;
    }
    part = {now,     Knowledge::inferred, tie.when.to->plus_days(1), tie.when.to->plus_days(1), why,
            nullptr, source_of(tie)};
  };
  const auto day = tie.when.to->text();
  if (tie.kind == "relations-severed" || tie.kind == "relations-suspended") {
    const bool was = state_.relations.value == "severed" || state_.relations.value == "suspended";
    after(state_.relations, tie.kind == "relations-severed" ? "severed" : "suspended", "established",
          "relations that had been broken off are known to have been so until " + day);
    if (was && state_.relations.value == "established") clear_missions();
  } else if (tie.kind == "relations-none" || tie.kind == "relations-never") {
    after(state_.relations, "never", "established", "there are known to have been no relations until " + day);
  } else if (tie.kind == "recognition-withheld" || tie.kind == "recognition-withdrawn") {
    after(recognition(a_.has({tie.from}), tie.to), tie.kind == "recognition-withheld" ? "withheld" : "withdrawn",
          "recognised", "recognition is known to have been refused until " + day);
  }
}

Part PairReplay::of_tie(const char* value, const Tie& tie) const {
  Part part{value, Knowledge::known, tie.when.from, tie.when.from, {}, nullptr, source_of(tie)};
  // it holds until it ends: confirmed on the day asked for, or on its last
  if (tie.when.to && *tie.when.to <= state_.day) part.last_confirmed = tie.when.to;
  return part;
}

void replay(PairState& state, const Lineage& a, const Lineage& b, std::span<const Act> acts, const World& world) {
  PairReplay(state, a, b, world).tell(acts);
}

}  // namespace demarche
