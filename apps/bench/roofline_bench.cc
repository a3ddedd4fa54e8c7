// How near the parser comes to what the machine can do: demarche-roofline-bench [--documents=N] [--threads=N].
//
// peak/KERNELS      integer operations a second between registers (peaks.h)
// read/PLACE        bytes a second that are read from the second-level cache, the third, and memory
// products/KERNELS  the parser's integer products as it does them: batches of words against all of its layers
// recurrences/..., scores/...   the parser's floating-point parts: words a second
// network/KERNELS   all of the parser from forms to trees: words a second
// count/network     what the parser has to do for a sentence of invented articles, counted
#include <unistd.h>

#include <cstdlib>
#include <memory>

#include "base/data_folder.h"
#include "bench_main.h"
#include "invented_news.h"
#include "peaks.h"
#include "sentences/model_file.h"
#include "sentences/sentences.h"

namespace demarche {
namespace {

constexpr std::size_t kWordsAtOnce = 256;  // as src/sentences/reader.cc batches them

// Sentences that are parsed together.
struct Batch {
  std::vector<std::string_view> forms;
  std::vector<std::size_t> ends;
};

// The sentences of invented articles, in the batches in which the reader parses them.
struct Running {
  std::vector<std::vector<Sentence>> documents;  // the batches' forms point into them
  std::vector<Batch> batches;
  std::size_t sentences = 0, words = 0;

  Running(const SentenceReader& reader, const InventedNews& news, std::size_t count) : documents(count) {
    for (std::size_t i = 0; i < count; ++i) {
      reader.split(news.document(i, count, 1, NewsLength::articles), [&](std::span<Sentence> window, std::size_t) {
        std::move(window.begin(), window.end(), std::back_inserter(documents[i]));
      });
      batches.emplace_back();
      for (const auto& sentence : documents[i]) {
        if (!batches.back().forms.empty() && batches.back().forms.size() + sentence.tokens.size() > kWordsAtOnce)
          batches.emplace_back();
        for (const auto& token : sentence.tokens) batches.back().forms.push_back(token.form);
        batches.back().ends.push_back(batches.back().forms.size());
      }
      sentences += documents[i].size();
    }
    for (const auto& batch : batches) words += batch.forms.size();
  }
};

double size_of(const ByteProduct& product) { return static_cast<double>(product.inputs * product.outputs); }

// What stands in the network once for each word: the products behind the first layer.
std::vector<const ByteProduct*> later_products(const Network& network) {
  std::vector<const ByteProduct*> all;
  for (std::size_t l = 1; l < kLayers; ++l)
    for (const auto& direction : network.layers[l]) all.push_back(&direction.gates);
  for (const auto* each : {&network.context, &network.arc, &network.relation}) all.push_back(each);
  return all;
}

// Counted, not measured.
void count(benchmark::State& state, const Network& network, const Running& running) {
  FirstGates first(1);
  double fresh = 0, scores = 0;
  for (const auto& batch : running.batches) {
    first.begin();
    for (const auto form : batch.forms) fresh += first.slot_of(form).is_new;
    std::size_t begin = 0;
    for (const auto end : batch.ends) {
      const auto n = static_cast<double>(end - begin);
      scores += n * (n + 1) * kArc + n * static_cast<double>(network.relations.size() * kRelationRow);
      begin = end;
    }
  }
  const auto words = static_cast<double>(running.words), sentences = static_cast<double>(running.sentences),
             batches = static_cast<double>(running.batches.size());
  double products = 0, weights = 0, rows = 0;
  const auto add = [&](const ByteProduct& product, double times) {
    products += times * size_of(product);
    weights += size_of(product);
    rows += times * static_cast<double>(product.inputs * (product.outputs / kColumns));
  };
  for (const auto& direction : network.layers[0]) add(direction.gates, fresh);
  for (const auto* product : later_products(network)) add(*product, words);
  for (auto _ : state) {
  }
  state.counters["words"] = words / sentences;
  state.counters["new_forms"] = fresh / words;
  state.counters["words_of_batch"] = words / batches;
  state.counters["integer_operations"] = 2 * products / sentences;
  state.counters["float_operations"] = 2 * scores / sentences;  // of the scores; the gates come on top
  state.counters["weights"] = weights;                          // bytes
  state.counters["weight_bytes"] = weights * batches / sentences;
  state.counters["row_bytes"] = rows / sentences;
}

void add_peaks(int threads) {
  std::size_t sets = 0;
  const auto* all = all_peaks(sets);
  for (std::size_t k = 0; k < sets; ++k)
    for (int n = 1; n <= threads; n *= 2)
      benchmark::RegisterBenchmark(
          fmt::format("peak/{}", all[k]->kernels).c_str(),
          [=](benchmark::State& state) {
            constexpr std::size_t kRounds = 100'000;
            for (auto _ : state) all[k]->multiply(kRounds);
            state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRounds * all[k]->operations));
            state.SetLabel("operations");
          })
          ->Threads(n)
          ->UseRealTime();
  if (sets == 0) return;
  const auto known = [](int which, std::size_t otherwise) {
    const long size = sysconf(which);
    return size > 0 ? static_cast<std::size_t>(size) : otherwise;
  };
  const std::size_t second = known(_SC_LEVEL2_CACHE_SIZE, 1u << 20), third = known(_SC_LEVEL3_CACHE_SIZE, 32u << 20);
  struct Place {
    const char* name;
    std::size_t bytes;
  };
  for (const auto& place : {Place{"second", second / 2}, Place{"third", std::min(4 * second, third / 2)},
                            Place{"memory", std::max<std::size_t>(4 * third, 128u << 20)}})
    for (int n = 1; n <= threads; n *= 2)
      benchmark::RegisterBenchmark(fmt::format("read/{}", place.name).c_str(),
                                   [=](benchmark::State& state) {
                                     const std::size_t bytes = place.bytes / 512 * 512;
                                     const std::unique_ptr<void, void (*)(void*)> data(
                                         std::aligned_alloc(4096, (bytes + 4095) / 4096 * 4096), std::free);
                                     std::fill_n(static_cast<char*>(data.get()), bytes, 1);
                                     for (auto _ : state)
                                       benchmark::DoNotOptimize(all[sets - 1]->read(data.get(), bytes));
                                     state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
                                     state.SetLabel("bytes");
                                   })
          ->Threads(n)
          ->UseRealTime();
}

