// The lowest point, where it is known.
#include "base/minimum.h"

#include <gtest/gtest.h>

#include <cmath>

namespace demarche {
namespace {

TEST(Minimum, IsFoundInNarrowValleys) {
  // sum of steepness * (x - at)^2, as steep as 10,000 in one direction and 1 in another
  const std::vector<double> steepness = {1, 10000, 30, 700}, at = {3, -2, 0.5, 8};
  const auto found = minimum_of(
      [&](const std::vector<double>& point, std::vector<double>& gradient) {
        double value = 0;
        for (std::size_t i = 0; i < point.size(); ++i) {
          value += steepness[i] * (point[i] - at[i]) * (point[i] - at[i]);
          gradient[i] = 2 * steepness[i] * (point[i] - at[i]);
        }
        return value;
      },
      std::vector<double>(4, 0.0), 200);
  for (std::size_t i = 0; i < at.size(); ++i) EXPECT_NEAR(found[i], at[i], 1e-2) << i;
}

TEST(Minimum, OfWhatIsNoParabola) {
  // e^x - 2x is lowest at log 2
  const auto found = minimum_of(
      [](const std::vector<double>& point, std::vector<double>& gradient) {
        gradient[0] = std::exp(point[0]) - 2;
        return std::exp(point[0]) - 2 * point[0];
      },
      {5.0}, 100);
  EXPECT_NEAR(found[0], std::log(2.0), 1e-3);
}

TEST(Minimum, StaysWhereItIsFlat) {
  const auto flat = [](const std::vector<double>&, std::vector<double>& gradient) {
    gradient.assign(gradient.size(), 0.0);
    return 1.0;
  };
  EXPECT_EQ(minimum_of(flat, {4.0, -1.0}, 10), (std::vector<double>{4.0, -1.0}));
}

}  // namespace
}  // namespace demarche
