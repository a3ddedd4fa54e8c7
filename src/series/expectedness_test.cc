#include "series/expectedness.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "series/seeded.h"

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// True coefficients of the simulated months, in the order of the covariates.
constexpr double kBase = -1.0;
constexpr std::array<double, kCovariates> kTrue = {-0.6, 0.9, -0.3, -0.8, -0.5, 0.7, -0.2, 0.4, 0.1};

std::vector<PairMonth> simulated(unsigned seed, std::size_t size) {
  Seeded random(seed);
  std::vector<PairMonth> months;
  for (std::size_t i = 0; i < size; ++i) {
    PairMonth month;
    month.a = "A";
    month.b = "B";
    month.month = Date::from(2000, 1, 1)->plus_months(static_cast<int>(i % 240));
    month.facts.contiguous = random.uniform() < 0.3;
    month.facts.capital_km = std::exp((*month.facts.contiguous ? 6 : 8) + 0.7 * random.normal());
    month.facts.power_ratio = std::exp(2 * random.uniform());
    month.facts.allied = random.uniform() < 0.2;
    month.facts.common_trade_bloc = random.uniform() < (*month.facts.allied ? 0.7 : 0.2);
    month.conflict_year = random.uniform() < 0.5 ? 0 : std::exp(1 + random.normal());
    month.conflict_month = month.conflict_year * (random.uniform() < 0.7 ? 0 : random.uniform());
    month.cooperation_year = random.uniform() < 0.4 ? 0 : std::exp(1 + random.normal());
    month.cooperation_month = month.cooperation_year * (random.uniform() < 0.6 ? 0 : random.uniform());
    const auto values = covariates_of(month);
    double log_odds = kBase - kTrue[0] * 7.4;
    for (std::size_t k = 0; k < kCovariates; ++k) log_odds += kTrue[k] * *values[k];
    month.hostile = random.uniform() < 1 / (1 + std::exp(-log_odds));
    months.push_back(month);
  }
  return months;
}

