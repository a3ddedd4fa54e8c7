#include "evaluation/evaluation.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

namespace demarche {
namespace {

constexpr int kDraws = 2'000;
constexpr std::size_t kTextsToDraw = 5;  // of fewer nothing can be told by drawing
constexpr int kFarApart = 31;            // days: what is so far apart is not the same act with a mistake in it

// Along which labels and events an event that is wanted by two can be freed (Kuhn's augmenting paths).
bool find_place(int left, std::span<const std::vector<int>> may_go_with, std::vector<int>& of_left,
                std::vector<int>& of_right, std::vector<char>& seen) {
  for (const int right : may_go_with[static_cast<std::size_t>(left)]) {
    const auto r = static_cast<std::size_t>(right);
    if (seen[r]) continue;
    seen[r] = 1;
    if (of_right[r] < 0 || find_place(of_right[r], may_go_with, of_left, of_right, seen)) {
      of_right[r] = left;
      of_left[static_cast<std::size_t>(left)] = right;
      return true;
    }
  }
  return false;
}

// Days between two dates, 0 where they overlap or one is not known.
int days_between(const std::optional<Period>& a, const std::optional<Period>& b) {
  if (!a || !b) return 0;
  return std::max({0, a->begin.days_since(b->end), b->begin.days_since(a->end)});
}

bool about_parties(const Rule& rule) {
  return rule.by[static_cast<std::size_t>(Field::actor)] || rule.by[static_cast<std::size_t>(Field::recipient)];
}

class Comparison {
 public:
  explicit Comparison(const Rule& rule) {
    sum_.rule = rule;
    sum_.wrong_in.resize(kFieldCount);
  }

  void add(const Compared& one) {
    std::vector<const GoldEvent*> gold;
    std::vector<const Event*> coded;
    for (const auto& each : one.text->events) gold.push_back(&each);
    for (const auto& each : one.coded) coded.push_back(&each);
    if (!about_parties(rule())) {
      once(gold, [&](const GoldEvent* each) { return label_of(each->event, rule()); });
      once(coded, [&](const Event* each) { return label_of(*each, rule()); });
    }
    const Fit fit = fit_of(gold, coded);
    Score score;
    score.gold = gold.size();
    for (std::size_t g = 0; g < gold.size(); ++g) {
      ++sum_.by_label[label_of(gold[g]->event, rule())].gold;
      if (fit.of_gold[g] < 0) {
        ++sum_.missed;
        sum_.differences.push_back({one.text, gold[g], nullptr, {}});
      } else {
        const auto c = static_cast<std::size_t>(fit.of_gold[g]);
        count_pair(*one.text, *gold[g], *coded[c], fit.agreed[g][c], score);
      }
    }
    for (std::size_t c = 0; c < coded.size(); ++c) {
      if (fit.of_coded[c] < 0 && !one.text->whole && !was_rejected(*one.text, *coded[c])) {
        ++sum_.not_judged;
        continue;
      }
      ++score.coded;
      const int g = fit.of_coded[c];
      // what agrees counts under the label, which may be a coarser code than its own
      const bool right = g >= 0 && fit.agreed[static_cast<std::size_t>(g)][c] == rule().by;
      ++sum_.by_label[right ? label_of(gold[static_cast<std::size_t>(g)]->event, rule()) : label_of(*coded[c], rule())]
            .coded;
      if (g >= 0) continue;
      ++sum_.surplus;
      sum_.differences.push_back({one.text, nullptr, coded[c], {}});
    }
    sum_.all.gold += score.gold;
    sum_.all.coded += score.coded;
    sum_.all.right += score.right;
    scores_.push_back(score);
  }

  Evaluation finish() && {
    sum_.texts = scores_.size();
    sum_.f1 = drawn();
    return std::move(sum_);
  }

 private:
  struct Fit {
    std::vector<std::vector<Fields>> agreed;  // of each label with each event
    std::vector<int> of_gold, of_coded;
  };

  const Rule& rule() const { return sum_.rule; }

  template <class Pointer, class Label>
  static void once(std::vector<Pointer>& all, Label label) {
    std::set<std::string> seen;
    std::erase_if(all, [&](const Pointer& each) { return !seen.insert(label(each)).second; });
  }

