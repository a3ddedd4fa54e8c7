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
constexpr double kRate = 0.3, kDecay = 1e-4;  // of the steps; of the weights, each step

// Features with their values.
std::vector<std::pair<std::string, double>> features_of(const RelationEvidence& evidence) {
  std::map<std::string, double> all;
  all["bias"] = 1;
  const auto& rules = evidence.by_rules;
  if (!rules.root.empty()) {
    all["rules " + rules.root] = 2 * rules.score;
    all["rule " + rules.rule] = rules.score;
  }
  for (const auto& [root, vote] : evidence.votes) all["votes " + root] = 2 * vote;
  for (const auto& word : evidence.words) all[word] = word.starts_with("any ") ? 0.3 : 0.6;
  return {all.begin(), all.end()};
}

std::vector<double> chances(const std::vector<std::pair<std::string, double>>& features, std::size_t roots,
                            const std::map<std::string, std::vector<double>, std::less<>>& weights) {
  std::vector<double> scores(roots, 0.0);
  for (const auto& [feature, value] : features)
    if (const auto found = weights.find(feature); found != weights.end())
      for (std::size_t r = 0; r < roots; ++r) scores[r] += value * found->second[r];
  const double most = scores.empty() ? 0 : *std::max_element(scores.begin(), scores.end());
  double sum = 0;
  for (auto& score : scores) sum += score = std::exp(score - most);
  for (auto& score : scores) score /= sum;
  return scores;
}

}  // namespace

RelationModel RelationModel::learn(std::span<const LabelledEvidence> rows) {
  RelationModel model;
  std::set<std::string> names;
  for (const auto& row : rows) names.insert(row.root);
  model.roots_.assign(names.begin(), names.end());
  std::vector<std::vector<std::pair<std::string, double>>> features;
  std::vector<std::size_t> gold;
  std::map<std::string, int> seen;
  for (const auto& row : rows) {
    features.push_back(features_of(row.evidence));
    gold.push_back(static_cast<std::size_t>(std::lower_bound(model.roots_.begin(), model.roots_.end(), row.root) -
                                            model.roots_.begin()));
    for (const auto& [feature, value] : features.back()) ++seen[feature];
  }
  for (auto& row : features)  // what stands once teaches nothing
    std::erase_if(row, [&](const auto& each) { return seen[each.first] < 2; });
  for (int round = 0; round < kRounds; ++round)
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const std::size_t i = (k * 7919 + static_cast<std::size_t>(round) * 104729) % rows.size();
      const auto found = chances(features[i], model.roots_.size(), model.weights_);
      const double rate = kRate / (1 + 0.2 * round);
      for (const auto& [feature, value] : features[i]) {
        auto& weights = model.weights_[feature];
        weights.resize(model.roots_.size(), 0.0);
        for (std::size_t r = 0; r < weights.size(); ++r)
          weights[r] += rate * (value * ((r == gold[i] ? 1.0 : 0.0) - found[r]) - kDecay * weights[r]);
      }
    }
  return model;
}

Relation RelationModel::relation(const RelationEvidence& evidence) const {
  const auto found = chances(features_of(evidence), roots_.size(), weights_);
  if (found.empty()) return relation_by(evidence);
  const auto best = static_cast<std::size_t>(std::max_element(found.begin(), found.end()) - found.begin());
  const auto& root = roots_[best];
  return {root, quad_of(root), root == evidence.by_rules.root ? evidence.by_rules.rule : "model", found[best]};
}

Result<void> RelationModel::write(const std::filesystem::path& path) const {
  std::string text;
  for (const auto& [feature, weights] : weights_)
    for (std::size_t r = 0; r < weights.size(); ++r)
      if (std::fabs(weights[r]) >= 1e-3) text += fmt::format("{}\t{}\t{:.4f}\n", feature, roots_[r], weights[r]);
  return write_file(path, text);
}

Result<RelationModel> RelationModel::read(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  std::vector<std::tuple<std::string, std::string, double>> lines;
  std::set<std::string> names;
  std::size_t number = 0;
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
    lines.emplace_back(line.substr(0, first), line.substr(first + 1, second - first - 1), weight);
    names.emplace(line.substr(first + 1, second - first - 1));
  }
  RelationModel model;
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
