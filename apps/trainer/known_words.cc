#include "known_words.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/letters.h"

namespace demarche {
namespace {

void add(std::string& letters, char letter) {
  if (letters.find(letter) == std::string::npos) letters += letter;
}

bool is_plain(const std::string& word) {
  return word.size() > 1 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// A line of data: offset, file, part of speech, number of words in hexadecimal, then each word with a number.
Result<void> read_lemmas(const std::string& path, char letter, KnownWords& known) {
  std::ifstream in(path);
  if (!in) return fail("cannot be opened", path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::string offset, file, part, count, word, sense;
    if (!(cells >> offset >> file >> part >> count) || offset.size() != 8) continue;
    for (auto n = std::stoul(count, nullptr, 16); n > 0 && cells >> word >> sense; --n) {
      word.erase(std::min(word.find('('), word.size()));  // "galore(ip)"
      const auto lower = lower_ascii(word);
      if (is_plain(lower)) add(known.lemmas[lower], letter == 'n' && word[0] != lower[0] ? 'p' : letter);
    }
  }
  return {};
}

// A line: an irregular form and its lemma.
Result<void> read_forms(const std::string& path, std::map<std::string, std::string>& forms) {
  std::ifstream in(path);
  if (!in) return fail("cannot be opened", path);
  for (std::string form, lemma, rest; in >> form >> lemma; std::getline(in, rest))
    if (is_plain(form) && is_plain(lemma)) forms.emplace(form, lemma);
  return {};
}

}  // namespace

Result<KnownWords> known_words_of(const std::vector<Sentence>& sentences, const std::string& wordnet) {
  KnownWords known;
  if (!wordnet.empty()) {
    for (const auto& [name, letter] : {std::pair("noun", 'n'), {"verb", 'v'}, {"adj", 'a'}, {"adv", 'r'}})
      if (auto read = read_lemmas(wordnet + "/data." + name, letter, known); !read) return tl::unexpected(read.error());
    for (auto& [word, letters] : known.lemmas) std::sort(letters.begin(), letters.end());
    if (auto read = read_forms(wordnet + "/verb.exc", known.verb_forms); !read) return tl::unexpected(read.error());
    if (auto read = read_forms(wordnet + "/noun.exc", known.noun_forms); !read) return tl::unexpected(read.error());
  }
  for (const auto& sentence : sentences)
    for (const auto& token : sentence.tokens) {
      const bool verb = token.upos == Upos::verb || token.upos == Upos::aux;
      if (!verb && token.upos != Upos::noun) continue;
      auto& letters = known.lemmas[token.lemma];
      if (letters.find(verb ? 'v' : 'n') == std::string::npos) add(letters, verb ? 'V' : 'N');
    }
  return known;
}

}  // namespace demarche
