#include "text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <limits>

namespace demarche {

std::string language_of(std::string_view text) {
  const int length = static_cast<int>(std::min<std::size_t>(text.size(), std::numeric_limits<int>::max()));
  bool reliable = false;
  int valid_bytes = 0, chunk_bytes = 0;
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const auto language =
      CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), length, true, &hints, 0, languages, percents, scores,
                                              nullptr, &chunk_bytes, &reliable, &valid_bytes);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return {};
  return CLD2::LanguageCode(language);
}

std::string other_language(std::string_view text) {
  constexpr std::size_t kEnough = 100;  // bytes; names alone look like any language
  if (text.size() < kEnough) return {};
  auto language = language_of(text);
  return language == "en" ? std::string() : language;
}

std::string language_name(std::string_view code) {
  const auto language = CLD2::GetLanguageFromName(std::string(code).c_str());
  if (language == CLD2::UNKNOWN_LANGUAGE) return std::string(code);
  std::string name = CLD2::LanguageName(language);
  std::transform(name.begin() + 1, name.end(), name.begin() + 1,
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name;
}

}  // namespace demarche
