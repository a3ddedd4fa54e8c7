// How much an act was to be expected, by what its sides did before.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "relations/acts.h"
#include "series/series.h"

namespace demarche {

// Share of acts of its type to be expected of an act's actor toward its recipient: n of type t among N acts of the five
// years before, drawn to the share p of the type among all acts of the record as by five more acts: (n + 5 p) / (N +
// 5).
class Expectations {
 public:
  Expectations() = default;
  explicit Expectations(std::span<const SeriesEvent> dealings);  // borrowed
  double share_of(const Act& act) const;                         // > 0, <= 1; 1 where nothing is known of the sides

 private:
  std::map<std::pair<std::string, std::string>, std::vector<const SeriesEvent*>> by_sides_;  // by day
  std::map<std::string, double> shares_;
};

}  // namespace demarche
