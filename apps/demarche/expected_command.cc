// demarche expected: whether a hostile month was to be expected.
#include <fmt/format.h>

#include <algorithm>

#include "series/expectedness.h"
#include "series/pair_facts.h"
#include "series_request.h"

namespace demarche {
namespace {

int run_expected(const SeriesArguments& arguments, const Command& command) {
  const auto all = open_series(arguments, command);
  if (!all) return give_up(all.error());
  const auto held = dealings_asked(*all, arguments, false);
  if (!held) return give_up(held.error());
  const auto borders = Borders::read(all->knowledge / "world" / "land.borders");
  if (!borders) return give_up(borders.error());
  std::vector<std::string> sides;
  for (const auto& event : held->events)
    for (const auto* side : {&event.actor, &event.recipient}) sides.push_back(*side);
  std::sort(sides.begin(), sides.end());
  sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
  const PairFactsTable facts(all->world, *borders, sides);
  PairMonthOptions options;
  options.measure = all->measure;
  options.from = all->from;
  options.to = all->to;
  const FactsLookup lookup = [&](const std::string& a, const std::string& b, Date day) { return facts.of(a, b, day); };
  const auto months = pair_months(held->events, options, lookup);
  if (!months) return give_up(months.error());
  const auto model = fit(*months);
  if (!model) return give_up(model.error());
  if (all->parties.size() == 2) {
    PairMonthOptions own = options;
    own.pairs = {{all->parties[0], all->parties[1]}};
    const auto of_pair = pair_months(held->events, own, lookup);
    if (!of_pair) return give_up(of_pair.error());
    const Date month = begin_of(Step::month, all->on ? *all->on : last_day(*held));
    const auto found =
        std::find_if(of_pair->begin(), of_pair->end(), [&](const PairMonth& each) { return each.month == month; });
    if (found == of_pair->end())
      return give_up(
          {"the record has no covered month with a full year before it on that day", {}, 0, 0, month.text()});
    fmt::print("{} and {}, {}: a hostile move had a probability of {:.1f} % by what was known before; {}\n\n",
               all->world.name_of(all->parties[0]), all->world.name_of(all->parties[1]), month.text().substr(0, 7),
               100 * probability(*model, *found), found->hostile ? "there was one" : "there was none");
    for (const auto& contribution : contributions(*model, *found)) fmt::print("  {}\n", contribution.text);
    fmt::print("\n");
  }
  const auto calibration = calibrate(*model, *months);
  fmt::print(
      "fitted on {} pair-months, {} of them hostile; Brier score {:.4f}, {:.4f} for always saying the base rate\n\n",
      model->months, model->hostile_months, calibration.brier, calibration.brier_of_base);
  fmt::print("{:>8} {:>10} {:>10}\n", "months", "expected", "observed");
  for (const auto& bin : calibration.deciles)
    fmt::print("{:>8} {:>9.2f}% {:>9.2f}%\n", bin.months, 100 * bin.expected, 100 * bin.observed);
  return kDone;
}

}  // namespace

void add_expected_command(CLI::App& app, Command& command) {
  const auto [verb, arguments] = add_series_verb(
      app, command, "expected", "was a hostile month to be expected? fitted on the ledger itself, with its calibration",
      run_expected);
  verb->add_option("parties", arguments->parties, "two countries; none: the calibration alone")->expected(0, 2);
  verb->add_option("--on", arguments->on, "a day of the month (YYYY-MM-DD; the last of the record otherwise)");
}

}  // namespace demarche
