// Whether the step was to be expected: how near the two are to each other, and what the record's own moves say.
#include <array>
#include <cmath>

#include "briefing/pair/pair_briefing.h"

namespace demarche {
namespace {

constexpr double kHardlyBetter = 0.98;  // of the Brier score of the base rate

// "0.3 %", "12 %": two figures.
std::string percent(double share) {
  const double value = 100 * share;
  return value >= 10 ? fmt::format("{:.0f} %", value) : fmt::format("{:.2g} %", value);
}

std::string thousands(std::size_t number) {
  auto text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

}  // namespace

void PairBriefing::surprise() {
  if (!main_ || !record_.expectation || band_of(main_->move->kind) == 0) return;
  const auto& facts = record_.expectation->facts;
  std::vector<std::string> parts;
  const auto either = [&](const std::optional<bool>& fact, const char* yes, const char* no) {
    if (fact) parts.emplace_back(*fact ? yes : no);
  };
  either(facts.contiguous, "share a land border", "share no land border");
  either(facts.allied, "are allied", "are not allied");
  either(facts.common_trade_bloc, "are in a common trade bloc", "are in no common trade bloc");
  std::string text;
  if (facts.capital_km)
    text = fmt::format("the capitals lie {} km apart",
                       thousands(static_cast<std::size_t>(std::lround(*facts.capital_km))));
  if (!parts.empty()) text += (text.empty() ? "the two " : "; the two ") + listed(parts);
  std::vector<std::size_t> sources;
  for (const char* file : {"states.world", "land.borders", "organisations.world"})
    add_once(sources, source_of_file(file));
  if (!text.empty()) say(text + ".", Basis::known, std::move(sources));
  expectation_of_move(*record_.expectation);
}

void PairBriefing::expectation_of_move(const Expectation& expectation) {
  const std::vector<std::size_t> method = {
      source({"docs/series.md", 0, "how the chance is worked out, and what it leaves out", {}, {}})};
  auto cite = sources_of(*main_, 1);
  add_once(cite, method);
  const auto month = when(Period::of_month(expectation.month.year(), expectation.month.month()));
  if (!expectation.probability) {
    say(fmt::format("How likely a move down the ladder was {} cannot be said from this ledger: {}.", month,
                    expectation.cannot),
        Basis::unknown, {});
    return;
  }
  const double base = static_cast<double>(expectation.moves) / static_cast<double>(expectation.months);
  std::string text = fmt::format(
      "by the moves of this ledger before it, a move down the ladder between the two {} had a chance of {}, against {} "
      "for a month of all pairs that it holds moves of",
      month, percent(*expectation.probability), percent(base));
  if (!expectation.raising.empty()) text += fmt::format("; raising it: {}", fmt::join(expectation.raising, ", "));
  if (!expectation.lowering.empty()) text += fmt::format("; lowering it: {}", fmt::join(expectation.lowering, ", "));
  say(text + ".", Basis::inferred, cite);
  const auto& tested = expectation.tested;
  if (tested.months == 0) return;
  const bool hardly = tested.brier > kHardlyBetter * tested.brier_of_base;
  say(fmt::format(
          "That was learnt from {} pair-months, {} of them with such a move. Learnt without the last {} years and "
          "tested on these, it gave the tenth of months that it holds likeliest {}, and {} came; its Brier score was "
          "{:.4f}, against {:.4f} for always saying the base rate, so it {}.",
          thousands(expectation.months), thousands(expectation.moves), expectation.tested_years,
          percent(tested.deciles.back().expected), percent(tested.deciles.back().observed), tested.brier,
          tested.brier_of_base,
          hardly ? "tells little more than how rare such moves are" : "tells more than how rare such moves are"),
      Basis::inferred, method);
}

}  // namespace demarche
