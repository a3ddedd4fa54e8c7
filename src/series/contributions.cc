// What speaks for and against a hostile month, in words.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "series/expectedness.h"

namespace demarche {
namespace {

constexpr double kLittle = 1.05;  // a factor of the odds nearer to 1 is not worth telling

std::string yes_or_no(std::optional<bool> fact, const char* yes, const char* no, const char* unknown) {
  return !fact ? unknown : *fact ? yes : no;
}

std::string sum_text(double sum, const char* of, const char* when) {
  return sum > 0 ? fmt::format("{} of {:.1f} in the {} before", of, sum, when)
                 : fmt::format("no {} in the {} before", of, when);
}

std::string what(Covariate covariate, const PairMonth& month) {
  const auto& facts = month.facts;
  switch (covariate) {
    case Covariate::distance:
      return facts.capital_km ? fmt::format("the capitals are {:.0f} km apart", *facts.capital_km)
                              : "how far apart the capitals are is not known";
    case Covariate::border:
      return yes_or_no(facts.contiguous, "they share a land border", "they share no land border",
                       "whether they share a border is not known");
    case Covariate::power:
      return facts.power_ratio ? fmt::format("one is {:.1f} times as powerful as the other", *facts.power_ratio)
                               : "the ratio of their power is not known";
    case Covariate::alliance:
      return yes_or_no(facts.allied, "they are allied", "they are not allied", "whether they are allied is not known");
    case Covariate::trade_bloc:
      return yes_or_no(facts.common_trade_bloc, "they are in one trade bloc", "they are in no common trade bloc",
                       "whether they are in one trade bloc is not known");
    case Covariate::conflict_month:
      return sum_text(month.conflict_month, "conflict", "month");
    case Covariate::cooperation_month:
      return sum_text(month.cooperation_month, "cooperation", "month");
    case Covariate::conflict_year:
      return sum_text(month.conflict_year, "conflict", "year");
    case Covariate::cooperation_year:
      return sum_text(month.cooperation_year, "cooperation", "year");
  }
  return {};
}

std::string effect(double log_odds) {
  const double factor = std::exp(std::abs(log_odds));
  if (factor < kLittle) return "changes the odds little";
  const std::string times = factor < 10 ? fmt::format("{:.1f} times", factor) : fmt::format("{:.0f} times", factor);
  return (log_odds > 0 ? "raises the odds " : "lowers the odds ") + times;
}

}  // namespace

std::vector<Contribution> contributions(const ExpectednessModel& model, const PairMonth& month) {
  const auto values = covariates_of(month);
  std::vector<Contribution> all;
  for (const auto& each : model.coefficients) {
    const auto& value = values[static_cast<std::size_t>(each.covariate)];
    const double log_odds = value ? each.slope * (*value - each.mean) : 0;
    all.push_back({each.covariate, log_odds, what(each.covariate, month) + ": " + effect(log_odds)});
  }
  std::stable_sort(all.begin(), all.end(), [](const Contribution& x, const Contribution& y) {
    return std::abs(x.log_odds) > std::abs(y.log_odds);
  });
  return all;
}

}  // namespace demarche
