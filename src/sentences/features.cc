#include "sentences/features.h"

#include <xxhash.h>

#include <algorithm>

namespace demarche {
namespace {

std::uint32_t row(std::string_view text, std::uint64_t seed, FeatureTable table) {
  return 1 + static_cast<std::uint32_t>(XXH64(text.data(), text.size(), seed) % (kTableRows[table] - 1));
}

// Byte offsets of the letters (code points) of UTF-8 text, with its end.
std::vector<std::size_t> letters_of(std::string_view text) {
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) at.push_back(i);
  at.push_back(text.size());
  return at;
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

WordFeatures features_of(std::string_view form) {
  WordFeatures features;
  std::string lower = plain_lower(form);
  // numbers are known by their length alone
  std::string word = lower;
  if (std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
    for (char& c : word)
      if (c >= '0' && c <= '9') c = '9';
  features.word = row(word, 1, kWord);
  features.shape = row(shape_of(form), 2, kShape);
  const auto at = letters_of(word);
  const std::size_t letters = at.size() - 1;
  const std::string_view text = word;
  for (std::size_t n = 1; n <= 3; ++n)
    features.prefixes[n - 1] = row(text.substr(0, at[std::min(n, letters)]), 10 + n, kPrefix);
  for (std::size_t n = 1; n <= 4; ++n)
    features.suffixes[n - 1] = row(text.substr(at[letters - std::min(n, letters)]), 20 + n, kSuffix);
  if (letters > 3) {
    const std::string padded = "<" + word + ">";
    const auto inner = letters_of(padded);
    for (std::size_t i = 0; i + 3 < inner.size() && features.grams.size() < 24; ++i)
      features.grams.push_back(row(std::string_view(padded).substr(inner[i], inner[i + 3] - inner[i]), 30, kGrams));
  }
  return features;
}

}  // namespace demarche
