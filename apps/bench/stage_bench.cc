// How fast each stage of the write side is: demarche-stage-bench [--file=FILE] [--documents=N]. Items are what the
// label names: documents, sentences, nouns, events. Without a file (any that `demarche code` reads) the documents are
// invented articles of seed 1.
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>

#include "base/data_folder.h"
#include "bench_main.h"
#include "code.h"
#include "events/spotter.h"
#include "invented_news.h"
#include "ledger/fingerprint.h"
#include "records/records.h"
#include "relations/acts.h"

namespace demarche {
namespace {

using Documents = std::vector<Document>;

// What the stages work on, made once: what each takes is what the one before gives.
struct Material {
  std::string bytes;  // of the file
  std::string name;
  Documents documents;
  std::vector<std::vector<Sentence>> split, parsed;  // by document
  std::vector<Event> events;
  Provenances sources;
  std::vector<std::string> pages;  // HTML
};

void tell(const Error& error) { fmt::print(stderr, "{}\n", error.describe()); }

std::string contents_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return std::move(all).str();
}

Documents read_all(const Material& material) {
  Documents documents;
  read_documents(
      material.bytes, material.name, {},
      [&](Document document) { return documents.push_back(std::move(document)), true; }, tell);
  return documents;
}

// What only some stages need is made when the first of them runs.
const std::vector<std::vector<Sentence>>& split_sentences(Material& material, const CodingPipeline& pipeline) {
  if (material.split.empty())
    for (const auto& document : material.documents) {
      auto& all = material.split.emplace_back();
      pipeline.reader().split(document, [&](std::span<Sentence> window, std::size_t) {
        std::move(window.begin(), window.end(), std::back_inserter(all));
      });
    }
  return material.split;
}

const std::vector<std::vector<Sentence>>& parsed_sentences(Material& material, const CodingPipeline& pipeline) {
  const auto workspace = pipeline.reader().workspace();
  if (material.parsed.empty())
    for (const auto& document : material.documents)
      material.parsed.push_back(pipeline.reader().read(document, *workspace));
  return material.parsed;
}

const std::vector<Event>& coded_events(Material& material, const CodingPipeline& pipeline) {
  const auto workspace = pipeline.reader().workspace();
  if (material.events.empty())
    for (const auto& document : material.documents) {
      auto coding = pipeline.code(document, *workspace);
      std::move(coding.events.begin(), coding.events.end(), std::back_inserter(material.events));
      material.sources[document.id] = {document.source, document.date, fingerprint_of(document.text)};
    }
  return material.events;
}

std::size_t sentences_in(const std::vector<std::vector<Sentence>>& documents, std::size_t document) {
  return documents[document].size();
}

// Runs `each` over the documents of this thread, one in so many as there are threads; counts their sentences.
template <class Each>
void over_documents(benchmark::State& state, Material& material, const CodingPipeline& pipeline, const Each& each) {
  const auto& split = material.split;
  const auto workspace = pipeline.reader().workspace();
  const auto first = static_cast<std::size_t>(state.thread_index()), step = static_cast<std::size_t>(state.threads());
  std::size_t sentences = 0;
  for (auto _ : state)
    for (std::size_t i = first; i < material.documents.size(); i += step) {
      each(material.documents[i], *workspace);
      sentences += sentences_in(split, i);
    }
  state.SetItemsProcessed(static_cast<std::int64_t>(sentences));
  state.SetLabel("sentences");
}

// Bytes of this process that lie in memory and are its own alone.
double memory_in_use() {
  std::ifstream file("/proc/self/statm");
  double all = 0, resident = 0, shared = 0;
  file >> all >> resident >> shared;
  return (resident - shared) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

template <class Load>
void add_load(const char* name, const Load& load) {
  benchmark::RegisterBenchmark(name,
                               [load, first = -1.0](benchmark::State& state) mutable {
                                 for (auto _ : state) {
                                   const double before = memory_in_use();
                                   const auto loaded = load();
                                   if (first < 0) first = memory_in_use() - before;
                                   if (!loaded) state.SkipWithError("cannot be loaded");
                                 }
                                 state.counters["memory"] = first;  // bytes, of the first time
                               })
      ->Unit(benchmark::kMillisecond)
      ->MinTime(0.3);
}

void add_loading(const std::filesystem::path& folder) {
  add_load("load/model", [=] { return SentenceReader::load(folder / "models" / "english.model"); });
  add_load("load/lexicon", [=] { return Lexicon::load(folder / "knowledge"); });
  add_load("load/world", [=] { return World::load(folder / "knowledge" / "world"); });
}

void add_text(Material& material) {
  benchmark::RegisterBenchmark("text/documents", [&](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(read_all(material));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(material.documents.size()));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(material.bytes.size()));
    state.SetLabel("documents");
  });
  if (material.pages.empty()) return;
  benchmark::RegisterBenchmark("text/html", [&](benchmark::State& state) {
    std::size_t bytes = 0;
    for (auto _ : state)
      for (const auto& page : material.pages) {
        read_documents(
            page, "page.html", {TextFormat::html, {}},
            [](Document document) { return benchmark::DoNotOptimize(document), true; }, tell);
        bytes += page.size();
      }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(material.pages.size()));
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
    state.SetLabel("pages");
  });
}

