// Where knowledge and model lie: binary and shared library run from any directory.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace demarche {

// The folder that holds knowledge/ and models/: `given` where it is not empty; else the first that fits of the folders
// above the file that this code was loaded from, program or shared library (a build tree), share/demarche in them
// (installed), the same of the running program, and the folder of the configured prefix. Fails where none holds them.
Result<std::filesystem::path> find_data_folder(const std::filesystem::path& given);

}  // namespace demarche
