// Where knowledge and model lie: the binary runs from any directory.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace demarche {

// The folder that holds knowledge/ and models/: `given` where it is not empty; else the first that fits of the folders
// above the running program (a build tree) and ../share/demarche beside it (installed). Fails where none holds them.
Result<std::filesystem::path> find_data_folder(const std::filesystem::path& given);

}  // namespace demarche
