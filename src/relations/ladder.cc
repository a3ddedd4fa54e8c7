#include "relations/ladder.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

bool holds(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

// Replays ties and acts in order of their days.
class Replay {
 public:
  Replay(PairState& state, const World& world) : state_(state), world_(world) {}

  void tie(const Tie& tie) {
    if (tie.when.from && *tie.when.from > state_.day) return;
    const bool over = tie.when.to && *tie.when.to < state_.day;
    const bool severed = tie.kind == "relations-severed", never = tie.kind == "relations-none";
    if (!severed && !never) return;
    Part part;
    part.value = over ? "established" : severed ? "severed" : "never";
    part.how = over ? Knowledge::inferred : Knowledge::known;
    part.since = over ? std::optional(tie.when.to->plus_days(1)) : tie.when.from;
    if (over) part.why = "relations that had been broken off are known to have ended so on " + tie.when.to->text();
    part.tie = tie.file + (tie.source.empty() ? "" : " (" + tie.source + ")");
    if (!state_.relations.since || (part.since && *part.since >= *state_.relations.since)) state_.relations = part;
  }

  void act(const Act& act) {
    const bool by_a = holds(act.actors, state_.a);
    const std::string &actor = by_a ? state_.a : state_.b, &other = by_a ? state_.b : state_.a;
    Part& own_head = by_a ? state_.head_of_a : state_.head_of_b;
    Part& their_head = by_a ? state_.head_of_b : state_.head_of_a;
    Part& own_mission = by_a ? state_.mission_of_a : state_.mission_of_b;
    Part& their_mission = by_a ? state_.mission_of_b : state_.mission_of_a;
    const auto& move = *act.move;
    const std::string day = act.date->begin.text();
    const auto set = [&](Part& part, const char* value) {
      part = {value, Knowledge::known, act.date->begin, act.date->end, {}, &act, {}};
    };
    const auto presuppose = [&](Part& part, const char* value, const std::string& why) {
      if (part.value == value) {
        part.last_confirmed = act.date->end;
        return;
      }
      if (part.how == Knowledge::known && part.value != "unknown" &&
          (!part.since || *part.since > act.date->begin.plus_days(-1)))
        return;
      part = {value, Knowledge::inferred, {}, act.date->end, why, &act, {}};
    };
    const auto relations_existed = [&](const std::string& why) {
      if (state_.relations.value == "severed" || state_.relations.value == "suspended") {
        state_.contradictions.push_back(why + ", though relations had been " + state_.relations.value +
                                        (state_.relations.since ? " since " + state_.relations.since->text() : ""));
        return;
      }
      presuppose(state_.relations, "established", why);
    };
    const auto name = [&](const std::string& id) { return world_.name_of(id); };
    switch (move.kind) {
      case MoveKind::sever:
      case MoveKind::switch_recognition:
        if (state_.relations.value == "severed" && state_.relations.how == Knowledge::known && state_.relations.act)
          state_.contradictions.push_back("relations were severed on " + day + ", though they had been severed" +
                                          (state_.relations.since ? " since " + state_.relations.since->text() : ""));
        set(state_.relations, "severed");
        set(own_mission, "closed");
        set(their_mission, "closed");
        own_mission.how = their_mission.how = Knowledge::inferred;
        own_mission.why = their_mission.why = "relations were severed on " + day;
        set(own_head, "vacant");
        set(their_head, "vacant");
        own_head.how = their_head.how = Knowledge::inferred;
        own_head.why = their_head.why = own_mission.why;
        state_.level = {};
        state_.ended_by = actor;
        break;
      case MoveKind::suspend:
        set(state_.relations, "suspended");
        state_.ended_by = actor;
        break;
      case MoveKind::expel:
      case MoveKind::expel_ambassador: {
        const bool head = move.kind == MoveKind::expel_ambassador || move.rank == "ambassador" ||
                          move.rank == "nuncio" || move.rank == "high-commissioner";
        const std::string why = name(actor) + " expelled " +
                                (head ? name(other) + "'s ambassador" : "diplomats of " + name(other)) + " on " + day;
        relations_existed(why);
        presuppose(their_mission, "resident", why);
        if (head) {
          presuppose(state_.level, "ambassador", why);
          set(their_head, "expelled");
        }
        break;
      }
      case MoveKind::recall:
      case MoveKind::withdraw: {
        const std::string why =
            name(actor) + (move.kind == MoveKind::recall ? " recalled" : " withdrew") + " its ambassador on " + day;
        relations_existed(why);
        presuppose(state_.level, "ambassador", why);
        presuppose(own_mission, "resident", why);
        set(own_head, move.kind == MoveKind::recall ? "recalled" : "vacant");
        break;
      }
      case MoveKind::downgrade:
        relations_existed("relations were downgraded on " + day);
        set(state_.level, "charge");
        break;
      case MoveKind::close_embassy:
        relations_existed(name(actor) + " closed an embassy on " + day);
        set(move.whose == MissionOwner::other ? their_mission : own_mission, "closed");
        break;
      case MoveKind::recognise:
        set(by_a ? state_.recognised_by_a : state_.recognised_by_b, "recognised");
        break;
      case MoveKind::derecognise:
        set(by_a ? state_.recognised_by_a : state_.recognised_by_b, "withdrawn");
        break;
      case MoveKind::establish:
      case MoveKind::resume:
        set(state_.relations, "established");
        state_.ended_by.clear();
        own_head = their_head = own_mission = their_mission = {};
        break;
      case MoveKind::open_embassy:
      case MoveKind::reopen_embassy:
        relations_existed(name(actor) + " opened an embassy on " + day);
        set(own_mission, "resident");
        break;
      case MoveKind::open_interests:
        set(own_mission, "interests-section");
        break;
      case MoveKind::appoint:
      case MoveKind::return_ambassador: {
        const std::string why = name(actor) + "'s ambassador took up the post on " + day;
        relations_existed(why);
        presuppose(state_.level, "ambassador", why);
        set(own_head, "in-post");
        break;
      }
      case MoveKind::upgrade:
        relations_existed("relations were upgraded on " + day);
        set(state_.level, "ambassador");
        break;
      case MoveKind::close_consulate:
        relations_existed(name(actor) + " closed a consulate on " + day);
        break;
      case MoveKind::protest:
      case MoveKind::summon:
      case MoveKind::refuse:
      case MoveKind::restrict_movement:
      case MoveKind::reduce:
        relations_existed(name(actor) + " dealt with " + name(other) + "'s mission on " + day);
        break;
    }
    state_.moves.push_back(&act);
  }

  void derive_rung() {
    const auto& relations = state_.relations.value;
    const auto called_home = [](const Part& head) {
      return head.value == "recalled" || head.value == "expelled" || head.value == "vacant";
    };
    if (relations == "severed" || relations == "suspended")
      state_.rung = relations;
    else if (relations == "never" || relations == "ended")
      state_.rung = "none";
    else if (state_.mission_of_a.value == "closed" || state_.mission_of_b.value == "closed")
      state_.rung = "closed";
    else if (state_.level.value == "charge")
      state_.rung = "charge";
    else if (called_home(state_.head_of_a) || called_home(state_.head_of_b))
      state_.rung = "recalled";
    else if (state_.level.value == "ambassador")
      state_.rung = "ambassador";
    else
      state_.rung = "unknown";
  }

 private:
  PairState& state_;
  const World& world_;
};

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

bool is_upward(MoveKind kind) { return kind >= MoveKind::recognise && kind <= MoveKind::upgrade; }

PairState pair_state(const std::string& a, const std::string& b, Date day, std::span<const Act> acts,
                     const World& world) {
  PairState state;
  state.a = a;
  state.b = b;
  state.day = day;
  Replay replay(state, world);
  for (const auto& tie : world.ties_of(a, {}))
    if ((tie.from == a && tie.to == b) || (tie.from == b && tie.to == a)) replay.tie(tie);
  for (const auto& act : acts) {
    if (!act.move || !act.date || act.date->begin > day || act.claimed) continue;
    const bool forth =
        holds(act.actors, a) && (holds(act.recipients, b) || (act.recipients.empty() && holds(act.actors, b)));
    const bool back = holds(act.actors, b) && holds(act.recipients, a);
    if (forth || back) replay.act(act);
  }
  replay.derive_rung();
  return state;
}

Severity severity_of(const Act& act, std::span<const Act> acts) {
  Severity severity;
  if (!act.move) return severity;
  severity.band = band_of(act.move->kind);
  std::array<bool, 9> taken{};
  for (const auto& other : acts) {
    if (!other.move) continue;
    if (other.move->notice_hours) {
      ++severity.notices;
      severity.longer += act.move->notice_hours && *other.move->notice_hours > *act.move->notice_hours;
    }
    const bool same_pair = (other.actors == act.actors && other.recipients == act.recipients) ||
                           (other.actors == act.recipients && other.recipients == act.actors);
    if (same_pair && &other != &act && other.date && act.date && other.date->begin <= act.date->begin &&
        other.date->begin >= act.date->begin.plus_days(-365))
      taken[static_cast<std::size_t>(band_of(other.move->kind))] = true;
  }
  for (int band = 1; band < severity.band; ++band)
    if (!taken[static_cast<std::size_t>(band)]) severity.skipped.push_back(band);
  return severity;
}

}  // namespace demarche
