#include "relations/acts.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

constexpr int kSameActDays = 2;  // reports of one move are seldom dated further apart

// Expelling diplomats and expelling the ambassador are told of the same act.
MoveKind family_of(MoveKind kind) { return kind == MoveKind::expel_ambassador ? MoveKind::expel : kind; }

bool touch(const Period& a, const Period& b, int slack) {
  return a.begin <= b.end.plus_days(slack) && b.begin <= a.end.plus_days(slack);
}

bool more_precise(const Period& a, const Period& b) {
  return a.precision != b.precision ? a.precision < b.precision : a.begin < b.begin;
}

int rank_order(const std::string& rank) {
  static constexpr std::array<std::string_view, 4> kHigh = {"ambassador", "nuncio", "high-commissioner", "charge"};
  const auto found = std::find(kHigh.begin(), kHigh.end(), rank);
  if (found != kHigh.end()) return static_cast<int>(found - kHigh.begin());
  return rank.empty() ? 9 : 5;
}

void join_details(Move& into, const Move& more) {
  if (more.kind == MoveKind::expel_ambassador) into.kind = MoveKind::expel_ambassador;
  if (more.count && (!into.count || *more.count > *into.count)) into.count = more.count;
  if (rank_order(more.rank) < rank_order(into.rank)) into.rank = more.rank;
  into.immediate = into.immediate || more.immediate;
  into.reciprocal = into.reciprocal || more.reciprocal;
  if (more.notice_hours && (!into.notice_hours || *more.notice_hours < *into.notice_hours))
    into.notice_hours = more.notice_hours;
  if (into.whose == MissionOwner::unsaid) into.whose = more.whose;
  if (into.motive == Motive::unsaid) into.motive = more.motive;
  if (into.protecting_power.empty()) into.protecting_power = more.protecting_power;
}

bool fits(const Act& act, const Event& event) {
  if (act.move.has_value() != event.move.has_value()) return false;
  if (act.move) {
    if (family_of(act.move->kind) != family_of(event.move->kind)) return false;
  } else if (act.type != event.type || act.mode != event.mode) {
    return false;
  }
  if (act.actors != sides_of(event.actors) || act.recipients != sides_of(event.recipients)) return false;
  if (!act.date || !event.date) return act.move.has_value() || (!act.date && !event.date);
  return touch(*act.date, *event.date, act.move ? kSameActDays : 0);
}

void join(Act& act, const Event& event) {
  if (event.move) {
    if (act.move)
      join_details(*act.move, *event.move);
    else
      act.move = event.move;
  }
  if (event.date && (!act.date || more_precise(*event.date, *act.date))) act.date = event.date;
  act.claimed = act.claimed && event.claimed;
  act.disputed = act.disputed || event.disputed;
  act.reports.push_back(&event);
}

}  // namespace

std::string side_of(const Mention& mention) {
  // a group is its own side, and so are a state's rebels and its opposition
  const bool apart =
      mention.id.starts_with("GRP.") ||
      (!mention.sectors.empty() && (mention.sectors.front() == "OPP" || mention.sectors.front() == "REB"));
  return apart || mention.country.empty() ? mention.id : mention.country;
}

std::vector<std::string> sides_of(const std::vector<Mention>& mentions) {
  std::vector<std::string> sides;
  for (const auto& mention : mentions)
    if (auto side = side_of(mention); !side.empty()) sides.push_back(std::move(side));
  std::sort(sides.begin(), sides.end());
  sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
  return sides;
}

std::vector<Act> acts_of(std::span<const Event> events) {
  // the precisely dated first, so that "in December 2018" joins the 19th, whatever came first
  std::vector<const Event*> order;
  for (const auto& event : events)
    if ((event.modality == Modality::done || event.modality == Modality::ongoing ||
         event.modality == Modality::announced) &&
        !event.negated)
      order.push_back(&event);
  std::stable_sort(order.begin(), order.end(), [](const Event* a, const Event* b) {
    const int pa = a->date ? static_cast<int>(a->date->precision) : 9,
              pb = b->date ? static_cast<int>(b->date->precision) : 9;
    if (pa != pb) return pa < pb;
    if (a->date && b->date && a->date->begin != b->date->begin) return a->date->begin < b->date->begin;
    return a->id < b->id;
  });
  std::vector<Act> acts;
  for (const auto* event : order) {
    auto act = std::find_if(acts.begin(), acts.end(), [&](const Act& each) { return fits(each, *event); });
    if (act == acts.end()) {
      Act fresh;
      fresh.type = event->type;
      fresh.mode = event->mode;
      fresh.actors = sides_of(event->actors);
      fresh.recipients = sides_of(event->recipients);
      fresh.claimed = true;
      acts.push_back(std::move(fresh));
      act = acts.end() - 1;
    }
    join(*act, *event);
  }
  for (auto& act : acts)
    std::sort(act.reports.begin(), act.reports.end(), [](const Event* a, const Event* b) {
      if (a->background != b->background) return !a->background;  // news of the day before what is told later
      return a->document != b->document ? a->document < b->document : a->sentence < b->sentence;
    });
  std::stable_sort(acts.begin(), acts.end(), [](const Act& a, const Act& b) {
    if (a.date.has_value() != b.date.has_value()) return a.date.has_value();
    return a.date && a.date->begin < b.date->begin;
  });
  return acts;
}

}  // namespace demarche
