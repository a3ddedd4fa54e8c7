#include "desk/tie_table.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <tuple>

namespace demarche {

TieTable TieTable::of(std::span<const SeriesEvent> events) {
  const StandingFilter standing;
  std::map<std::pair<std::string, std::string>, std::vector<const SeriesEvent*>> by_pair;
  for (const auto& event : events)
    if (standing.counts(event) && event.actor != event.recipient && !event.actor.empty() && !event.recipient.empty())
      by_pair[std::minmax(event.actor, event.recipient)].push_back(&event);
  TieTable table;
  for (auto& [pair, own] : by_pair) {
    std::set<std::pair<Date, std::string_view>> seen;  // an act counts once, whatever its sides and directions
    Pair row{pair.first, pair.second, table.entries_.size(), 0};
    for (const auto* event : own) {
      if (!event->id.empty() && !seen.emplace(event->date, event->id).second) continue;
      const int day = event->date.days_since_epoch();
      table.entries_.push_back({day, day, 1, static_cast<float>(event->goldstein),
                                event->event_scale ? static_cast<float>(*event->event_scale) : std::nanf("")});
    }
    row.count = table.entries_.size() - row.first;
    table.pairs_.push_back(std::move(row));
  }
  return table;
}

void TieTable::OfMonths::add(std::span<const MonthCount> months) {
  for (const auto& month : months) {
    if (month.actor.empty() || month.recipient.empty() || month.actor == month.recipient) continue;
    auto& sum = pairs_[std::minmax(month.actor, month.recipient)][month.year * 12 + month.month - 1];
    sum.goldstein += month.goldstein;
    sum.plover += month.event_scale;
    sum.acts += month.events;
  }
}

TieTable TieTable::OfMonths::table(const std::string& last_month) {
  TieTable table;
  for (const auto& [pair, months] : pairs_) {
    Pair row{pair.first, pair.second, table.entries_.size(), months.size()};
    for (const auto& [month, sum] : months) {
      const auto period = Period::of_month(month / 12, month % 12 + 1);
      const bool last = period.text() == last_month;
      table.entries_.push_back({(last ? period.begin : period.end).days_since_epoch(),
                                period.begin.days_since_epoch() + 15, static_cast<std::uint32_t>(sum.acts),
                                static_cast<float>(sum.goldstein), static_cast<float>(sum.plover)});
    }
    table.pairs_.push_back(std::move(row));
  }
  pairs_.clear();
  return table;
}

bool TieTable::sum(const Pair& pair, Date day, const TieOptions& options, SignedTie& tie) const {
  const int on = day.days_since_epoch();
  tie = {pair.a, pair.b, 0, 0};
  for (std::size_t i = pair.first; i < pair.first + pair.count; ++i) {
    const auto& entry = entries_[i];
    const double value = options.measure == Measure::goldstein ? entry.goldstein : entry.plover;
    if (entry.counts_from > on || std::isnan(value)) continue;
    tie.score += value * std::exp2(-std::max(0, on - entry.middle) / options.half_life_days);
    tie.acts += entry.acts;
  }
  return tie.acts > 0;
}

std::vector<SignedTie> TieTable::sums(Date day, const TieOptions& options) const {
  std::vector<SignedTie> ties;
  SignedTie tie;
  for (const auto& pair : pairs_)
    if (sum(pair, day, options, tie)) ties.push_back(tie);
  return ties;
}

std::vector<SignedTie> TieTable::sums_of(const std::string& side, Date day, const TieOptions& options) const {
  std::vector<SignedTie> ties;
  SignedTie tie;
  for (const auto& pair : pairs_)
    if ((pair.a == side || pair.b == side) && sum(pair, day, options, tie)) {
      if (tie.b == side) std::swap(tie.a, tie.b);
      ties.push_back(tie);
    }
  std::sort(ties.begin(), ties.end(), [](const SignedTie& x, const SignedTie& y) { return x.b < y.b; });
  return ties;
}

std::int64_t TieTable::acts_of(const std::string& side) const {
  std::int64_t acts = 0;
  for (const auto& pair : pairs_)
    if (pair.a == side || pair.b == side)
      for (std::size_t i = pair.first; i < pair.first + pair.count; ++i) acts += entries_[i].acts;
  return acts;
}

std::vector<SignedTie> merged(std::vector<SignedTie> x, std::vector<SignedTie> y) {
  std::vector<SignedTie> all;
  all.reserve(x.size() + y.size());
  std::merge(std::make_move_iterator(x.begin()), std::make_move_iterator(x.end()), std::make_move_iterator(y.begin()),
             std::make_move_iterator(y.end()), std::back_inserter(all),
             [](const SignedTie& p, const SignedTie& q) { return std::tie(p.a, p.b) < std::tie(q.a, q.b); });
  std::vector<SignedTie> ties;
  for (auto& tie : all)
    if (!ties.empty() && ties.back().a == tie.a && ties.back().b == tie.b) {
      ties.back().score += tie.score;
      ties.back().acts += tie.acts;
    } else {
      ties.push_back(std::move(tie));
    }
  return ties;
}

}  // namespace demarche
