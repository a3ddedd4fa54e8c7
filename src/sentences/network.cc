#include "sentences/network.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "sentences/kernels.h"

namespace demarche {
namespace {

void shape(Parameter& parameter, std::string name, std::size_t rows, std::size_t columns) {
  parameter.name = std::move(name);
  parameter.rows = rows;
  parameter.columns = columns;
  parameter.values.assign(rows * columns, 0.0f);
}

void leaky(float* values, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i)
    if (values[i] < 0) values[i] *= 0.1f;
}

// out[n x width] = leaky(context * weights + bias)
void project(const Parameter& weights, const Parameter& bias, const float* context, std::size_t n,
             std::vector<float>& out) {
  out.resize(n * weights.columns);
  for (std::size_t i = 0; i < n; ++i)
    std::copy(bias.values.begin(), bias.values.end(), out.begin() + static_cast<std::ptrdiff_t>(i * weights.columns));
  kernels().product(context, weights.values.data(), out.data(), n, kContext, weights.columns);
  leaky(out.data(), out.size());
}

std::uint16_t best_of(const float* scores, std::size_t n) {
  return static_cast<std::uint16_t>(std::max_element(scores, scores + n) - scores);
}

}  // namespace

std::vector<Parameter*> Network::parameters() {
  std::vector<Parameter*> all;
  for (auto& table : tables) all.push_back(&table);
  for (auto& layer : layers) all.insert(all.end(), {&layer.weights, &layer.bias, &layer.peephole});
  for (std::size_t c = 0; c < kChoices; ++c) all.insert(all.end(), {&choice_weights[c], &choice_bias[c]});
  all.insert(all.end(),
             {&arc_dependent, &arc_head, &relation_dependent, &relation_head, &arc_dependent_bias, &arc_head_bias,
              &relation_dependent_bias, &relation_head_bias, &arc_root, &relation_root, &arc, &arc_prior, &relation});
  return all;
}

std::vector<const Parameter*> Network::parameters() const {
  const auto all = const_cast<Network*>(this)->parameters();
  return {all.begin(), all.end()};
}

void Network::initialise(std::uint64_t seed) {
  static constexpr std::array<const char*, kFeatureTables> kNames = {"word", "prefix", "suffix", "shape", "grams"};
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

void embed(const Network& network, const WordFeatures& word, float* input) {
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
  for (const auto gram : word.grams) add(kGrams, gram);
  if (!word.grams.empty()) {
    const float scale = 1.0f / std::sqrt(static_cast<float>(word.grams.size()));
    for (std::size_t i = 0; i < kTableWidth[kGrams]; ++i) input[at + i] *= scale;
  }
}

void recurrent_layer(const Network::Layer& layer, const float* input, std::size_t width,
                     std::span<const std::size_t> ends, std::vector<float>& gates, std::vector<float>* cells,
                     float* output) {
  const std::size_t n = ends.back(), all = 8 * kHidden;
  gates.resize(n * all);
  for (std::size_t i = 0; i < n; ++i)
    std::copy(layer.bias.values.begin(), layer.bias.values.end(), gates.begin() + static_cast<std::ptrdiff_t>(i * all));
  kernels().product(input, layer.weights.values.data(), gates.data(), n, width, all);
  if (cells) cells->assign(n * kContext, 0.0f);
  for (std::size_t direction = 0; direction < 2; ++direction) {
    const float* peephole = layer.peephole.values.data() + direction * 2 * kHidden;
    const auto row = static_cast<std::ptrdiff_t>(all), step = static_cast<std::ptrdiff_t>(kContext);
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      const std::size_t first = direction == 0 ? begin : end - 1;
      const std::ptrdiff_t sign = direction == 0 ? 1 : -1;
      if (end > begin)
        kernels().recur(gates.data() + first * all + direction * 4 * kHidden, sign * row, peephole,
                        output + first * kContext + direction * kHidden,
                        cells ? cells->data() + first * kContext + direction * kHidden : nullptr, sign * step,
                        end - begin, kHidden);
      begin = end;
    }
  }
}

