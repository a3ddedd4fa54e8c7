// The main text of own pages of different build, against what a reader takes for the article (src/text/pages).
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "base/text_file.h"
#include "text/text.h"

namespace demarche {
namespace {

std::map<std::string, int> words_of(const std::string& text) {
  std::map<std::string, int> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) ++words[word];
  return words;
}

// F1 of words, each as often as it stands there.
double agreement(const std::string& found, const std::string& wanted) {
  const auto a = words_of(found), b = words_of(wanted);
  double common = 0, all = 0;
  for (const auto& [word, count] : a) {
    all += count;
    if (const auto other = b.find(word); other != b.end()) common += std::min(count, other->second);
  }
  for (const auto& [word, count] : b) all += count;
  return all > 0 ? 2 * common / all : 1;
}

TEST(Pages, GiveTheirArticle) {
  std::vector<std::filesystem::path> pages;
  for (const auto& entry : std::filesystem::directory_iterator(DEMARCHE_SOURCE_DIR "/src/text/pages"))
    if (entry.path().extension() == ".html") pages.push_back(entry.path());
  std::sort(pages.begin(), pages.end());
  ASSERT_GE(pages.size(), 30u);
  double sum = 0;
  for (const auto& page : pages) {
    std::string text;
    read_documents(
        page, {}, [&](const Document& document) { return text = document.text, true; }, [](const Error&) {});
    auto told = page;
    const double f1 = agreement(text, *read_file(told.replace_extension(".txt")));
    sum += f1;
    std::printf("%.3f %s\n", f1, page.filename().c_str());
    EXPECT_GE(f1, 0.8) << page;
  }
  std::printf("%.3f on average\n", sum / static_cast<double>(pages.size()));
  EXPECT_GE(sum / static_cast<double>(pages.size()), 0.95);
}

}  // namespace
}  // namespace demarche
