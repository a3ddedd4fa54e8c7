// Was that to be expected? How likely a pair was to see a hostile move in a month, by what was known before it.
//
// A logistic regression on the record's own months: log distance between the capitals, a common border, the ratio of
// power, an alliance, a common trade bloc, and how the pair dealt with each other in the month and in the year before.
// These are what studies of dyads control for (Bremer 1992, "Dangerous Dyads", JCR 36; Beck, King, Zeng 2000, APSR 94);
// the past of the pair itself carries most. What it answers is narrow: among the pairs and months of this record, what
// share of those alike saw such a move. It is no cause and no forecast beyond the record.
//
// Only what lies before the month is used, so a month can be judged as it could have been on its eve. It leaves out how
// the volume of the record changes: where it grows much, fit on recent months.
#pragma once

#include <array>

#include "series/series.h"

namespace demarche {

// What is known of a pair, whoever reports it (pair_facts.h takes it from the world). Unknown parts are absent.
struct PairFacts {
  std::optional<double> capital_km;   // great circle, >= 0
  std::optional<double> power_ratio;  // the stronger's over the weaker's, >= 1
  std::optional<bool> contiguous, allied, common_trade_bloc;
};
using FactsLookup = std::function<PairFacts(const std::string& a, const std::string& b, Date day)>;

// One month of one pair: what was known on its eve, and whether the hostile move came.
struct PairMonth {
  std::string a, b;
  Date month;  // its first day
  PairFacts facts;
  double conflict_month = 0, cooperation_month = 0;  // sums of the measure in the month before, both >= 0
  double conflict_year = 0, cooperation_year = 0;    // and in the twelve months before
  bool hostile = false;
};

struct PairMonthOptions {
  std::vector<std::pair<std::string, std::string>> pairs;  // empty: every pair with an event that counts
  bool directed = false;                                   // a hostile move of a toward b only
  Measure measure = Measure::goldstein;
  std::optional<Date> from, to;  // of the record; the first month judged is a year after `from`
  bool include_claimed = false, include_undone = false;
  // What counts as a hostile move; absent: quad class 4. A caller that knows the moves on the ladder can add them.
  std::function<bool(const SeriesEvent&)> is_hostile;
};

// All months of all pairs that have a full year behind them, by pair, then by month; months without coverage are left
// out. Facts are asked for on the first day of each month. Fails as panel_of does.
Result<std::vector<PairMonth>> pair_months(std::span<const SeriesEvent> events, const PairMonthOptions& options,
                                           const FactsLookup& facts);

// In the order of kCovariates. The model takes logarithms of distance and power, and ln(1 + x) of the sums.
enum class Covariate : std::uint8_t {
  distance,
  border,
  power,
  alliance,
  trade_bloc,
  conflict_month,
  cooperation_month,
  conflict_year,
  cooperation_year
};
inline constexpr std::size_t kCovariates = 9;
std::string_view name_of(Covariate);  // "distance" ...
// As the model takes them; nothing where unknown.
std::array<std::optional<double>, kCovariates> covariates_of(const PairMonth& month);

struct Coefficient {
  Covariate covariate = Covariate::distance;
  double slope = 0;             // log odds for one unit of the covariate
  double error = 0;             // standard error of the slope
  double mean = 0, spread = 0;  // of the covariate over the months fitted; spread is the standard deviation
};

// log odds = base + sum of slope * (covariate - mean). What is unknown is taken as the mean.
struct ExpectednessModel {
  double base = 0;
  std::vector<Coefficient> coefficients;
  std::vector<Covariate> left_out;  // never known, or the same in every month
  std::size_t months = 0, hostile_months = 0;
};

// Newton's method (iteratively reweighted least squares) on the log likelihood less ridge/2 * the sum of the squared
// slopes per standard deviation; the base is not drawn in. Fails with fewer than 10 months with, or 10 without, a
// hostile move, and where no maximum is found (without ridge: a covariate that parts the months perfectly).
Result<ExpectednessModel> fit(std::span<const PairMonth> months, double ridge = 1);

double probability(const ExpectednessModel& model, const PairMonth& month);  // 0..1

struct Contribution {
  Covariate covariate = Covariate::distance;
  double log_odds = 0;  // against a pair with the mean
  std::string text;     // "the capitals are 620 km apart: raises the odds 1.8 times"
};
// Of every coefficient, the weightiest first.
std::vector<Contribution> contributions(const ExpectednessModel& model, const PairMonth& month);

struct CalibrationBin {
  std::size_t months = 0;
  double expected = 0, observed = 0;  // mean probability; share of hostile months
};
struct Calibration {
  std::vector<CalibrationBin> deciles;  // of the months by probability, the least likely first
  std::size_t months = 0, hostile_months = 0;
  double brier = 0;          // mean squared distance of probability and outcome; 0 is perfect
  double brier_of_base = 0;  // the same for one who always says the share of hostile months of the fit
};
// Fewer than ten months make fewer deciles.
Calibration calibrate(const ExpectednessModel& model, std::span<const PairMonth> months);

struct HeldOut {
  ExpectednessModel model;  // fitted on the months before
  Calibration calibration;  // on the months from that day on
};
// Fails as fit does, and where no month is held out.
Result<HeldOut> fit_and_calibrate(std::span<const PairMonth> months, Date first_held_out, double ridge = 1);

}  // namespace demarche
