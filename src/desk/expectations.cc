#include "desk/expectations.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr int kHabitDays = 5 * 365;
constexpr double kPriorActs = 5;

double rounded(double value) { return std::round(value * 1000) / 1000; }

}  // namespace

Expectations::Expectations(std::span<const SeriesEvent> dealings) {
  double all = 0;
  for (const auto& each : dealings) {
    by_sides_[{each.actor, each.recipient}].push_back(&each);
    shares_[each.type] += 1;
    all += 1;
  }
  for (auto& [type, share] : shares_) share /= all;
}

double Expectations::share_of(const Act& act) const {
  if (!act.date || act.actors.empty()) return 1;
  const auto& others = act.recipients.empty() ? act.actors : act.recipients;
  const auto prior = shares_.find(act.type);
  double best = 0;
  bool any = false;
  for (const auto& actor : act.actors)
    for (const auto& recipient : others) {
      if (actor == recipient) continue;
      any = true;
      double acts = 0, alike = 0;
      if (const auto found = by_sides_.find({actor, recipient}); found != by_sides_.end())
        for (const auto* each : found->second) {
          const int age = act.date->begin.days_since(each->date);
          if (age <= 0 || age > kHabitDays) continue;
          acts += 1;
          alike += each->type == act.type;
        }
      best =
          std::max(best, (alike + kPriorActs * (prior == shares_.end() ? 0.0 : prior->second)) / (acts + kPriorActs));
    }
  return any && best > 0 ? rounded(std::max(best, 0.001)) : 1;
}

}  // namespace demarche
