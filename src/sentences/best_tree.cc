// The best tree over arc scores. Most sentences have it at once: every word's best head, one root, no cycle. Otherwise
// the maximum spanning arborescence by contracting cycles (Chu and Liu 1965, Edmonds 1967), where each arc from the
// root costs so much that the best has but one.
#include <algorithm>
#include <limits>

#include "sentences/network.h"

namespace demarche {
namespace {

constexpr double kNever = -1e12, kSecondRoot = 1e6;  // arcs that no tree may have; the price of an arc from the root
// What an arc may count for, either way: those of a model lie far within, and so many as a sentence has words (400) do
// not outweigh a root. A broken model gives what is no number, too.
constexpr float kMostOfArc = 1000;
float bounded(float score) { return score > -kMostOfArc ? std::min(score, kMostOfArc) : -kMostOfArc; }

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

// An arc as the sentence has it.
struct Arc {
  int word = -1, head = -1;
};

// Cycles are contracted in place, one after the other, into the first of their words, which then stands for them all:
// the work grows with the square of the words, and so does the memory, however many cycles lie in one another.
class Arborescence {
 public:
  // scores: word 1..n with head 0..n (0: root), [word][head].
  explicit Arborescence(std::vector<std::vector<double>> scores)
      : scores_(std::move(scores)), arcs_(scores_.size()), stands_(scores_.size(), true), heads_(scores_.size(), -1) {
    for (std::size_t word = 0; word < size(); ++word) {
      arcs_[word].resize(size());
      for (std::size_t head = 0; head < size(); ++head)
        arcs_[word][head] = {static_cast<int>(word), static_cast<int>(head)};
      words_.push_back({static_cast<int>(word)});
    }
  }

  // The head of each word.
  std::vector<int> heads() {
    for (std::size_t word = 1; word < size(); ++word) choose_head(word);
    for (auto cycle = cycle_in(heads_); !cycle.empty(); cycle = cycle_in(heads_)) contract(cycle);
    std::vector<int> found(size(), -1);
    for (std::size_t word = 1; word < size(); ++word)
      if (stands_[word]) take(arc_above(word), found);
    // from the last contraction back to the first: the arc that enters a cycle takes the place of the cycle's own
    for (; !contracted_.empty(); contracted_.pop_back())
      for (const auto& [member, words] : contracted_.back())
        if (std::none_of(words.begin(), words.end(),
                         [&](int word) { return found[static_cast<std::size_t>(word)] >= 0; }))
          take(member, found);
    return found;
  }

 private:
  struct Member {
    Arc arc;                 // that the cycle had to it
    std::vector<int> words;  // that it stands for
  };

  std::size_t size() const { return scores_.size(); }
  Arc arc_above(std::size_t word) const { return arcs_[word][static_cast<std::size_t>(heads_[word])]; }
  static void take(Arc arc, std::vector<int>& found) { found[static_cast<std::size_t>(arc.word)] = arc.head; }

  void choose_head(std::size_t word) {
    std::size_t best = word == 0 ? 1 : 0;
    for (std::size_t head = 0; head < size(); ++head)
      if (stands_[head] && head != word && scores_[word][head] > scores_[word][best]) best = head;
    heads_[word] = static_cast<int>(best);
  }

  void contract(const std::vector<int>& cycle) {
    const auto one = static_cast<std::size_t>(*std::min_element(cycle.begin(), cycle.end()));
    std::vector<bool> inside(size(), false);
    std::vector<Member> members;
    std::vector<double> own;
    std::vector<int> all;
    for (const int each : cycle) {
      const auto word = static_cast<std::size_t>(each);
      inside[word] = true;
      members.push_back({arc_above(word), words_[word]});
      own.push_back(scores_[word][static_cast<std::size_t>(heads_[word])]);
      all.insert(all.end(), words_[word].begin(), words_[word].end());
    }
    for (std::size_t out = 0; out < size(); ++out) {
      if (!stands_[out] || inside[out]) continue;
      double into = kNever, from = kNever;
      Arc into_arc, from_arc;
      for (std::size_t i = 0; i < cycle.size(); ++i) {
        const auto in = static_cast<std::size_t>(cycle[i]);
        if (const double gain = scores_[in][out] - own[i]; into_arc.word < 0 || gain > into)
          into = gain, into_arc = arcs_[in][out];
        if (from_arc.word < 0 || scores_[out][in] > from) from = scores_[out][in], from_arc = arcs_[out][in];
      }
      scores_[one][out] = into, arcs_[one][out] = into_arc;
      scores_[out][one] = from, arcs_[out][one] = from_arc;
      if (out > 0 && inside[static_cast<std::size_t>(heads_[out])]) heads_[out] = static_cast<int>(one);
    }
    for (const int each : cycle)
      if (const auto word = static_cast<std::size_t>(each); word != one) stands_[word] = false, heads_[word] = -1;
    words_[one] = std::move(all);
    contracted_.push_back(std::move(members));
    choose_head(one);
  }

  std::vector<std::vector<double>> scores_;
  std::vector<std::vector<Arc>> arcs_;   // the arc of the sentence that each stands for
  std::vector<bool> stands_;             // for itself or a cycle; not one of those within a cycle
  std::vector<int> heads_;               // the best so far; -1: the root, and what stands no more
  std::vector<std::vector<int>> words_;  // that each stands for
  std::vector<std::vector<Member>> contracted_;
};

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
    std::vector<std::vector<double>> all(n + 1, std::vector<double>(n + 1, kNever));
    for (std::size_t d = 0; d < n; ++d)
      std::transform(scores + d * (n + 1), scores + (d + 1) * (n + 1), all[d + 1].begin(), bounded);
    for (std::size_t d = 1; d <= n; ++d) all[d][0] -= kSecondRoot;
    greedy = Arborescence(std::move(all)).heads();
  }
  for (std::size_t d = 0; d < n; ++d) heads[d] = greedy[d + 1] - 1;
  return heads;
}

}  // namespace demarche
