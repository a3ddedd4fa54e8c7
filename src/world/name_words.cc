#include "world/name_words.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/among.h"

namespace demarche {
namespace {

// U+00C0..U+017F, each as its plain letters; "-" where the sign is no letter.
constexpr std::array<std::string_view, 192> kLatin = {
    "A", "A", "A",  "A",  "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I",  "I",  // 00C0
    "D", "N", "O",  "O",  "O", "O", "O",  "-", "O", "U", "U", "U", "U", "Y", "Th", "ss",
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",  // 00E0
    "d", "n", "o",  "o",  "o", "o", "o",  "-", "o", "u", "u", "u", "u", "y", "th", "y",
    "A", "a", "A",  "a",  "A", "a", "C",  "c", "C", "c", "C", "c", "C", "c", "D",  "d",  // 0100
    "D", "d", "E",  "e",  "E", "e", "E",  "e", "E", "e", "E", "e", "G", "g", "G",  "g",
    "G", "g", "G",  "g",  "H", "h", "H",  "h", "I", "i", "I", "i", "I", "i", "I",  "i",  // 0120
    "I", "i", "IJ", "ij", "J", "j", "K",  "k", "k", "L", "l", "L", "l", "L", "l",  "L",
    "l", "L", "l",  "N",  "n", "N", "n",  "N", "n", "n", "N", "n", "O", "o", "O",  "o",  // 0140
    "O", "o", "OE", "oe", "R", "r", "R",  "r", "R", "r", "S", "s", "S", "s", "S",  "s",
    "S", "s", "T",  "t",  "T", "t", "T",  "t", "U", "u", "U", "u", "U", "u", "U",  "u",  // 0160
    "U", "u", "U",  "u",  "W", "w", "Y",  "y", "Y", "Z", "z", "Z", "z", "Z", "z",  "s"};

// One code point; a byte that is no UTF-8 stands for itself.
std::pair<std::uint32_t, std::size_t> decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first >= 0xC2 && first < 0xE0 && text.size() > 1) return {((first & 0x1F) << 6) | (byte(1) & 0x3Fu), 2};
  if (first >= 0xE0 && first < 0xF0 && text.size() > 2)
    return {((first & 0x0F) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu), 3};
  return {first, 1};
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_letter(char c) { return is_lower(c) || is_upper(c) || (c >= '0' && c <= '9') || !is_ascii(c); }

// What transliterations agree on: the consonants, each once ("kh" and "q" are close enough to "h" and "k" to be left to
// the edits).
std::string consonants(std::string_view word) {
  std::string kept;
  for (const char c : word) {
    if (std::string_view("aeiouyhj").find(c) != std::string_view::npos) continue;
    const char plain = c == 'q' || c == 'c' ? 'k' : c == 'w' ? 'v' : c == 'z' ? 's' : c;
    if (kept.empty() || kept.back() != plain) kept += plain;
  }
  return kept;
}

}  // namespace

