// Tokens of a paragraph, by rule, as UD English EWT has them: contractions and possessives fused ("don't" = do + n't,
// "Iran's" = Iran + 's), most hyphens apart, abbreviations, addresses, numbers whole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

struct RawToken {
  std::uint32_t begin = 0, end = 0;  // bytes in the text given
  std::uint32_t split = 0;           // where a fused token parts in two words; 0: one word
  bool space_after = true;
  bool break_after = false;  // a blank line follows: a sentence ends here
};

std::vector<RawToken> tokens_of(std::string_view text);

// Whether a word with a full stop behind it is known as an abbreviation ("Mr.", "Gen.", "U.S.", an initial).
bool is_abbreviation(std::string_view word);

}  // namespace demarche
