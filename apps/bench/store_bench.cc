// What it costs to keep documents: demarche-store-bench [--folder=DIR] [--documents=N] [--megabytes=N].
//
// disk/write|read|sync  what the disk under the folder gives: bytes written (and on the disk), bytes read, and how
//                       often a page of 4 KiB can be made sure to be on it
// STORE/commit          documents without events, each a transaction
// STORE/add             coded briefs, each a transaction
//
// Stores are a file, and a PostgreSQL of its own on loopback, as it comes and (unless --fsync_off=0) with fsync off.
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <list>

#include "base/data_folder.h"
#include "bench_main.h"
#include "code.h"
#include "invented_news.h"
#include "ledger/ledger.h"
#include "ledger/private_postgres.h"

namespace demarche {
namespace {

// A folder of its own, gone with it.
class Workplace {
 public:
  explicit Workplace(const std::filesystem::path& parent) {
    std::string name = (parent / "demarche-store-XXXXXX").string();
    if (mkdtemp(name.data())) folder_ = name;
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  ~Workplace() {
    std::error_code error;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, error);
  }
  bool there() const { return !folder_.empty(); }
  std::string file(const std::string& name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

// An open file that is closed again.
struct File {
  int number;
  File(const std::string& name, int flags) : number(open(name.c_str(), flags, 0600)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (number >= 0) close(number);
  }
};

void add_disk(const Workplace& workplace, std::size_t megabytes) {
  const auto name = workplace.file("disk");
  const std::size_t bytes = megabytes << 20;
  benchmark::RegisterBenchmark("disk/write",
                               [=](benchmark::State& state) {
                                 const std::string block(1 << 20, 'x');
                                 for (auto _ : state) {
                                   const File file(name, O_WRONLY | O_CREAT | O_TRUNC);
                                   bool done = true;
                                   for (std::size_t at = 0; at < bytes; at += block.size())
                                     done = done && write(file.number, block.data(), block.size()) ==
                                                        static_cast<ssize_t>(block.size());
                                   if (!done || fdatasync(file.number) != 0) state.SkipWithError("cannot be written");
                                 }
                                 state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
                                 state.SetLabel("bytes");
                               })
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("disk/read",
                               [=](benchmark::State& state) {
                                 std::string block(1 << 20, 'x');
                                 for (auto _ : state) {
                                   const File file(name, O_RDONLY);
                                   posix_fadvise(file.number, 0, 0,
                                                 POSIX_FADV_DONTNEED);  // from the disk, not from memory
                                   ssize_t got = 0, all = 0;
                                   while ((got = read(file.number, block.data(), block.size())) > 0) all += got;
                                   if (all != static_cast<ssize_t>(bytes)) state.SkipWithError("cannot be read");
                                 }
                                 state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
                                 state.SetLabel("bytes");
                               })
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark(
      "disk/sync",
      [=](benchmark::State& state) {
        const File file(name + ".sync", O_WRONLY | O_CREAT | O_TRUNC);
        const std::string page(4096, 'x');
        for (auto _ : state)
          if (write(file.number, page.data(), page.size()) != static_cast<ssize_t>(page.size()) ||
              fdatasync(file.number))
            state.SkipWithError("cannot be written");
        state.SetItemsProcessed(state.iterations());
        state.SetLabel("pages");
      })
      ->UseRealTime()
      ->Unit(benchmark::kMicrosecond);
}

struct Coded {
  std::vector<Document> documents;
  std::vector<Coding> codings;
  std::size_t events = 0;
};

// Adds one document after the other, under ever new ids, into the ledger at that address.
void add_documents(benchmark::State& state, const std::string& address, const Coded& coded, bool with_events) {
  const auto ledger = open_ledger(address, OpenMode::write);
  if (!ledger) return state.SkipWithError(ledger.error().describe().c_str());
  std::size_t number = 0, events = 0;
  Document bare;
  bare.text = "Nothing happened.";
  for (auto _ : state) {
    const auto i = number++ % coded.documents.size();
    auto document = with_events ? coded.documents[i] : bare;
    document.id = fmt::format("{}-{}-{}", with_events ? "added" : "bare", number, static_cast<const void*>(&state));
    const auto done = (*ledger)->add(document, with_events ? coded.codings[i] : Coding{});
    if (!done) return state.SkipWithError(done.error().describe().c_str());
    if (with_events) events += coded.codings[i].events.size();
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["events"] = static_cast<double>(events) / static_cast<double>(number);
  state.SetLabel("documents");
}

void add_store(const std::string& name, const Coded& coded, const std::function<std::string()>& address) {
  for (const bool with_events : {false, true})
    benchmark::RegisterBenchmark(
        (name + (with_events ? "/add" : "/commit")).c_str(),
        [=, &coded](benchmark::State& state) { add_documents(state, address(), coded, with_events); })
        ->UseRealTime()
        ->Unit(benchmark::kMicrosecond);
}

int run(const BenchArguments& arguments) {
  const auto tell = [](const Error& error) { return fmt::print(stderr, "{}\n", error.describe()), 2; };
  const auto folder = find_data_folder({});
  if (!folder) return tell(folder.error());
  const auto pipeline = CodingPipeline::load(*folder);
  if (!pipeline) return tell(pipeline.error());
  const auto news = InventedNews::load(news_words());
  if (!news) return tell(news.error());
  const Workplace workplace(arguments.text("folder"));
  if (!workplace.there()) return fmt::print(stderr, "{}: cannot be written to\n", arguments.text("folder")), 2;
  Coded coded;
  const auto workspace = pipeline->reader().workspace();
  const auto count = std::max<std::size_t>(1, arguments.number("documents"));
  for (std::size_t i = 0; i < count; ++i) {
    coded.documents.push_back(news->document(i, count, 1, NewsLength::briefs));
    coded.codings.push_back(pipeline->code(coded.documents.back(), *workspace));
  }
  add_disk(workplace, arguments.number("megabytes"));
  add_store("sqlite", coded, [&, n = 0]() mutable { return workplace.file(fmt::format("ledger-{}", n++)); });
  std::list<PrivatePostgres> servers;
  for (const bool durable : {true, false}) {
    if (!durable && arguments.number("fsync_off") == 0) continue;
    const auto& address = servers.emplace_back(durable).address;
    if (address.empty()) return fmt::print(stderr, "PostgreSQL 15 is not installed: it is left out\n"), arguments.run();
    add_store(durable ? "postgres" : "postgres_without_fsync", coded, [&address] { return address; });
  }
  return arguments.run();
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  const demarche::BenchArguments arguments(
      argc, argv, {{"folder", "."}, {"documents", "2000"}, {"megabytes", "256"}, {"fsync_off", "1"}});
  return arguments.ok ? demarche::run(arguments) : 2;
}
