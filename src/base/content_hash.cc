#include "base/content_hash.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <fstream>
#include <memory>
#include <vector>

namespace demarche {

std::uint64_t content_hash(std::initializer_list<std::string_view> parts) {
  std::uint64_t hash = 0;
  for (const auto part : parts) hash = XXH64(part.data(), part.size(), hash + part.size());
  return hash;
}

Result<std::uint64_t> content_hash_of_file(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return fail("is a directory, not a file", path.string());
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(std::filesystem::exists(path, error) ? "cannot be opened" : "no such file", path.string());
  const std::unique_ptr<XXH64_state_t, XXH_errorcode (*)(XXH64_state_t*)> state(XXH64_createState(), XXH64_freeState);
  XXH64_reset(state.get(), 0);
  std::vector<char> block(1 << 20);
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0)
    XXH64_update(state.get(), block.data(), static_cast<std::size_t>(file.gcount()));
  if (file.bad()) return fail("cannot be read", path.string());
  return XXH64_digest(state.get());
}

std::string hex_id(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

}  // namespace demarche