namespace {

// What is written in many ways, longest first; `before`: only before one of these letters ("v": a vowel).
struct Spelling {
  std::string_view written, sound, before;
};
constexpr Spelling kSpellings[] = {
    {"shch", "s", ""}, {"tsch", "c", ""}, {"sch", "s", ""}, {"tch", "c", ""}, {"dzh", "j", ""}, {"cz", "c", ""},
    {"ch", "c", ""},   {"sh", "s", ""},   {"kh", "k", ""},  {"gh", "g", ""},  {"ph", "f", ""},  {"th", "t", ""},
    {"dh", "d", ""},   {"zh", "j", ""},   {"dj", "j", ""},  {"dz", "j", ""},  {"ck", "k", ""},  {"ts", "c", ""},
    {"tz", "c", ""},   {"qu", "k", ""},   {"x", "ks", ""},  {"q", "k", ""},   {"c", "s", "ei"}, {"c", "k", ""},
    {"w", "v", ""},    {"z", "s", ""},    {"ai", "e", ""},  {"ay", "e", ""},  {"ei", "e", ""},  {"ey", "e", ""},
    {"ee", "e", ""},   {"yi", "e", ""},   {"ie", "e", ""},  {"oo", "o", ""},  {"ou", "o", ""},  {"au", "o", ""},
    {"aa", "a", ""},   {"i", "j", "v"},   {"y", "j", "v"},  {"i", "e", ""},   {"y", "e", ""},   {"u", "o", ""}};

// The spellings that begin with each letter, in their order: the world's loading sounds every name.
constexpr auto kSpellingsByLetter = [] {
  struct {
    std::array<std::array<std::uint8_t, 8>, 26> at{};
    std::array<std::uint8_t, 26> count{};
  } table;
  for (std::uint8_t i = 0; i < std::size(kSpellings); ++i) {
    const auto letter = static_cast<std::size_t>(kSpellings[i].written[0] - 'a');
    table.at[letter][table.count[letter]++] = i;
  }
  return table;
}();

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

// The spelling that a word goes on with; null if none.
const Spelling* spelling_at(std::string_view rest) {
  if (!is_lower(rest[0])) return nullptr;
  const auto letter = static_cast<std::size_t>(rest[0] - 'a');
  for (std::size_t i = 0; i < kSpellingsByLetter.count[letter]; ++i) {
    const auto& each = kSpellings[kSpellingsByLetter.at[letter][i]];
    if (!rest.starts_with(each.written)) continue;
    if (each.before.empty()) return &each;
    if (rest.size() == each.written.size()) continue;
    const char next = rest[each.written.size()];
    if (each.before == "v" ? is_vowel(next) : each.before.find(next) != std::string_view::npos) return &each;
  }
  return nullptr;
}

}  // namespace

std::string sound_of(std::string_view word) {
  std::string sound;
  const auto add = [&](char c) {
    if (sound.empty() || sound.back() != c) sound += c;
  };
  for (std::size_t i = 0; i < word.size();) {
    if (const auto* found = spelling_at(word.substr(i))) {
      for (const char c : found->sound) add(c);
      i += found->written.size();
      continue;
    }
    // an h that no vowel follows is not heard: "Kohl", "Abdullah"
    const char c = word[i++];
    if (c == 'h' && (i == word.size() || !is_vowel(word[i]))) continue;
    add(c);
  }
  return sound;
}

int edits_between(std::string_view a, std::string_view b, int most) {
  const int longer = static_cast<int>(std::max(a.size(), b.size()));
  const int apart = longer - static_cast<int>(std::min(a.size(), b.size()));
  if (apart > most) return most + 1;
  std::array<std::array<int, 64>, 3> rows{};
  if (longer >= 64) return a == b ? 0 : most + 1;
  auto *before = rows[0].data(), *above = rows[1].data(), *row = rows[2].data();
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
    std::swap(before, above);
    std::swap(above, row);
  }
  return std::min(above[b.size()], most + 1);
}

std::string without_accents(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const auto ascii = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_ascii) - text.begin());
    plain += text.substr(0, ascii);
    text.remove_prefix(ascii);
    if (text.empty()) break;
    const auto [code, size] = decode(text);
    if (code >= 0xC0 && code < 0x180 && size == 2) {
      plain += kLatin[code - 0xC0];
    } else if (code == 0x2019 || code == 0x2018 || code == 0x02BB || code == 0x02BC || code == 0xB4) {
      plain += '\'';
    } else if (code >= 0x2010 && code <= 0x2015) {
      plain += '-';
    } else if (code >= 0x218 && code <= 0x21B) {  // Romanian S and T with comma below
      plain += "SsTt"[code - 0x218];
    } else if (code == 0x18F || code == 0x259) {  // Azerbaijani schwa
      plain += code == 0x18F ? 'A' : 'a';
    } else if (code == 0xA0) {
      plain += ' ';
    } else if (code >= 0x300 && code < 0x370 && size == 2) {
      // a combining accent: its letter stands before it
    } else {
      plain += text.substr(0, size);
    }
    text.remove_prefix(size);
  }
  return plain;
}

