// The field's two ontologies side by side: what a CAMEO code is in PLOVER and on the scales, and which CAMEO code comes
// nearest to a PLOVER type. From knowledge/ontology/cameo.tsv and plover.tsv; immutable, shared by threads.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace demarche {

struct CameoEntry {
  std::string code, name;
  double goldstein = 0;
  std::string type, mode;  // PLOVER; empty type: bare statements are no events there
  std::vector<std::string> contexts;
  std::optional<double> event_scale;
  int quad_code = 0;  // PLOVER's for the type; CAMEO's for the root where there is no type
};

struct PloverEntry {
  int quad_code = 0;
  std::optional<double> event_scale;
};

class Ontology {
 public:
  // Both tables of the folder. Fails on what is missing or no table, naming file and line.
  static Result<Ontology> load(const std::filesystem::path& folder);

  // The entry of the code, or null.
  const CameoEntry* find(std::string_view cameo) const;
  // The same, but of the nearest code above where it is not in the table: 0849 is read as 084.
  const CameoEntry* nearest(std::string_view cameo) const;
  // The entry of type and mode, else of the type, or null.
  const PloverEntry* plover(std::string_view type, std::string_view mode) const;
  // The CAMEO code that says most of what type, mode and contexts say; null for a type that no code maps to.
  const CameoEntry* cameo_for(std::string_view type, std::string_view mode,
                              std::span<const std::string> contexts) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class Value>
  using Table = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  std::vector<CameoEntry> entries_;  // in the order of the file
  Table<std::size_t> by_code_;
  Table<PloverEntry> plover_;  // "SANCTION", "SANCTION/discontinue"
};

}  // namespace demarche
