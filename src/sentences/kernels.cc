#include "sentences/kernels.h"

#include <cstdlib>
#include <cstring>

namespace demarche {

extern const Kernels portable_kernels;
#if defined(__x86_64__)
extern const Kernels avx2_kernels, vnni_kernels;
#endif

const Kernels* const* all_kernels(std::size_t& count) {
  static const Kernels* all[3] = {&portable_kernels};
  static const std::size_t found = [] {
    std::size_t n = 1;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
      all[n++] = &avx2_kernels;
      if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
          __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
          __builtin_cpu_supports("avx512vnni"))
        all[n++] = &vnni_kernels;
    }
#endif
    return n;
  }();
  count = found;
  return all;
}

const Kernels& kernels() {
  static const Kernels* const chosen = [] {
    std::size_t count = 0;
    const auto* all = all_kernels(count);
    if (const char* wanted = std::getenv("DEMARCHE_KERNELS"))
      for (std::size_t i = 0; i < count; ++i)
        if (std::strcmp(all[i]->name, wanted) == 0) return all[i];
    return all[count - 1];
  }();
  return *chosen;
}

}  // namespace demarche
