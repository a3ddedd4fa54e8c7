#include "relation_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "base/text_file.h"

namespace demarche {
namespace {

constexpr int kRounds = 30;
constexpr double kBalance = 1.0;      // 0: rows weigh as given; 1: all roots weigh the same
constexpr double kLeastWeight = 0.1;  // smaller ones decide nothing and are not written
constexpr std::string_view kTrust = "trust", kRules = "rules";
constexpr double kRate = 0.3;    // of the steps
constexpr double kShrink = 3.0;  // how strongly weights are drawn to 0 in a round, against a row of weight 1

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

RelationModel RelationModel::learn(std::span<const LabelledEvidence> rows) {
  RelationModel model;
  std::set<std::string> names;
  for (const auto& row : rows) names.insert(row.root);
  model.roots_.assign(names.begin(), names.end());
  const std::size_t roots = model.roots_.size();
  // features by number; what stands once teaches nothing
  std::map<std::string, int, std::less<>> seen;
  std::vector<std::vector<std::pair<std::string, double>>> named;
  for (const auto& row : rows) {
    named.push_back(features_of(row.evidence));
    for (const auto& [feature, value] : named.back()) ++seen[feature];
  }
  std::map<std::string_view, std::size_t> numbers;
  for (const auto& [feature, times] : seen)
    if (times > 1) numbers.emplace(feature, numbers.size());
  // What stands often is drawn to 0 by as much in all as what stands seldom, so by less each time.
  std::vector<double> shrink(numbers.size(), 0.0);
  for (const auto& [feature, number] : numbers) shrink[number] = kShrink / seen.find(feature)->second;
  struct Row {
    std::vector<std::pair<std::size_t, double>> features;
    std::size_t root;
    double weight;
  };
  std::vector<Row> learnt;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Row row{{}, 0, rows[i].weight};
    row.root = static_cast<std::size_t>(std::lower_bound(model.roots_.begin(), model.roots_.end(), rows[i].root) -
                                        model.roots_.begin());
    for (const auto& [feature, value] : named[i])
      if (const auto found = numbers.find(feature); found != numbers.end())
        row.features.emplace_back(found->second, value);
    learnt.push_back(std::move(row));
  }
  // roots that are told more often than others weigh no more in all
  std::vector<double> told(roots, 0.0);
  for (const auto& row : learnt) told[row.root] += row.weight;
  double most = 0;
  for (const double each : told) most = std::max(most, each);
  for (auto& row : learnt) row.weight = std::min(1.0, row.weight * std::pow(most / told[row.root], kBalance));
  std::vector<double> weights(numbers.size() * roots, 0.0), scores(roots);
  for (int round = 0; round < kRounds; ++round)
    for (std::size_t k = 0; k < learnt.size(); ++k) {
      const auto& row = learnt[(k * 7919 + static_cast<std::size_t>(round) * 104729) % learnt.size()];
      std::fill(scores.begin(), scores.end(), 0.0);
      for (const auto& [feature, value] : row.features)
        for (std::size_t r = 0; r < roots; ++r) scores[r] += value * weights[feature * roots + r];
      to_chances(scores);
      const double rate = kRate / (1 + 0.2 * round);
      for (const auto& [feature, value] : row.features)
        for (std::size_t r = 0; r < roots; ++r) {
          double& weight = weights[feature * roots + r];
          weight += rate * (row.weight * value * ((r == row.root ? 1.0 : 0.0) - scores[r]) - shrink[feature] * weight);
        }
    }
  for (const auto& [feature, number] : numbers) {
    const auto first = weights.begin() + static_cast<std::ptrdiff_t>(number * roots);
    model.weights_.emplace(feature, std::vector<double>(first, first + static_cast<std::ptrdiff_t>(roots)));
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
                       std::from_chars(line.data() + second + 1, line.data() + line.size(), weight).ec == std::errc();
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
