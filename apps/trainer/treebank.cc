#include "treebank.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "base/among.h"
#include "base/text_file.h"
#include "sentences/conllu.h"
#include "sentences/lemma_rule.h"

namespace demarche {
namespace {

constexpr std::size_t kLongest = 160;  // words of an example

template <class Count>
std::vector<std::string> most_usual(const std::map<std::string, Count>& counts, Count least, std::string first) {
  std::vector<std::string> names;
  if (!first.empty()) names.push_back(first);
  for (const auto& [name, count] : counts)
    if (count >= least && name != first) names.push_back(name);
  return names;
}

std::uint16_t index_in(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? 0 : static_cast<std::uint16_t>(found - names.begin());
}

std::string class_of(Choice choice, const Token& token) {
  switch (choice) {
    case kUpos:
      return std::string(name_of(token.upos));
    case kXpos:
      return token.xpos.str();
    case kMorphology:
      return token.features.empty() ? "_" : token.features.str();
    default:
      return lemma_rule(token.form, token.lemma.empty() ? token.form : token.lemma);
  }
}

}  // namespace

Result<std::vector<Sentence>> read_treebank(const std::string& path, const std::vector<std::string>& genres) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  auto file = read_conllu(*bytes, path);
  for (const auto& problem : file.problems) fmt::print(stderr, "{}\n", problem.describe());
  std::vector<Sentence> kept;
  bool wanted = true;
  for (auto& sentence : file.sentences) {
    for (const auto& comment : sentence.comments) {
      const auto at = comment.find("newdoc id = GUM_");
      if (at == std::string::npos) continue;
      const std::string genre = comment.substr(at + 16, comment.find('_', at + 16) - at - 16);
      wanted = genres.empty() || among(genres, genre);
    }
    if (wanted) kept.push_back(std::move(sentence));
  }
  return kept;
}

std::vector<Sentence> in_other_cases(const std::vector<Sentence>& sentences) {
  constexpr std::size_t kEvery = 12;
  std::vector<Sentence> copies;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    if (s % kEvery > 1) continue;
    copies.push_back(sentences[s]);
    for (auto& token : copies.back().tokens)
      for (char& c : token.form)
        c = static_cast<char>(s % kEvery == 0 ? std::toupper(static_cast<unsigned char>(c))
                                              : std::tolower(static_cast<unsigned char>(c)));
  }
  return copies;
}

void name_classes(const std::vector<Sentence>& sentences, TrainableNetwork& network) {
  std::map<std::string, int> relations;
  std::array<std::map<std::string, int>, kChoices> classes;
  for (const auto& sentence : sentences)
    for (const auto& token : sentence.tokens) {
      ++relations[token.deprel.str()];
      for (std::size_t c = 0; c < kChoices; ++c) ++classes[c][class_of(static_cast<Choice>(c), token)];
    }
  network.relations = most_usual(relations, 3, "dep");
  network.classes[kUpos] = most_usual(classes[kUpos], 1, "X");
  network.classes[kXpos] = most_usual(classes[kXpos], 2, "NN");
  network.classes[kMorphology] = most_usual(classes[kMorphology], 4, "_");
  network.classes[kLemma] = most_usual(classes[kLemma], 3, "k0:");
}

std::vector<Example> examples_of(const std::vector<Sentence>& sentences, const TrainableNetwork& network,
                                 const Vocabulary& vocabulary) {
  std::map<std::uint32_t, int> seen;
  for (const auto& sentence : sentences)
    for (const auto& token : sentence.tokens) ++seen[features_of(token.form, vocabulary).word];
  std::vector<Example> examples;
  for (const auto& sentence : sentences) {
    Example example;
    for (const auto& token : sentence.tokens) {
      example.words.push_back(features_of(token.form, vocabulary));
      example.drop.push_back(0.05f + 0.4f / (0.4f + static_cast<float>(seen[example.words.back().word])));
      example.heads.push_back(token.head < 0 ? -1 : token.head);
      example.relations.push_back(index_in(network.relations, token.deprel.str()));
      for (std::size_t c = 0; c < kChoices; ++c) {
        auto index = index_in(network.classes[c], class_of(static_cast<Choice>(c), token));
        example.choices[c].push_back(index);
      }
    }
    if (!example.words.empty() && example.words.size() < kLongest) examples.push_back(std::move(example));
  }
  return examples;
}

}  // namespace demarche
