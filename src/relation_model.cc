#include "relation_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "base/minimum.h"
#include "base/text_file.h"

namespace demarche {
namespace {

constexpr int kRounds = 60;
constexpr double kBalance = 1.0;      // 0: rows weigh as given; 1: all roots weigh the same
constexpr double kLeastWeight = 0.1;  // smaller ones decide nothing and are not written
constexpr double kMostWeight = 1e6;   // of what is read: more is no model, nor is what is no number
constexpr std::string_view kTrust = "trust", kRules = "rules";
// How strongly weights are drawn to 0, or to those of the model that learning begins from: the more rows, the more, for
// many rows say the same with other names.
constexpr double kShrink = 2.0, kShrinkAt = 10000;  // at rows of this weight in all
double shrink_of(double told) { return kShrink * std::sqrt(told / kShrinkAt); }

// Features with their values.
std::vector<std::pair<std::string, double>> features_of(const RelationEvidence& evidence, double trust = 1) {
  std::map<std::string, double> all;
  all["bias"] = 1;
  const auto& rules = evidence.by_rules;
  if (!rules.root.empty()) {
    all["rules " + rules.root] = 2 * trust * rules.score;
    all["rule " + rules.rule] = rules.score;
  }
  for (const auto& [root, vote] : evidence.votes) all["votes " + root] = 2 * vote;
  for (const auto& word : evidence.words) all[word] = word.starts_with("any ") ? 0.3 : 0.6;
  return {all.begin(), all.end()};
}

// Scores of the roots to chances that sum to 1.
void to_chances(std::vector<double>& scores) {
  const double most = scores.empty() ? 0 : *std::max_element(scores.begin(), scores.end());
  double sum = 0;
  for (auto& score : scores) sum += score = std::exp(score - most);
  for (auto& score : scores) score /= sum;
}

}  // namespace

namespace {

struct LearntRow {
  std::vector<std::pair<std::size_t, double>> features;  // by number, with values
  std::size_t root;
  double weight;
};

// Roots that are told more often than others weigh no more in all, as far as no row weighs more than 1.
void balance(std::vector<LearntRow>& rows, std::size_t roots) {
  std::vector<double> told(roots, 0.0);
  for (const auto& row : rows) told[row.root] += row.weight;
  const double most = *std::max_element(told.begin(), told.end());
  for (auto& row : rows)
    if (row.weight > 0) row.weight = std::min(1.0, row.weight * std::pow(most / told[row.root], kBalance));
}

// Weights of features (each with one for each root) under which the rows' roots are likely and that stay near `from`.
std::vector<double> fitted(const std::vector<LearntRow>& rows, std::size_t roots, const std::vector<double>& from) {
  double told = 0;
  for (const auto& row : rows) told += row.weight;
  const double shrink = shrink_of(told);
  std::vector<double> chances(roots);
  const auto unlikeliness = [&](const std::vector<double>& weights, std::vector<double>& gradient) {
    double value = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double away = weights[i] - from[i];
      gradient[i] = shrink * away;
      value += 0.5 * shrink * away * away;
    }
    for (const auto& row : rows) {
      std::fill(chances.begin(), chances.end(), 0.0);
      for (const auto& [feature, times] : row.features)
        for (std::size_t r = 0; r < roots; ++r) chances[r] += times * weights[feature * roots + r];
      to_chances(chances);
      value -= row.weight * std::log(std::max(chances[row.root], 1e-300));
      chances[row.root] -= 1;
      for (const auto& [feature, times] : row.features)
        for (std::size_t r = 0; r < roots; ++r) gradient[feature * roots + r] += row.weight * times * chances[r];
    }
    return value;
  };
  return minimum_of(unlikeliness, from, kRounds);
}

}  // namespace

