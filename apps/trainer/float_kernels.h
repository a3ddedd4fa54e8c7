// Dense single-precision products. Matrices are row-major. The same source is compiled for any x86-64, for AVX2
// with FMA and for AVX-512; which is used is chosen when the program starts. Sums are formed in a different order on
// each, so scores may differ in the last bits.
#pragma once

#include <cstddef>

namespace demarche {

struct FloatKernels {
  // c[n x m] += a[n x k] b[k x m]
  void (*product)(const float* a, const float* b, float* c, std::size_t n, std::size_t k, std::size_t m);
  // c[k x m] += a^T b, a[n x k], b[n x m]
  void (*product_left_transposed)(const float* a, const float* b, float* c, std::size_t n, std::size_t k,
                                  std::size_t m);
  // c[n x k] += a[n x m] b^T, b[k x m]
  void (*product_right_transposed)(const float* a, const float* b, float* c, std::size_t n, std::size_t m,
                                   std::size_t k);
  // One direction of a simple recurrent layer along one sentence (network.h). `gates` points at the first word's
  // candidate, forget, reset and skip values of this direction, `stride` floats from word to word (negative: right to
  // left); forget and reset are replaced by their activations. `output` and, where not null, `cells` take the first
  // word's values, `output_stride` floats apart. `peephole` is on forget, then on reset.
  void (*recur)(float* gates, std::ptrdiff_t stride, const float* peephole, float* output, float* cells,
                std::ptrdiff_t output_stride, std::size_t words, std::size_t hidden);
};

// Those of this machine.
const FloatKernels& float_kernels();

}  // namespace demarche
