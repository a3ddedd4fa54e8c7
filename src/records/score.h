// How sure a coding is, as every form of record gives it.
#pragma once

#include <cmath>

namespace demarche {

// To two decimals, halves up.
inline double rounded_score(double score) { return std::round(score * 100) / 100; }

}  // namespace demarche