TEST(Expectedness, FindsTheCoefficientsThatMadeTheData) {
  const auto months = simulated(1, 40'000);
  const auto model = fit(months);
  ASSERT_TRUE(model) << model.error().describe();
  EXPECT_THAT(model->left_out, IsEmpty());
  ASSERT_THAT(model->coefficients, SizeIs(kCovariates));
  double base = model->base;
  for (std::size_t i = 0; i < kCovariates; ++i) {
    const auto& each = model->coefficients[i];
    EXPECT_EQ(each.covariate, static_cast<Covariate>(i));
    EXPECT_NEAR(each.slope, kTrue[i], 3.5 * each.error) << name_of(each.covariate);
    EXPECT_LT(each.error, 0.06) << name_of(each.covariate);
    base -= each.slope * each.mean;
  }
  EXPECT_NEAR(base, kBase - kTrue[0] * 7.4, 0.3);
}

// At the maximum of the likelihood the expected hostile months are as many as the observed: the base is not drawn in.
TEST(Expectedness, ExpectsAsManyAsThereWere) {
  const auto months = simulated(2, 2'000);
  for (const double ridge : {0.0, 1.0, 1000.0}) {
    const auto model = fit(months, ridge);
    ASSERT_TRUE(model);
    double expected = 0;
    for (const auto& month : months) expected += probability(*model, month);
    EXPECT_NEAR(expected, static_cast<double>(model->hostile_months), 0.01) << ridge;
  }
  EXPECT_LT(std::abs(fit(months, 1000)->coefficients[0].slope), std::abs(fit(months, 0)->coefficients[0].slope));
}

TEST(Expectedness, IsCalibratedOnMonthsHeldOut) {
  const auto months = simulated(3, 40'000);
  const auto held_out = fit_and_calibrate(months, *Date::from(2015, 1, 1));
  ASSERT_TRUE(held_out);
  const auto& calibration = held_out->calibration;
  EXPECT_EQ(held_out->model.months + calibration.months, months.size());
  EXPECT_GT(calibration.months, 9'000u);
  ASSERT_THAT(calibration.deciles, SizeIs(10));
  for (const auto& decile : calibration.deciles) {
    fmt::print("expected {:.3f} observed {:.3f} of {}\n", decile.expected, decile.observed, decile.months);
    EXPECT_NEAR(decile.expected, decile.observed, 0.05);
  }
  fmt::print("Brier {:.4f}, of the base rate {:.4f}\n", calibration.brier, calibration.brier_of_base);
  EXPECT_LT(calibration.brier, 0.9 * calibration.brier_of_base);
  EXPECT_GT(calibration.deciles[9].expected, calibration.deciles[0].expected + 0.3);
}

TEST(Expectedness, CalibrationSeesAModelThatIsWrong) {
  const auto months = simulated(4, 5'000);
  auto model = fit(months);
  ASSERT_TRUE(model);
  model->base += 2;
  const auto calibration = calibrate(*model, months);
  EXPECT_GT(calibration.deciles[5].expected, calibration.deciles[5].observed + 0.2);
  EXPECT_THAT(calibrate(*model, std::span(months).first(3)).deciles, SizeIs(3));
  EXPECT_THAT(calibrate(*model, {}).deciles, IsEmpty());
}

TEST(Expectedness, LeavesOutWhatIsUnknownOrAlwaysTheSame) {
  auto months = simulated(5, 3'000);
  for (std::size_t i = 0; i < months.size(); ++i) {
    months[i].facts.power_ratio.reset();
    months[i].facts.allied = false;
    if (i % 2 == 0) months[i].facts.capital_km.reset();
  }
  const auto model = fit(months);
  ASSERT_TRUE(model);
  EXPECT_THAT(model->left_out, ElementsAre(Covariate::power, Covariate::alliance));
  EXPECT_EQ(model->coefficients[0].covariate, Covariate::distance);
  EXPECT_LT(model->coefficients[0].slope, -0.3);  // from the half that is known
}

TEST(Expectedness, Mistakes) {
  auto months = simulated(6, 500);
  EXPECT_THAT(fit(std::span(months).first(12)).error().describe(), HasSubstr("too little to learn from"));
  EXPECT_THAT(fit_and_calibrate(months, *Date::from(2100, 1, 1)).error().describe(), HasSubstr("no month is held out"));
  for (auto& month : months) month.hostile = *month.facts.contiguous;  // parted perfectly
  EXPECT_FALSE(fit(months, 0));
  EXPECT_TRUE(fit(months, 1));
}

TEST(Expectedness, TellsContributionsInWords) {
  ExpectednessModel model;
  model.coefficients = {{Covariate::distance, -1, 0.1, std::log(2000.0), 1}, {Covariate::border, 2.5, 0.1, 0, 0.3},
                        {Covariate::alliance, -0.7, 0.1, 0.01, 0.3},         {Covariate::conflict_year, 0.5, 0.1, 0, 1},
                        {Covariate::cooperation_month, -0.5, 0.1, 0, 1},     {Covariate::trade_bloc, 1, 0.1, 0.5, 1}};
  PairMonth month;
  month.facts.capital_km = 1000;
  month.facts.contiguous = true;
  month.facts.allied = false;
  month.conflict_year = 20;
  const auto told = contributions(model, month);
  std::vector<std::string> texts;
  double log_odds = model.base;
  for (const auto& each : told) texts.push_back(each.text), log_odds += each.log_odds;
  EXPECT_THAT(texts, ElementsAre("they share a land border: raises the odds 12 times",
                                 "conflict of 20.0 in the year before: raises the odds 4.6 times",
                                 "the capitals are 1000 km apart: raises the odds 2.0 times",
                                 "they are not allied: changes the odds little",
                                 "no cooperation in the month before: changes the odds little",
                                 "whether they are in one trade bloc is not known: changes the odds little"));
  EXPECT_DOUBLE_EQ(probability(model, month), 1 / (1 + std::exp(-log_odds)));
}

// --- from the record ------------------------------------------------------------------------------------------------

SeriesEvent act(Date day, const char* actor, const char* recipient, int quad, double goldstein) {
  SeriesEvent event;
  event.date = day;
  event.actor = actor;
  event.recipient = recipient;
  event.quad_code = quad;
  event.goldstein = goldstein;
  return event;
}

TEST(PairMonths, KnowOnlyWhatLiesBefore) {
  const auto day = [](int year, int month) { return *Date::from(year, month, 10); };
  std::vector<SeriesEvent> events = {act(day(2020, 1), "A", "B", 3, -2), act(day(2020, 12), "B", "A", 1, 4),
                                     act(day(2021, 1), "B", "A", 4, -9), act(day(2021, 2), "B", "A", 4, -7),
                                     act(day(2021, 4), "C", "D", 1, 1)};
  events[3].claimed = true;
  PairMonthOptions b_and_a;
  b_and_a.pairs = {{"B", "A"}};
  Date asked;
  const auto months = pair_months(events, b_and_a, [&](const std::string& a, const std::string&, Date on) {
    asked = on;
    PairFacts facts;
    facts.capital_km = a == "A" ? 100 : 0;
    return facts;
  });
  ASSERT_TRUE(months) << months.error().describe();
  std::string dump;
  for (const auto& each : *months)
    dump += fmt::format("{}-{} {} km {} month -{} +{} year -{} +{}{}\n", each.a, each.b, each.month.text(),
                        *each.facts.capital_km, each.conflict_month, each.cooperation_month, each.conflict_year,
                        each.cooperation_year, each.hostile ? " hostile" : "");
  EXPECT_EQ(dump,
            "A-B 2021-01-01 km 100 month -0 +4 year -2 +4 hostile\n"
            "A-B 2021-02-01 km 100 month -9 +0 year -9 +4\n"
            "A-B 2021-04-01 km 100 month -0 +0 year -9 +4\n");  // March has no coverage
  EXPECT_EQ(asked.text(), "2021-04-01");
}

TEST(PairMonths, DirectedAndByTheCallersIdeaOfHostility) {
  std::vector<SeriesEvent> events;
  for (int i = 0; i < 13; ++i) events.push_back(act(Date::from(2020, 1, 5)->plus_months(i), "A", "B", 3, -1));
  events.push_back(act(*Date::from(2021, 1, 20), "B", "A", 4, -5));
  const auto hostile = [&](const PairMonthOptions& options) {
    const auto months = pair_months(events, options, {});
    std::string pairs;
    for (const auto& each : months.value())
      if (each.hostile) pairs += each.a + each.b + " ";
    return pairs;
  };
  PairMonthOptions options;
  EXPECT_EQ(hostile(options), "AB ");
  options.directed = true;
  EXPECT_EQ(hostile(options), "BA ");
  options.is_hostile = [](const SeriesEvent& event) { return event.quad_code == 3; };
  EXPECT_EQ(hostile(options), "AB ");
}

}  // namespace
}  // namespace demarche
