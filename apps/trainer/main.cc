// demarche-trainer: treebanks in, the parser's model out. Deterministic for a given seed and number of threads.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <chrono>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>
#include <thread>

#include "base/among.h"
#include "base/letters.h"
#include "base/text_file.h"
#include "checkpoint.h"
#include "learner.h"
#include "sentences/conllu.h"
#include "sentences/lemma_rule.h"
#include "sentences/sentences.h"
#include "sentences/splitter.h"

namespace demarche {
namespace {

struct Arguments {
  std::vector<std::string> treebanks, genres;
  std::string development, out = "models/english.model", checkpoint, start, wordnet;
  int epochs = 20;
  unsigned threads = 1;
  std::size_t batch_words = 1000;
  double rate = 0.002;
  std::uint64_t seed = 1;
};

// The sentences of a treebank; of documents named "# newdoc id = GUM_<genre>_..." only those of the genres asked for.
Result<std::vector<Sentence>> read_treebank(const std::string& path, const std::vector<std::string>& genres,
                                            std::string* text) {
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
  if (text) *text = std::move(file.text);
  return kept;
}

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
    if (!example.words.empty() && example.words.size() < 160) examples.push_back(std::move(example));
  }
  return examples;
}

// An averaged perceptron over the gaps of the treebank's paragraphs.
std::vector<float> learn_splitter(const std::vector<Sentence>& sentences, std::uint64_t seed) {
  struct Paragraph {
    std::string text;
    std::vector<std::size_t> ends;  // bytes where sentences end
  };
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

// Lemmas of the treebank, and of WordNet's index files with its lists of irregular forms where its folder is given.
KnownWords words_of(const std::vector<Sentence>& sentences, const std::string& wordnet) {
  KnownWords known;
  const auto add = [](std::string& letters, char letter) {
    if (letters.find(letter) == std::string::npos) letters += letter;
  };
  const auto plain = [](const std::string& word) {
    return word.size() > 1 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  };
  if (!wordnet.empty()) {
    // a line of data: offset, file, part of speech, number of words in hexadecimal, then each word with a number
    const auto read_words = [&](const char* name, char letter) {
      std::ifstream in(wordnet + "/" + name);
      for (std::string line; std::getline(in, line);) {
        std::istringstream cells(line);
        std::string offset, file, part, count, word, sense;
        if (!(cells >> offset >> file >> part >> count) || offset.size() != 8) continue;
        for (auto n = std::stoul(count, nullptr, 16); n > 0 && cells >> word >> sense; --n) {
          word.erase(std::min(word.find('('), word.size()));  // "galore(ip)"
          const auto lower = lower_ascii(word);
          if (plain(lower)) add(known.lemmas[lower], letter == 'n' && word[0] != lower[0] ? 'p' : letter);
        }
      }
    };
    const auto read_forms = [&](const char* name, std::map<std::string, std::string>& forms) {
      std::ifstream in(wordnet + "/" + name);
      for (std::string form, lemma, rest; in >> form >> lemma; std::getline(in, rest))
        if (plain(form) && plain(lemma)) forms.emplace(form, lemma);
    };
    read_words("data.noun", 'n');
    read_words("data.verb", 'v');
    read_words("data.adj", 'a');
    read_words("data.adv", 'r');
    for (auto& [word, letters] : known.lemmas) std::sort(letters.begin(), letters.end());
    read_forms("verb.exc", known.verb_forms);
    read_forms("noun.exc", known.noun_forms);
  }
  for (const auto& sentence : sentences)
    for (const auto& token : sentence.tokens) {
      const bool verb = token.upos == Upos::verb || token.upos == Upos::aux;
      if (!verb && token.upos != Upos::noun) continue;
      auto& letters = known.lemmas[token.lemma];
      if (letters.find(verb ? 'v' : 'n') == std::string::npos) add(letters, verb ? 'V' : 'N');
    }
  return known;
}

// Copies of some sentences in capitals, of some in lower case: headlines, wires and chats are written so.
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

// Shares of right heads with relation (its subtype aside), right heads, and right tags, of the reader with this model
// on gold tokens, punctuation included.
Result<std::string> score(const std::string& model, const std::vector<Sentence>& gold) {
  const auto reader = SentenceReader::load(model);
  if (!reader) return tl::unexpected(reader.error());
  auto workspace = reader->workspace();
  auto sentences = gold;
  std::vector<Sentence*> each;
  for (auto& sentence : sentences) each.push_back(&sentence);
  reader->parse(each, *workspace);
  std::size_t words = 0, heads = 0, trees = 0, upos = 0, xpos = 0, lemmas = 0;
  const auto base = [](std::string_view relation) { return relation.substr(0, relation.find(':')); };
  for (std::size_t s = 0; s < gold.size(); ++s)
    for (std::size_t i = 0; i < gold[s].tokens.size(); ++i) {
      const auto &right = gold[s].tokens[i], &found = sentences[s].tokens[i];
      ++words;
      heads += found.head == right.head;
      trees += found.head == right.head && base(found.deprel) == base(right.deprel);
      upos += found.upos == right.upos;
      xpos += found.xpos == right.xpos;
      lemmas += found.lemma == right.lemma;
    }
  const auto share = [&](std::size_t right) {
    return 100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, words));
  };
  return fmt::format("UPOS {:.2f}  XPOS {:.2f}  lemmas {:.2f}  UAS {:.2f}  LAS {:.2f}", share(upos), share(xpos),
                     share(lemmas), share(heads), share(trees));
}

