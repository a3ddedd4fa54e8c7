#include "ledger/month_sums.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace demarche {

// Multiplied and folded (the constant is 2^64 over the golden ratio).
std::size_t MonthSums::Hash::operator()(const Key& key) const {
  const auto mixed = (static_cast<std::uint64_t>(key.dyad) * 0x9E3779B97F4A7C15u) ^
                     ((std::uint64_t{key.month} << 16 | key.group) * 0xC2B2AE3D27D4EB4Fu);
  return static_cast<std::size_t>(mixed ^ mixed >> 29);
}

std::uint32_t MonthSums::group_of(const std::string& type, std::int64_t quad) {
  const auto wanted = std::pair(type, quad);
  const auto found = std::find(groups_.begin(), groups_.end(), wanted);
  if (found == groups_.end()) {
    groups_.push_back(wanted);
    return static_cast<std::uint32_t>(groups_.size() - 1);
  }
  return static_cast<std::uint32_t>(found - groups_.begin());
}

void MonthSums::add(std::int64_t dyad, std::int64_t day, std::uint32_t group, std::int64_t mentions, double goldstein,
                    double event_scale) {
  auto& sum = sums_[{dyad, static_cast<std::uint32_t>(day / 100), group}];
  sum.events += 1;
  sum.mentions += mentions;
  sum.goldstein += goldstein;
  sum.event_scale += event_scale;
}

void MonthSums::clear() {
  sums_.clear();
  files.clear();
}

std::vector<SqlValue> MonthSums::rows() const {
  std::vector<const std::pair<const Key, Sum>*> sorted;
  sorted.reserve(sums_.size());
  for (const auto& each : sums_) sorted.push_back(&each);
  std::sort(sorted.begin(), sorted.end(), [&](const auto* a, const auto* b) {
    if (std::tie(a->first.dyad, a->first.month) != std::tie(b->first.dyad, b->first.month))
      return std::tie(a->first.dyad, a->first.month) < std::tie(b->first.dyad, b->first.month);
    return groups_[a->first.group] < groups_[b->first.group];
  });
  std::vector<SqlValue> cells;
  cells.reserve(sorted.size() * 8);
  for (const auto* each : sorted) {
    const auto& [key, sum] = *each;
    const auto& [type, quad] = groups_[key.group];
    cells.insert(cells.end(), {key.dyad, std::int64_t{key.month}, std::string_view(type), quad, sum.events,
                               sum.mentions, sum.goldstein, sum.event_scale});
  }
  return cells;
}

std::vector<SqlValue> MonthSums::events_by_month() const {
  std::map<std::uint32_t, std::int64_t> months;
  for (const auto& [key, sum] : sums_) months[key.month] += sum.events;
  std::vector<SqlValue> cells;
  for (const auto& [month, events] : months) cells.insert(cells.end(), {std::int64_t{month}, events});
  return cells;
}

}  // namespace demarche
