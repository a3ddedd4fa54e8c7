// Numbers as words.
#pragma once

#include <optional>
#include <string_view>

namespace demarche {

// The whole number that a word stands for, in lower case: digits, "zero" to "twenty".
std::optional<int> number_of_word(std::string_view word);

}  // namespace demarche
