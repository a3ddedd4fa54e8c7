#include "base/content_hash.h"

#include <fmt/format.h>
#include <xxhash.h>

namespace demarche {

std::uint64_t content_hash(std::initializer_list<std::string_view> parts) {
  std::uint64_t hash = 0;
  for (const auto part : parts) hash = XXH64(part.data(), part.size(), hash + part.size());
  return hash;
}

std::string hex_id(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

}  // namespace demarche
