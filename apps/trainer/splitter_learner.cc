#include "splitter_learner.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>

#include "sentences/splitter.h"

namespace demarche {
namespace {

struct Paragraph {
  std::string text;
  std::vector<std::size_t> ends;  // bytes where sentences end
};

std::vector<Paragraph> paragraphs_of(const std::vector<Sentence>& sentences) {
  std::vector<Paragraph> paragraphs;
  std::size_t last = static_cast<std::size_t>(-1);
  for (const auto& sentence : sentences) {
    if (paragraphs.empty() || sentence.paragraph != last) paragraphs.emplace_back();
    last = sentence.paragraph;
    auto& paragraph = paragraphs.back();
    if (!paragraph.text.empty()) paragraph.text += ' ';
    for (const auto& comment : sentence.comments)
      if (comment.starts_with("# text = ")) paragraph.text += comment.substr(9);
    paragraph.ends.push_back(paragraph.text.size());
  }
  return paragraphs;
}

}  // namespace

std::vector<float> learn_splitter(const std::vector<Sentence>& sentences, std::uint64_t seed) {
  const auto paragraphs = paragraphs_of(sentences);
  std::vector<double> sum(kSplitterWeights, 0.0);
  std::vector<float> weights(kSplitterWeights, 0.0f);
  std::vector<double> stamp(kSplitterWeights, 0.0);
  double now = 0;
  std::mt19937_64 random(seed);
  std::vector<std::size_t> order(paragraphs.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<std::uint32_t> features;
  for (int epoch = 0; epoch < 8; ++epoch) {
    std::shuffle(order.begin(), order.end(), random);
    std::size_t wrong = 0;
    for (const auto p : order) {
      const auto tokens = tokens_of(paragraphs[p].text);
      std::size_t begin = 0;
      for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const bool gold = std::binary_search(paragraphs[p].ends.begin(), paragraphs[p].ends.end(), tokens[i].end);
        gap_features(paragraphs[p].text, tokens, i, i - begin, features);
        float score = 0;
        for (const auto f : features) score += weights[f];
        if (gold ? score <= 1 : score >= -1) {  // with a margin
          wrong += (score > 0) != gold;
          for (const auto f : features) {
            sum[f] += (now - stamp[f]) * weights[f];
            stamp[f] = now;
            weights[f] += gold ? 1.0f : -1.0f;
          }
        }
        now += 1;
        if (gold) begin = i + 1;
      }
    }
    fmt::print(stderr, "splitter, epoch {}: {} gaps wrong\n", epoch + 1, wrong);
  }
  for (std::size_t f = 0; f < kSplitterWeights; ++f)
    weights[f] = static_cast<float>((sum[f] + (now - stamp[f]) * weights[f]) / now);
  return weights;
}

}  // namespace demarche
