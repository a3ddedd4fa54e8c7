// The lowest point of a smooth convex function of many variables (L-BFGS: steps by the last gradients).
#pragma once

#include <functional>
#include <vector>

namespace demarche {

// The function's value at `point`; fills `gradient`, which has the point's size.
using SmoothFunction = std::function<double(const std::vector<double>& point, std::vector<double>& gradient)>;

// Goes down from `start` for at most `rounds` steps, fewer where the gradient vanishes or no step leads lower. A convex
// function only: on others it may stop early, never higher than it began.
std::vector<double> minimum_of(const SmoothFunction& function, std::vector<double> start, int rounds);

}  // namespace demarche
