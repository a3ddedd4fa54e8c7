#include "ledger/month_sums.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace demarche {
namespace {

constexpr std::size_t kMost = 2'000'000;     // sums in memory: 96 MB
constexpr std::size_t kRowsAtOnce = 20'000;  // given out

}  // namespace

std::uint32_t MonthSums::group_of(const std::string& type, std::int64_t quad) {
  const auto found = std::find_if(groups_.begin(), groups_.end(),
                                  [&](const auto& each) { return each.second == quad && each.first == type; });
  const auto group = static_cast<std::uint32_t>(found - groups_.begin());
  if (found == groups_.end()) groups_.emplace_back(type, quad);
  return group;
}

// Sorting costs a tenth of looking each row's sum up, as those are spread over all of the memory.
void MonthSums::sum_up() {
  const auto key = [](const Sum& sum) { return std::tie(sum.dyad, sum.month, sum.group); };
  std::sort(sums_.begin(), sums_.end(), [&](const Sum& a, const Sum& b) { return key(a) < key(b); });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    const Sum each = sums_[i];
    if (kept == 0 || key(sums_[kept - 1]) != key(each)) {
      sums_[kept++] = each;
      continue;
    }
    auto& sum = sums_[kept - 1];
    sum.events += each.events;
    sum.mentions += each.mentions;
    sum.goldstein += each.goldstein;
    sum.event_scale += each.event_scale;
  }
  sums_.resize(kept);
}

bool MonthSums::full() {
  if (sums_.size() < kMost) return false;
  sum_up();
  return sums_.size() > kMost / 2;
}

void MonthSums::clear() {
  sums_.clear();
  files.clear();
}

Result<void> MonthSums::give(const std::function<Result<void>(std::span<const SqlValue>)>& take) {
  sum_up();
  std::vector<SqlValue> cells;
  for (std::size_t at = 0; at < sums_.size();) {
    const auto end = std::min(at + kRowsAtOnce, sums_.size());
    for (cells.clear(); at < end; ++at) {
      const auto& sum = sums_[at];
      const auto& [type, quad] = groups_[sum.group];
      cells.insert(cells.end(), {sum.dyad, std::int64_t{sum.month}, std::string_view(type), quad, sum.events,
                                 sum.mentions, sum.goldstein, sum.event_scale});
    }
    if (auto taken = take(cells); !taken) return taken;
  }
  return {};
}

std::vector<SqlValue> MonthSums::events_by_month() const {
  std::map<std::uint32_t, std::int64_t> months;
  for (const auto& sum : sums_) months[sum.month] += sum.events;
  std::vector<SqlValue> cells;
  for (const auto& [month, events] : months) cells.insert(cells.end(), {std::int64_t{month}, events});
  return cells;
}

}  // namespace demarche
