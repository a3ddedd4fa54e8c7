#include "sentences/network.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace demarche {
namespace {

// The joined embeddings of a word, added to `input` (kInput zeros).
void embed(const Network& network, const Kernels& kernels, const WordFeatures& word, float* input) {
  const auto add = [&](FeatureTable table, std::uint32_t row, float* to, float times = 1.0f) {
    const std::int8_t* from = network.tables[table] + row * (sizeof(float) + kTableWidth[table]);
    float scale;
    std::memcpy(&scale, from, sizeof(float));
    if (scale != 0) kernels.add_row(from + sizeof(float), scale * times, kTableWidth[table], to);
  };
  add(kWord, word.word, input);
  input += kTableWidth[kWord];
  for (const auto prefix : word.prefixes) add(kPrefix, prefix, input), input += kTableWidth[kPrefix];
  for (const auto suffix : word.suffixes) add(kSuffix, suffix, input), input += kTableWidth[kSuffix];
  add(kShape, word.shape, input);
  input += kTableWidth[kShape];
  add(kKnown, word.known, input);
  input += kTableWidth[kKnown];
  const float share = 1.0f / std::sqrt(static_cast<float>(std::max<std::size_t>(1, word.grams().size())));
  for (const auto gram : word.grams()) add(kGrams, gram, input, share);
}

// Scratch grows and never shrinks: what it holds is written before it is read, and need not be cleared.
template <class Value>
void grow(std::vector<Value>& scratch, std::size_t size) {
  if (scratch.size() < size) scratch.resize(size);
}

// Rows of floats times a product.
void multiply(const Kernels& kernels, const ByteProduct& product, const float* rows, std::size_t stride, std::size_t n,
              std::size_t width, NetworkScratch& scratch, std::vector<float>& out) {
  grow(scratch.bytes, n * product.inputs);
  grow(scratch.row_scales, n);
  kernels.quantise(rows, stride, n, width, product.inputs, scratch.bytes.data(), scratch.row_scales.data());
  grow(out, n * product.outputs);
  kernels.multiply(scratch.bytes.data(), scratch.row_scales.data(), n, product, out.data(), product.outputs);
}

// One direction of a layer along sentences of the batch, the first of which begins at word `begin`: the gates of
// scratch.rows, into its half of scratch.context.
void recur(const Network::Direction& layer, std::size_t direction, const Kernels& kernels, std::size_t begin,
           std::span<const std::size_t> ends, NetworkScratch& scratch) {
  const std::ptrdiff_t sign = direction == 0 ? 1 : -1;
  for (const std::size_t end : ends) {
    const std::size_t first = direction == 0 ? begin : end - 1;
    if (end > begin)
      kernels.recur(scratch.rows.data() + first, sign, layer.peephole,
                    scratch.context.data() + first * kContext + direction * kHidden,
                    sign * static_cast<std::ptrdiff_t>(kContext), end - begin, kHidden, scratch.cell.data());
    begin = end;
  }
}

// Where the first layer's gates of words begin..end lie, at most FirstGates::kSlots of them, both directions in one
// row, into scratch.words: computed for the forms that were not met of late.
void first_gates(const Network& network, const Vocabulary& vocabulary, const Kernels& kernels,
                 std::span<const std::string_view> forms, std::size_t begin, std::size_t end, NetworkScratch& scratch) {
  std::vector<std::pair<std::string_view, float*>> fresh;
  scratch.first.begin();
  for (std::size_t i = begin; i < end; ++i) {
    const auto slot = scratch.first.slot_of(forms[i]);
    if (slot.is_new) fresh.emplace_back(forms[i], slot.values);
    scratch.words[i] = slot.values;
  }
  const std::size_t n = fresh.size(), inputs = network.layers[0][0].gates.inputs;
  scratch.input.assign(n * kInput, 0.0f);
  for (std::size_t i = 0; i < n; ++i)
    embed(network, kernels, features_of(fresh[i].first, vocabulary), scratch.input.data() + i * kInput);
  grow(scratch.bytes, n * inputs);
  grow(scratch.row_scales, n);
  grow(scratch.read, n * kGates);
  kernels.quantise(scratch.input.data(), kInput, n, kInput, inputs, scratch.bytes.data(), scratch.row_scales.data());
  for (std::size_t direction = 0; direction < 2; ++direction) {
    kernels.multiply(scratch.bytes.data(), scratch.row_scales.data(), n, network.layers[0][direction].gates,
                     scratch.read.data(), kGates);
    for (std::size_t i = 0; i < n; ++i)
      std::copy_n(scratch.read.data() + i * kGates, kGates, fresh[i].second + direction * kGates);
  }
}

void first_layer(const Network& network, const Vocabulary& vocabulary, const Kernels& kernels,
                 std::span<const std::string_view> forms, std::span<const std::size_t> ends, NetworkScratch& scratch) {
  const std::size_t n = forms.size();
  grow(scratch.words, n);
  grow(scratch.rows, n);
  grow(scratch.context, n * kContext);
  // as many whole sentences at a time as have room
  for (std::size_t first = 0, begin = 0; first < ends.size();) {
    std::size_t last = first + 1;
    while (last < ends.size() && ends[last] - begin <= FirstGates::kSlots) ++last;
    first_gates(network, vocabulary, kernels, forms, begin, ends[last - 1], scratch);
    for (std::size_t direction = 0; direction < 2; ++direction) {
      for (std::size_t i = begin; i < ends[last - 1]; ++i) scratch.rows[i] = scratch.words[i] + direction * kGates;
      recur(network.layers[0][direction], direction, kernels, begin, ends.subspan(first, last - first), scratch);
    }
    begin = ends[last - 1];
    first = last;
  }
}

// A later layer over the batch: rows of scratch.input, into scratch.context.
void recurrent_layer(const std::array<Network::Direction, 2>& layer, const Kernels& kernels,
                     std::span<const std::size_t> ends, NetworkScratch& scratch) {
  const std::size_t n = ends.back(), inputs = layer[0].gates.inputs;
  grow(scratch.bytes, n * inputs);
  grow(scratch.row_scales, n);
  kernels.quantise(scratch.input.data(), kContext, n, kContext, inputs, scratch.bytes.data(),
                   scratch.row_scales.data());
  grow(scratch.gates, n * kGates);
  grow(scratch.context, n * kContext);
  for (std::size_t i = 0; i < n; ++i) scratch.rows[i] = scratch.gates.data() + i * kGates;
  for (std::size_t direction = 0; direction < 2; ++direction) {
    kernels.multiply(scratch.bytes.data(), scratch.row_scales.data(), n, layer[direction].gates, scratch.gates.data(),
                     kGates);
    recur(layer[direction], direction, kernels, 0, ends, scratch);
  }
}

// The indices of the highest scores, best first; of equals the first.
void best_of(const float* scores, std::size_t n, std::span<std::uint16_t> best) {
  std::size_t have = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (have == best.size() && !(scores[i] > scores[best[have - 1]])) continue;
    std::size_t at = have < best.size() ? have++ : have - 1;
    for (; at > 0 && scores[i] > scores[best[at - 1]]; --at) best[at] = best[at - 1];
    best[at] = static_cast<std::uint16_t>(i);
  }
}

}  // namespace

