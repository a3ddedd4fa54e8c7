#include "float_kernels.h"

namespace demarche {

extern const FloatKernels portable_float_kernels;
#if defined(__x86_64__)
extern const FloatKernels avx2_float_kernels, avx512_float_kernels;
#endif

const FloatKernels& float_kernels() {
#if defined(__x86_64__)
  static const bool has_avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                                 __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  static const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (has_avx512) return avx512_float_kernels;
  if (has_avx2) return avx2_float_kernels;
#endif
  return portable_float_kernels;
}

}  // namespace demarche
