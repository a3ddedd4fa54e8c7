// The arithmetic of the network in 8-bit integers. The same source is compiled for any x86-64, for AVX2 and for AVX-512
// with VNNI; which is used is chosen when the program starts. All three give the same bits: integers are summed
// exactly, and every floating-point operation is done once for each element in the same order, never fused.
#pragma once

#include <cstddef>
#include <cstdint>

namespace demarche {

inline constexpr std::size_t kColumns = 64;  // outputs of a product come in blocks of this many

// y = x W + bias. Weights are 8-bit, -127..127, with a scale for each column.
struct ByteProduct {
  std::size_t inputs = 0, outputs = 0;   // inputs a multiple of 4, outputs of kColumns (what is beyond is zero)
  const std::int8_t* weights = nullptr;  // [outputs / 64][inputs / 4][64][4]
  const float* scales = nullptr;         // of the columns
  const float* bias = nullptr;
  const std::int32_t* shift = nullptr;  // -128 times the sum of the column's weights: for unsigned inputs
};

struct Kernels {
  const char* name;
  // Rows of floats as bytes with a scale each (largest magnitude: 127). `bytes` takes rows of `inputs` bytes, what is
  // beyond `width` zero; their representation is for `multiply` of the same kernels alone.
  void (*quantise)(const float* rows, std::size_t stride, std::size_t n, std::size_t width, std::size_t inputs,
                   std::uint8_t* bytes, float* scales);
  // out[n][stride] = rows W + bias, for the first outputs of the product.
  void (*multiply)(const std::uint8_t* bytes, const float* scales, std::size_t n, const ByteProduct& product,
                   float* out, std::size_t stride);
  // One direction of a simple recurrent layer (network.h) along one sentence. `gates` points at where the first word's
  // candidate, forget, reset and skip values lie; those of the next are `step` further (1, or -1: right to left).
  // `output` takes the first word's values, `output_stride` floats apart. `peephole` is on forget, then on reset;
  // `cell` is scratch of `hidden` floats. `hidden` is a multiple of 16.
  void (*recur)(const float* const* gates, std::ptrdiff_t step, const float* peephole, float* output,
                std::ptrdiff_t output_stride, std::size_t words, std::size_t hidden, float* cell);
  // out[i] += scale * row[i]
  void (*add_row)(const std::int8_t* row, float scale, std::size_t width, float* out);
  // What is below zero, times `factor`.
  void (*leak)(float* values, std::size_t n, float factor);
  // Index of the highest of n > 0 values, of equals the first.
  std::size_t (*highest)(const float* values, std::size_t n);
  // out[n][m] = the products of rows a (n) with rows b (m), each of `width` floats, a multiple of 8
  void (*dots)(const float* a, std::size_t a_stride, std::size_t n, const float* b, std::size_t b_stride, std::size_t m,
               std::size_t width, float* out, std::size_t out_stride);
};

// Those of this machine; DEMARCHE_KERNELS=portable|avx2|vnni in the environment asks for others that it has.
const Kernels& kernels();

// All that this machine can run, the plainest first.
const Kernels* const* all_kernels(std::size_t& count);

}  // namespace demarche
