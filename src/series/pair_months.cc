// From the record to the months that the regression reads.
#include <algorithm>
#include <set>

#include "series/expectedness.h"

namespace demarche {
namespace {

constexpr std::size_t kHistory = 12;  // months before one that is judged

}  // namespace

Result<std::vector<PairMonth>> pair_months(std::span<const SeriesEvent> events, const PairMonthOptions& options,
                                           const FactsLookup& facts) {
  PanelOptions panel;
  panel.pairs = options.pairs;
  panel.directed = options.directed;
  panel.measure = options.measure;
  panel.from = options.from;
  panel.to = options.to;
  panel.include_claimed = options.include_claimed;
  panel.include_undone = options.include_undone;
  const auto rows = panel_of(events, panel);
  if (!rows) return tl::unexpected(rows.error());

  using Key = std::tuple<std::string, std::string, Date>;
  std::set<Key> hostile;
  const StandingFilter standing{options.include_claimed, options.include_undone};
  for (const auto& event : events) {
    if (!standing.counts(event) || !(options.is_hostile ? options.is_hostile(event) : event.quad_code == 4)) continue;
    const bool turned = !options.directed && event.recipient < event.actor;
    hostile.emplace(turned ? event.recipient : event.actor, turned ? event.actor : event.recipient,
                    begin_of(Step::month, event.date));
  }

  std::vector<PairMonth> months;
  std::size_t first = 0;  // row of the pair's first month
  for (std::size_t i = 0; i < rows->size(); ++i) {
    const auto& row = (*rows)[i];
    if (row.a != (*rows)[first].a || row.b != (*rows)[first].b) first = i;
    if (i - first < kHistory || !row.point.covered()) continue;
    PairMonth month;
    month.a = row.a;
    month.b = row.b;
    month.month = row.point.begin;
    if (facts) month.facts = facts(row.a, row.b, row.point.begin);
    for (std::size_t back = 1; back <= kHistory; ++back) {
      const auto& past = (*rows)[i - back].point;
      month.conflict_year += past.conflict;
      month.cooperation_year += past.cooperation;
    }
    month.conflict_month = (*rows)[i - 1].point.conflict;
    month.cooperation_month = (*rows)[i - 1].point.cooperation;
    month.hostile = hostile.contains({row.a, row.b, row.point.begin});
    months.push_back(std::move(month));
  }
  return months;
}

}  // namespace demarche
