#include "relations/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace demarche {
namespace {

constexpr int kSameBreakDays = 7;   // reports of one severance are seldom dated further apart
constexpr int kLeavingDays = 14;    // staff that leaves after a severance is a detail of it
constexpr int kTieSlackDays = 366;  // a tie is often dated by the year alone

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

std::string source_of(const Tie& tie) { return tie.file + (tie.source.empty() ? "" : " (" + tie.source + ")"); }

// One thing to tell, on its day.
struct Step {
  Date day;
  int order = 0;  // on one day: ties, then what takes relations up, then all else, then what breaks them off
  const Tie* tie = nullptr;
  bool over = false;  // the tie ends
  const Act* act = nullptr;
};

class Replay {
 public:
  Replay(PairState& state, const Lineage& a, const Lineage& b, const World& world)
      : state_(state), a_(a), b_(b), world_(world) {}

  void tell(std::span<const Act> acts) {
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

 private:
  // --- what is told of the pair

  std::vector<Tie> ties_between() const {
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

  bool concerns(const Act& act) const {
    if (!act.move || !act.date || act.date->begin > state_.day || act.claimed) return false;
    const bool mutual = a_.has(act.actors) && b_.has(act.actors);
    return mutual || (a_.has(act.actors) && b_.has(act.recipients)) || (b_.has(act.actors) && a_.has(act.recipients)) ||
           gained(act);
  }

  // A switch from the other's rival: relations with the other begin.
  bool gained(const Act& act) const {
    if (act.move->kind != MoveKind::switch_recognition) return false;
    for (const auto& lost : act.recipients)
      if (const auto rival = rival_of(lost, act.date->begin, world_); !rival.empty())
        if ((a_.has(act.actors) && b_.has({rival})) || (b_.has(act.actors) && a_.has({rival}))) return true;
    return false;
  }

  // What restores follows what it restores, where only month or year are told.
  static Date day_of(const Act& act) {
    switch (act.move->kind) {
      case MoveKind::resume:
      case MoveKind::return_ambassador:
      case MoveKind::reopen_embassy:
        return act.date->end;
      default:
        return act.date->begin;
    }
  }

  static int order_of(MoveKind kind) {
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

  // --- ties

  void begin(const Tie& tie) {
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

  void end(const Tie& tie) {
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

  Part of_tie(const char* value, const Tie& tie) const {
    Part part{value, Knowledge::known, tie.when.from, tie.when.from, {}, nullptr, source_of(tie)};
    // it holds until it ends: confirmed on the day asked for, or on its last
    if (tie.when.to && *tie.when.to <= state_.day) part.last_confirmed = tie.when.to;
    return part;
  }

  // --- parts

  void confirm(Part& part, Date day) const {
    if (!part.last_confirmed || *part.last_confirmed < day) part.last_confirmed = day;
  }

  Part told(const char* value, const Act& act) const {
    Part part{value, Knowledge::known, act.date->begin, act.date->end, {}, &act, {}};
    if (act.date->end > state_.day) {
      part.how = Knowledge::inferred;
      part.why = "it happened in " + act.date->text() + "; whether before this day is not known";
    }
    return part;
  }

  static Part inferred(const char* value, std::optional<Date> since, Date confirmed, std::string why, const Act* act) {
    return {value, Knowledge::inferred, since, confirmed, std::move(why), act, {}};
  }

  // What a move presupposes: confirmed where it is told, put where nothing is told, contradicted where it is told
  // otherwise.
  void presuppose(Part& part, const char* value, const std::string& why, const Act& act, std::string_view what) {
    if (part.value == value) return confirm(part, act.date->end);
    if (part.how == Knowledge::known && (!part.since || *part.since < act.date->begin) && !what.empty()) {
      contradict(fmt::format("{}, though {} had been {}{}", why, what, part.value, since(part)));
      return;
    }
    if (part.how != Knowledge::known) part = inferred(value, {}, act.date->end, why, &act);
  }

  static std::string since(const Part& part) {
    if (!part.since) return {};
    return " since " + (part.act ? part.act->date->text() : part.since->text());
  }

  void contradict(std::string text) { state_.contradictions.push_back(std::move(text)); }

  std::string name(const std::string& id) const { return world_.name_of(id); }

  Part& recognition(bool by_a, const std::string& of) {
    const bool rivals = !rival_of(of, state_.day, world_).empty();
    if (rivals) return by_a ? state_.government_by_a : state_.government_by_b;
    return by_a ? state_.recognised_by_a : state_.recognised_by_b;
  }

  void clear_missions() {
    state_.head_of_a = state_.head_of_b = state_.mission_of_a = state_.mission_of_b = {};
    state_.protecting_power = {};
    state_.ended_by.clear();
  }

  // --- the great moves

  void break_off(const char* value, Part relations, const std::string& why, const Act* act) {
    const auto day = relations.since.value_or(state_.day);
    state_.relations = std::move(relations);
    if (std::string_view(value) == "severed") {
      for (auto* mission : {&state_.mission_of_a, &state_.mission_of_b})
        if (mission->value != "closed") *mission = inferred("closed", day, day, why, act);
      for (auto* head : {&state_.head_of_a, &state_.head_of_b})
        if (head->value != "expelled") *head = inferred("vacant", day, day, why, act);
      state_.level = {};
    }
    state_.ended_by.clear();
  }

  void take_up(Part relations, const Act* act, bool again) {
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
        part = inferred("recognised", {}, day, why, act);
    }
  }

  void sever(const Act& act, const std::string& actor, const std::string& day) {
    const auto& relations = state_.relations;
    if (relations.value == "severed") {
      const int apart = relations.since ? act.date->begin.days_since(*relations.since) : 0;
      if (relations.act && apart > kSameBreakDays)
        contradict(fmt::format("{} severed relations on {}, though {} had severed them{}", name(actor), day,
                               state_.ended_by == actor ? "it" : name(state_.ended_by), since(relations)));
      else if (!relations.act && apart > kTieSlackDays)
        contradict(fmt::format("{} severed relations on {}, though they had been severed{}", name(actor), day,
                               since(relations)));
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
        contradict(
            fmt::format("{} severed relations on {}, though there are known to have been none", name(actor), day));
      break_off("severed", told("severed", act), "relations were severed on " + day, &act);
      state_.ended_by = actor;
    }
    if (!act.move->protecting_power.empty()) state_.protecting_power = told(act.move->protecting_power.c_str(), act);
  }

  // Whether a move after a severance only carries it out.
  bool carries_out(const Act& act) const {
    return (state_.relations.value == "severed" || state_.relations.value == "suspended") && state_.relations.since &&
           act.date->begin.days_since(*state_.relations.since) <= kLeavingDays;
  }

  // A move between missions tells of relations. False where it contradicts what is known of them.
  bool relations_existed(const std::string& why, const Act& act) {
    if (carries_out(act)) return false;
    auto& relations = state_.relations;
    if (relations.value == "severed" || relations.value == "suspended" || relations.value == "never") {
      contradict(fmt::format("{}, though {}{}", why,
                             relations.value == "never" ? "there are known to have been no relations"
                                                        : "relations had been " + relations.value,
                             since(relations)));
      return false;
    }
    presuppose(relations, "established", why, act, {});
    return true;
  }

  void act(const Act& act) {
    const bool by_a = a_.has(act.actors);
    const std::string &actor = by_a ? a_.id : b_.id, &other = by_a ? b_.id : a_.id;
    Part& own_head = by_a ? state_.head_of_a : state_.head_of_b;
    Part& their_head = by_a ? state_.head_of_b : state_.head_of_a;
    Part& own_mission = by_a ? state_.mission_of_a : state_.mission_of_b;
    Part& their_mission = by_a ? state_.mission_of_b : state_.mission_of_a;
    const auto& move = *act.move;
    const std::string day = act.date->text();
    state_.moves.push_back(&act);
    const auto rank = rank_of(move.rank);
    switch (move.kind) {
      case MoveKind::sever:
        sever(act, actor, day);
        break;
      case MoveKind::switch_recognition:
        if (gained(act)) {
          auto part = told("established", act);
          part.why = name(actor) + " broke with the rival government on " + day;
          part.how = Knowledge::inferred;
          take_up(std::move(part), &act, false);
        } else {
          sever(act, actor, day);
          recognition(by_a, other) = inferred("withdrawn", act.date->begin, act.date->end,
                                              name(actor) + " turned to the rival on " + day, &act);
        }
        break;
      case MoveKind::suspend:
        if (state_.relations.value == "severed") {
          contradict(fmt::format("{} suspended relations on {}, though they had been severed{}", name(actor), day,
                                 since(state_.relations)));
        } else if (state_.relations.value == "suspended" && state_.relations.act) {
          confirm(state_.relations, act.date->end);
        } else {  // the act is dated more precisely than a tie
          auto tie = state_.relations.value == "suspended" ? state_.relations.tie : std::string();
          break_off("suspended", told("suspended", act), {}, &act);
          state_.relations.tie = std::move(tie);
          state_.ended_by = actor;
        }
        break;
      case MoveKind::establish:
        take_up(told("established", act), &act, false);
        break;
      case MoveKind::resume:
        take_up(told("established", act), &act, state_.relations.act != nullptr || state_.relations.since.has_value());
        if (rank == Rank::head) state_.level = told("ambassador", act);
        break;
      case MoveKind::expel:
      case MoveKind::expel_ambassador: {
        const bool head = rank == Rank::head || rank == Rank::minister || move.kind == MoveKind::expel_ambassador;
        const std::string why = name(actor) + " expelled " +
                                (head || rank == Rank::charge ? name(other) + "'s " +
                                                                    (rank == Rank::charge     ? "charge d'affaires"
                                                                     : rank == Rank::minister ? "minister"
                                                                                              : "ambassador")
                                                              : "diplomats of " + name(other)) +
                                " on " + day;
        if (!relations_existed(why, act)) break;
        presuppose(their_mission, "resident", why, act, name(other) + "'s mission");
        if (rank == Rank::charge) {
          their_head = told("expelled", act);
        } else if (head) {
          presuppose(state_.level, rank == Rank::minister ? "minister" : "ambassador", why, act, {});
          their_head = told("expelled", act);
        }
        break;
      }
      case MoveKind::recall:
      case MoveKind::withdraw: {
        if (rank == Rank::none && !move.rank.empty()) {  // of lower staff
          relations_existed(name(actor) + " called staff home on " + day, act);
          break;
        }
        const std::string envoy = rank == Rank::minister ? "minister"
                                  : rank == Rank::charge ? "charge d'affaires"
                                                         : "ambassador";
        const std::string why = fmt::format("{} {} its {} on {}", name(actor),
                                            move.kind == MoveKind::recall ? "recalled" : "withdrew", envoy, day);
        if (!relations_existed(why, act)) break;
        if (rank != Rank::charge)
          presuppose(state_.level, rank == Rank::minister ? "minister" : "ambassador", why, act, {});
        presuppose(own_mission, "resident", why, act, name(actor) + "'s mission");
        own_head = told(move.kind == MoveKind::recall ? "recalled" : "vacant", act);
        break;
      }
      case MoveKind::downgrade:
        if (relations_existed("relations were downgraded on " + day, act)) state_.level = told("charge", act);
        break;
      case MoveKind::upgrade:
        if (!relations_existed("relations were upgraded on " + day, act)) break;
        state_.level = told(rank == Rank::minister ? "minister" : "ambassador", act);
        own_head = their_head = {};  // new heads are to be appointed; who was called home before is past
        break;
      case MoveKind::close_embassy: {
        if (!relations_existed(name(actor) + " closed an embassy on " + day, act)) break;
        const auto close = [&](Part& mission) {
          mission = told("closed", act);
          if (move.motive == Motive::security) mission.why = "closed for safety";
        };
        if (move.whose != MissionOwner::other) close(own_mission);
        if (move.whose == MissionOwner::other || move.whose == MissionOwner::both) close(their_mission);
        break;
      }
      case MoveKind::open_embassy:
      case MoveKind::reopen_embassy: {
        if (!relations_existed(name(actor) + " opened an embassy on " + day, act)) break;
        own_mission = told("resident", act);
        own_head = {};  // a new one is to be appointed
        if (move.reciprocal) their_mission = own_mission;
        break;
      }
      case MoveKind::open_interests: {
        own_mission = told("interests-section", act);
        if (move.reciprocal) their_mission = own_mission;
        if (!move.protecting_power.empty()) state_.protecting_power = told(move.protecting_power.c_str(), act);
        break;
      }
      case MoveKind::appoint:
      case MoveKind::return_ambassador: {
        const std::string why = name(actor) + "'s head of mission took up the post on " + day;
        if (!relations_existed(why, act)) break;
        if (rank == Rank::charge)
          own_head = told("charge-ai", act);
        else if (rank != Rank::none || move.rank.empty()) {
          presuppose(state_.level, rank == Rank::minister ? "minister" : "ambassador", why, act, {});
          own_head = told("in-post", act);
        }
        break;
      }
      case MoveKind::recognise:
        recognition(by_a, other) = told("recognised", act);
        if (by_a && b_.has(act.actors)) recognition(false, actor) = told("recognised", act);
        break;
      case MoveKind::derecognise:
        recognition(by_a, other) = told("withdrawn", act);
        if (state_.relations.value == "established") {
          break_off("severed",
                    inferred("severed", act.date->begin, act.date->end,
                             name(actor) + " withdrew its recognition on " + day, &act),
                    "recognition was withdrawn on " + day, &act);
          state_.ended_by = actor;
        }
        break;
      case MoveKind::close_consulate: {
        const std::string why = name(actor) + " closed a consulate on " + day;
        presuppose(state_.consular, "yes", why, act, {});
        relations_existed(why, act);
        break;
      }
      case MoveKind::summon:
      case MoveKind::reduce:
        relations_existed(name(actor) + " dealt with " + name(other) + "'s mission on " + day, act);
        break;
      case MoveKind::protest:  // by way of a third state too
      case MoveKind::refuse:
      case MoveKind::restrict_movement:
        break;
    }
  }

  PairState& state_;
  const Lineage &a_, &b_;
  const World& world_;
};

}  // namespace

void replay(PairState& state, const Lineage& a, const Lineage& b, std::span<const Act> acts, const World& world) {
  Replay(state, a, b, world).tell(acts);
}

}  // namespace demarche
