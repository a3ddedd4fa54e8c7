// Random numbers for the tests of this folder, the same with every standard library: the distributions of <random> are
// not.
#pragma once

#include <cmath>
#include <random>

namespace demarche {

class Seeded {
 public:
  explicit Seeded(unsigned seed) : engine_(seed) {}
  double uniform() { return (static_cast<double>(engine_()) + 0.5) / 4294967296.0; }  // 0..1, both excluded
  double normal() {
    const double length = std::sqrt(-2 * std::log(uniform()));
    return length * std::cos(6.283185307179586 * uniform());
  }
  int poisson(double mean) {
    int count = 0;
    for (double left = std::exp(-mean), product = uniform(); product > left; product *= uniform()) ++count;
    return count;
  }

 private:
  std::mt19937 engine_;
};

}  // namespace demarche