std::string lower_case(std::string_view ascii) {
  std::string lower(ascii);
  for (char& c : lower)
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

void append_words(std::string_view text, std::vector<NameWord>& words) {
  std::string folded;
  if (!std::all_of(text.begin(), text.end(), is_ascii)) text = folded = without_accents(text);
  std::string word;
  const auto finish = [&] {
    if (word.empty()) return;
    words.push_back({std::move(word), {}});
    words.back().lower = lower_case(words.back().text);
    word.clear();
  };
  const auto add = [&](std::string_view whole) { words.push_back({std::string(whole), std::string(whole)}); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    // the possessive mark is a word, as it is a token: "People's Republic"
    if (c == '\'' && !word.empty() && text.compare(i + 1, 1, "s") == 0 &&
        (i + 2 == text.size() || !is_letter(text[i + 2]))) {
      finish();
      add("'s");
      ++i;
    } else if (is_letter(c)) {
      std::size_t end = i + 1;
      while (end < text.size() && is_letter(text[end])) ++end;
      word += text.substr(i, end - i);
      i = end - 1;
    } else if (c == '.') {
      continue;  // "U.S." and "US" are one word
    } else {
      finish();
      if (c == '&')
        add("and");
      else if (std::string_view("-'`\"_ ").find(c) == std::string_view::npos)
        add(text.substr(i, 1));
    }
  }
  finish();
}

std::vector<NameWord> words_of(std::string_view text) {
  std::vector<NameWord> words;
  words.reserve(4);
  append_words(text, words);
  return words;
}

std::string key_of(std::string_view text) {
  // most names are words of plain letters, parted by single spaces
  const auto is_plain = [](char c) { return is_ascii(c) && is_letter(c); };
  bool plain = !text.empty();
  for (std::size_t i = 0; plain && i < text.size(); ++i)
    plain = is_plain(text[i]) || (text[i] == ' ' && i > 0 && i + 1 < text.size() && text[i - 1] != ' ');
  if (plain) return lower_case(text);
  std::string key;
  for (const auto& word : words_of(text)) {
    if (!key.empty()) key += ' ';
    key += word.lower;
  }
  return key;
}

double price_of_case(std::string_view in_text, std::string_view written, bool first_word, bool tagged_as_name) {
  if (in_text == written) return 0;
  const bool all_upper = std::none_of(in_text.begin(), in_text.end(), is_lower);
  const bool written_upper = written.size() > 1 && std::none_of(written.begin(), written.end(), is_lower);
  if (all_upper) return written_upper ? 0 : 0.02;
  if (is_lower(written[0])) return 0.01;  // "of", "the", "al" inside a name
  if (is_upper(in_text[0])) {
    if (written_upper) return in_text.size() >= 4 ? 0.02 : -1;  // "Nato", but neither "Us" nor "Who"
    return 0.02;
  }
  // "with Russia today" is told of a state, not of Russia Today
  static constexpr std::array<std::string_view, 4> kWhen = {"today", "yesterday", "tomorrow", "tonight"};
  if (among(kWhen, in_text)) return -1;
  if (!first_word) return 0.04;
  // Lower case where a capital belongs: poor text, believed where the tagger took it for a name.
  static constexpr std::array<std::string_view, 14> kEverydayWords = {"turkey", "china",  "chad",  "jordan", "guinea",
                                                                      "mali",   "polish", "male",  "nice",   "cuba",
                                                                      "panama", "jersey", "niger", "reunion"};
  const bool everyday = among(kEverydayWords, in_text);
  return tagged_as_name && !written_upper && written.size() >= 4 && !everyday ? 0.2 : -1;
}

bool spelled_alike(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto shorter = std::min(a.size(), b.size()), longer = std::max(a.size(), b.size());
  if (shorter < 3 || longer - shorter > 3) return false;
  const int edits = edits_between(a, b, 4);
  if (edits <= (shorter >= 7 ? 2 : 1)) return true;
  const auto bones = consonants(a);
  return bones.size() >= 3 && edits <= 4 && bones == consonants(b);
}

}  // namespace demarche
