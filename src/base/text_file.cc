#include "base/text_file.h"

#include <fcntl.h>
#include <unistd.h>

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
  const std::string partial = path.string() + ".partial";
  // in a folder that others may write to, a link of that name would lead elsewhere
  const int file = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
  const auto failed = [&] { return fail(std::string("cannot be written: ") + std::strerror(errno), path.string()); };
  if (file < 0) return failed();
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      auto why = failed();
      ::close(file);
      return why;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::close(file) != 0) return failed();
  std::error_code error;
  std::filesystem::rename(partial, path, error);
  if (error) return fail("cannot be written: " + error.message(), path.string());
  return {};
}

}  // namespace demarche
