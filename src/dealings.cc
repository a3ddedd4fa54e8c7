#include "dealings.h"

#include <map>

#include "said_again.h"

namespace demarche {
namespace {

void add(std::vector<SeriesEvent>& to, const Event& event, const std::vector<std::string>& actors,
         const std::vector<std::string>& recipients, const SeriesEvent& pattern) {
  const auto put = [&](const std::string& actor, const std::string& recipient) {
    if (actor == recipient) return;
    to.push_back(pattern);
    to.back().actor = actor;
    to.back().recipient = recipient;
  };
  for (const auto& actor : actors) {
    for (const auto& recipient : recipients) put(actor, recipient);
    if (recipients.empty() && (event.reciprocal || actors.size() > 1))
      for (const auto& other : actors) put(actor, other);
  }
}

SeriesEvent pattern_of(const Event& event, Date date, std::string id) {
  SeriesEvent one;
  one.date = date;
  one.type = event.type;
  one.goldstein = event.goldstein;
  one.event_scale = event.event_scale;
  one.quad_code = event.quad_code;
  one.id = std::move(id);
  return one;
}

}  // namespace

std::vector<SeriesEvent> dealings_of(std::span<const Act> acts) {
  std::vector<SeriesEvent> events;
  SaidAgain said_again;
  for (const auto& act : acts) {
    if (!act.date || said_again(act)) continue;
    auto pattern = pattern_of(act.first(), act.date->begin, act.id);
    pattern.mentions = static_cast<std::uint32_t>(act.reports.size());
    pattern.claimed = act.claimed;
    add(events, act.first(), act.actors, act.recipients, pattern);
  }
  return events;
}

Result<Dealings> dealings_of(Ledger& ledger, const DealingsQuery& query) {
  Dealings dealings;
  EventQuery all;
  all.known_by = query.known_by;
  auto told = read_acts(ledger, all);
  if (!told) return tl::unexpected(told.error());
  dealings.events = dealings_of(told->acts);
  dealings.told = std::move(*told);
  if (query.include_undone)
    for (const auto& event : dealings.told.events)
      if (event.date && !told_as_done(event)) {
        auto pattern = pattern_of(event, event.date->begin, event.id);
        pattern.done = false;
        pattern.claimed = event.claimed;
        add(dealings.events, event, sides_of(event.actors), sides_of(event.recipients), pattern);
      }
  if (auto added = add_rows(dealings, ledger, query); !added) return tl::unexpected(added.error());
  return dealings;
}

std::vector<KnownTurn> known_turns(std::span<const LadderTurn> turns) {
  std::vector<KnownTurn> known;
  for (const auto& turn : turns)
    known.push_back(
        {turn.day, turn.for_the_worse,
         turn.after == "severed" || turn.after == "suspended" || turn.after == "closed" || turn.after == "none"});
  return known;
}

// The pair's rows, and how many there are in all.
Result<void> add_rows(Dealings& dealings, Ledger& ledger, const DealingsQuery& query) {
  std::map<Date, std::int64_t> covered;
  FlatQuery rows;
  const bool pair = !query.a.empty();
  if (pair && query.by_month) {
    rows.a = query.a;
    rows.b = query.b;
    const auto months = ledger.coverage();
    if (!months) return tl::unexpected(months.error());
    for (const auto& [month, count] : *months)
      if (const auto period = Period::parse(month)) covered[period->begin] += count;
  }
  const auto taken = ledger.flat_events(rows, [&](const FlatEvent& row) {
    if (query.known_by && row.date > *query.known_by) return true;
    SeriesEvent one;
    one.date = row.date;
    one.actor = row.actor;
    one.recipient = row.recipient;
    one.type = row.type;
    one.goldstein = row.goldstein;
    one.event_scale = row.event_scale;
    one.quad_code = row.quad_code;
    one.mentions = static_cast<std::uint32_t>(row.mentions);
    dealings.events.push_back(std::move(one));
    if (pair && query.by_month) --covered[begin_of(Step::month, row.date)];
    return true;
  });
  if (!taken) return tl::unexpected(taken.error());
  for (const auto& [month, count] : covered)
    if (count > 0) dealings.also_covered.push_back({month, static_cast<std::uint32_t>(count)});
  return {};
}

Result<std::vector<CountedEvents>> counted_rows(Ledger& ledger, const std::string& a, const std::string& b) {
  FlatQuery query;
  query.a = a;
  query.b = b;
  const auto months = ledger.month_counts(query);
  if (!months) return tl::unexpected(months.error());
  std::vector<CountedEvents> counted;
  for (const auto& each : *months)
    counted.push_back({Period::of_month(each.year, each.month).begin, each.actor, each.recipient, each.quad_code,
                       static_cast<std::uint32_t>(each.events), static_cast<std::uint32_t>(each.mentions),
                       each.goldstein, each.event_scale});
  return counted;
}

Result<std::vector<CoveredStep>> covered_by_rows(Ledger& ledger, bool spread) {
  const auto months = ledger.coverage();
  if (!months) return tl::unexpected(months.error());
  std::vector<CoveredStep> covered;
  for (const auto& [month, count] : *months) {
    const auto period = Period::parse(month);
    if (!period) continue;
    const int days = spread ? period->end.days_since(period->begin) + 1 : 1;
    for (int i = 0; i < days; ++i)  // the first days take what does not divide
      if (const auto share = static_cast<std::uint32_t>(count / days + (i < count % days)); share > 0)
        covered.push_back({period->begin.plus_days(i), share});
  }
  return covered;
}

}  // namespace demarche
