// What each kind of move does to the state of a pair.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "relations/pair_replay.h"

namespace demarche {
namespace {

constexpr int kSameBreakDays = 7;   // reports of one severance are seldom dated further apart
constexpr int kLeavingDays = 14;    // staff that leaves after a severance is a detail of it
constexpr int kTieSlackDays = 366;  // a tie is often dated by the year alone

// Of the head of a mission.
enum class Rank : std::uint8_t { none, head, minister, charge };

// Whether the person named is the head of a mission, and of which class (Vienna Convention on Diplomatic Relations art.
// 14).
Rank rank_of(std::string rank) {
  std::replace(rank.begin(), rank.end(), ' ', '-');
  static constexpr std::array<std::string_view, 5> kHeads = {"ambassador", "nuncio", "high-commissioner",
                                                             "head-of-mission", "all-staff"};
  if (std::find(kHeads.begin(), kHeads.end(), rank) != kHeads.end()) return Rank::head;
  if (rank == "minister") return Rank::minister;
  if (rank == "charge") return Rank::charge;
  return Rank::none;
}

std::string name_of_head(Rank rank) {
  return rank == Rank::minister ? "minister" : rank == Rank::charge ? "charge d'affaires" : "ambassador";
}

const char* level_of(Rank rank) { return rank == Rank::minister ? "minister" : "ambassador"; }

}  // namespace

struct PairReplay::Made {
  const Act& act;
  const Move& move;
  const bool by_a;
  const std::string &actor, &other;  // ids of the two
  Part &own_head, &their_head, &own_mission, &their_mission;
  const std::string day;
  const Rank rank;  // of whom the move names

