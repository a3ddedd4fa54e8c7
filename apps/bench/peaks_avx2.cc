#include <immintrin.h>

#include <cstddef>

#define PEAKS_NAME avx2_peaks
#define PEAKS_KERNELS "avx2"

namespace demarche {
namespace {

using Register = __m256i;
constexpr std::size_t kSums = 8, kProducts = 32;

// Signed by signed, as kernels_avx2.cc has it.
inline __attribute__((always_inline)) void step(Register& sum, const Register& left, const Register& right) {
  Register pairs;
  __asm__ volatile("vpsignb %2, %1, %0\n\tvpmaddubsw %0, %2, %0\n\tvpmaddwd %2, %0, %0"
                   : "=&x"(pairs)
                   : "x"(left), "x"(right));
  __asm__ volatile("vpaddd %1, %0, %0" : "+x"(sum) : "x"(pairs));
}

}  // namespace
}  // namespace demarche

#include "peaks_for.inc"
