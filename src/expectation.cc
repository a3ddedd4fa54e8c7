#include "expectation.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "relations/ladder.h"

namespace demarche {
namespace {

constexpr int kLearntYears = 25, kTestedYears = 5;
constexpr int kUp = 2, kDown = 4;   // quad classes that stand for moves up and down the ladder
constexpr double kTelling = 0.182;  // log odds: a fifth

std::vector<SeriesEvent> moves_of(std::span<const Act> acts, Date from, Date before) {
  std::vector<SeriesEvent> events;
  for (const auto& act : acts) {
    if (!act.move || !act.date || act.claimed || act.date->begin < from || act.date->begin >= before) continue;
    SeriesEvent one;
    one.date = act.date->begin;
    one.type = act.type;
    one.goldstein = act.first().goldstein;
    one.quad_code = band_of(act.move->kind) > 0 ? kDown : kUp;
    one.id = act.id;
    const auto& others = act.recipients.empty() ? act.actors : act.recipients;
    for (const auto& actor : act.actors)
      for (const auto& recipient : others)
        if (actor != recipient) {
          events.push_back(one);
          events.back().actor = actor;
          events.back().recipient = recipient;
        }
  }
  return events;
}

// "no conflict in the year before" of "no conflict in the year before: lowers the odds 1.8 times".
void tell(Expectation& expectation, const std::vector<Contribution>& contributions) {
  for (const auto& each : contributions) {
    if (std::abs(each.log_odds) < kTelling) continue;
    (each.log_odds > 0 ? expectation.raising : expectation.lowering)
        .push_back(each.text.substr(0, each.text.find(':')));
  }
}

}  // namespace

Expectation expectation_of(const Act& move, const std::string& a, const std::string& b, std::span<const Act> acts,
                           const World& world, const Borders& borders) {
  Expectation expectation;
  const Date month = begin_of(Step::month, move.date->begin);
  const Date from = *Date::from(month.year() - kLearntYears, month.month(), 1);
  expectation.month = month;
  expectation.facts = pair_facts(world, borders, a, b, month);
  const auto events = moves_of(acts, from, next_begin(Step::month, month));
  std::set<std::string> sides;
  for (const auto& event : events) sides.insert({event.actor, event.recipient});
  const std::vector<std::string> list(sides.begin(), sides.end());
  const PairFactsTable facts(world, borders, list);
  PairMonthOptions options;
  options.from = from;
  auto months = pair_months(events, options,
                            [&](const std::string& x, const std::string& y, Date day) { return facts.of(x, y, day); });
  if (!months) {
    expectation.cannot = months.error().message;
    return expectation;
  }
  const auto own = std::find_if(months->begin(), months->end(), [&](const PairMonth& each) {
    return each.month == month && ((each.a == a && each.b == b) || (each.a == b && each.b == a));
  });
  if (own == months->end()) {
    expectation.cannot = "the record has no full year before it";
    return expectation;
  }
  const PairMonth judged = *own;
  std::erase_if(*months, [&](const PairMonth& each) { return each.month >= month; });
  const auto model = fit(*months);
  if (!model) {
    expectation.cannot = model.error().message;
    return expectation;
  }
  expectation.probability = probability(*model, judged);
  expectation.months = model->months;
  expectation.moves = model->hostile_months;
  tell(expectation, contributions(*model, judged));
  if (const auto held_out = fit_and_calibrate(*months, *Date::from(month.year() - kTestedYears, month.month(), 1))) {
    expectation.tested = held_out->calibration;
    expectation.tested_years = kTestedYears;
  }
  return expectation;
}

}  // namespace demarche