// Writes the model, and the checkpoint where one is asked for; gives the model's score.
Result<std::string> save(const Arguments& arguments, const Checkpoint& checkpoint,
                         const std::vector<Sentence>& development) {
  if (!arguments.checkpoint.empty())
    if (const auto written = write_checkpoint(arguments.checkpoint, checkpoint); !written)
      return tl::unexpected(written.error());
  if (const auto written = export_model(arguments.out, checkpoint); !written) return tl::unexpected(written.error());
  return score(arguments.out, development);
}

// average = keep * average + (1 - keep) * network
void follow(TrainableNetwork& average, const TrainableNetwork& network, float keep) {
  const auto into = average.parameters();
  const auto from = network.parameters();
  for (std::size_t p = 0; p < into.size(); ++p)
    for (std::size_t i = 0; i < into[p]->values.size(); ++i)
      into[p]->values[i] = keep * into[p]->values[i] + (1 - keep) * from[p]->values[i];
}

int train(const Arguments& arguments) {
  const auto give_up = [](const Error& error) {
    fmt::print(stderr, "demarche-trainer: {}\n", error.describe());
    return 2;
  };
  std::vector<Sentence> sentences;
  for (const auto& path : arguments.treebanks) {
    auto more = read_treebank(path, arguments.genres, nullptr);
    if (!more) return give_up(more.error());
    const std::size_t shift = sentences.empty() ? 0 : sentences.back().paragraph + 1;
    for (auto& sentence : *more) {
      sentence.paragraph += shift;
      sentences.push_back(std::move(sentence));
    }
  }
  const auto development = read_treebank(arguments.development, {}, nullptr);
  if (!development) return give_up(development.error());
  Checkpoint checkpoint;
  checkpoint.splitter = learn_splitter(sentences, arguments.seed);
  TrainableNetwork& network = checkpoint.network;
  if (arguments.start.empty()) {
    name_classes(sentences, network);
    network.initialise(arguments.seed);
  } else {
    auto start = read_checkpoint(arguments.start);
    if (!start) return give_up(start.error());
    network = std::move(start->network);
  }
  checkpoint.words = words_of(sentences, arguments.wordnet);
  const WordTableData lemmas(checkpoint.words.lemmas), verb_forms(checkpoint.words.verb_forms),
      noun_forms(checkpoint.words.noun_forms);
  const Vocabulary vocabulary{lemmas.table(), verb_forms.table(), noun_forms.table()};
  auto copies = in_other_cases(sentences);
  std::move(copies.begin(), copies.end(), std::back_inserter(sentences));
  const auto examples = examples_of(sentences, network, vocabulary);
  fmt::print(stderr, "{} sentences, {} relations, {} {} {} {} classes\n", examples.size(), network.relations.size(),
             network.classes[0].size(), network.classes[1].size(), network.classes[2].size(),
             network.classes[3].size());
  std::vector<Learner> learners;
  for (unsigned t = 0; t < arguments.threads; ++t) learners.emplace_back(network, arguments.seed * 1000 + t);
  Optimiser optimiser(network);
  TrainableNetwork average = network;  // moving, of the last steps: what is written and scored
  std::mt19937_64 random(arguments.seed);
  std::size_t all_words = 0;
  for (const auto& example : examples) all_words += example.words.size();
  const double total_steps =
      static_cast<double>(all_words) / static_cast<double>(arguments.batch_words) * arguments.epochs;
  double steps = 0;
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0);
  for (int epoch = 1; epoch <= arguments.epochs; ++epoch) {
    const auto start = std::chrono::steady_clock::now();
    std::shuffle(order.begin(), order.end(), random);
    // sentences of like length together, within windows, so that threads share evenly
    Losses losses;
    for (std::size_t at = 0; at < order.size();) {
      std::vector<std::vector<const Example*>> parts(learners.size());
      std::size_t words = 0, k = 0;
      while (at < order.size() && words < arguments.batch_words) {
        const Example* example = &examples[order[at++]];
        words += example->words.size();
        parts[k++ % parts.size()].push_back(example);
      }
      const float weight = 1.0f / static_cast<float>(words);
      std::vector<Losses> found(learners.size());
      {
        std::vector<std::jthread> others;
        for (std::size_t t = 1; t < learners.size(); ++t)
          others.emplace_back([&, t] { found[t] = learners[t].learn(parts[t], weight); });
        found[0] = learners[0].learn(parts[0], weight);
      }
      for (const auto& each : found) {
        losses.arcs += each.arcs;
        losses.relations += each.relations;
        losses.choices += each.choices;
        losses.words += each.words;
      }
      const double progress = steps / total_steps, warm = std::min(1.0, (steps + 1) / 200);
      optimiser.step(network, learners, arguments.rate * warm * std::max(0.02, 1 - progress), 5.0);
      steps += 1;
      follow(average, network, static_cast<float>(std::min(0.998, (1 + steps) / (10 + steps))));
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const auto n = static_cast<double>(losses.words);
    std::swap(network, average);
    const auto scored = save(arguments, checkpoint, *development);
    std::swap(network, average);
    if (!scored) return give_up(scored.error());
    fmt::print(stderr, "epoch {}: arcs {:.3f}  relations {:.3f}  tags {:.3f}  {:.0f} s   development: {}\n", epoch,
               losses.arcs / n, losses.relations / n, losses.choices / n, seconds, *scored);
  }
  if (arguments.epochs > 0) return 0;
  const auto scored = save(arguments, checkpoint, *development);
  if (!scored) return give_up(scored.error());
  fmt::print(stderr, "development: {}\n", *scored);
  return 0;
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  CLI::App app("Learns the parser's model from treebanks.", "demarche-trainer");
  demarche::Arguments arguments;
  app.add_option("--treebank", arguments.treebanks, "CoNLL-U files to learn from")->required();
  app.add_option("--genre", arguments.genres, "of documents named GUM_<genre>_..., only these genres");
  app.add_option("--development", arguments.development, "CoNLL-U file to score after each epoch")->required();
  app.add_option("--out", arguments.out, "model file to write, after each epoch");
  app.add_option("--checkpoint", arguments.checkpoint, "file to write beside it that training can go on from");
  app.add_option("--start", arguments.start, "checkpoint to go on from, instead of chance");
  app.add_option("--wordnet", arguments.wordnet, "folder of WordNet's index files: more known lemmas");
  app.add_option("--epochs", arguments.epochs, "times through the treebanks; 0: the start is written as a model");
  app.add_option("--batch-words", arguments.batch_words, "words a step");
  app.add_option("--rate", arguments.rate, "learning rate at its highest");
  app.add_option("--threads", arguments.threads, "threads");
  app.add_option("--seed", arguments.seed, "seed of all chance");
  CLI11_PARSE(app, argc, argv);
  return demarche::train(arguments);
}
