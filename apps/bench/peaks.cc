#include "peaks.h"

#include <cstring>

#include "sentences/kernels.h"

namespace demarche {

#if defined(__x86_64__)
extern const Peaks portable_peaks, avx2_peaks, vnni_peaks;
#endif

const Peaks* const* all_peaks(std::size_t& count) {
#if defined(__x86_64__)
  static const Peaks* const all[] = {&portable_peaks, &avx2_peaks, &vnni_peaks};
  (void)all_kernels(count);  // the same sets, in the same order
  return all;
#else
  count = 0;
  return nullptr;
#endif
}

}  // namespace demarche
