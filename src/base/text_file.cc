#include "base/text_file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

namespace demarche {

Result<std::string> read_file(const std::filesystem::path& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return fail("no such file", path.string());
  if (std::filesystem::is_directory(status)) return fail("is a directory, not a file", path.string());
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(std::string("cannot be opened: ") + std::strerror(errno), path.string());
  std::string bytes;
  for (std::array<char, 65536> block; in.read(block.data(), block.size()), in.gcount() > 0;)
    bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return fail(std::string("cannot be read: ") + std::strerror(errno), path.string());
  return bytes;
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  const std::filesystem::path partial = path.string() + ".partial";
  {
    std::ofstream out(partial, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) return fail(std::string("cannot be written: ") + std::strerror(errno), path.string());
  }
  std::error_code error;
  std::filesystem::rename(partial, path, error);
  if (error) return fail("cannot be written: " + error.message(), path.string());
  return {};
}

}  // namespace demarche