void analyse(const Network& network, std::span<const WordFeatures> words, std::span<const std::size_t> ends,
             NetworkScratch& scratch, std::vector<WordAnalysis>& out) {
  const std::size_t n = words.size();
  out.assign(n, {});
  if (n == 0) return;
  const auto& multiply = kernels();
  scratch.input.assign(n * kInput, 0.0f);
  for (std::size_t i = 0; i < n; ++i) embed(network, words[i], scratch.input.data() + i * kInput);
  scratch.context.resize(n * kContext);
  scratch.next.resize(n * kContext);
  recurrent_layer(network.layers[0], scratch.input.data(), kInput, ends, scratch.gates, nullptr,
                  scratch.context.data());
  for (std::size_t l = 1; l < kLayers; ++l) {
    recurrent_layer(network.layers[l], scratch.context.data(), kContext, ends, scratch.gates, nullptr,
                    scratch.next.data());
    std::swap(scratch.context, scratch.next);
  }
  const float* context = scratch.context.data();
  for (std::size_t c = 0; c < kChoices; ++c) {
    const std::size_t classes = network.classes[c].size();
    scratch.choices.assign(n * classes, 0.0f);
    multiply.product(context, network.choice_weights[c].values.data(), scratch.choices.data(), n, kContext, classes);
    for (std::size_t i = 0; i < n; ++i) {
      float* scores = scratch.choices.data() + i * classes;
      for (std::size_t k = 0; k < classes; ++k) scores[k] += network.choice_bias[c].values[k];
      out[i].choices[c] = best_of(scores, classes);
      if (c != kLemma) continue;
      for (auto& rule : out[i].lemma_rules) {
        rule = best_of(scores, classes);
        scores[rule] = -1e30f;
      }
    }
  }
  project(network.arc_dependent, network.arc_dependent_bias, context, n, scratch.arc_dependent);
  project(network.arc_head, network.arc_head_bias, context, n, scratch.arc_head);
  project(network.relation_dependent, network.relation_dependent_bias, context, n, scratch.relation_dependent);
  project(network.relation_head, network.relation_head_bias, context, n, scratch.relation_head);
  scratch.products.resize(n * kArc);
  for (std::size_t i = 0; i < n; ++i)
    std::copy(network.arc_prior.values.begin(), network.arc_prior.values.end(),
              scratch.products.begin() + static_cast<std::ptrdiff_t>(i * kArc));
  multiply.product(scratch.arc_dependent.data(), network.arc.values.data(), scratch.products.data(), n, kArc, kArc);
  // relation products of all words: the dependent with a 1 behind it, against every relation
  const std::size_t labels = network.relations.size(), wide = kRelation + 1;
  std::vector<float>& dependents = scratch.next;
  dependents.resize(n * wide);
  for (std::size_t i = 0; i < n; ++i) {
    std::copy_n(scratch.relation_dependent.data() + i * kRelation, kRelation, dependents.data() + i * wide);
    dependents[i * wide + kRelation] = 1.0f;
  }
  scratch.relations.assign(n * labels * wide, 0.0f);
  multiply.product(dependents.data(), network.relation.values.data(), scratch.relations.data(), n, wide, labels * wide);

  std::vector<float> heads;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    const std::size_t size = end - begin;
    heads.resize((size + 1) * kArc);
    std::copy(network.arc_root.values.begin(), network.arc_root.values.end(), heads.begin());
    std::copy_n(scratch.arc_head.data() + begin * kArc, size * kArc, heads.data() + kArc);
    scratch.scores.assign(size * (size + 1), 0.0f);
    multiply.product_right_transposed(scratch.products.data() + begin * kArc, heads.data(), scratch.scores.data(), size,
                                      kArc, size + 1);
    const auto tree = best_tree(scratch.scores.data(), size);
    for (std::size_t i = 0; i < size; ++i) {
      auto& word = out[begin + i];
      word.head = tree[i];
      const float* head = tree[i] < 0
                              ? network.relation_root.values.data()
                              : scratch.relation_head.data() + (begin + static_cast<std::size_t>(tree[i])) * kRelation;
      const float* by_label = scratch.relations.data() + (begin + i) * labels * wide;
      float best = -1e30f;
      for (std::size_t l = 0; l < labels; ++l) {
        const bool is_root = network.relations[l] == "root";
        if (is_root != (tree[i] < 0)) continue;
        float score = by_label[l * wide + kRelation];
        for (std::size_t j = 0; j < kRelation; ++j) score += by_label[l * wide + j] * head[j];
        if (score > best) best = score, word.relation = static_cast<std::uint16_t>(l);
      }
    }
    begin = end;
  }
}

}  // namespace demarche
