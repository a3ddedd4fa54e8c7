// How fast rows of the field's data files come in and go out, on one core: demarche-rows-bench FILE. Three times; the
// best counts.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>

#include "base/data_folder.h"
#include "exchange/exchange.h"
#include "world/world.h"

namespace demarche {
namespace {

template <class Work>
double best_seconds(const Work& work) {
  double best = 1e30;
  for (int i = 0; i < 3; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return best;
}

int run(const char* file) {
  const auto folder = find_data_folder({});
  if (!folder) return 2;
  const auto world = World::load(*folder / "knowledge" / "world");
  const auto ontology = Ontology::load(*folder / "knowledge" / "ontology");
  if (!world || !ontology) return 2;
  const CodeBook book{
      .country_of = [&](auto text, auto scheme) { return world->state_code(text, scheme == "name" ? "" : scheme); },
      .code_of = [&](auto state,
                     auto scheme) { return scheme == "name" ? world->name_of(state) : world->code_of(state, scheme); },
      .ontology = &*ontology};
  const auto tell = [](const Error& error) { fmt::print(stderr, "{}\n", error.describe()); };
  Result<ImportSummary> summary;
  std::size_t bytes = 0;
  const auto reading = [&](const RowSink& sink) {
    return best_seconds([&] {
      bytes = 0;
      summary = read_rows(file, Format::automatic, book, sink, tell);
    });
  };
  const double read = reading([&](const Row& row) {
    bytes += row.raw.size() + 1;
    return true;
  });
  if (!summary) {
    tell(summary.error());
    return 2;
  }
  const double read_and_write = reading([&](const Row& row) {
    bytes += line_of(Format::json_lines, row, book).size() + 1;
    return true;
  });
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto line = [&](const char* what, double seconds) {
    fmt::print("{:32} {:8.3f} s {:12.0f} rows/s\n", what, seconds, static_cast<double>(summary->rows) / seconds);
  };
  fmt::print("{} rows of {}, {} malformed; most memory ever {} MiB\n", summary->rows, name_of(summary->format),
             summary->malformed, usage.ru_maxrss >> 10);
  line("file to rows", read);
  line("file to rows to JSON Lines", read_and_write);
  return 0;
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: demarche-rows-bench FILE\n");
    return 2;
  }
  return demarche::run(argv[1]);
}
