// Fingerprints of texts: near copies of an article (one agency's report in twenty papers) differ in few bits.
#pragma once

#include <cstdint>
#include <string_view>

namespace demarche {

// SimHash (Charikar 2002) over runs of three words, letters and digits only, case set aside. 0 for a text of fewer than
// three words.
std::uint64_t fingerprint_of(std::string_view text);

inline constexpr int kCopyBits = 6;                  // near copies differ in no more: measured in fingerprint_test.cc
bool near_copies(std::uint64_t a, std::uint64_t b);  // never where one is 0

}  // namespace demarche
