// How much of a page may be parsed. gumbo's work grows with the square of how deep elements lie in one another, and of
// how many attributes one has: half a megabyte of "<div>" takes it minutes. Internal to src/text.
#pragma once

#include <string_view>

namespace demarche {

inline constexpr int kMostOpenElements = 1000;  // begun and not ended; a page that people read has some dozens
inline constexpr int kMostElements = 50'000;    // in all; that many take seconds, however they lie
inline constexpr int kMostAttributes = 1000;    // of one element

// The beginning of a page that keeps these bounds: all of it, but for hostile pages. Linear in the bytes.
std::string_view within_bounds(std::string_view page);

}  // namespace demarche
