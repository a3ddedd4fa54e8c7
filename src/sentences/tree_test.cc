// The best tree against the best of all trees, tried one by one.
#include <gtest/gtest.h>

#include <random>

#include "sentences/network.h"

namespace demarche {
namespace {

bool is_tree(const std::vector<int>& heads) {
  const int n = static_cast<int>(heads.size());
  if (std::count(heads.begin(), heads.end(), -1) != 1) return false;
  for (int i = 0; i < n; ++i) {
    int at = i;
    for (int steps = 0; at >= 0; ++steps) {
      if (steps > n) return false;
      at = heads[static_cast<std::size_t>(at)];
      if (at >= n) return false;
    }
  }
  return true;
}

float sum_of(const std::vector<int>& heads, const std::vector<float>& scores) {
  const std::size_t n = heads.size();
  float sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += scores[i * (n + 1) + static_cast<std::size_t>(heads[i] + 1)];
  return sum;
}

TEST(BestTree, IsTheBestOfAll) {
  std::mt19937 random(5);
  std::normal_distribution<float> score(0, 3);
  for (int round = 0; round < 300; ++round) {
    const std::size_t n = 1 + static_cast<std::size_t>(round) % 5;
    std::vector<float> scores(n * (n + 1));
    for (auto& each : scores) each = score(random);
    float best = -1e9f;
    std::vector<int> heads(n, -1);
    for (;;) {
      if (is_tree(heads)) best = std::max(best, sum_of(heads, scores));
      std::size_t i = 0;
      while (i < n && ++heads[i] == static_cast<int>(n)) heads[i++] = -1;
      if (i == n) break;
    }
    const auto found = best_tree(scores.data(), n);
    ASSERT_TRUE(is_tree(found));
    EXPECT_NEAR(sum_of(found, scores), best, 1e-3f) << "words: " << n;
  }
}

TEST(BestTree, IsATreeWhateverTheScores) {
  for (const std::size_t n : {1u, 2u, 3u, 17u, 120u}) {
    const std::vector<float> equal(n * (n + 1), 0.0f);
    EXPECT_TRUE(is_tree(best_tree(equal.data(), n))) << n;
    std::vector<float> pairs(n * (n + 1), -5.0f);  // every two words want each other
    for (std::size_t i = 0; i < n; ++i) pairs[i * (n + 1) + (i ^ 1 ? std::min(i ^ 1, n - 1) : 0) + 1] = 50.0f;
    EXPECT_TRUE(is_tree(best_tree(pairs.data(), n))) << n;
  }
}

}  // namespace
}  // namespace demarche
