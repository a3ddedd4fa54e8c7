#include "network.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "float_kernels.h"

namespace demarche {
namespace {

void shape(Parameter& parameter, std::string name, std::size_t rows, std::size_t columns) {
  parameter.name = std::move(name);
  parameter.rows = rows;
  parameter.columns = columns;
  parameter.values.assign(rows * columns, 0.0f);
}

}  // namespace

std::vector<Parameter*> TrainableNetwork::parameters() {
  std::vector<Parameter*> all;
  for (auto& table : tables) all.push_back(&table);
  for (auto& layer : layers) all.insert(all.end(), {&layer.weights, &layer.bias, &layer.peephole});
  for (std::size_t c = 0; c < kChoices; ++c) all.insert(all.end(), {&choice_weights[c], &choice_bias[c]});
  all.insert(all.end(),
             {&arc_dependent, &arc_head, &relation_dependent, &relation_head, &arc_dependent_bias, &arc_head_bias,
              &relation_dependent_bias, &relation_head_bias, &arc_root, &relation_root, &arc, &arc_prior, &relation});
  return all;
}

std::vector<const Parameter*> TrainableNetwork::parameters() const {
  const auto all = const_cast<TrainableNetwork*>(this)->parameters();
  return {all.begin(), all.end()};
}

void TrainableNetwork::initialise(std::uint64_t seed) {
  static constexpr std::array<const char*, kFeatureTables> kNames = {"word",  "prefix", "suffix",
                                                                     "shape", "grams",  "known"};
  for (std::size_t t = 0; t < kFeatureTables; ++t) shape(tables[t], kNames[t], kTableRows[t], kTableWidth[t]);
  for (std::size_t l = 0; l < kLayers; ++l) {
    const std::string name = "layer" + std::to_string(l);
    shape(layers[l].weights, name, l == 0 ? kInput : kContext, 8 * kHidden);
    shape(layers[l].bias, name + " bias", 1, 8 * kHidden);
    shape(layers[l].peephole, name + " peephole", 1, 4 * kHidden);
  }
  for (std::size_t c = 0; c < kChoices; ++c) {
    shape(choice_weights[c], "choice" + std::to_string(c), kContext, classes[c].size());
    shape(choice_bias[c], "choice" + std::to_string(c) + " bias", 1, classes[c].size());
  }
  shape(arc_dependent, "arc dependent", kContext, kArc);
  shape(arc_head, "arc head", kContext, kArc);
  shape(relation_dependent, "relation dependent", kContext, kRelation);
  shape(relation_head, "relation head", kContext, kRelation);
  shape(arc_dependent_bias, "arc dependent bias", 1, kArc);
  shape(arc_head_bias, "arc head bias", 1, kArc);
  shape(relation_dependent_bias, "relation dependent bias", 1, kRelation);
  shape(relation_head_bias, "relation head bias", 1, kRelation);
  shape(arc_root, "arc root", 1, kArc);
  shape(relation_root, "relation root", 1, kRelation);
  shape(arc, "arc", kArc, kArc);
  shape(arc_prior, "arc prior", 1, kArc);
  shape(relation, "relation", kRelation + 1, relations.size() * (kRelation + 1));
  std::mt19937_64 random(seed);
  const auto fill = [&](Parameter& parameter, double scale) {
    std::uniform_real_distribution<double> spread(-scale, scale);
    for (auto& value : parameter.values) value = static_cast<float>(spread(random));
  };
  for (std::size_t t = 1; t < kFeatureTables; ++t)
    fill(tables[t], 0.1);  // words start at zero: one not seen stays there
  for (auto& layer : layers) fill(layer.weights, std::sqrt(3.0 / static_cast<double>(layer.weights.rows)));
  for (auto& layer : layers)
    for (std::size_t d = 0; d < 2; ++d)
      for (std::size_t j = 0; j < kHidden; ++j)
        layer.bias.values[d * 4 * kHidden + kHidden + j] = 1.0f;  // remember at first
  for (auto& weights : choice_weights) fill(weights, 0.05);
  for (auto* weights : {&arc_dependent, &arc_head, &relation_dependent, &relation_head})
    fill(*weights, std::sqrt(3.0 / kContext));
  fill(arc_root, 0.1);
  fill(relation_root, 0.1);
  fill(arc, 0.02);
}

void embed(const TrainableNetwork& network, const WordFeatures& word, float* input) {
  std::size_t at = 0;
  const auto add = [&](FeatureTable table, std::uint32_t row) {
    const float* from = network.tables[table].values.data() + row * kTableWidth[table];
    for (std::size_t i = 0; i < kTableWidth[table]; ++i) input[at + i] += from[i];
  };
  add(kWord, word.word);
  at += kTableWidth[kWord];
  for (const auto prefix : word.prefixes) add(kPrefix, prefix), at += kTableWidth[kPrefix];
  for (const auto suffix : word.suffixes) add(kSuffix, suffix), at += kTableWidth[kSuffix];
  add(kShape, word.shape);
  at += kTableWidth[kShape];
  add(kKnown, word.known);
  at += kTableWidth[kKnown];
  for (const auto gram : word.grams()) add(kGrams, gram);
  if (!word.grams().empty()) {
    const float scale = 1.0f / std::sqrt(static_cast<float>(word.grams().size()));
    for (std::size_t i = 0; i < kTableWidth[kGrams]; ++i) input[at + i] *= scale;
  }
}

void recurrent_layer(const TrainableNetwork::Layer& layer, const float* input, std::size_t width,
                     std::span<const std::size_t> ends, std::vector<float>& gates, std::vector<float>* cells,
                     float* output) {
  const std::size_t n = ends.back(), all = 8 * kHidden;
  gates.resize(n * all);
  for (std::size_t i = 0; i < n; ++i)
    std::copy(layer.bias.values.begin(), layer.bias.values.end(), gates.begin() + static_cast<std::ptrdiff_t>(i * all));
  float_kernels().product(input, layer.weights.values.data(), gates.data(), n, width, all);
  if (cells) cells->assign(n * kContext, 0.0f);
  for (std::size_t direction = 0; direction < 2; ++direction) {
    const float* peephole = layer.peephole.values.data() + direction * 2 * kHidden;
    const auto row = static_cast<std::ptrdiff_t>(all), step = static_cast<std::ptrdiff_t>(kContext);
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      const std::size_t first = direction == 0 ? begin : end - 1;
      const std::ptrdiff_t sign = direction == 0 ? 1 : -1;
      if (end > begin)
        float_kernels().recur(gates.data() + first * all + direction * 4 * kHidden, sign * row, peephole,
                              output + first * kContext + direction * kHidden,
                              cells ? cells->data() + first * kContext + direction * kHidden : nullptr, sign * step,
                              end - begin, kHidden);
      begin = end;
    }
  }
}

}  // namespace demarche
