// Invented news as JSON Lines: demarche-invented-news articles|briefs COUNT SEED. The same gives the same bytes on
// every machine.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <string_view>

#include "invented_news.h"

namespace demarche {
namespace {

std::size_t number_of(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

int run(NewsLength length, std::size_t count, std::uint64_t seed) {
  const auto news = InventedNews::load(news_words());
  if (!news) {
    fmt::print(stderr, "{}\n", news.error().describe());
    return 2;
  }
  std::string lines;
  for (std::size_t number = 0; number < count; ++number) {
    lines += json_line(news->document(number, count, seed, length)) + '\n';
    if (lines.size() < 1u << 20 && number + 1 < count) continue;
    if (std::fwrite(lines.data(), 1, lines.size(), stdout) != lines.size()) return 1;
    lines.clear();
  }
  return 0;
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  using namespace demarche;
  const std::string_view length = argc == 4 ? argv[1] : "";
  if (length != "articles" && length != "briefs") {
    fmt::print(stderr, "usage: demarche-invented-news articles|briefs COUNT SEED\n");
    return 2;
  }
  return run(length == "articles" ? NewsLength::articles : NewsLength::briefs, number_of(argv[2]), number_of(argv[3]));
}
