#include "base/data_folder.h"

#include <dlfcn.h>

#include <optional>

namespace demarche {
namespace {

bool holds_data(const std::filesystem::path& folder) {
  std::error_code error;
  return std::filesystem::is_directory(folder / "knowledge", error) &&
         std::filesystem::is_directory(folder / "models", error);
}

// The first that fits of the folders above a file (a build tree) and share/demarche in them (installed).
std::optional<std::filesystem::path> found_near(const std::filesystem::path& file) {
  for (auto folder = file.parent_path(); !folder.empty() && folder != folder.root_path(); folder = folder.parent_path())
    for (const auto& candidate : {folder, folder / "share" / "demarche"})
      if (holds_data(candidate)) return candidate;
  return {};
}

// The file that this code was loaded from: the program, or the shared library where it is part of one.
std::filesystem::path file_of_this_code() {
  Dl_info info{};
  if (!dladdr(reinterpret_cast<const void*>(&find_data_folder), &info) || !info.dli_fname) return {};
  std::error_code error;
  return std::filesystem::canonical(info.dli_fname, error);
}

}  // namespace

Result<std::filesystem::path> find_data_folder(const std::filesystem::path& given) {
  if (!given.empty()) {
    if (holds_data(given)) return given;
    return fail("holds no knowledge/ and models/", given.string());
  }
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  for (const auto& file : {file_of_this_code(), program})
    if (const auto found = found_near(file)) return *found;
  if (holds_data(DEMARCHE_INSTALLED_DATA)) return DEMARCHE_INSTALLED_DATA;
  return fail("knowledge/ and models/ lie nowhere near the program; name their folder (--data)");
}

}  // namespace demarche
