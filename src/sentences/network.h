// The network behind tags, lemmas and trees.
//
// Each word's hashed features (features.h) are embedded and joined; three layers of bidirectional simple recurrent
// units (Lei et al. 2018: all products are over whole batches, only the gates run along a sentence) give each word its
// context; from that, linear layers choose tags and the rule of the lemma, and biaffine products (Dozat and Manning
// 2017) score every head and relation. All large products are of 8-bit integers (kernels.h). The parameters lie in the
// mapped model file (model_file.h); apps/trainer learns them.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sentences/features.h"
#include "sentences/first_gates.h"
#include "sentences/kernels.h"

namespace demarche {

inline constexpr std::array<std::size_t, kFeatureTables> kTableWidth = {96, 16, 24, 16, 64, 16};
inline constexpr std::size_t kInput = 96 + 3 * 16 + 4 * 24 + 16 + 64 + 16;  // width of a word's joined embeddings
inline constexpr std::size_t kHidden = 192;                                 // of one direction
inline constexpr std::size_t kContext = 2 * kHidden;
inline constexpr std::size_t kGates = 4 * kHidden;  // of one direction: candidate, forget, reset, skip
inline constexpr std::size_t kLayers = 3;
inline constexpr std::size_t kArc = 200, kRelation = 64;  // widths of the biaffine products

// What is chosen for each word: one of the classes of each of these.
enum Choice : std::uint8_t { kUpos, kXpos, kMorphology, kLemma, kChoices };

// Columns of the product that reads a word's context: the four sides of the biaffine products (leaky: below zero times
// kLeak), then the classes of each choice.
inline constexpr std::size_t kArcDependent = 0, kArcHead = kArcDependent + kArc, kRelationDependent = kArcHead + kArc,
                             kRelationHead = kRelationDependent + kRelation, kFirstChoice = kRelationHead + kRelation;
inline constexpr float kLeak = 0.1f;
// A relation's row in the relation product: against each value of the head, and for itself; padded to eights.
inline constexpr std::size_t kRelationRow = kRelation + 8;

struct Network {
  std::vector<std::string> relations;  // class names
  std::array<std::vector<std::string>, kChoices> classes;
  std::size_t root = 0;         // index of the relation "root"
  std::vector<bool> inflected;  // by Penn tag: the lemma is looked for among several rules (vocabulary.h)

  // Rows of a float scale and the 8-bit values, kTableRows of them.
  std::array<const std::int8_t*, kFeatureTables> tables{};
  struct Direction {
    ByteProduct gates;                // from the layer below
    const float* peephole = nullptr;  // on forget, on reset
  };
  std::array<std::array<Direction, 2>, kLayers> layers;
  ByteProduct context;                                        // the columns told above
  ByteProduct arc;                                            // of the dependent's side
  ByteProduct relation;                                       // of the dependent's side: relations * kRelationRow
  const float *arc_root = nullptr, *relation_root = nullptr;  // stand for the head of the root
};

inline constexpr std::size_t kLemmaRules = 6;  // proposed for an inflected word, best first; for others one

struct WordAnalysis {
  std::array<std::uint16_t, kChoices> choices{};
  std::array<std::uint16_t, kLemmaRules> lemma_rules{};
  std::uint16_t relation = 0;
  int head = -1;  // index in the sentence; -1: root
};

// Scratch of one thread; grows to the largest batch seen.
struct NetworkScratch {
  FirstGates first{2 * kGates};
  std::vector<const float*> words, rows;  // by word of the batch: its gates, both directions; those of one direction
  std::vector<float> input, gates, context, read, arcs, by_relation, scores, heads, row_scales, cell;
  std::vector<std::uint8_t> bytes;
};

// Analyses sentences laid end to end, given as the forms of their words; `ends` are their ends, none more
// than FirstGates::kSlots words behind the one before. Trees have one root each. The analysis of a sentence does not
// depend on the others.
void analyse(const Network& network, const Vocabulary& vocabulary, const Kernels& kernels,
             std::span<const std::string_view> forms, std::span<const std::size_t> ends, NetworkScratch& scratch,
             std::vector<WordAnalysis>& out);

// The tree (maximum spanning arborescence with one root) of the highest sum of scores[n x (n + 1)] (column 0: the
// root). One root; heads are -1 or 0..n-1.
std::vector<int> best_tree(const float* scores, std::size_t n);

}  // namespace demarche