void analyse(const Network& network, const Vocabulary& vocabulary, const Kernels& kernels,
             std::span<const std::string_view> forms, std::span<const std::size_t> ends, NetworkScratch& scratch,
             std::vector<WordAnalysis>& out) {
  const std::size_t n = forms.size();
  out.assign(n, {});
  if (n == 0) return;
  scratch.cell.resize(kHidden);
  first_layer(network, vocabulary, kernels, forms, ends, scratch);
  for (std::size_t l = 1; l < kLayers; ++l) {
    std::swap(scratch.input, scratch.context);
    recurrent_layer(network.layers[l], kernels, ends, scratch);
  }
  multiply(kernels, network.context, scratch.context.data(), kContext, n, kContext, scratch, scratch.read);
  const std::size_t row = network.context.outputs;
  for (std::size_t i = 0; i < n; ++i) {
    float* values = scratch.read.data() + i * row;
    kernels.leak(values, kFirstChoice, kLeak);
    values += kFirstChoice;
    for (std::size_t c = 0; c < kChoices; ++c) {
      const std::size_t classes = network.classes[c].size();
      out[i].choices[c] = static_cast<std::uint16_t>(kernels.highest(values, classes));
      out[i].lemma_rules[0] = out[i].choices[c];
      if (c == kLemma && network.inflected[out[i].choices[kXpos]])
        best_of(values, classes, std::span(out[i].lemma_rules).first(std::min(kLemmaRules, classes)));
      values += classes;
    }
  }
  multiply(kernels, network.arc, scratch.read.data() + kArcDependent, row, n, kArc, scratch, scratch.arcs);
  multiply(kernels, network.relation, scratch.read.data() + kRelationDependent, row, n, kRelation, scratch,
           scratch.by_relation);
  const std::size_t labels = network.relations.size();
  std::array<float, kRelationRow> head{};
  head[kRelation] = 1.0f;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    const std::size_t size = end - begin;
    grow(scratch.heads, (size + 1) * kArc);
    std::copy_n(network.arc_root, kArc, scratch.heads.begin());
    for (std::size_t i = 0; i < size; ++i)
      std::copy_n(scratch.read.data() + (begin + i) * row + kArcHead, kArc, scratch.heads.data() + (i + 1) * kArc);
    grow(scratch.scores, std::max(size * (size + 1), labels));
    kernels.dots(scratch.arcs.data() + begin * network.arc.outputs, network.arc.outputs, size, scratch.heads.data(),
                 kArc, size + 1, kArc, scratch.scores.data(), size + 1);
    const auto tree = best_tree(scratch.scores.data(), size);
    for (std::size_t i = 0; i < size; ++i) {
      auto& word = out[begin + i];
      word.head = tree[i];
      if (tree[i] < 0) {
        word.relation = static_cast<std::uint16_t>(network.root);
        continue;
      }
      const auto of_head = begin + static_cast<std::size_t>(tree[i]);
      std::copy_n(scratch.read.data() + of_head * row + kRelationHead, kRelation, head.begin());
      kernels.dots(head.data(), 0, 1, scratch.by_relation.data() + (begin + i) * network.relation.outputs, kRelationRow,
                   labels, kRelationRow, scratch.scores.data(), labels);
      scratch.scores[network.root] = -1e30f;
      word.relation = static_cast<std::uint16_t>(kernels.highest(scratch.scores.data(), labels));
    }
    begin = end;
  }
}

}  // namespace demarche
