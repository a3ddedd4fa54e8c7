#include <immintrin.h>

#include <cstddef>

#define PEAKS_NAME vnni_peaks
#define PEAKS_KERNELS "vnni"

namespace demarche {
namespace {

using Register = __m512i;
constexpr std::size_t kSums = 16, kProducts = 64;

inline __attribute__((always_inline)) void step(Register& sum, const Register& left, const Register& right) {
  __asm__ volatile("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(left), "v"(right));
}

}  // namespace
}  // namespace demarche

#include "peaks_for.inc"
