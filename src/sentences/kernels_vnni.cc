#include <immintrin.h>

#include "sentences/kernels.h"

#define KERNELS_NAME vnni_kernels
#define KERNELS_TITLE "vnni"
#define KERNELS_REGISTER 64  // bytes

namespace demarche {
namespace {

constexpr std::uint8_t kFlip = 0x80;  // bytes are unsigned: 128 more than they stand for; `shift` takes it back

constexpr std::size_t kVectors = kColumns / 16;

// sum += inputs (four bytes a column, unsigned) times weights (signed). As an instruction by name: of the intrinsic g++
// 12 makes a copy of each sum.
inline __attribute__((always_inline)) void add_products(__m512i& sum, const __m512i& inputs, const __m512i& weights) {
  __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(inputs), "v"(weights));
}

template <std::size_t n>
struct Rows {
  static constexpr std::size_t value = n;
};

template <std::size_t kRows>
void rows_of(const std::uint8_t* bytes, const float* row_scales, const ByteProduct& product, std::size_t block,
             float* out, std::size_t stride) {
  __m512i sums[kRows][kVectors];
#pragma GCC unroll 8
  for (std::size_t r = 0; r < kRows; ++r)
#pragma GCC unroll 8
    for (std::size_t v = 0; v < kVectors; ++v) sums[r][v] = _mm512_loadu_si512(product.shift + block + 16 * v);
  const std::int8_t* w = product.weights + block * product.inputs;
  for (std::size_t k = 0; k < product.inputs; k += 4, w += 4 * kColumns) {
    __m512i weights[kVectors];
#pragma GCC unroll 8
    for (std::size_t v = 0; v < kVectors; ++v) weights[v] = _mm512_load_si512(w + 64 * v);
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kRows; ++r) {
      int four;
      __builtin_memcpy(&four, bytes + r * product.inputs + k, 4);
      const __m512i value = _mm512_set1_epi32(four);
#pragma GCC unroll 8
      for (std::size_t v = 0; v < kVectors; ++v) add_products(sums[r][v], value, weights[v]);
    }
  }
#pragma GCC unroll 8
  for (std::size_t v = 0; v < kVectors; ++v) {
    const std::size_t column = block + 16 * v;
    const __m512 scales = _mm512_loadu_ps(product.scales + column), bias = _mm512_loadu_ps(product.bias + column);
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kRows; ++r) {
      const __m512 both = _mm512_mul_ps(_mm512_set1_ps(row_scales[r]), scales);
      const __m512 value = _mm512_mul_ps(_mm512_cvtepi32_ps(sums[r][v]), both);
      _mm512_storeu_ps(out + r * stride + column, _mm512_add_ps(value, bias));
    }
  }
}

void multiply(const std::uint8_t* bytes, const float* row_scales, std::size_t n, const ByteProduct& product, float* out,
              std::size_t stride) {
  constexpr std::size_t kRows = 6;  // 24 sums, 4 weights, 1 input: 29 of 32 registers
  const auto multiply_rows = [&](auto rows, std::size_t i, std::size_t block) {
    rows_of<decltype(rows)::value>(bytes + i * product.inputs, row_scales + i, product, block, out + i * stride,
                                   stride);
  };
  for (std::size_t block = 0; block < product.outputs; block += kColumns) {
    std::size_t i = 0;
    for (; i + kRows <= n; i += kRows) multiply_rows(Rows<kRows>(), i, block);
    if (n - i >= 4) multiply_rows(Rows<4>(), i, block), i += 4;
    if (n - i >= 2) multiply_rows(Rows<2>(), i, block), i += 2;
    if (n - i == 1) multiply_rows(Rows<1>(), i, block);
  }
}

}  // namespace
}  // namespace demarche

#include "sentences/kernels_for.inc"
