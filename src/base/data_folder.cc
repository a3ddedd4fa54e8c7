#include "base/data_folder.h"

namespace demarche {
namespace {

bool holds_data(const std::filesystem::path& folder) {
  std::error_code error;
  return std::filesystem::is_directory(folder / "knowledge", error) &&
         std::filesystem::is_directory(folder / "models", error);
}

}  // namespace

Result<std::filesystem::path> find_data_folder(const std::filesystem::path& given) {
  if (!given.empty()) {
    if (holds_data(given)) return given;
    return fail("holds no knowledge/ and models/", given.string());
  }
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  for (auto folder = program.parent_path(); !folder.empty() && folder != folder.root_path();
       folder = folder.parent_path())
    for (const auto& candidate : {folder, folder / "share" / "demarche"})
      if (holds_data(candidate)) return candidate;
  return fail("knowledge/ and models/ lie nowhere near the program; name their folder with --data");
}

}  // namespace demarche
