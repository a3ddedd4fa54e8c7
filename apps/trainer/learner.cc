#include "learner.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "float_kernels.h"

namespace demarche {
namespace {

constexpr float kInputDropout = 0.3f, kContextDropout = 0.33f, kProjectionDropout = 0.33f;
constexpr float kChoiceWeight = 0.5f;  // of each tag's loss beside those of the tree

TrainableNetwork shaped_like(const TrainableNetwork& network) {
  TrainableNetwork zero = network;
  for (auto* parameter : zero.parameters()) std::fill(parameter->values.begin(), parameter->values.end(), 0.0f);
  return zero;
}

// Replaces scores by their softmax less the one of `gold`; gives the loss. `skip`: an index that cannot be chosen, or
// n.
float softmax_gradient(float* scores, std::size_t n, std::size_t gold, std::size_t skip, float weight) {
  float most = -1e30f, sum = 0;
  for (std::size_t i = 0; i < n; ++i)
    if (i != skip) most = std::max(most, scores[i]);
  for (std::size_t i = 0; i < n; ++i) {
    scores[i] = i == skip ? 0.0f : std::exp(scores[i] - most);
    sum += scores[i];
  }
  const float loss = -std::log(std::max(scores[gold] / sum, 1e-20f));
  for (std::size_t i = 0; i < n; ++i) scores[i] = weight * (scores[i] / sum - (i == gold ? 1.0f : 0.0f));
  return loss;
}

void add_rows(const float* values, std::size_t n, std::size_t width, float* sum) {
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < width; ++j) sum[j] += values[i * width + j];
}

}  // namespace

// Buffers and steps of one batch.
struct Learner::Pass {
  const TrainableNetwork& network;
  TrainableNetwork& gradient;
  std::mt19937_64& random;
  std::vector<std::size_t> ends;
  std::size_t n = 0;

