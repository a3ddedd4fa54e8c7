// Which groups of reports can a further report join? Found by side and day, so that merging a long record takes time in
// proportion to its length. Internal to src/relations.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "relations/same_act.h"

namespace demarche {

class Candidates {
 public:
  // A group, by its number; `first`, its first report, is borrowed and the same at each call.
  void add(std::size_t group, const Report& first, const std::string& side);
  // Groups with a side in common whose first report's days do not rule the report out; ascending, each once.
  std::vector<std::size_t> of(const Report& report) const;

 private:
  struct Known {
    std::size_t group;
    const Report* first;
  };
  // Groups by the day on which their first report begins, in steps of so many days, no shorter than that report is.
  static constexpr std::array kSteps = {16, 64, 512};
  struct OfSide {
    std::vector<Known> all;
    std::array<std::unordered_map<int, std::vector<Known>>, kSteps.size()> by_day;
    std::vector<Known> open;  // longer than all steps
  };
  std::unordered_map<std::string, OfSide> sides_;
};

}  // namespace demarche
