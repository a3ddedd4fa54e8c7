// In which language is a text written?
#pragma once

#include <string>
#include <string_view>

namespace demarche {

// ISO 639-1 ("en", "fr", "ar"), three letters where that has none; empty where a text is too short or too mixed to
// tell. By CLD2. Any thread.
std::string language_of(std::string_view text);

// The language of a text that is long enough to be sure that it is not English; empty where it is or may be English,
// the one language that is coded.
std::string other_language(std::string_view text);

// "French" of "fr"; the code itself where it is not known.
std::string language_name(std::string_view code);

}  // namespace demarche
