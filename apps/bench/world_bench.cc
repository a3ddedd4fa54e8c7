// The world on one core: demarche-world-bench [FILE]. What loading takes, of time and memory, and, where a file that
// `demarche code` reads is given, what it takes to resolve each of its nouns and names.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "base/data_folder.h"
#include "code.h"

namespace demarche {
namespace {

// Seconds by the clock and of work, kernel included, and how much longer the memory in use grew (bytes).
struct Taken {
  double wall = 0, work = 0;
  long memory = 0;
};

double work_so_far() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// Bytes of this process that lie in memory and are its own alone.
long memory_in_use() {
  std::ifstream file("/proc/self/statm");
  long all = 0, resident = 0, shared = 0;
  file >> all >> resident >> shared;
  return (resident - shared) * 4096;
}

template <class Work>
Taken measured(const Work& work) {
  const auto memory = memory_in_use();
  const double before = work_so_far();
  const auto begin = std::chrono::steady_clock::now();
  work();
  const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return {wall, work_so_far() - before, memory_in_use() - memory};
}

int run(const char* file) {
  const auto folder = find_data_folder({});
  if (!folder) return 2;
  std::optional<World> world;
  const auto load = [&] {
    world.reset();
    if (auto loaded = World::load(*folder / "knowledge" / "world")) world = std::move(*loaded);
  };
  const auto first = measured(load);
  if (!world) return 2;
  fmt::print("loading, the first time: {:.1f} ms by the clock, {:.1f} ms of work, {:.1f} MB of memory\n",
             1e3 * first.wall, 1e3 * first.work, 1e-6 * static_cast<double>(first.memory));
  auto best = first;
  for (int i = 0; i < 10; ++i)
    if (const auto again = measured(load); again.wall < best.wall) best = again;
  fmt::print("loading, the best of eleven: {:.1f} ms by the clock, {:.1f} ms of work\n", 1e3 * best.wall,
             1e3 * best.work);
  if (!file) return 0;

  const auto pipeline = CodingPipeline::load(*folder);
  if (!pipeline) return 2;
  struct Read {
    std::optional<Date> day;
    std::vector<Sentence> sentences;
  };
  std::vector<Read> documents;
  const auto workspace = pipeline->reader().workspace();
  read_documents(
      file, {},
      [&](Document document) {
        documents.push_back({document.date, pipeline->reader().read(document, *workspace)});
        return true;
      },
      [](const Error& error) { fmt::print(stderr, "{}\n", error.describe()); });
  std::size_t asked = 0, found = 0;
  double least = 1e30;
  for (int i = 0; i < 5; ++i) {
    asked = found = 0;
    const auto taken = measured([&] {
      for (const auto& document : documents)
        for (const auto& sentence : document.sentences)
          for (int head = 0; head < static_cast<int>(sentence.tokens.size()); ++head)
            if (const auto upos = sentence.tokens[static_cast<std::size_t>(head)].upos;
                upos == Upos::noun || upos == Upos::propn)
              ++asked, found += world->resolve(sentence, head, document.day).has_value();
    });
    least = std::min(least, taken.work);
  }
  fmt::print("resolving: {} nouns and names, {} of them actors, {:.0f} ns each\n", asked, found,
             1e9 * least / static_cast<double>(asked));
  return 0;
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) { return demarche::run(argc > 1 ? argv[1] : nullptr); }
