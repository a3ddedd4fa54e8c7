#include "base/minimum.h"

#include <cmath>
#include <cstddef>
#include <deque>

namespace demarche {
namespace {

constexpr std::size_t kRemembered = 6;  // steps that tell of the curvature
constexpr double kFlat = 1e-7;          // length of a gradient that counts as none, against that at the start
constexpr double kEnough = 1e-4;        // of the fall that the gradient promises a step must bring as much
constexpr int kHalvings = 30;

using Point = std::vector<double>;

double product(const Point& a, const Point& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

void add(Point& to, double times, const Point& what) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += times * what[i];
}

struct Step {
  Point moved, turned;  // how the point changed, and the gradient with it
  double inverse;       // 1 / their product
};

// The gradient, straightened by what the last steps told of the curvature.
Point direction_by(const Point& gradient, const std::deque<Step>& steps) {
  Point direction = gradient;
  std::vector<double> shares(steps.size());
  for (std::size_t k = steps.size(); k-- > 0;) {
    shares[k] = steps[k].inverse * product(steps[k].moved, direction);
    add(direction, -shares[k], steps[k].turned);
  }
  if (!steps.empty()) {
    const auto& last = steps.back();
    const double scale = 1 / (last.inverse * product(last.turned, last.turned));
    for (double& each : direction) each *= scale;
  }
  for (std::size_t k = 0; k < steps.size(); ++k)
    add(direction, shares[k] - steps[k].inverse * product(steps[k].turned, direction), steps[k].moved);
  return direction;
}

}  // namespace

std::vector<double> minimum_of(const SmoothFunction& function, std::vector<double> start, int rounds) {
  Point point = std::move(start), gradient(point.size()), next(point.size()), next_gradient(point.size());
  double value = function(point, gradient);
  const double flat = kFlat * std::sqrt(product(gradient, gradient));
  std::deque<Step> steps;
  for (int round = 0; round < rounds; ++round) {
    const double length = std::sqrt(product(gradient, gradient));
    if (length <= flat) break;
    const Point direction = direction_by(gradient, steps);
    const double slope = product(direction, gradient);
    double size = steps.empty() ? 1 / length : 1.0;
    bool lower = false;
    for (int halving = 0; halving < kHalvings && !lower; ++halving, size /= 2) {
      next = point;
      add(next, -size, direction);
      const double reached = function(next, next_gradient);
      lower = reached <= value - kEnough * size * slope;
      if (lower) value = reached;
    }
    if (!lower) break;
    Step step{next, next_gradient, 0};
    add(step.moved, -1, point);
    add(step.turned, -1, gradient);
    const double curvature = product(step.moved, step.turned);
    point.swap(next);
    gradient.swap(next_gradient);
    if (curvature <= 0) continue;
    step.inverse = 1 / curvature;
    steps.push_back(std::move(step));
    if (steps.size() > kRemembered) steps.pop_front();
  }
  return point;
}

}  // namespace demarche
