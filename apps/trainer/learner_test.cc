// The gradients against differences of the loss. Learners with the same seed drop the same things, so the loss is a
// function of the parameters.
#include "learner.h"

#include <gtest/gtest.h>

#include <cmath>

namespace demarche {
namespace {

// With `noise`, no parameter is zero, as some are at the beginning.
TrainableNetwork small_network(float noise) {
  TrainableNetwork network;
  network.relations = {"root", "nsubj", "obj"};
  network.classes[kUpos] = {"NOUN", "VERB"};
  network.classes[kXpos] = {"NN", "VB", "VBD"};
  network.classes[kMorphology] = {"_", "Number=Sing"};
  network.classes[kLemma] = {"l0:", "l2:", "k0:"};
  network.initialise(3);
  std::mt19937_64 random(4);
  std::normal_distribution<float> spread(0.0f, noise);
  if (noise > 0)
    for (auto* parameter : network.parameters())
      for (auto& value : parameter->values) value += spread(random);
  return network;
}

Example example_of(std::initializer_list<const char*> words, std::vector<int> heads) {
  Example example;
  for (const auto* word : words) {
    const auto i = static_cast<std::uint16_t>(example.words.size());
    example.words.push_back(features_of(word, {}));
    example.drop.push_back(0.0f);
    example.relations.push_back(heads[i] < 0 ? 0 : static_cast<std::uint16_t>(1 + i % 2));
    example.choices[kUpos].push_back(i % 2);
    example.choices[kXpos].push_back(i % 3);
    example.choices[kMorphology].push_back(i % 2);
    example.choices[kLemma].push_back(i % 3);
  }
  example.heads = std::move(heads);
  return example;
}

double loss_of(const TrainableNetwork& network, const std::vector<const Example*>& batch) {
  Learner learner(network, 9);
  const auto losses = learner.learn(batch, 1.0f);
  return losses.arcs + losses.relations + 0.5 * losses.choices;  // as the learner weighs them
}

TEST(Learner, GivesTheSlopeOfTheLoss) {
  TrainableNetwork network = small_network(0.1f);
  const auto first = example_of({"Iran", "severed", "old", "ties"}, {1, -1, 3, 1}),
             second = example_of({"Envoys", "left"}, {1, -1});
  const std::vector<const Example*> batch = {&first, &second};
  Learner learner(network, 9);
  learner.learn(batch, 1.0f);
  const auto parameters = network.parameters();
  const auto gradients = learner.gradient.parameters();
  std::size_t checked = 0;
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    // where the slope is steepest, single precision tells it from noise
    const auto& slopes = gradients[p]->values;
    std::size_t at = 0;
    for (std::size_t i = 1; i < slopes.size(); ++i)
      if (std::fabs(slopes[i]) > std::fabs(slopes[at])) at = i;
    if (std::fabs(slopes[at]) < 1e-2f) continue;
    float& value = parameters[p]->values[at];
    const float before = value, step = 2e-3f;
    value = before + step;
    const double above = loss_of(network, batch);
    value = before - step;
    const double below = loss_of(network, batch);
    value = before;
    EXPECT_NEAR((above - below) / (2 * step), slopes[at], 0.03 * std::fabs(slopes[at]) + 5e-3) << parameters[p]->name;
    ++checked;
  }
  EXPECT_GE(checked, 20u);
}

TEST(Optimiser, LowersTheLoss) {
  TrainableNetwork network = small_network(0);
  const auto example = example_of({"Iran", "severed", "old", "ties"}, {1, -1, 3, 1});
  const std::vector<const Example*> batch = {&example};
  const double before = loss_of(network, batch);
  std::vector<Learner> learners;
  learners.emplace_back(network, 1);
  Optimiser optimiser(network);
  for (int step = 0; step < 30; ++step) {
    learners[0].learn(batch, 0.25f);
    optimiser.step(network, learners, 0.001, 5.0);
  }
  EXPECT_LT(loss_of(network, batch), 0.7 * before);
}

}  // namespace
}  // namespace demarche
