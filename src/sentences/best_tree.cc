// The best tree over arc scores. Most sentences have it at once: every word's best head, one root, no cycle. Otherwise
// the maximum spanning arborescence by contracting cycles (Chu and Liu 1965, Edmonds 1967), where each arc from the
// root costs so much that the best has but one.
#include <algorithm>
#include <limits>

#include "sentences/network.h"

namespace demarche {
namespace {

constexpr double kNever = -1e12, kSecondRoot = 1e6;  // arcs that no tree may have; the price of an arc from the root

// scores[d * (n + 1) + h]: word d (1..n is d + 1 here) with head h (0: root). Heads in the same numbering.
using Scores = std::vector<std::vector<double>>;  // [dependent 0..n][head 0..n], dependent 0 unused

std::vector<int> best_heads(const Scores& scores) {
  std::vector<int> heads(scores.size(), -1);
  for (std::size_t d = 1; d < scores.size(); ++d) {
    std::size_t best = d == 0 ? 1 : 0;
    for (std::size_t h = 0; h < scores.size(); ++h)
      if (h != d && scores[d][h] > scores[d][best]) best = h;
    heads[d] = static_cast<int>(best);
  }
  return heads;
}

// Words of a cycle, or nothing.
std::vector<int> cycle_in(const std::vector<int>& heads) {
  std::vector<int> seen(heads.size(), 0);
  for (std::size_t start = 1; start < heads.size(); ++start) {
    int at = static_cast<int>(start);
    while (at > 0 && seen[static_cast<std::size_t>(at)] == 0) {
      seen[static_cast<std::size_t>(at)] = static_cast<int>(start);
      at = heads[static_cast<std::size_t>(at)];
    }
    if (at > 0 && seen[static_cast<std::size_t>(at)] == static_cast<int>(start)) {
      std::vector<int> cycle{at};
      for (int next = heads[static_cast<std::size_t>(at)]; next != at; next = heads[static_cast<std::size_t>(next)])
        cycle.push_back(next);
      return cycle;
    }
  }
  return {};
}

std::vector<int> arborescence(const Scores& scores) {
  auto heads = best_heads(scores);
  const auto cycle = cycle_in(heads);
  if (cycle.empty()) return heads;
  std::vector<bool> inside(scores.size(), false);
  for (const int i : cycle) inside[static_cast<std::size_t>(i)] = true;
  // the cycle becomes one word, the last of the smaller problem
  std::vector<int> outside;
  for (std::size_t i = 0; i < scores.size(); ++i)
    if (!inside[i]) outside.push_back(static_cast<int>(i));
  const std::size_t merged = outside.size();
  Scores smaller(merged + 1, std::vector<double>(merged + 1, kNever));
  std::vector<int> enters(merged, -1),
      leaves(merged, -1);  // which word of the cycle an arc into it, out of it, ends at
  for (std::size_t a = 0; a < merged; ++a) {
    const auto out = static_cast<std::size_t>(outside[a]);
    for (std::size_t b = 0; b < merged; ++b)
      if (a != b) smaller[a][b] = scores[out][static_cast<std::size_t>(outside[b])];
    for (const int i : cycle) {
      const auto in = static_cast<std::size_t>(i);
      const double gain = scores[in][out] - scores[in][static_cast<std::size_t>(heads[in])];
      if (enters[a] < 0 || gain > smaller[merged][a]) smaller[merged][a] = gain, enters[a] = i;
      if (a == 0) continue;
      if (leaves[a] < 0 || scores[out][in] > smaller[a][merged]) smaller[a][merged] = scores[out][in], leaves[a] = i;
    }
  }
  const auto inner = arborescence(smaller);
  auto result = heads;
  for (std::size_t a = 1; a < merged; ++a)
    result[static_cast<std::size_t>(outside[a])] =
        inner[a] == static_cast<int>(merged) ? leaves[a] : outside[static_cast<std::size_t>(inner[a])];
  const auto from = static_cast<std::size_t>(inner[merged]);
  result[static_cast<std::size_t>(enters[from])] = outside[from];
  return result;
}

}  // namespace

std::vector<int> best_tree(const float* scores, std::size_t n) {
  std::vector<int> heads(n, -1);
  if (n == 0) return heads;
  std::vector<int> greedy(n + 1, -1);
  std::size_t roots = 0;
  for (std::size_t d = 0; d < n; ++d) {
    const float* row = scores + d * (n + 1);
    std::size_t best = d == 0 && n > 1 ? 2 : 0;
    for (std::size_t h = 0; h <= n; ++h)
      if (h != d + 1 && row[h] > row[best]) best = h;
    if (n == 1) best = 0;
    greedy[d + 1] = static_cast<int>(best);
    roots += best == 0;
  }
  if (roots != 1 || !cycle_in(greedy).empty()) {
    Scores all(n + 1, std::vector<double>(n + 1, kNever));
    for (std::size_t d = 0; d < n; ++d) std::copy_n(scores + d * (n + 1), n + 1, all[d + 1].begin());
    for (std::size_t d = 1; d <= n; ++d) all[d][0] -= kSecondRoot;
    greedy = arborescence(all);
  }
  for (std::size_t d = 0; d < n; ++d) heads[d] = greedy[d + 1] - 1;
  return heads;
}

}  // namespace demarche