  // A mask that is the same along each sentence: which columns are kept, scaled to keep the mean.
  std::vector<float> mask(std::size_t width, float rate) {
    std::vector<float> all(n * width);
    std::uniform_real_distribution<float> chance(0, 1);
    std::size_t begin = 0;
    std::vector<float> one(width);
    for (const std::size_t end : ends) {
      for (auto& value : one) value = chance(random) < rate ? 0.0f : 1.0f / (1.0f - rate);
      for (std::size_t i = begin; i < end; ++i)
        std::copy(one.begin(), one.end(), all.begin() + static_cast<std::ptrdiff_t>(i * width));
      begin = end;
    }
    return all;
  }
  static void times(std::vector<float>& values, const std::vector<float>& by) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] *= by[i];
  }

  struct Projection {
    std::vector<float> raw, out, mask;
  };
  Projection project(const Parameter& weights, const Parameter& bias, const std::vector<float>& context) {
    Projection made;
    made.raw.resize(n * weights.columns);
    for (std::size_t i = 0; i < n; ++i)
      std::copy(bias.values.begin(), bias.values.end(),
                made.raw.begin() + static_cast<std::ptrdiff_t>(i * weights.columns));
    float_kernels().product(context.data(), weights.values.data(), made.raw.data(), n, kContext, weights.columns);
    made.out = made.raw;
    for (auto& value : made.out)
      if (value < 0) value *= 0.1f;
    made.mask = mask(weights.columns, kProjectionDropout);
    times(made.out, made.mask);
    return made;
  }
  void project_back(const Projection& made, std::vector<float>& d_out, const Parameter& weights, Parameter& d_weights,
                    Parameter& d_bias, const std::vector<float>& context, std::vector<float>& d_context) {
    for (std::size_t i = 0; i < d_out.size(); ++i) d_out[i] *= made.mask[i] * (made.raw[i] < 0 ? 0.1f : 1.0f);
    float_kernels().product_left_transposed(context.data(), d_out.data(), d_weights.values.data(), n, kContext,
                                            weights.columns);
    add_rows(d_out.data(), n, weights.columns, d_bias.values.data());
    float_kernels().product_right_transposed(d_out.data(), weights.values.data(), d_context.data(), n, weights.columns,
                                             kContext);
  }

  // Gradients through one recurrent layer; `gates` holds the activations and takes the gradients before them.
  void recurrent_back(const TrainableNetwork::Layer& layer, TrainableNetwork::Layer& d_layer,
                      const std::vector<float>& input, std::size_t width, std::vector<float>& gates,
                      const std::vector<float>& cells, const std::vector<float>& d_output,
                      std::vector<float>& d_input) {
    constexpr std::size_t all = 8 * kHidden;
    for (std::size_t direction = 0; direction < 2; ++direction) {
      const float* on_forget = layer.peephole.values.data() + direction * 2 * kHidden;
      const float* on_reset = on_forget + kHidden;
      float* d_on_forget = d_layer.peephole.values.data() + direction * 2 * kHidden;
      float* d_on_reset = d_on_forget + kHidden;
      std::size_t begin = 0;
      for (const std::size_t end : ends) {
        float carry[kHidden] = {};
        for (std::size_t step = end - begin; step-- > 0;) {
          const std::size_t i = direction == 0 ? begin + step : end - 1 - step;
          const std::ptrdiff_t back = direction == 0 ? -1 : 1;
          float* at = gates.data() + i * all + direction * 4 * kHidden;
          const float* cell = cells.data() + i * kContext + direction * kHidden;
          const float* before = step == 0 ? nullptr : cell + back * static_cast<std::ptrdiff_t>(kContext);
          const float* d_out = d_output.data() + i * kContext + direction * kHidden;
          for (std::size_t j = 0; j < kHidden; ++j) {
            const float candidate = at[j], forget = at[kHidden + j], reset = at[2 * kHidden + j],
                        skip = at[3 * kHidden + j];
            const float old = before ? before[j] : 0.0f, squashed = std::tanh(cell[j]);
            const float d_cell = carry[j] + d_out[j] * reset * (1 - squashed * squashed);
            const float d_reset = d_out[j] * (squashed - skip) * reset * (1 - reset);
            const float d_forget = d_cell * (old - candidate) * forget * (1 - forget);
            at[j] = d_cell * (1 - forget);
            at[kHidden + j] = d_forget;
            at[2 * kHidden + j] = d_reset;
            at[3 * kHidden + j] = d_out[j] * (1 - reset);
            carry[j] = d_cell * forget + d_forget * on_forget[j] + d_reset * on_reset[j];
            d_on_forget[j] += d_forget * old;
            d_on_reset[j] += d_reset * old;
          }
        }
        begin = end;
      }
    }
    float_kernels().product_left_transposed(input.data(), gates.data(), d_layer.weights.values.data(), n, width, all);
    add_rows(gates.data(), n, all, d_layer.bias.values.data());
    d_input.assign(n * width, 0.0f);
    float_kernels().product_right_transposed(gates.data(), layer.weights.values.data(), d_input.data(), n, all, width);
  }
};

Learner::Learner(const TrainableNetwork& network, std::uint64_t seed)
    : gradient(shaped_like(network)), network_(network), random_(seed) {}

void Learner::clear() {
  for (std::size_t t = 0; t < kFeatureTables; ++t) {
    auto& table = gradient.tables[t];
    for (const auto row : touched[t])
      std::fill_n(table.values.begin() + static_cast<std::ptrdiff_t>(row * table.columns), table.columns, 0.0f);
    touched[t].clear();
  }
  const auto all = gradient.parameters();
  for (std::size_t p = kFeatureTables; p < all.size(); ++p)
    std::fill(all[p]->values.begin(), all[p]->values.end(), 0.0f);
}

