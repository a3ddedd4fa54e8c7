// Identifiers that depend on content alone: the same on every machine, run and version of the compiler.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace demarche {

// 64-bit XXH64 of the parts in order; the parts are kept apart, so {"ab","c"} differs from {"a","bc"}.
std::uint64_t content_hash(std::initializer_list<std::string_view> parts);

// Of a file's bytes. Fails on what cannot be read.
Result<std::uint64_t> content_hash_of_file(const std::filesystem::path& path);

// 16 lower-case hexadecimal digits.
std::string hex_id(std::uint64_t hash);

}  // namespace demarche
