#include "series/expectedness.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t kFewestMonths = 10;  // with and without a hostile move
constexpr int kMostRounds = 100;
constexpr double kSettled = 1e-9;  // change of the penalised log likelihood for one month

constexpr std::array<std::string_view, kCovariates> kNames = {"distance",          "border",        "power",
                                                              "alliance",          "trade bloc",    "conflict month",
                                                              "cooperation month", "conflict year", "cooperation year"};

double sigmoid(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

// ln(1 + exp(x)) without overflow.
double log_one_plus_exp(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

std::optional<double> as_number(std::optional<bool> fact) {
  return fact ? std::optional(*fact ? 1.0 : 0.0) : std::nullopt;
}

// Mean and spread of each covariate over the months in which it is known.
struct Scaling {
  std::array<double, kCovariates> mean{}, spread{};

  explicit Scaling(std::span<const PairMonth> months) {
    std::array<double, kCovariates> known{};
    for (const auto& month : months) {
      const auto values = covariates_of(month);
      for (std::size_t i = 0; i < kCovariates; ++i) {
        if (!values[i]) continue;
        known[i] += 1;
        const double step = *values[i] - mean[i];  // Welford's running mean and sum of squares
        mean[i] += step / known[i];
        spread[i] += step * (*values[i] - mean[i]);
      }
    }
    for (std::size_t i = 0; i < kCovariates; ++i) spread[i] = known[i] > 0 ? std::sqrt(spread[i] / known[i]) : 0;
  }
};

// The penalised likelihood at some weights (base first), with its slope and curvature.
struct Likelihood {
  double value = 0;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd curvature;
};

class Regression {
 public:
  Regression(std::span<const PairMonth> months, double ridge) : months_(months), scaling_(months), ridge_(ridge) {
    for (std::size_t i = 0; i < kCovariates; ++i)
      if (scaling_.spread[i] > 1e-9) used_.push_back(i);
  }

  Result<Eigen::VectorXd> solve(double share) const {
    Eigen::VectorXd weights = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(used_.size() + 1));
    weights[0] = std::log(share / (1 - share));
    auto here = at(weights);
    const double settled = kSettled * static_cast<double>(months_.size());
    for (int round = 0; round < kMostRounds; ++round) {
      const Eigen::LDLT<Eigen::MatrixXd> curvature(here.curvature);
      if (curvature.info() != Eigen::Success || curvature.rcond() < 1e-14) break;
      Eigen::VectorXd step = curvature.solve(here.gradient);
      auto next = at(weights + step);
      // the likelihood is concave: a step that overshoots is right in direction
      for (int halving = 0; halving < 30 && !(next.value >= here.value); ++halving) {
        step /= 2;
        next = at(weights + step);
      }
      weights += step;
      const bool done = next.value - here.value < settled && step.cwiseAbs().maxCoeff() < 1e-6;
      here = std::move(next);
      if (done) return weights;
    }
    return fail("no maximum of the likelihood was found; a larger ridge gives one");
  }

  ExpectednessModel model(const Eigen::VectorXd& weights) const {
    ExpectednessModel model;
    model.base = weights[0];
    const Eigen::MatrixXd covariance = at(weights).curvature.inverse();
    for (std::size_t i = 0, next = 0; i < kCovariates; ++i) {
      if (next == used_.size() || used_[next] != i) {
        model.left_out.push_back(static_cast<Covariate>(i));
        continue;
      }
      const auto row = static_cast<Eigen::Index>(++next);
      const double spread = scaling_.spread[i];
      model.coefficients.push_back({static_cast<Covariate>(i), weights[row] / spread,
                                    std::sqrt(covariance(row, row)) / spread, scaling_.mean[i], spread});
    }
    return model;
  }

 private:
  Likelihood at(const Eigen::VectorXd& weights) const {
    const auto size = weights.size();
    Likelihood sum{0, Eigen::VectorXd::Zero(size), Eigen::MatrixXd::Zero(size, size)};
    Eigen::VectorXd row(size);
    for (const auto& month : months_) {
      const auto values = covariates_of(month);
      row[0] = 1;
      for (std::size_t i = 0; i < used_.size(); ++i) {
        const auto which = used_[i];
        row[static_cast<Eigen::Index>(i + 1)] =
            values[which] ? (*values[which] - scaling_.mean[which]) / scaling_.spread[which] : 0;
      }
      const double log_odds = row.dot(weights), p = sigmoid(log_odds);
      sum.value += (month.hostile ? log_odds : 0) - log_one_plus_exp(log_odds);
      sum.gradient += row * ((month.hostile ? 1 : 0) - p);
      sum.curvature.selfadjointView<Eigen::Lower>().rankUpdate(row, p * (1 - p));
    }
    sum.curvature = sum.curvature.selfadjointView<Eigen::Lower>();
    for (Eigen::Index i = 1; i < size; ++i) {
      sum.value -= ridge_ / 2 * weights[i] * weights[i];
      sum.gradient[i] -= ridge_ * weights[i];
      sum.curvature(i, i) += ridge_;
    }
    return sum;
  }

  std::span<const PairMonth> months_;
  Scaling scaling_;
  double ridge_;
  std::vector<std::size_t> used_;
};

}  // namespace