Losses Learner::learn(std::span<const Example* const> batch, float weight) {
  Losses losses;
  Pass pass{network_, gradient, random_, {}, 0};
  std::vector<WordFeatures> words;
  std::uniform_real_distribution<float> chance(0, 1);
  for (const auto* example : batch) {
    for (std::size_t i = 0; i < example->words.size(); ++i) {
      words.push_back(example->words[i]);
      if (chance(random_) < example->drop[i]) words.back().word = 0;
    }
    pass.ends.push_back(words.size());
  }
  const std::size_t n = pass.n = words.size();
  losses.words = n;
  if (n == 0) return losses;
  const auto& multiply = float_kernels();

  // forward
  std::vector<float> input(n * kInput, 0.0f);
  for (std::size_t i = 0; i < n; ++i) embed(network_, words[i], input.data() + i * kInput);
  const auto input_mask = pass.mask(kInput, kInputDropout);
  Pass::times(input, input_mask);
  std::array<std::vector<float>, kLayers> gates, cells, outputs, masks;
  for (std::size_t l = 0; l < kLayers; ++l) {
    outputs[l].resize(n * kContext);
    recurrent_layer(network_.layers[l], l == 0 ? input.data() : outputs[l - 1].data(), l == 0 ? kInput : kContext,
                    pass.ends, gates[l], &cells[l], outputs[l].data());
    masks[l] = pass.mask(kContext, kContextDropout);
    Pass::times(outputs[l], masks[l]);
  }
  const auto& context = outputs[kLayers - 1];
  std::vector<float> d_context(n * kContext, 0.0f);

  // tags and lemmas
  std::vector<float> scores;
  for (std::size_t c = 0; c < kChoices; ++c) {
    const std::size_t classes = network_.classes[c].size();
    scores.assign(n * classes, 0.0f);
    for (std::size_t i = 0; i < n; ++i)
      std::copy(network_.choice_bias[c].values.begin(), network_.choice_bias[c].values.end(),
                scores.begin() + static_cast<std::ptrdiff_t>(i * classes));
    multiply.product(context.data(), network_.choice_weights[c].values.data(), scores.data(), n, kContext, classes);
    std::size_t at = 0;
    for (const auto* example : batch)
      for (const auto gold : example->choices[c])
        losses.choices +=
            softmax_gradient(scores.data() + at++ * classes, classes, gold, classes, weight * kChoiceWeight);
    multiply.product_left_transposed(context.data(), scores.data(), gradient.choice_weights[c].values.data(), n,
                                     kContext, classes);
    add_rows(scores.data(), n, classes, gradient.choice_bias[c].values.data());
    multiply.product_right_transposed(scores.data(), network_.choice_weights[c].values.data(), d_context.data(), n,
                                      classes, kContext);
  }

  // heads
  const auto dependent = pass.project(network_.arc_dependent, network_.arc_dependent_bias, context);
  const auto head = pass.project(network_.arc_head, network_.arc_head_bias, context);
  std::vector<float> products(n * kArc), d_products(n * kArc, 0.0f), d_dependent(n * kArc, 0.0f),
      d_head(n * kArc, 0.0f);
  for (std::size_t i = 0; i < n; ++i)
    std::copy(network_.arc_prior.values.begin(), network_.arc_prior.values.end(),
              products.begin() + static_cast<std::ptrdiff_t>(i * kArc));
  multiply.product(dependent.out.data(), network_.arc.values.data(), products.data(), n, kArc, kArc);
  std::vector<float> heads, d_heads;
  std::size_t begin = 0;
  for (std::size_t s = 0; s < batch.size(); ++s) {
    const std::size_t size = pass.ends[s] - begin;
    heads.resize((size + 1) * kArc);
    std::copy(network_.arc_root.values.begin(), network_.arc_root.values.end(), heads.begin());
    std::copy_n(head.out.data() + begin * kArc, size * kArc, heads.data() + kArc);
    scores.assign(size * (size + 1), 0.0f);
    multiply.product_right_transposed(products.data() + begin * kArc, heads.data(), scores.data(), size, kArc,
                                      size + 1);
    for (std::size_t i = 0; i < size; ++i)
      losses.arcs += softmax_gradient(scores.data() + i * (size + 1), size + 1,
                                      static_cast<std::size_t>(batch[s]->heads[i] + 1), i + 1, weight);
    multiply.product(scores.data(), heads.data(), d_products.data() + begin * kArc, size, size + 1, kArc);
    d_heads.assign((size + 1) * kArc, 0.0f);
    multiply.product_left_transposed(scores.data(), products.data() + begin * kArc, d_heads.data(), size, size + 1,
                                     kArc);
    for (std::size_t j = 0; j < kArc; ++j) gradient.arc_root.values[j] += d_heads[j];
    std::copy_n(d_heads.data() + kArc, size * kArc, d_head.data() + begin * kArc);
    begin = pass.ends[s];
  }
  add_rows(d_products.data(), n, kArc, gradient.arc_prior.values.data());
  multiply.product_left_transposed(dependent.out.data(), d_products.data(), gradient.arc.values.data(), n, kArc, kArc);
  multiply.product_right_transposed(d_products.data(), network_.arc.values.data(), d_dependent.data(), n, kArc, kArc);
  pass.project_back(dependent, d_dependent, network_.arc_dependent, gradient.arc_dependent, gradient.arc_dependent_bias,
                    context, d_context);
  pass.project_back(head, d_head, network_.arc_head, gradient.arc_head, gradient.arc_head_bias, context, d_context);

  // relations, on the right heads
  const std::size_t labels = network_.relations.size(), wide = kRelation + 1, columns = labels * wide;
  const auto of_dependent = pass.project(network_.relation_dependent, network_.relation_dependent_bias, context);
  const auto of_head = pass.project(network_.relation_head, network_.relation_head_bias, context);
  std::vector<float> extended(n * wide), by_label(n * columns, 0.0f), d_extended(n * wide, 0.0f),
      d_of_head(n * kRelation, 0.0f), d_of_dependent(n * kRelation), label_scores(labels);
  for (std::size_t i = 0; i < n; ++i) {
    std::copy_n(of_dependent.out.data() + i * kRelation, kRelation, extended.data() + i * wide);
    extended[i * wide + kRelation] = 1.0f;
  }
  multiply.product(extended.data(), network_.relation.values.data(), by_label.data(), n, wide, columns);
  begin = 0;
  for (std::size_t s = 0; s < batch.size(); ++s) {
    for (std::size_t i = begin; i < pass.ends[s]; ++i) {
      const int gold_head = batch[s]->heads[i - begin];
      const float* other = gold_head < 0
                               ? network_.relation_root.values.data()
                               : of_head.out.data() + (begin + static_cast<std::size_t>(gold_head)) * kRelation;
      float* d_other = gold_head < 0 ? gradient.relation_root.values.data()
                                     : d_of_head.data() + (begin + static_cast<std::size_t>(gold_head)) * kRelation;
      float* mine = by_label.data() + i * columns;
      for (std::size_t l = 0; l < labels; ++l) {
        float score = mine[l * wide + kRelation];
        for (std::size_t j = 0; j < kRelation; ++j) score += mine[l * wide + j] * other[j];
        label_scores[l] = score;
      }
      losses.relations += softmax_gradient(label_scores.data(), labels, batch[s]->relations[i - begin], labels, weight);
      for (std::size_t l = 0; l < labels; ++l) {
        const float g = label_scores[l];
        for (std::size_t j = 0; j < kRelation; ++j) {
          d_other[j] += g * mine[l * wide + j];
          mine[l * wide + j] = g * other[j];
        }
        mine[l * wide + kRelation] = g;
      }
    }
    begin = pass.ends[s];
  }
  multiply.product_left_transposed(extended.data(), by_label.data(), gradient.relation.values.data(), n, wide, columns);
  multiply.product_right_transposed(by_label.data(), network_.relation.values.data(), d_extended.data(), n, columns,
                                    wide);
  for (std::size_t i = 0; i < n; ++i)
    std::copy_n(d_extended.data() + i * wide, kRelation, d_of_dependent.data() + i * kRelation);
  pass.project_back(of_dependent, d_of_dependent, network_.relation_dependent, gradient.relation_dependent,
                    gradient.relation_dependent_bias, context, d_context);
  pass.project_back(of_head, d_of_head, network_.relation_head, gradient.relation_head, gradient.relation_head_bias,
                    context, d_context);

  // encoder and embeddings
  std::vector<float> d_input;
  for (std::size_t l = kLayers; l-- > 0;) {
    Pass::times(d_context, masks[l]);
    pass.recurrent_back(network_.layers[l], gradient.layers[l], l == 0 ? input : outputs[l - 1],
                        l == 0 ? kInput : kContext, gates[l], cells[l], d_context, d_input);
    if (l > 0) d_context = d_input;
  }
  Pass::times(d_input, input_mask);
  for (std::size_t i = 0; i < n; ++i) {
    const float* from = d_input.data() + i * kInput;
    const auto add = [&](FeatureTable table, std::uint32_t row, float scale) {
      float* to = gradient.tables[table].values.data() + row * kTableWidth[table];
      for (std::size_t j = 0; j < kTableWidth[table]; ++j) to[j] += scale * from[j];
      touched[table].push_back(row);
    };
    if (words[i].word) add(kWord, words[i].word, 1);
    from += kTableWidth[kWord];
    for (const auto row : words[i].prefixes) add(kPrefix, row, 1), from += kTableWidth[kPrefix];
    for (const auto row : words[i].suffixes) add(kSuffix, row, 1), from += kTableWidth[kSuffix];
    add(kShape, words[i].shape, 1);
    from += kTableWidth[kShape];
    add(kKnown, words[i].known, 1);
    from += kTableWidth[kKnown];
    const float scale = words[i].grams().empty() ? 0.0f : 1.0f / std::sqrt(static_cast<float>(words[i].grams().size()));
    for (const auto row : words[i].grams()) add(kGrams, row, scale);
  }
  return losses;
}