  Fit fit_of(const std::vector<const GoldEvent*>& gold, const std::vector<const Event*>& coded) const {
    Fit fit{{}, std::vector<int>(gold.size(), -1), std::vector<int>(coded.size(), -1)};
    for (const auto* each : gold) {
      auto& row = fit.agreed.emplace_back();
      for (const auto* event : coded) row.push_back(agreement(*each, *event, rule()));
    }
    const auto all = rule().by.count();
    for (auto fields = all; 2 * fields >= all && fields > 0; --fields) {
      std::vector<std::vector<int>> may_go_with(gold.size());
      for (std::size_t g = 0; g < gold.size(); ++g)
        for (std::size_t c = 0; c < coded.size(); ++c)
          if (fit.agreed[g][c].count() == fields &&
              (fields == all || days_between(gold[g]->event.date, coded[c]->date) <= kFarApart))
            may_go_with[g].push_back(static_cast<int>(c));
      for (std::size_t g = 0; g < gold.size(); ++g)
        std::stable_sort(may_go_with[g].begin(), may_go_with[g].end(), [&](int x, int y) {
          const auto days = [&](int c) {
            return days_between(gold[g]->event.date, coded[static_cast<std::size_t>(c)]->date);
          };
          return days(x) < days(y);
        });
      put_together(may_go_with, fit.of_gold, fit.of_coded);
    }
    return fit;
  }

  void count_pair(const GoldText& text, const GoldEvent& gold, const Event& coded, Fields agreed, Score& score) {
    const Fields wrong = rule().by & ~agreed;
    if (wrong.none()) {
      ++score.right;
      ++sum_.by_label[label_of(gold.event, rule())].right;
      return;
    }
    for (std::size_t i = 0; i < kFieldCount; ++i) sum_.wrong_in[i] += wrong[i];
    if (wrong[static_cast<std::size_t>(Field::type)])
      ++sum_.taken_for[{label_of(gold.event, rule()), label_of(coded, rule())}];
    sum_.differences.push_back({&text, &gold, &coded, wrong});
  }

  bool was_rejected(const GoldText& text, const Event& coded) const {
    return std::any_of(text.rejected.begin(), text.rejected.end(), [&](const GoldEvent& each) {
      return (!coded.id.empty() && each.event.id == coded.id) || agreement(each, coded, rule()) == rule().by;
    });
  }

  std::optional<Interval> drawn() const {
    std::vector<Score> some;  // texts without any event say nothing
    for (const auto& each : scores_)
      if (each.gold + each.coded > 0) some.push_back(each);
    if (some.size() < kTextsToDraw) return {};
    std::mt19937 random(1);
    std::vector<double> values;
    for (int draw = 0; draw < kDraws; ++draw) {
      Score sum;
      for (std::size_t i = 0; i < some.size(); ++i) {
        const auto& one = some[random() % some.size()];
        sum.gold += one.gold;
        sum.coded += one.coded;
        sum.right += one.right;
      }
      values.push_back(sum.f1());
    }
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) { return values[static_cast<std::size_t>(share * (kDraws - 1))]; };
    return Interval{at(0.025), at(0.975)};
  }

  Evaluation sum_;
  std::vector<Score> scores_;  // of each text
};

}  // namespace

void put_together(std::span<const std::vector<int>> may_go_with, std::vector<int>& of_left,
                  std::vector<int>& of_right) {
  // what was put together before, with more in common, is neither offered nor asked again
  std::vector<char> closed(of_right.size());
  for (std::size_t r = 0; r < of_right.size(); ++r) closed[r] = of_right[r] >= 0;
  const std::vector<int> before = of_left;
  for (std::size_t l = 0; l < may_go_with.size(); ++l) {
    if (before[l] >= 0) continue;
    std::vector<char> seen = closed;
    find_place(static_cast<int>(l), may_go_with, of_left, of_right, seen);
  }
}

Interval wilson(std::size_t right, std::size_t of) {
  if (of == 0) return {};
  const double n = static_cast<double>(of), p = static_cast<double>(right) / n, z = 1.959964;
  const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Evaluation evaluate(std::span<const Compared> texts, const Rule& rule) {
  Comparison comparison(rule);
  for (const auto& one : texts) comparison.add(one);
  return std::move(comparison).finish();
}

}  // namespace demarche
