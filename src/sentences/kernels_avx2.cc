#include <immintrin.h>

#include "sentences/kernels.h"

#define KERNELS_NAME avx2_kernels
#define KERNELS_TITLE "avx2"
#define KERNELS_REGISTER 32  // bytes

namespace demarche {
namespace {

constexpr std::uint8_t kFlip = 0;  // bytes are signed

// Signed by signed: the magnitude of the input times the weight with the input's sign. 2 * 127 * 127 fits in 16 bits.
void multiply(const std::uint8_t* bytes, const float* row_scales, std::size_t n, const ByteProduct& product, float* out,
              std::size_t stride) {
  constexpr std::size_t kVectors = 8;  // of 8 columns
  const __m256i ones = _mm256_set1_epi16(1);
  for (std::size_t block = 0; block < product.outputs; block += kColumns) {
    const std::int8_t* weights = product.weights + block * product.inputs;
    for (std::size_t i = 0; i < n; ++i) {
      __m256i sums[kVectors];
#pragma GCC unroll 8
      for (std::size_t v = 0; v < kVectors; ++v) sums[v] = _mm256_setzero_si256();
      const std::uint8_t* row = bytes + i * product.inputs;
      const std::int8_t* w = weights;
      for (std::size_t k = 0; k < product.inputs; k += 4, w += 4 * kColumns) {
        int four;
        __builtin_memcpy(&four, row + k, 4);
        const __m256i value = _mm256_set1_epi32(four), size = _mm256_abs_epi8(value);
#pragma GCC unroll 8
        for (std::size_t v = 0; v < kVectors; ++v) {
          const __m256i weight = _mm256_load_si256(reinterpret_cast<const __m256i*>(w + 32 * v));
          const __m256i pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(weight, value));
          sums[v] = _mm256_add_epi32(sums[v], _mm256_madd_epi16(pairs, ones));
        }
      }
      const __m256 scale = _mm256_set1_ps(row_scales[i]);
#pragma GCC unroll 8
      for (std::size_t v = 0; v < kVectors; ++v) {
        const std::size_t column = block + 8 * v;
        const __m256 both = _mm256_mul_ps(scale, _mm256_loadu_ps(product.scales + column));
        const __m256 value = _mm256_mul_ps(_mm256_cvtepi32_ps(sums[v]), both);
        _mm256_storeu_ps(out + i * stride + column, _mm256_add_ps(value, _mm256_loadu_ps(product.bias + column)));
      }
    }
  }
}

}  // namespace
}  // namespace demarche

#include "sentences/kernels_for.inc"
