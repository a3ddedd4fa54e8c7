// What the network sees of a word: rows of its embedding tables, found by hashing the word's form.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sentences/vocabulary.h"

namespace demarche {

// Embedding tables by what they hash. Each has its own number of rows and width (network.h).
enum FeatureTable : std::uint8_t { kWord, kPrefix, kSuffix, kShape, kGrams, kKnown, kFeatureTables };

struct WordFeatures {
  // Rows by table; prefixes of 1, 2, 3 letters and suffixes of 1, 2, 3, 4 letters each have a slot, the first character
  // trigrams are a bag.
  std::uint32_t word = 0, shape = 0, known = 0;
  std::array<std::uint32_t, 3> prefixes{};
  std::array<std::uint32_t, 4> suffixes{};
  std::array<std::uint32_t, 24> gram_rows{};
  std::uint32_t gram_count = 0;

  std::span<const std::uint32_t> grams() const { return {gram_rows.data(), gram_count}; }
};

inline constexpr std::array<std::uint32_t, kFeatureTables> kTableRows = {32768, 8192, 16384, 1024, 16384, 512};

// Row 0 of the word table stands for words that were not seen; `known` tells which hashed rows were.
std::string plain_lower(std::string_view form);
WordFeatures features_of(std::string_view form, const Vocabulary& vocabulary);

}  // namespace demarche
