// demarche-trainer: treebanks in, the parser's model out. Deterministic for a given seed and number of threads.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <numeric>
#include <random>
#include <thread>

#include "checkpoint.h"
#include "known_words.h"
#include "learner.h"
#include "sentences/sentences.h"
#include "splitter_learner.h"
#include "treebank.h"

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

// All treebanks, one behind the other.
Result<std::vector<Sentence>> read_treebanks(const Arguments& arguments) {
  std::vector<Sentence> sentences;
  for (const auto& path : arguments.treebanks) {
    auto more = read_treebank(path, arguments.genres);
    if (!more) return more;
    const std::size_t shift = sentences.empty() ? 0 : sentences.back().paragraph + 1;
    for (auto& sentence : *more) {
      sentence.paragraph += shift;
      sentences.push_back(std::move(sentence));
    }
  }
  return sentences;
}

// Goes through the examples again and again. `average`, a copy of the network at first, follows it: the moving average
// of the last steps.
class Training {
 public:
  Training(const Arguments& arguments, const std::vector<Example>& examples, TrainableNetwork& network,
           TrainableNetwork& average)
      : arguments_(arguments),
        examples_(examples),
        network_(network),
        average_(average),
        optimiser_(network),
        random_(arguments.seed),
        order_(examples.size()) {
    for (unsigned t = 0; t < arguments.threads; ++t) learners_.emplace_back(network, arguments.seed * 1000 + t);
    std::size_t words = 0;
    for (const auto& example : examples) words += example.words.size();
    total_steps_ = static_cast<double>(words) / static_cast<double>(arguments.batch_words) * arguments.epochs;
    std::iota(order_.begin(), order_.end(), 0);
  }

  Losses epoch() {
    std::shuffle(order_.begin(), order_.end(), random_);
    Losses losses;
    for (std::size_t at = 0; at < order_.size();) {
      std::vector<std::vector<const Example*>> parts(learners_.size());
      std::size_t words = 0, k = 0;
      while (at < order_.size() && words < arguments_.batch_words) {
        const Example* example = &examples_[order_[at++]];
        words += example->words.size();
        parts[k++ % parts.size()].push_back(example);
      }
      learn(parts, words, losses);
      const double progress = steps_ / total_steps_, warm = std::min(1.0, (steps_ + 1) / 200);
      optimiser_.step(network_, learners_, arguments_.rate * warm * std::max(0.02, 1 - progress), 5.0);
      steps_ += 1;
      follow(average_, network_, static_cast<float>(std::min(0.998, (1 + steps_) / (10 + steps_))));
    }
    return losses;
  }

 private:
  // Each learner its part of a batch of so many words, side by side.
  void learn(const std::vector<std::vector<const Example*>>& parts, std::size_t words, Losses& losses) {
    const float weight = 1.0f / static_cast<float>(words);
    std::vector<Losses> found(learners_.size());
    {
      std::vector<std::jthread> others;
      for (std::size_t t = 1; t < learners_.size(); ++t)
        others.emplace_back([&, t] { found[t] = learners_[t].learn(parts[t], weight); });
      found[0] = learners_[0].learn(parts[0], weight);
    }
    for (const auto& each : found) {
      losses.arcs += each.arcs;
      losses.relations += each.relations;
      losses.choices += each.choices;
      losses.words += each.words;
    }
  }

  const Arguments& arguments_;
  const std::vector<Example>& examples_;
  TrainableNetwork &network_, &average_;
  std::vector<Learner> learners_;
  Optimiser optimiser_;
  std::mt19937_64 random_;
  std::vector<std::size_t> order_;
  double steps_ = 0, total_steps_ = 0;
};

Result<void> train(const Arguments& arguments) {
  auto sentences = read_treebanks(arguments);
  if (!sentences) return tl::unexpected(sentences.error());
  const auto development = read_treebank(arguments.development, {});
  if (!development) return tl::unexpected(development.error());
  Checkpoint checkpoint;
  checkpoint.splitter = learn_splitter(*sentences, arguments.seed);
  TrainableNetwork& network = checkpoint.network;
  if (arguments.start.empty()) {
    name_classes(*sentences, network);
    network.initialise(arguments.seed);
  } else {
    auto start = read_checkpoint(arguments.start);
    if (!start) return tl::unexpected(start.error());
    network = std::move(start->network);
  }
  auto words = known_words_of(*sentences, arguments.wordnet);
  if (!words) return tl::unexpected(words.error());
  checkpoint.words = std::move(*words);
  const WordTableData lemmas(checkpoint.words.lemmas), verb_forms(checkpoint.words.verb_forms),
      noun_forms(checkpoint.words.noun_forms);
  const Vocabulary vocabulary{lemmas.table(), verb_forms.table(), noun_forms.table()};
  auto copies = in_other_cases(*sentences);
  std::move(copies.begin(), copies.end(), std::back_inserter(*sentences));
  const auto examples = examples_of(*sentences, network, vocabulary);
  fmt::print(stderr, "{} sentences, {} relations, {} {} {} {} classes\n", examples.size(), network.relations.size(),
             network.classes[0].size(), network.classes[1].size(), network.classes[2].size(),
             network.classes[3].size());
  TrainableNetwork average = network;  // what is written and scored
  Training training(arguments, examples, network, average);
  for (int epoch = 1; epoch <= arguments.epochs; ++epoch) {
    const auto start = std::chrono::steady_clock::now();
    const Losses losses = training.epoch();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const auto n = static_cast<double>(losses.words);
    std::swap(network, average);
    const auto scored = save(arguments, checkpoint, *development);
    std::swap(network, average);
    if (!scored) return tl::unexpected(scored.error());
    fmt::print(stderr, "epoch {}: arcs {:.3f}  relations {:.3f}  tags {:.3f}  {:.0f} s   development: {}\n", epoch,
               losses.arcs / n, losses.relations / n, losses.choices / n, seconds, *scored);
  }
  if (arguments.epochs > 0) return {};
  const auto scored = save(arguments, checkpoint, *development);
  if (!scored) return tl::unexpected(scored.error());
  fmt::print(stderr, "development: {}\n", *scored);
  return {};
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
  const auto trained = demarche::train(arguments);
  if (!trained) fmt::print(stderr, "demarche-trainer: {}\n", trained.error().describe());
  return trained ? 0 : 2;
}
