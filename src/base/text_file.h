// Reading whole files and standard input.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace demarche {

// The bytes of a file, or of standard input where path is "-". Fails, naming the path, on what is missing, a directory
// or not readable.
Result<std::string> read_file(const std::filesystem::path& path);

// Writes a file whole, by way of a temporary beside it, so that a reader never sees half of it.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace demarche
