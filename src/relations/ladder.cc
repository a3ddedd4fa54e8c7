#include "relations/ladder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "relations/replay.h"

namespace demarche {
namespace {

constexpr int kSkippedDays = 365;  // lesser steps of the year before count as taken

constexpr std::array<std::string_view, 9> kBands = {"apart",
                                                    "protest or summons",
                                                    "recall or refusal",
                                                    "expulsion of diplomats",
                                                    "expulsion of the ambassador or closing of a consulate",
                                                    "downgrading",
                                                    "closing of an embassy",
                                                    "suspension",
                                                    "severance"};

void derive_rung(PairState& state) {
  const auto& relations = state.relations.value;
  const auto is = [](const Part& one, const Part& other, std::string_view value) {
    return one.value == value || other.value == value;
  };
  const auto head_is = [&](std::string_view value) { return is(state.head_of_a, state.head_of_b, value); };
  if (is(state.mission_of_a, state.mission_of_b, "interests-section")) state.rung_note = "interests sections remain";
  if (relations == "severed" || relations == "suspended") {
    state.rung = relations;
  } else if (relations == "never" || relations == "ended") {
    state.rung = "none";
  } else if (is(state.mission_of_a, state.mission_of_b, "closed")) {
    state.rung = "closed";
  } else if (state.level.value == "charge" || (head_is("vacant") && state.level.how != Knowledge::unknown)) {
    state.rung = "charge";
  } else if (head_is("recalled") || head_is("expelled")) {
    state.rung = "recalled";
  } else if (state.level.value == "ambassador" || state.level.value == "minister") {
    state.rung = "ambassador";
    if (state.level.value == "minister") state.rung_note = "legations, headed by ministers";
  } else {
    state.rung = "unknown";
    if (relations == "established") state.rung_note = "relations exist; at what level is not recorded";
  }
}

// Relations end with a party, and are none before it began.
void end_with_a_party(PairState& state, const Lineage& a, const Lineage& b, const World& world) {
  for (const auto* each : {&a, &b}) {
    if (each->end && state.day > *each->end) {
      state.end = PairEnd{each->id, *each->end, succession_of(each->id, world)};
      auto why = world.name_of(each->id) + " ceased to exist on " + each->end->text();
      state.relations = {"ended",
                         Knowledge::known,
                         each->end->plus_days(1),
                         each->end->plus_days(1),
                         std::move(why),
                         nullptr,
                         state.end->succession.tie.empty() ? "states.world" : state.end->succession.tie};
      state.level = state.head_of_a = state.head_of_b = state.mission_of_a = state.mission_of_b = state.consular = {};
      state.recognised_by_a = state.recognised_by_b = state.government_by_a = state.government_by_b = {};
      state.protecting_power = {};
      state.ended_by.clear();
      return;
    }
    if (each->begin && state.day < *each->begin && state.relations.how == Knowledge::unknown)
      state.relations = {
          "never", Knowledge::known, {}, {}, world.name_of(each->id) + " exists since " + each->begin->text(),
          nullptr, "states.world"};
  }
}

// Relations with one of two rival governments rule the other out.
void rule_out_rivals(PairState& state, std::span<const Act> acts, const World& world) {
  for (const bool by_a : {true, false}) {
    const auto &judge = by_a ? state.a : state.b, &judged = by_a ? state.b : state.a;
    auto& part = by_a ? state.government_by_a : state.government_by_b;
    const auto rival = rival_of(judged, state.day, world);
    if (rival.empty() || rival == judge || part.how != Knowledge::unknown || state.relations.value == "established")
      continue;
    PairState with_rival;
    with_rival.a = judge;
    with_rival.b = rival;
    with_rival.day = state.day;
    with_rival.known_by = state.known_by;
    replay(with_rival, lineage_of(judge, world, state.known_by), lineage_of(rival, world, state.known_by), acts, world);
    const auto& relations = with_rival.relations;
    if (relations.value != "established") continue;
    part = {"withheld",
            Knowledge::inferred,
            relations.since,
            relations.last_confirmed,
            world.name_of(judge) + " had relations with the rival government, " + world.name_of(rival),
            relations.act,
            relations.tie};
  }
}

// Without recognition there are no relations.
void none_without_recognition(PairState& state, const World& world) {
  if (state.relations.how != Knowledge::unknown) return;
  for (const auto* part :
       {&state.recognised_by_a, &state.recognised_by_b, &state.government_by_a, &state.government_by_b}) {
    if (part->value != "withheld") continue;
    const bool by_a = part == &state.recognised_by_a || part == &state.government_by_a;
    state.relations = *part;
    state.relations.value = "never";
    state.relations.how = Knowledge::inferred;
    state.relations.why =
        world.name_of(by_a ? state.a : state.b) + " does not recognise " + world.name_of(by_a ? state.b : state.a);
    return;
  }
}

}  // namespace

std::string_view name_of(Knowledge knowledge) {
  static constexpr std::array<std::string_view, 3> kNames = {"unknown", "inferred", "known"};
  return kNames[static_cast<std::size_t>(knowledge)];
}

int band_of(MoveKind kind) {
  switch (kind) {
    case MoveKind::protest:
    case MoveKind::summon:
      return 1;
    case MoveKind::refuse:
    case MoveKind::restrict_movement:
    case MoveKind::recall:
      return 2;
    case MoveKind::expel:
    case MoveKind::reduce:
      return 3;
    case MoveKind::close_consulate:
    case MoveKind::withdraw:
    case MoveKind::expel_ambassador:
      return 4;
    case MoveKind::downgrade:
      return 5;
    case MoveKind::close_embassy:
      return 6;
    case MoveKind::suspend:
      return 7;
    case MoveKind::sever:
    case MoveKind::switch_recognition:
      return 8;
    default:
      return 0;
  }
}

std::string_view name_of_band(int band) { return kBands[static_cast<std::size_t>(band)]; }

bool is_upward(MoveKind kind) { return kind >= MoveKind::recognise && kind <= MoveKind::upgrade; }

PairState pair_state(const std::string& a, const std::string& b, Date day, std::span<const Act> acts,
                     const World& world, std::optional<Date> known_by) {
  PairState state;
  state.a = a;
  state.b = b;
  state.day = day;
  state.known_by = known_by;
  const auto line_a = lineage_of(a, world, known_by), line_b = lineage_of(b, world, known_by);
  for (const auto* line : {&line_a, &line_b})
    for (const auto& id : line->line)
      if (id != line->id && world.existence_of(id).to && *world.existence_of(id).to < day)
        state.continues.push_back(id);
  replay(state, line_a, line_b, acts, world);
  end_with_a_party(state, line_a, line_b, world);
  if (!state.end) {
    rule_out_rivals(state, acts, world);
    none_without_recognition(state, world);
  }
  derive_rung(state);
  return state;
}

Severity severity_of(const Act& act, std::span<const Act> acts) {
  Severity severity;
  if (!act.move) return severity;
  severity.for_safety = act.move->motive == Motive::security && act.move->whose != MissionOwner::other;
  severity.band = severity.for_safety ? 0 : band_of(act.move->kind);
  std::array<bool, 9> taken{};
  for (const auto& other : acts) {
    if (!other.move) continue;
    if (other.move->notice_hours) {
      ++severity.notices;
      severity.longer += act.move->notice_hours && *other.move->notice_hours > *act.move->notice_hours;
    }
    if (&other != &act && other.move->kind == act.move->kind && other.move->count) {
      ++severity.persons.others;
      severity.persons.milder += act.move->count && *other.move->count < *act.move->count;
    }
    const bool same_pair = (other.actors == act.actors && other.recipients == act.recipients) ||
                           (other.actors == act.recipients && other.recipients == act.actors);
    if (same_pair && &other != &act && other.date && act.date && other.date->begin <= act.date->begin &&
        other.date->begin >= act.date->begin.plus_days(-kSkippedDays))
      taken[static_cast<std::size_t>(band_of(other.move->kind))] = true;
  }
  for (int band = 1; band < severity.band; ++band)
    if (!taken[static_cast<std::size_t>(band)]) severity.skipped.push_back(band);
  return severity;
}

std::string text_of(const Severity& severity, const Act& act) {
  if (severity.for_safety) return "closed for safety, which has no severity";
  if (severity.band == 0) return {};
  auto text = fmt::format("band {} of 8 ({})", severity.band, name_of_band(severity.band));
  if (severity.band > 1) {
    const auto taken = static_cast<std::size_t>(severity.band - 1) - severity.skipped.size();
    text += fmt::format("; of the {} lesser bands the record has a step of {} in the year before", severity.band - 1,
                        taken == 0 ? "none" : std::to_string(taken));
  }
  const auto percent = [](std::size_t part, std::size_t whole) {
    return std::lround(100.0 * static_cast<double>(part) / static_cast<double>(whole));
  };
  if (act.move->notice_hours && severity.notices > 1)
    text += fmt::format("; {} notice, shorter than {} % of the {} known notices",
                        *act.move->notice_hours == 1 ? "an hour's" : fmt::format("{} hours'", *act.move->notice_hours),
                        percent(severity.longer, severity.notices), severity.notices);
  if (act.move->count && severity.persons.others > 1)
    text += fmt::format("; {} person{}, more than in {} % of the {} other known cases", *act.move->count,
                        *act.move->count == 1 ? "" : "s", percent(severity.persons.milder, severity.persons.others),
                        severity.persons.others);
  return text;
}

}  // namespace demarche
