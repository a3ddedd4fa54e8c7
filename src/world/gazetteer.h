// The cities that are too many to be names of the world: a table sorted by name, searched where a place is meant.
// Internal to src/world.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "base/result.h"

namespace demarche {

struct GazetteerCity {
  std::string_view name, country;      // views into the gazetteer; country: a state's id
  double latitude = 0, longitude = 0;  // degrees, WGS 84
  int people = 0;
};

class Gazetteer {
 public:
  // Lines "key TAB state TAB latitude TAB longitude TAB people TAB name", in byte order of the key (key_of the name);
  // "#" begins a comment. Kept as it lies on the disk: nothing is read before it is asked for. Empty where there is no
  // such file.
  static Result<Gazetteer> read(const std::filesystem::path& file);

  // The cities of that name, at most one for each state, the largest first. Lines that cannot be read are left out.
  std::vector<GazetteerCity> cities_named(std::string_view key) const;

  std::string_view text() const { return file_.bytes(); }

 private:
  MappedFile file_;
};

}  // namespace demarche