Optimiser::Optimiser(const TrainableNetwork& network) : first_(shaped_like(network)), second_(shaped_like(network)) {}

void Optimiser::step(TrainableNetwork& network, std::span<Learner> learners, double rate, double longest) {
  ++steps_;
  Learner& sum = learners[0];
  for (std::size_t k = 1; k < learners.size(); ++k) {
    for (std::size_t t = 0; t < kFeatureTables; ++t) {
      auto rows = learners[k].touched[t];
      std::sort(rows.begin(), rows.end());
      rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
      const std::size_t width = kTableWidth[t];
      for (const auto row : rows) {
        for (std::size_t j = 0; j < width; ++j)
          sum.gradient.tables[t].values[row * width + j] += learners[k].gradient.tables[t].values[row * width + j];
        sum.touched[t].push_back(row);
      }
    }
    const auto into = sum.gradient.parameters(), from = learners[k].gradient.parameters();
    for (std::size_t p = kFeatureTables; p < into.size(); ++p)
      for (std::size_t i = 0; i < into[p]->values.size(); ++i) into[p]->values[i] += from[p]->values[i];
  }
  for (auto& rows : sum.touched) {
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  }
  const auto gradients = sum.gradient.parameters(), values = network.parameters(), first = first_.parameters(),
             second = second_.parameters();
  double norm = 0;
  for (std::size_t p = kFeatureTables; p < gradients.size(); ++p)
    for (const float g : gradients[p]->values) norm += static_cast<double>(g) * g;
  norm = std::sqrt(norm);
  const auto shrink = static_cast<float>(norm > longest ? longest / norm : 1.0);
  constexpr double beta1 = 0.9, beta2 = 0.95;
  const auto corrected = static_cast<float>(rate * std::sqrt(1 - std::pow(beta2, static_cast<double>(steps_))) /
                                            (1 - std::pow(beta1, static_cast<double>(steps_))));
  const auto update = [&](std::size_t p, std::size_t begin, std::size_t end) {
    constexpr auto b1 = static_cast<float>(beta1), b2 = static_cast<float>(beta2);
    for (std::size_t i = begin; i < end; ++i) {
      const float g = shrink * gradients[p]->values[i];
      float& m = first[p]->values[i];
      float& v = second[p]->values[i];
      m = b1 * m + (1 - b1) * g;
      v = b2 * v + (1 - b2) * g * g;
      values[p]->values[i] -= corrected * m / (std::sqrt(v) + 1e-8f);
    }
  };
  for (std::size_t t = 0; t < kFeatureTables; ++t)
    for (const auto row : sum.touched[t]) update(t, row * kTableWidth[t], (row + 1) * kTableWidth[t]);
  for (std::size_t p = kFeatureTables; p < gradients.size(); ++p) update(p, 0, gradients[p]->values.size());
  for (auto& learner : learners) learner.clear();
}

}  // namespace demarche
