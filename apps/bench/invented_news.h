// Invented news for measuring: documents of realistic length, words and events, any number of them, by seed.
//
// An article opens with what states did to one another and goes on with sentences most of which hold no event; its
// length is spread as that of Wikinews articles is (a median of 16 sentences, one in twenty of more than 36). A brief
// is one sentence or two, without a title. Names of persons, towns and firms are made of syllables, tens of thousands
// of them, a few of which come again and again: caches of words serve as little or as much as they do in running news.
// Half of the documents tell again what one of the fifty before them told. Days rise with the number, over twenty
// years.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/document.h"

namespace demarche {

enum class NewsLength : std::uint8_t { articles, briefs };

class InventedNews {
 public:
  // `words`: apps/bench/news.txt. Fails, naming file and line, where a list that is needed or named is missing.
  static Result<InventedNews> load(const std::filesystem::path& words);

  // Number `number` of `count` documents; depends on these, the seed and the words alone. For any number of threads.
  Document document(std::size_t number, std::size_t count, std::uint64_t seed, NewsLength length) const;

 private:
  friend class NewsWriter;
  struct State {
    std::string name, adjective, capital;
  };
  Result<void> check(const std::string& file) const;

  std::vector<State> states_;
  std::map<std::string, std::vector<std::string>, std::less<>> lists_;
};

// Of the source tree that the program was built from.
std::filesystem::path news_words();

// The document as a line of JSON, without the line's end: what `demarche code` reads.
std::string json_line(const Document& document);

}  // namespace demarche
