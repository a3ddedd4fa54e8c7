// The series and the moves of a pair as SVG, with the moves listed below. Internal to src/briefing.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "briefing/briefing.h"

namespace demarche {

// Markup for the body of a page; empty where there is nothing to draw. `notes`: the markup of citations.
std::string drawing_of(const Chart& chart, const std::function<std::string(const std::vector<std::size_t>&)>& notes);

}  // namespace demarche
