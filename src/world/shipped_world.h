// The world of knowledge/world, for tests: loaded once in a program.
#pragma once

#include <filesystem>
#include <stdexcept>

#include "world/world.h"

namespace demarche {

inline const World& shipped_world() {
  static const auto loaded = World::load(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge" / "world");
  if (!loaded) throw std::runtime_error(loaded.error().describe());
  return *loaded;
}

}  // namespace demarche
