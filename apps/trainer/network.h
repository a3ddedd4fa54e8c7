// The parser's network (sentences/network.h) while it is learnt: plain matrices in single precision, and the half of
// each step that inference has too.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sentences/network.h"

namespace demarche {

struct Parameter {
  std::string name;
  std::size_t rows = 0, columns = 0;
  std::vector<float> values;  // row-major
};

struct TrainableNetwork {
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

// One step of the encoder over several sentences laid end to end; `ends` are their ends. `gates` takes the products
// with bias, cells and activations; shared by inference and training.
void recurrent_layer(const TrainableNetwork::Layer& layer, const float* input, std::size_t width,
                     std::span<const std::size_t> ends, std::vector<float>& gates, std::vector<float>* cells,
                     float* output);

// The joined embeddings of a word, added to `input` (kInput zeros).
void embed(const TrainableNetwork& network, const WordFeatures& word, float* input);

}  // namespace demarche
