#include <emmintrin.h>

#include <cstddef>

#define PEAKS_NAME portable_peaks
#define PEAKS_KERNELS "portable"

namespace demarche {
namespace {

using Register = __m128i;
constexpr std::size_t kSums = 8, kProducts = 8;  // of 16 bits: the widest that every x86-64 has

inline __attribute__((always_inline)) void step(Register& sum, const Register& left, const Register& right) {
  Register pairs;
  __asm__ volatile("movdqa %1, %0\n\tpmaddwd %2, %0" : "=&x"(pairs) : "x"(left), "x"(right));
  __asm__ volatile("paddd %1, %0" : "+x"(sum) : "x"(pairs));
}

}  // namespace
}  // namespace demarche

#include "peaks_for.inc"