// What the kernels work on: a batch of words with invented values.
struct Rows {
  std::vector<float> values, out, scales, cell;
  std::vector<std::uint8_t> bytes;
  explicit Rows(std::size_t width)
      : values(kWordsAtOnce * width),
        out(kWordsAtOnce * width),
        scales(kWordsAtOnce),
        cell(kHidden),
        bytes(kWordsAtOnce * 1024) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i % 251) / 125.0f - 1.0f;
  }
};

void add_parts(const Network& network, const Kernels& kernels, const Running& running) {
  const auto name = [&](const char* part) { return fmt::format("{}/{}", part, kernels.name); };
  std::size_t widest = 2 * kGates;
  for (const auto* product : later_products(network)) widest = std::max(widest, product->outputs);
  const auto words = [](benchmark::State& state) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kWordsAtOnce));
    state.SetLabel("words");
  };
  benchmark::RegisterBenchmark(name("products").c_str(), [&network, &kernels, widest](benchmark::State& state) {
    Rows rows(widest);
    double operations = 0;
    for (auto _ : state)
      for (const auto* product : later_products(network)) {
        kernels.multiply(rows.bytes.data(), rows.scales.data(), kWordsAtOnce, *product, rows.out.data(),
                         product->outputs);
        operations += 2 * size_of(*product) * kWordsAtOnce;
      }
    state.SetItemsProcessed(static_cast<std::int64_t>(operations));
    state.SetLabel("operations");
  });
  const auto mean = std::max<std::size_t>(1, running.words / running.sentences);
  benchmark::RegisterBenchmark(name("recurrences").c_str(), [=, &network, &kernels](benchmark::State& state) {
    Rows rows(2 * kGates);
    std::vector<const float*> gates;
    for (std::size_t word = 0; word < kWordsAtOnce; ++word) gates.push_back(rows.values.data() + word * kGates);
    for (auto _ : state)
      for (const auto& layer : network.layers)
        for (const auto& direction : layer)
          for (std::size_t at = 0; at < kWordsAtOnce; at += mean)
            kernels.recur(gates.data() + at, 1, direction.peephole, rows.out.data() + at * kContext, kContext,
                          std::min(mean, kWordsAtOnce - at), kHidden, rows.cell.data());
    words(state);
  });
  benchmark::RegisterBenchmark(name("scores").c_str(), [=, &network, &kernels](benchmark::State& state) {
    Rows rows(std::max(kArc, network.relations.size() * kRelationRow));
    const auto labels = network.relations.size();
    for (auto _ : state)
      for (std::size_t at = 0; at < kWordsAtOnce; at += mean) {
        const auto n = std::min(mean, kWordsAtOnce - at);
        kernels.dots(rows.values.data(), kArc, n, rows.values.data(), kArc, n + 1, kArc, rows.out.data(), n + 1);
        for (std::size_t i = 0; i < n; ++i)
          kernels.dots(rows.values.data(), 0, 1, rows.values.data() + i, kRelationRow, labels, kRelationRow,
                       rows.out.data(), labels);
      }
    words(state);
  });
}

