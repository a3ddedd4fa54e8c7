#include "series/signed_ties.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "series/steps.h"

namespace demarche {
namespace {

using Pair = std::pair<std::string, std::string>;

Pair pair_of(const std::string& a, const std::string& b) { return a < b ? Pair(a, b) : Pair(b, a); }

Triad triad_of(const std::string& a, const std::string& b, const std::string& c, bool ab, bool ac, bool bc) {
  const int friendships = ab + ac + bc;
  if (friendships == 3) return {TriadKind::friends, a, b, c};
  if (friendships == 0) return {TriadKind::enemies, a, b, c};
  // first stands apart: the one whose two ties are alike
  const auto kind = friendships == 1 ? TriadKind::common_enemy : TriadKind::torn;
  if (ab == ac) return {kind, a, b, c};
  if (ab == bc) return {kind, b, a, c};
  return {kind, c, a, b};
}

}  // namespace

std::vector<SignedTie> signed_ties(std::span<const SeriesEvent> events, Date day, const TieOptions& options) {
  const StandingFilter standing{options.include_claimed, options.include_undone};
  std::map<Pair, std::vector<const SeriesEvent*>> by_pair;
  for (const auto& event : events)
    if (standing.counts(event) && event.date <= day && event.actor != event.recipient && !event.actor.empty() &&
        !event.recipient.empty() && value_of(event, options.measure))
      by_pair[pair_of(event.actor, event.recipient)].push_back(&event);

  std::vector<SignedTie> ties;
  for (auto& [pair, own] : by_pair) {
    in_fixed_order(own);
    SignedTie tie{pair.first, pair.second, 0, 0};
    SeenActs seen;
    for (const auto* event : own) {
      if (!seen.first(*event)) continue;
      tie.score +=
          *value_of(*event, options.measure) * std::exp2(-day.days_since(event->date) / options.half_life_days);
      ++tie.acts;
    }
    if (std::abs(tie.score) >= options.threshold) ties.push_back(std::move(tie));
  }
  return ties;
}

std::vector<SignedTie> signed_ties_of(const std::string& side, std::span<const SignedTie> ties) {
  std::vector<SignedTie> own;
  for (const auto& tie : ties) {
    if (tie.a == side) own.push_back(tie);
    if (tie.b == side) own.push_back({tie.b, tie.a, tie.score, tie.acts});
  }
  std::stable_sort(own.begin(), own.end(), [](const SignedTie& x, const SignedTie& y) { return x.score > y.score; });
  return own;
}

std::vector<Triad> triads_of(std::span<const SignedTie> ties) {
  std::map<std::string, std::map<std::string, bool>> friends_of;  // earlier side -> later side -> friends
  for (const auto& tie : ties) friends_of[tie.a][tie.b] = tie.friends();
  std::vector<Triad> triads;
  for (const auto& [a, others] : friends_of)
    for (auto b = others.begin(); b != others.end(); ++b) {
      const auto of_b = friends_of.find(b->first);
      if (of_b == friends_of.end()) continue;
      for (auto c = std::next(b); c != others.end(); ++c)
        if (const auto bc = of_b->second.find(c->first); bc != of_b->second.end())
          triads.push_back(triad_of(a, b->first, c->first, b->second, c->second, bc->second));
    }
  std::sort(triads.begin(), triads.end(), [](const Triad& x, const Triad& y) {
    return std::tie(x.kind, x.first, x.second, x.third) < std::tie(y.kind, y.first, y.second, y.third);
  });
  return triads;
}

std::string text_of(const Triad& triad, const std::function<std::string(const std::string& side)>& name_of_side) {
  const auto first = name_of_side(triad.first), second = name_of_side(triad.second), third = name_of_side(triad.third);
  switch (triad.kind) {
    case TriadKind::friends:
      return fmt::format("{}, {} and {} are friends of one another", first, second, third);
    case TriadKind::common_enemy:
      return fmt::format("{} is an enemy of {} and of {}, who are friends", first, second, third);
    case TriadKind::torn:
      return fmt::format("{} is a friend of {} and of {}, who are enemies", first, second, third);
    case TriadKind::enemies:
      return fmt::format("{}, {} and {} are enemies of one another", first, second, third);
  }
  return {};
}

}  // namespace demarche