std::string_view name_of(Covariate covariate) { return kNames[static_cast<std::size_t>(covariate)]; }

std::array<std::optional<double>, kCovariates> covariates_of(const PairMonth& month) {
  const auto& facts = month.facts;
  std::array<std::optional<double>, kCovariates> values;
  if (facts.capital_km) values[0] = std::log(std::max(*facts.capital_km, 1.0));
  values[1] = as_number(facts.contiguous);
  if (facts.power_ratio) values[2] = std::log(std::max(*facts.power_ratio, 1.0));
  values[3] = as_number(facts.allied);
  values[4] = as_number(facts.common_trade_bloc);
  values[5] = std::log1p(month.conflict_month);
  values[6] = std::log1p(month.cooperation_month);
  values[7] = std::log1p(month.conflict_year);
  values[8] = std::log1p(month.cooperation_year);
  return values;
}

Result<ExpectednessModel> fit(std::span<const PairMonth> months, double ridge) {
  const auto hostile = static_cast<std::size_t>(
      std::count_if(months.begin(), months.end(), [](const PairMonth& month) { return month.hostile; }));
  if (hostile < kFewestMonths || months.size() - hostile < kFewestMonths)
    return fail("too little to learn from: fewer than 10 months with, or 10 without, a hostile move", {}, 0, 0,
                std::to_string(hostile) + " of " + std::to_string(months.size()));
  const Regression regression(months, ridge);
  const auto weights = regression.solve(static_cast<double>(hostile) / static_cast<double>(months.size()));
  if (!weights) return tl::unexpected(weights.error());
  auto model = regression.model(*weights);
  model.months = months.size();
  model.hostile_months = hostile;
  return model;
}

double probability(const ExpectednessModel& model, const PairMonth& month) {
  const auto values = covariates_of(month);
  double log_odds = model.base;
  for (const auto& each : model.coefficients)
    if (const auto& value = values[static_cast<std::size_t>(each.covariate)])
      log_odds += each.slope * (*value - each.mean);
  return sigmoid(log_odds);
}

Calibration calibrate(const ExpectednessModel& model, std::span<const PairMonth> months) {
  Calibration result;
  result.months = months.size();
  const double base =
      static_cast<double>(model.hostile_months) / static_cast<double>(std::max<std::size_t>(model.months, 1));
  std::vector<std::pair<double, bool>> judged;
  for (const auto& month : months) {
    const double p = probability(model, month), outcome = month.hostile ? 1 : 0;
    judged.emplace_back(p, month.hostile);
    result.hostile_months += month.hostile;
    result.brier += (p - outcome) * (p - outcome) / static_cast<double>(months.size());
    result.brier_of_base += (base - outcome) * (base - outcome) / static_cast<double>(months.size());
  }
  std::sort(judged.begin(), judged.end());
  const std::size_t bins = std::min<std::size_t>(10, judged.size());
  for (std::size_t bin = 0; bin < bins; ++bin) {
    const auto first = judged.size() * bin / bins, last = judged.size() * (bin + 1) / bins;
    CalibrationBin sum{last - first, 0, 0};
    for (auto i = first; i < last; ++i) {
      sum.expected += judged[i].first / static_cast<double>(sum.months);
      sum.observed += (judged[i].second ? 1.0 : 0.0) / static_cast<double>(sum.months);
    }
    result.deciles.push_back(sum);
  }
  return result;
}

Result<HeldOut> fit_and_calibrate(std::span<const PairMonth> months, Date first_held_out, double ridge) {
  std::vector<PairMonth> before, after;
  for (const auto& month : months) (month.month < first_held_out ? before : after).push_back(month);
  if (after.empty()) return fail("no month is held out", {}, 0, 0, first_held_out.text());
  auto model = fit(before, ridge);
  if (!model) return tl::unexpected(model.error());
  auto calibration = calibrate(*model, after);
  return HeldOut{std::move(*model), std::move(calibration)};
}

}  // namespace demarche
