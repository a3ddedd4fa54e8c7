#include "sentences/kernels.h"

#define KERNELS_NAME portable_kernels
#define KERNELS_TITLE "portable"
#define KERNELS_REGISTER 16  // bytes

namespace demarche {
namespace {

constexpr std::uint8_t kFlip = 0;  // bytes are signed

void multiply(const std::uint8_t* bytes, const float* row_scales, std::size_t n, const ByteProduct& product, float* out,
              std::size_t stride) {
  for (std::size_t block = 0; block < product.outputs; block += kColumns) {
    const std::int8_t* weights = product.weights + block * product.inputs;
    for (std::size_t i = 0; i < n; ++i) {
      std::int32_t sums[kColumns] = {};
      const auto* row = reinterpret_cast<const std::int8_t*>(bytes + i * product.inputs);
      const std::int8_t* w = weights;
      for (std::size_t k = 0; k < product.inputs; k += 4, w += 4 * kColumns)
        for (std::size_t j = 0; j < kColumns; ++j)
          sums[j] +=
              row[k] * w[4 * j] + row[k + 1] * w[4 * j + 1] + row[k + 2] * w[4 * j + 2] + row[k + 3] * w[4 * j + 3];
      for (std::size_t j = 0; j < kColumns; ++j)
        out[i * stride + block + j] =
            static_cast<float>(sums[j]) * (row_scales[i] * product.scales[block + j]) + product.bias[block + j];
    }
  }
}

}  // namespace
}  // namespace demarche

#include "sentences/kernels_for.inc"
