// Where sentences end: a linear classifier over the tokens on both sides of each gap.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sentences/tokenizer.h"

namespace demarche {

inline constexpr std::size_t kSplitterWeights = 1u << 16;
inline constexpr std::size_t kLongestSentence = 400;  // tokens: a longer one is broken at its last comma, or there

// Hashed features of the gap after tokens[i]; `since` counts tokens since the sentence's begin.
void gap_features(std::string_view text, const std::vector<RawToken>& tokens, std::size_t i, std::size_t since,
                  std::vector<std::uint32_t>& features);

// Ends of sentences as indices into tokens, exclusive; the last is tokens.size().
std::vector<std::size_t> sentence_ends(std::string_view text, const std::vector<RawToken>& tokens,
                                       std::span<const float> weights);

}  // namespace demarche
