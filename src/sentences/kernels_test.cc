// Every set of kernels that this machine can run gives the same bits as the portable one, and those are right.
#include "sentences/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "sentences/model_file.h"

namespace demarche {
namespace {

std::vector<float> noise(std::size_t size, std::uint64_t seed, float scale) {
  std::mt19937_64 random(seed);
  std::normal_distribution<float> spread(0, scale);
  std::vector<float> values(size);
  for (auto& value : values) value = spread(random);
  return values;
}

// Packed as ModelWriter packs it, to memory of the right alignment.
struct alignas(64) Line {
  std::int8_t bytes[64];
};

TEST(Kernels, AgreeToTheBit) {
  constexpr std::size_t inputs = 68, outputs = 128, rows = 13, hidden = 48, words = 7;
  std::mt19937_64 random(5);
  std::vector<Line> weights(inputs * outputs / 64);
  std::vector<float> scales(outputs), bias = noise(outputs, 1, 1.0f);
  std::vector<std::int32_t> shift(outputs);
  auto* packed = weights.front().bytes;
  for (std::size_t block = 0; block < outputs; block += kColumns)
    for (std::size_t k = 0; k < inputs; ++k)
      for (std::size_t j = 0; j < kColumns; ++j) {
        const auto value = static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127);
        packed[block * inputs + k / 4 * 4 * kColumns + j * 4 + k % 4] = value;
        shift[block + j] -= 128 * value;
      }
  for (auto& scale : scales) scale = 0.001f * static_cast<float>(1 + random() % 9);
  const ByteProduct product{inputs, outputs, packed, scales.data(), bias.data(), shift.data()};
  const auto input = noise(rows * inputs, 2, 3.0f), gates = noise(words * 4 * hidden, 3, 4.0f),
             peephole = noise(2 * hidden, 4, 1.0f);
  struct Outcome {
    std::vector<float> product, states, dots;
  };
  const auto run = [&](const Kernels& set) {
    std::vector<std::uint8_t> bytes(rows * inputs);
    std::vector<float> row_scales(rows), cell(hidden);
    Outcome made{std::vector<float>(rows * outputs), std::vector<float>(words * hidden),
                 std::vector<float>(rows * rows)};
    set.quantise(input.data(), inputs, rows, inputs - 2, inputs, bytes.data(), row_scales.data());
    set.multiply(bytes.data(), row_scales.data(), rows, product, made.product.data(), outputs);
    std::vector<const float*> at(words);
    for (std::size_t i = 0; i < words; ++i) at[i] = gates.data() + i * 4 * hidden;
    set.recur(at.data(), 1, peephole.data(), made.states.data(), hidden, words, hidden, cell.data());
    set.dots(input.data(), inputs, rows, input.data(), inputs, rows, 64, made.dots.data(), rows);
    return made;
  };
  std::size_t count = 0;
  const auto* all = all_kernels(count);
  const auto plain = run(*all[0]);
  for (std::size_t k = 1; k < count; ++k) {
    const auto other = run(*all[k]);
    EXPECT_EQ(plain.product, other.product) << all[k]->name;
    EXPECT_EQ(plain.states, other.states) << all[k]->name;
    EXPECT_EQ(plain.dots, other.dots) << all[k]->name;
  }
  // against double precision
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < outputs; ++j) {
      double sum = bias[j], size = 0;
      for (std::size_t k = 0; k < inputs - 2; ++k) {
        const double weight =
            scales[j] * packed[j / kColumns * kColumns * inputs + k / 4 * 4 * kColumns + j % kColumns * 4 + k % 4];
        sum += input[i * inputs + k] * weight;
        size += std::fabs(weight);
      }
      EXPECT_NEAR(plain.product[i * outputs + j], sum, size * 12.0 / 127.0 / 2);
    }
  std::vector<double> cell(hidden);
  for (std::size_t i = 0; i < words; ++i)
    for (std::size_t j = 0; j < hidden; ++j) {
      const auto* at = gates.data() + i * 4 * hidden + j;
      const auto logistic = [](double x) { return 1 / (1 + std::exp(-x)); };
      const double keep = logistic(at[hidden] + peephole[j] * cell[j]);
      const double show = logistic(at[2 * hidden] + peephole[hidden + j] * cell[j]);
      cell[j] = keep * cell[j] + (1 - keep) * at[0];
      const double expected = show * std::tanh(cell[j]) + (1 - show) * at[3 * hidden];
      EXPECT_NEAR(plain.states[i * hidden + j], expected, 1e-5);
    }
}

}  // namespace
}  // namespace demarche
