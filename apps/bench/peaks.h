// The most that a core does with the instructions of each set of kernels (sentences/kernels.h), as one would write a
// speed limit: sums of products of integers between registers alone, and memory read and nothing else.
#pragma once

#include <cstddef>
#include <cstdint>

namespace demarche {

struct Peaks {
  const char* kernels;     // the name of those that use these instructions
  std::size_t operations;  // of a round of `multiply`: each product and each addition counts
  void (*multiply)(std::size_t rounds);
  std::uint64_t (*read)(const void* data, std::size_t bytes);  // a multiple of 512, aligned to 64
};

// Those of this machine, the plainest first; nothing but on x86-64.
const Peaks* const* all_peaks(std::size_t& count);

}  // namespace demarche