void add_sentences(Material& material, const CodingPipeline& pipeline, int threads) {
  const auto on = [&](const char* name, auto each) {
    for (int n = 1; n <= threads; n *= 2)
      benchmark::RegisterBenchmark(
          name,
          [&material, &pipeline, each](benchmark::State& state) { over_documents(state, material, pipeline, each); })
          ->Threads(n)
          ->UseRealTime();
  };
  on("sentences/split", [&](const Document& document, SentenceReader::Workspace&) {
    pipeline.reader().split(document,
                            [](std::span<Sentence> window, std::size_t) { benchmark::DoNotOptimize(window); });
  });
  on("sentences/parse", [&](const Document& document, SentenceReader::Workspace& workspace) {
    benchmark::DoNotOptimize(pipeline.reader().read(document, workspace));
  });
  on("code/every_sentence", [&](const Document& document, SentenceReader::Workspace& workspace) {
    benchmark::DoNotOptimize(pipeline.code(document, workspace, {.parsed = Parsed::all}));
  });
  on("code/where_needed", [&](const Document& document, SentenceReader::Workspace& workspace) {
    benchmark::DoNotOptimize(pipeline.code(document, workspace));
  });
}

// Each of these on one thread.
void add_inner(Material& material, const CodingPipeline& pipeline) {
  benchmark::RegisterBenchmark("events/spot", [&](benchmark::State& state) {
    const Spotter spotter(pipeline.lexicon(), pipeline.reader().irregular_forms());
    std::size_t sentences = 0, spotted = 0;
    for (auto _ : state)
      for (const auto& document : material.split)
        for (const auto& sentence : document) ++sentences, spotted += spotter.may_hold_event(sentence);
    state.SetItemsProcessed(static_cast<std::int64_t>(sentences));
    state.counters["share"] = static_cast<double>(spotted) / static_cast<double>(sentences);
    state.SetLabel("sentences");
  });
  benchmark::RegisterBenchmark("world/resolve", [&](benchmark::State& state) {
    const auto& documents = parsed_sentences(material, pipeline);
    std::size_t asked = 0, found = 0;
    for (auto _ : state)
      for (std::size_t i = 0; i < documents.size(); ++i)
        for (const auto& sentence : documents[i])
          for (int head = 0; head < static_cast<int>(sentence.tokens.size()); ++head)
            if (const auto upos = sentence.tokens[static_cast<std::size_t>(head)].upos;
                upos == Upos::noun || upos == Upos::propn)
              ++asked, found += pipeline.world().resolve(sentence, head, material.documents[i].date).has_value();
    state.SetItemsProcessed(static_cast<std::int64_t>(asked));
    state.counters["share"] = static_cast<double>(found) / static_cast<double>(asked);
    state.SetLabel("nouns");
  });
  benchmark::RegisterBenchmark("records/json", [&](benchmark::State& state) {
    const auto& events = coded_events(material, pipeline);
    std::size_t bytes = 0;
    for (auto _ : state)
      for (const auto& event : events) bytes += json_of(event).size() + 1;
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events.size()));
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
    state.SetLabel("events");
  });
  benchmark::RegisterBenchmark("relations/acts", [&](benchmark::State& state) {
    const auto& events = coded_events(material, pipeline);
    for (auto _ : state) state.counters["acts"] = static_cast<double>(acts_of(events, material.sources).size());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events.size()));
    state.SetLabel("events");
  });
}

Material material_of(const BenchArguments& arguments, const std::filesystem::path& pages) {
  Material material;
  if (const auto& file = arguments.text("file"); !file.empty()) {
    material.bytes = contents_of(file);
    material.name = file;
  } else if (const auto news = InventedNews::load(news_words())) {
    const auto count = arguments.number("documents");
    for (std::size_t i = 0; i < count; ++i)
      material.bytes += json_line(news->document(i, count, 1, NewsLength::articles)) + '\n';
    material.name = "invented.jsonl";
  } else {
    tell(news.error());
  }
  material.documents = read_all(material);
  std::error_code error;
  for (const auto& each : std::filesystem::directory_iterator(pages, error))
    if (each.path().extension() == ".html") material.pages.push_back(contents_of(each.path()));
  return material;
}

int run(const BenchArguments& arguments) {
  const auto folder = find_data_folder({});
  if (!folder) return tell(folder.error()), 2;
  const auto pipeline = CodingPipeline::load(*folder);
  if (!pipeline) return tell(pipeline.error()), 2;
  auto material = material_of(arguments, *folder / "src" / "text" / "pages");
  if (material.documents.empty()) return 2;
  std::size_t sentences = 0, words = 0;
  for (const auto& document : split_sentences(material, *pipeline))
    for (const auto& sentence : document) ++sentences, words += sentence.tokens.size();
  benchmark::AddCustomContext("documents", std::to_string(material.documents.size()));
  benchmark::AddCustomContext("sentences", std::to_string(sentences));
  benchmark::AddCustomContext("words", std::to_string(words));
  add_loading(*folder);
  add_text(material);
  add_sentences(material, *pipeline, static_cast<int>(arguments.number("threads")));
  add_inner(material, *pipeline);
  return arguments.run();
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  const demarche::BenchArguments arguments(
      argc, argv, {{"file", ""}, {"documents", "400"}, {"threads", std::to_string(sysconf(_SC_NPROCESSORS_ONLN))}});
  return arguments.ok ? demarche::run(arguments) : 2;
}
