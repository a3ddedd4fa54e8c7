#include "sentences/features.h"

#include <xxhash.h>

#include <algorithm>

#include "base/letters.h"

namespace demarche {
namespace {

std::uint32_t row(std::string_view text, std::uint64_t seed, FeatureTable table) {
  return 1 + static_cast<std::uint32_t>(XXH64(text.data(), text.size(), seed) % (kTableRows[table] - 1));
}

// Offset of the end of the first `letters` letters (code points) of UTF-8 text.
std::size_t first_letters(std::string_view text, std::size_t letters) {
  std::size_t i = 0;
  for (; i < text.size(); ++i)
    if (begins_letter(text[i]) && letters-- == 0) break;
  return i;
}

// Offset of the begin of the last `letters` letters.
std::size_t last_letters(std::string_view text, std::size_t letters) {
  std::size_t i = text.size();
  while (i > 0 && letters > 0) letters -= begins_letter(text[--i]);
  return i;
}

// "Albania's" -> "Xxxx'x" with runs cut at three; digits become 9; other bytes stand for themselves.
std::string shape_of(std::string_view form) {
  std::string shape;
  for (const char c : form) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80) continue;
    const char kind = c >= 'A' && c <= 'Z'                     ? 'X'
                      : (c >= 'a' && c <= 'z') || byte >= 0xC3 ? 'x'
                      : c >= '0' && c <= '9'                   ? '9'
                                                               : c;
    const auto n = shape.size();
    if (n >= 3 && shape[n - 1] == kind && shape[n - 2] == kind && shape[n - 3] == kind) continue;
    shape.push_back(kind);
    if (shape.size() > 12) break;
  }
  return shape;
}

}  // namespace

std::string plain_lower(std::string_view form) {
  std::string lower(form);
  for (std::size_t i = 0; i < lower.size(); ++i) {
    char& c = lower[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (static_cast<unsigned char>(c) < 0x80) continue;
    // curly quotes and straight ones are one to the network; soft hyphens are nothing
    if (lower.compare(i, 2, "\xC2\xAD") == 0)
      lower.erase(i--, 2);
    else if (lower.compare(i, 3, "’") == 0 || lower.compare(i, 3, "‘") == 0)
      lower.replace(i, 3, "'");
    else if (lower.compare(i, 3, "“") == 0 || lower.compare(i, 3, "”") == 0)
      lower.replace(i, 3, "\"");
  }
  return lower;
}

WordFeatures features_of(std::string_view form, const Vocabulary& vocabulary) {
  WordFeatures features;
  std::string word = plain_lower(form);
  // numbers are known by their length alone
  if (std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
    for (char& c : word)
      if (c >= '0' && c <= '9') c = '9';
  features.word = row(word, 1, kWord);
  features.shape = row(shape_of(form), 2, kShape);
  features.known = row(known_as(word, vocabulary), 40, kKnown);
  const std::string_view text = word;
  for (std::size_t n = 1; n <= 3; ++n)
    features.prefixes[n - 1] = row(text.substr(0, first_letters(text, n)), 10 + n, kPrefix);
  for (std::size_t n = 1; n <= 4; ++n)
    features.suffixes[n - 1] = row(text.substr(last_letters(text, n)), 20 + n, kSuffix);
  if (first_letters(text, 3) < text.size()) {  // more than three letters
    word.insert(word.begin(), '<');
    word.push_back('>');
    const std::string_view padded = word;
    std::size_t begin = 0, end = first_letters(padded, 3);
    while (features.gram_count < features.gram_rows.size()) {
      features.gram_rows[features.gram_count++] = row(padded.substr(begin, end - begin), 30, kGrams);
      if (end == padded.size()) break;
      begin += first_letters(padded.substr(begin), 1);
      end += first_letters(padded.substr(end), 1);
    }
  }
  return features;
}

}  // namespace demarche