  // Which stays where relations are severed: that its people are sent away or spoken to tells nothing of relations.
  bool deals_with_interests_section() const { return their_mission.value == "interests-section"; }
};

void PairReplay::act(const Act& act) {
  const bool by_a = a_.has(act.actors);
  const Made made{act,
                  *act.move,
                  by_a,
                  by_a ? a_.id : b_.id,
                  by_a ? b_.id : a_.id,
                  by_a ? state_.head_of_a : state_.head_of_b,
                  by_a ? state_.head_of_b : state_.head_of_a,
                  by_a ? state_.mission_of_a : state_.mission_of_b,
                  by_a ? state_.mission_of_b : state_.mission_of_a,
                  act.date->text(),
                  rank_of(act.move->rank)};
  state_.moves.push_back(&act);
  switch (act.move->kind) {
    case MoveKind::sever:
      return sever(made);
    case MoveKind::switch_recognition:
      return switch_recognition(made);
    case MoveKind::suspend:
      return suspend(made);
    case MoveKind::establish:
      return take_up(told("established", act), &act, false);
    case MoveKind::resume:
      return resume(made);
    case MoveKind::expel:
    case MoveKind::expel_ambassador:
      return expel(made);
    case MoveKind::recall:
    case MoveKind::withdraw:
      return call_home(made);
    case MoveKind::downgrade:
      if (relations_existed("relations were downgraded on " + made.day, act)) state_.level = told("charge", act);
      return;
    case MoveKind::upgrade:
      return upgrade(made);
    case MoveKind::close_embassy:
      return close_embassy(made);
    case MoveKind::open_embassy:
    case MoveKind::reopen_embassy:
      return open_embassy(made);
    case MoveKind::open_interests:
      return open_interests(made);
    case MoveKind::appoint:
    case MoveKind::return_ambassador:
      return take_post(made);
    case MoveKind::recognise:
      return recognise(made);
    case MoveKind::derecognise:
      return derecognise(made);
    case MoveKind::close_consulate:
      return close_consulate(made);
    case MoveKind::summon:
    case MoveKind::reduce:
      if (made.deals_with_interests_section()) return;
      relations_existed(name(made.actor) + " dealt with " + name(made.other) + "'s mission on " + made.day, act);
      return;
    case MoveKind::protest:  // by way of a third state too
    case MoveKind::refuse:
    case MoveKind::restrict_movement:
      return;
  }
}

// Whether a move after a severance only carries it out.
bool PairReplay::carries_out(const Act& act) const {
  return (state_.relations.value == "severed" || state_.relations.value == "suspended") && state_.relations.since &&
         act.date->begin.days_since(*state_.relations.since) <= kLeavingDays;
}

// A move between missions tells of relations. False where it contradicts what is known of them.
bool PairReplay::relations_existed(const std::string& why, const Act& act) {
  if (carries_out(act)) return false;
  auto& relations = state_.relations;
  if (relations.value == "severed" || relations.value == "suspended" || relations.value == "never") {
    contradict(fmt::format("{}, though {}{}", why,
                           relations.value == "never" ? "there are known to have been no relations"
                                                      : "relations had been " + relations.value,
                           since_text(relations)));
    return false;
  }
  presuppose(relations, "established", why, act, {});
  return true;
}

void PairReplay::sever(const Made& made) {
  const Act& act = made.act;
  const std::string &actor = made.actor, &day = made.day;
  const auto& relations = state_.relations;
  if (relations.value == "severed") {
    const int apart = relations.since ? act.date->begin.days_since(*relations.since) : 0;
    if (relations.act && apart > kSameBreakDays)
      contradict(fmt::format("{} severed relations on {}, though {} had severed them{}", name(actor), day,
                             state_.ended_by == actor ? "it" : name(state_.ended_by), since_text(relations)));
    else if (!relations.act && apart > kTieSlackDays)
      contradict(fmt::format("{} severed relations on {}, though they had been severed{}", name(actor), day,
                             since_text(relations)));
    if (!relations.act && apart <= kTieSlackDays) {  // the act is dated more precisely than the tie
      auto tie = relations.tie;
      break_off("severed", told("severed", act), "relations were severed on " + day, &act);
      state_.relations.tie = std::move(tie);
      state_.ended_by = actor;
    } else {
      confirm(state_.relations, act.date->end);
    }
  } else {
    if (relations.value == "never" && relations.how == Knowledge::known)
      contradict(fmt::format("{} severed relations on {}, though there are known to have been none", name(actor), day));
    break_off("severed", told("severed", act), "relations were severed on " + day, &act);
    state_.ended_by = actor;
  }
  if (!act.move->protecting_power.empty()) state_.protecting_power = told(act.move->protecting_power.c_str(), act);
}

void PairReplay::switch_recognition(const Made& made) {
  if (gained(made.act)) {
    auto part = told("established", made.act);
    part.why = name(made.actor) + " broke with the rival government on " + made.day;
    part.how = Knowledge::inferred;
    take_up(std::move(part), &made.act, false);
    return;
  }
  sever(made);
  recognition(made.by_a, made.other) =
      inferred_part("withdrawn", made.act.date->begin, made.act.date->end,
                    name(made.actor) + " turned to the rival on " + made.day, &made.act);
}

void PairReplay::suspend(const Made& made) {
  auto& relations = state_.relations;
  if (relations.value == "severed") {
    contradict(fmt::format("{} suspended relations on {}, though they had been severed{}", name(made.actor), made.day,
                           since_text(relations)));
  } else if (relations.value == "suspended" && relations.act) {
    confirm(relations, made.act.date->end);
  } else {  // the act is dated more precisely than a tie
    auto tie = relations.value == "suspended" ? relations.tie : std::string();
    break_off("suspended", told("suspended", made.act), {}, &made.act);
    relations.tie = std::move(tie);
    state_.ended_by = made.actor;
  }
}

void PairReplay::resume(const Made& made) {
  const bool again = state_.relations.act != nullptr || state_.relations.since.has_value();
  take_up(told("established", made.act), &made.act, again);
  if (made.rank == Rank::head) state_.level = told("ambassador", made.act);
}

void PairReplay::expel(const Made& made) {
  const bool head =
      made.rank == Rank::head || made.rank == Rank::minister || made.move.kind == MoveKind::expel_ambassador;
  const bool charge = made.rank == Rank::charge;
  const std::string whom =
      head || charge ? name(made.other) + "'s " + name_of_head(made.rank) : "diplomats of " + name(made.other);
  const std::string why = name(made.actor) + " expelled " + whom + " on " + made.day;
  if (!head && made.deals_with_interests_section()) return;
  if (!relations_existed(why, made.act)) return;
  presuppose(made.their_mission, "resident", why, made.act, name(made.other) + "'s mission");
  if (charge) {
    made.their_head = told("expelled", made.act);
  } else if (head) {
    presuppose(state_.level, level_of(made.rank), why, made.act, {});
    made.their_head = told("expelled", made.act);
  }
}

void PairReplay::call_home(const Made& made) {
  if (made.rank == Rank::none && !made.move.rank.empty()) {  // of lower staff
    relations_existed(name(made.actor) + " called staff home on " + made.day, made.act);
    return;
  }
  const bool recalled = made.move.kind == MoveKind::recall;
  const std::string why = fmt::format("{} {} its {} on {}", name(made.actor), recalled ? "recalled" : "withdrew",
                                      name_of_head(made.rank), made.day);
  if (!relations_existed(why, made.act)) return;
  if (made.rank != Rank::charge) presuppose(state_.level, level_of(made.rank), why, made.act, {});
  presuppose(made.own_mission, "resident", why, made.act, name(made.actor) + "'s mission");
  made.own_head = told(recalled ? "recalled" : "vacant", made.act);
}

void PairReplay::upgrade(const Made& made) {
  if (!relations_existed("relations were upgraded on " + made.day, made.act)) return;
  state_.level = told(level_of(made.rank), made.act);
  made.own_head = made.their_head = {};  // new heads are to be appointed; who was called home before is past
}

void PairReplay::close_embassy(const Made& made) {
  if (!relations_existed(name(made.actor) + " closed an embassy on " + made.day, made.act)) return;
  const auto close = [&](Part& mission) {
    mission = told("closed", made.act);
    if (made.move.motive == Motive::security) mission.why = "closed for safety";
  };
  if (made.move.whose != MissionOwner::other) close(made.own_mission);
  if (made.move.whose == MissionOwner::other || made.move.whose == MissionOwner::both) close(made.their_mission);
}

void PairReplay::open_embassy(const Made& made) {
  if (!relations_existed(name(made.actor) + " opened an embassy on " + made.day, made.act)) return;
  made.own_mission = told("resident", made.act);
  made.own_head = {};  // a new one is to be appointed
  if (made.move.reciprocal) made.their_mission = made.own_mission;
}

void PairReplay::open_interests(const Made& made) {
  made.own_mission = told("interests-section", made.act);
  if (made.move.reciprocal) made.their_mission = made.own_mission;
  if (!made.move.protecting_power.empty()) state_.protecting_power = told(made.move.protecting_power.c_str(), made.act);
}

void PairReplay::take_post(const Made& made) {
  const std::string why = name(made.actor) + "'s head of mission took up the post on " + made.day;
  if (!relations_existed(why, made.act)) return;
  if (made.rank == Rank::charge) {
    made.own_head = told("charge-ai", made.act);
  } else if (made.rank != Rank::none || made.move.rank.empty()) {
    presuppose(state_.level, level_of(made.rank), why, made.act, {});
    made.own_head = told("in-post", made.act);
  }
}

void PairReplay::recognise(const Made& made) {
  recognition(made.by_a, made.other) = told("recognised", made.act);
  if (made.by_a && b_.has(made.act.actors)) recognition(false, made.actor) = told("recognised", made.act);
}

void PairReplay::derecognise(const Made& made) {
  recognition(made.by_a, made.other) = told("withdrawn", made.act);
  if (state_.relations.value != "established") return;
  break_off("severed",
            inferred_part("severed", made.act.date->begin, made.act.date->end,
                          name(made.actor) + " withdrew its recognition on " + made.day, &made.act),
            "recognition was withdrawn on " + made.day, &made.act);
  state_.ended_by = made.actor;
}

void PairReplay::close_consulate(const Made& made) {
  const std::string why = name(made.actor) + " closed a consulate on " + made.day;
  presuppose(state_.consular, "yes", why, made.act, {});
  relations_existed(why, made.act);
}

}  // namespace demarche
