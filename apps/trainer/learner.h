// The backward half of the network: losses and gradients of a batch, and the optimiser's step.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "network.h"

namespace demarche {

// A sentence with what it should come out as.
struct Example {
  std::vector<WordFeatures> words;
  std::vector<float> drop;  // probability of hiding the word itself: rare ones more often
  std::vector<int> heads;   // -1: root
  std::vector<std::uint16_t> relations;
  std::array<std::vector<std::uint16_t>, kChoices> choices;
};

struct Losses {
  double arcs = 0, relations = 0, choices = 0;  // sums over words
  std::size_t words = 0;
};

// Gradients of one thread, and the scratch of its forward and backward passes.
class Learner {
 public:
  Learner(const TrainableNetwork& network, std::uint64_t seed);

  // Adds the gradients of these sentences, each word's weighted by `weight`.
  Losses learn(std::span<const Example* const> batch, float weight);

  TrainableNetwork gradient;                                       // of the same shapes
  std::array<std::vector<std::uint32_t>, kFeatureTables> touched;  // rows of the tables with gradients; may repeat
  void clear();

 private:
  struct Pass;
  const TrainableNetwork& network_;
  std::mt19937_64 random_;
};

// Adam (Kingma and Ba 2015), with lazy updates of the tables' rows.
class Optimiser {
 public:
  explicit Optimiser(const TrainableNetwork& network);
  // Applies the sum of the learners' gradients, scaled down to `longest` where its norm exceeds that, and clears them.
  void step(TrainableNetwork& network, std::span<Learner> learners, double rate, double longest);

 private:
  TrainableNetwork first_, second_;
  std::uint64_t steps_ = 0;
};

}  // namespace demarche