void add_network(const Model& model, const Kernels& kernels, const Running& running, int threads) {
  for (int n = 1; n <= threads; n *= 2)
    benchmark::RegisterBenchmark(fmt::format("network/{}", kernels.name).c_str(),
                                 [&](benchmark::State& state) {
                                   NetworkScratch scratch;
                                   std::vector<WordAnalysis> out;
                                   std::size_t words = 0;
                                   for (auto _ : state)
                                     for (auto i = static_cast<std::size_t>(state.thread_index());
                                          i < running.batches.size(); i += static_cast<std::size_t>(state.threads())) {
                                       const auto& batch = running.batches[i];
                                       analyse(model.network, model.vocabulary, kernels, batch.forms, batch.ends,
                                               scratch, out);
                                       words += batch.forms.size();
                                     }
                                   state.SetItemsProcessed(static_cast<std::int64_t>(words));
                                   state.SetLabel("words");
                                 })
        ->Threads(n)
        ->UseRealTime();
}

int run(const BenchArguments& arguments) {
  const auto tell = [](const Error& error) { return fmt::print(stderr, "{}\n", error.describe()), 2; };
  const auto folder = find_data_folder({});
  if (!folder) return tell(folder.error());
  const auto file = *folder / "models" / "english.model";
  const auto model = open_model(file);
  if (!model) return tell(model.error());
  const auto reader = SentenceReader::load(file);
  if (!reader) return tell(reader.error());
  const auto news = InventedNews::load(news_words());
  if (!news) return tell(news.error());
  const Running running(*reader, *news, std::max<std::size_t>(1, arguments.number("documents")));
  const int threads = static_cast<int>(arguments.number("threads"));
  benchmark::RegisterBenchmark("count/network", [&](benchmark::State& state) {
    count(state, (*model)->network, running);
  })->Iterations(1);
  add_peaks(threads);
  std::size_t sets = 0;
  const auto* all = all_kernels(sets);
  for (std::size_t k = 0; k < sets; ++k) {
    add_parts((*model)->network, *all[k], running);
    add_network(**model, *all[k], running, threads);
  }
  return arguments.run();
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  const demarche::BenchArguments arguments(
      argc, argv, {{"documents", "40"}, {"threads", std::to_string(sysconf(_SC_NPROCESSORS_ONLN))}});
  return arguments.ok ? demarche::run(arguments) : 2;
}