RelationModel RelationModel::learn(std::span<const LabelledEvidence> rows, const RelationModel* from) {
  RelationModel model;
  std::set<std::string> names;
  if (from) names.insert(from->roots_.begin(), from->roots_.end());
  for (const auto& row : rows) names.insert(row.root);
  model.roots_.assign(names.begin(), names.end());
  const std::size_t roots = model.roots_.size();
  const auto number_of = [&](const std::string& root) {
    return static_cast<std::size_t>(std::lower_bound(model.roots_.begin(), model.roots_.end(), root) -
                                    model.roots_.begin());
  };
  if (from) {
    model.trust_ = from->trust_;
    for (const auto& [feature, weights] : from->weights_) {
      auto& mine = model.weights_.emplace(feature, std::vector<double>(roots, 0.0)).first->second;
      for (std::size_t r = 0; r < weights.size(); ++r) mine[number_of(from->roots_[r])] = weights[r];
    }
  }
  if (rows.empty()) return model;
  // features by number; what stands once teaches nothing, unless it was known before
  std::map<std::string, int, std::less<>> seen;
  std::vector<std::vector<std::pair<std::string, double>>> named;
  for (const auto& row : rows) {
    named.push_back(features_of(row.evidence, model.trust_));
    for (const auto& [feature, value] : named.back()) ++seen[feature];
  }
  std::map<std::string_view, std::size_t> numbers;
  for (const auto& [feature, times] : seen)
    if (times > 1 || model.weights_.contains(feature)) numbers.emplace(feature, numbers.size());
  std::vector<LearntRow> learnt;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    LearntRow row{{}, number_of(rows[i].root), rows[i].weight};
    for (const auto& [feature, value] : named[i])
      if (const auto found = numbers.find(feature); found != numbers.end())
        row.features.emplace_back(found->second, value);
    learnt.push_back(std::move(row));
  }
  balance(learnt, roots);
  std::vector<double> start(numbers.size() * roots, 0.0);
  for (const auto& [feature, number] : numbers)
    if (const auto known = model.weights_.find(feature); known != model.weights_.end())
      std::copy(known->second.begin(), known->second.end(),
                start.begin() + static_cast<std::ptrdiff_t>(number * roots));
  const auto weights = fitted(learnt, roots, start);
  for (const auto& [feature, number] : numbers) {
    const auto first = weights.begin() + static_cast<std::ptrdiff_t>(number * roots);
    model.weights_.insert_or_assign(std::string(feature),
                                    std::vector<double>(first, first + static_cast<std::ptrdiff_t>(roots)));
  }
  return model;
}

Relation RelationModel::relation(const RelationEvidence& evidence) const {
  std::vector<double> found(roots_.size(), 0.0);
  for (const auto& [feature, value] : features_of(evidence, trust_))
    if (const auto weights = weights_.find(feature); weights != weights_.end())
      for (std::size_t r = 0; r < found.size(); ++r) found[r] += value * weights->second[r];
  to_chances(found);
  if (found.empty()) return relation_by(evidence);
  const auto best = static_cast<std::size_t>(std::max_element(found.begin(), found.end()) - found.begin());
  const auto& root = roots_[best];
  return {root, quad_of(root), root == evidence.by_rules.root ? evidence.by_rules.rule : "model", found[best]};
}

Result<void> RelationModel::write(const std::filesystem::path& path) const {
  std::string text = fmt::format("{}\t{}\t{:.2f}\n", kTrust, kRules, trust_);
  for (const auto& [feature, weights] : weights_)
    for (std::size_t r = 0; r < weights.size(); ++r)
      if (std::fabs(weights[r]) >= kLeastWeight)
        text += fmt::format("{}\t{}\t{:.4f}\n", feature, roots_[r], weights[r]);
  return write_file(path, text);
}

Result<RelationModel> RelationModel::read(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  std::vector<std::tuple<std::string, std::string, double>> lines;
  std::set<std::string> names;
  std::size_t number = 0;
  double trust = 1;
  for (std::string_view rest = *bytes; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    const auto first = line.find('\t'), second = first == line.npos ? line.npos : line.find('\t', first + 1);
    double weight = 0;
    const bool whole = second != line.npos &&
                       std::from_chars(line.data() + second + 1, line.data() + line.size(), weight).ec == std::errc() &&
                       std::fabs(weight) <= kMostWeight;
    if (!whole) return fail("expected feature, root and weight", path.string(), number, 0, std::string(line));
    if (line.substr(0, first) == kTrust && line.substr(first + 1, second - first - 1) == kRules) {
      trust = weight;
      continue;
    }
    lines.emplace_back(line.substr(0, first), line.substr(first + 1, second - first - 1), weight);
    names.emplace(line.substr(first + 1, second - first - 1));
  }
  RelationModel model;
  model.trust_ = trust;
  model.roots_.assign(names.begin(), names.end());
  for (const auto& [feature, root, weight] : lines) {
    auto& weights = model.weights_[feature];
    weights.resize(model.roots_.size(), 0.0);
    weights[static_cast<std::size_t>(std::lower_bound(model.roots_.begin(), model.roots_.end(), root) -
                                     model.roots_.begin())] = weight;
  }
  return model;
}

}  // namespace demarche
