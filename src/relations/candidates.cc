#include "relations/candidates.h"

#include <algorithm>

namespace demarche {
namespace {

int step_of(int day, int length) { return day >= 0 ? day / length : -((length - 1 - day) / length); }

}  // namespace

void Candidates::add(std::size_t group, const Report& first, const std::string& side) {
  auto& of_side = sides_[side];
  const Known known{group, &first};
  of_side.all.push_back(known);
  for (std::size_t i = 0; i < kSteps.size(); ++i)
    if (first.last_day - first.first_day < kSteps[i]) {
      of_side.by_day[i][step_of(first.first_day, kSteps[i])].push_back(known);
      return;
    }
  of_side.open.push_back(known);
}

std::vector<std::size_t> Candidates::of(const Report& report) const {
  std::vector<std::size_t> groups;
  const auto take = [&](const std::vector<Known>& some) {
    for (const auto& each : some)
      if (days_agree(*each.first, report)) groups.push_back(each.group);
  };
  for (const auto& side : report.sides) {
    const auto found = sides_.find(side);
    if (found == sides_.end()) continue;
    if (std::pair(report.first_day, report.last_day) == kAnyDay) {
      take(found->second.all);
      continue;
    }
    take(found->second.open);
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
      const auto& by_day = found->second.by_day[i];
      const int from = step_of(report.first_day - kMostDaysApart - kSteps[i] + 1, kSteps[i]),
                to = step_of(report.last_day + kMostDaysApart, kSteps[i]);
      for (int step = from; step <= to; ++step)
        if (const auto there = by_day.find(step); there != by_day.end()) take(there->second);
    }
  }
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

}  // namespace demarche
