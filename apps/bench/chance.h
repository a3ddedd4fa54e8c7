// Chance by seed, the same on every machine.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>

namespace demarche {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : generator_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(generator_() % n); }
  double share() { return static_cast<double>(generator_() >> 11) * 0x1p-53; }  // 0 .. 1
  // The k-th of n with a weight of 1/k.
  std::size_t ranked(std::size_t n) {
    return std::min(n - 1, static_cast<std::size_t>(std::exp(share() * std::log(static_cast<double>(n) + 1)) - 1));
  }
  // Spread as a bell, by the sum of twelve.
  double bell() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += share();
    return sum;
  }

 private:
  std::mt19937_64 generator_;
};

}  // namespace demarche
