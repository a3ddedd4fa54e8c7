// The reader, stage by stage, on one core: demarche-bench FILE. Each stage is run over all documents of the file, three
// times; the best counts.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/data_folder.h"
#include "code.h"

namespace demarche {
namespace {

template <class Work>
double seconds(int times, const Work& work) {
  double best = 1e30;
  for (int i = 0; i < times; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return best;
}

int run(const char* file) {
  const auto folder = find_data_folder({});
  if (!folder) return 2;
  std::unique_ptr<CodingPipeline> pipeline;
  const double load_model = seconds(5, [&] { (void)SentenceReader::load(*folder / "models" / "english.model"); });
  const double load_all = seconds(3, [&] {
    auto loaded = CodingPipeline::load(*folder);
    if (loaded) pipeline = std::make_unique<CodingPipeline>(std::move(*loaded));
  });
  if (!pipeline) return 2;
  std::vector<Document> documents;
  const double text = seconds(3, [&] {
    documents.clear();
    read_documents(
        file, {}, [&](Document document) { return documents.push_back(std::move(document)), true; },
        [](const Error& error) { fmt::print(stderr, "{}\n", error.describe()); });
  });
  const auto& reader = pipeline->reader();
  std::size_t sentences = 0, words = 0;
  const double split = seconds(3, [&] {
    sentences = words = 0;
    for (const auto& document : documents)
      reader.split(document, [&](std::span<Sentence> window, std::size_t) {
        sentences += window.size();
        for (const auto& sentence : window) words += sentence.tokens.size();
      });
  });
  const auto over_all = [&](unsigned threads, const auto& each) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
      const auto workspace = reader.workspace();
      for (std::size_t i = next++; i < documents.size(); i = next++) each(documents[i], *workspace);
    };
    std::vector<std::jthread> others;
    for (unsigned t = 1; t < threads; ++t) others.emplace_back(work);
    work();
  };
  const auto read = [&](const Document& document, SentenceReader::Workspace& workspace) {
    (void)reader.read(document, workspace);
  };
  const double parse = seconds(3, [&] { over_all(1, read); });
  const double parse_two = seconds(3, [&] { over_all(2, read); });
  const double code_all = seconds(3, [&] {
    over_all(1, [&](const Document& document, SentenceReader::Workspace& workspace) {
      (void)pipeline->code(document, workspace, {.parsed = Parsed::all});
    });
  });
  const double code = seconds(3, [&] {
    over_all(1, [&](const Document& document, SentenceReader::Workspace& workspace) {
      (void)pipeline->code(document, workspace);
    });
  });
  const auto line = [&](const char* what, double taken) {
    fmt::print("{:44} {:8.3f} s {:10.0f} sentences/s {:8.1f} us a sentence\n", what, taken,
               static_cast<double>(sentences) / taken, 1e6 * taken / static_cast<double>(sentences));
  };
  fmt::print("{} documents, {} sentences, {} words ({:.1f} a sentence)\n", documents.size(), sentences, words,
             static_cast<double>(words) / static_cast<double>(sentences));
  fmt::print("loading: model {:.1f} ms, model with lexicon and world {:.1f} ms\n", 1e3 * load_model, 1e3 * load_all);
  line("bytes to documents", text);
  line("documents to tokens and sentences", split);
  line("documents to trees", parse);
  line("documents to trees, two threads", parse_two);
  fmt::print("  two threads give {:.2f} times one\n", parse / parse_two);
  line("documents to events, all parsed", code_all);
  line("documents to events, parsed where needed", code);
  line("bytes to events", text + code);
  return 0;
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: demarche-bench FILE\n");
    return 2;
  }
  return demarche::run(argv[1]);
}
