// The network behind tags, lemmas and trees.
//
// Each word's hashed features (features.h) are embedded and joined; three layers of bidirectional simple recurrent
// units (Lei et al. 2018: all products are over whole sentences, only the gates run along them) give each word its
// context; from that, linear layers choose tags and the rule of the lemma, and biaffine products (Dozat and Manning
// 2017) score every head and relation. The parameters are plain matrices, shared with the trainer, which has the
// backward half of each step.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sentences/features.h"

namespace demarche {

struct Parameter {
  std::string name;
  std::size_t rows = 0, columns = 0;
  std::vector<float> values;  // row-major
};

inline constexpr std::array<std::size_t, kFeatureTables> kTableWidth = {96, 16, 24, 16, 64};
inline constexpr std::size_t kInput = 96 + 3 * 16 + 4 * 24 + 16 + 64;  // width of a word's joined embeddings
inline constexpr std::size_t kHidden = 192;                            // of one direction
inline constexpr std::size_t kContext = 2 * kHidden;
inline constexpr std::size_t kLayers = 3;
inline constexpr std::size_t kArc = 200, kRelation = 64;  // widths of the biaffine products

// What is chosen for each word: one of the classes of each of these.
enum Choice : std::uint8_t { kUpos, kXpos, kMorphology, kLemma, kChoices };

struct Network {
  // Class names; relations, and those of each choice.
  std::vector<std::string> relations;
  std::array<std::vector<std::string>, kChoices> classes;

  std::array<Parameter, kFeatureTables> tables;
  struct Layer {
    Parameter weights;   // input x 8 hidden: for each direction candidate, forget, reset, skip
    Parameter bias;      // 8 hidden
    Parameter peephole;  // 4 hidden: for each direction on forget and reset
  };
  std::array<Layer, kLayers> layers;
  std::array<Parameter, kChoices> choice_weights, choice_bias;
  Parameter arc_dependent, arc_head, relation_dependent, relation_head;  // context x width
  Parameter arc_dependent_bias, arc_head_bias, relation_dependent_bias, relation_head_bias;
  Parameter arc_root, relation_root;  // stand for the head of the root
  Parameter arc, arc_prior;           // arc x arc, arc
  Parameter relation;                 // (relation + 1) x (labels * (relation + 1))

  // All zero or small random (by seed), for the class names set before.
  void initialise(std::uint64_t seed);
  // Every parameter, in a fixed order.
  std::vector<Parameter*> parameters();
  std::vector<const Parameter*> parameters() const;
};

// Scratch of one thread.
struct NetworkScratch {
  std::vector<float> input, gates, context, next, arc_dependent, arc_head, relation_dependent, relation_head, products,
      scores, relations, choices;
};

inline constexpr std::size_t kLemmaRules = 6;  // proposed for each word, best first

struct WordAnalysis {
  std::array<std::uint16_t, kChoices> choices{};
  std::array<std::uint16_t, kLemmaRules> lemma_rules{};
  std::uint16_t relation = 0;
  int head = -1;  // index in the sentence; -1: root
};

// One step of the encoder over several sentences laid end to end; `ends` are their ends. `gates` takes the products
// with bias, cells and activations; shared by inference and training.
void recurrent_layer(const Network::Layer& layer, const float* input, std::size_t width,
                     std::span<const std::size_t> ends, std::vector<float>& gates, std::vector<float>* cells,
                     float* output);

// The joined embeddings of a word, added to `input` (kInput zeros).
void embed(const Network& network, const WordFeatures& word, float* input);

// Analyses sentences laid end to end; `ends` are their ends. Trees have one root each.
void analyse(const Network& network, std::span<const WordFeatures> words, std::span<const std::size_t> ends,
             NetworkScratch& scratch, std::vector<WordAnalysis>& out);

// The tree (maximum spanning arborescence with one root) of the highest sum of scores[n x (n + 1)] (column 0: the
// root). One root; heads are -1 or 0..n-1.
std::vector<int> best_tree(const float* scores, std::size_t n);

}  // namespace demarche
