#include "ledger/fingerprint.h"

#include <array>
#include <bit>
#include <string>
#include <vector>

#include "base/content_hash.h"

namespace demarche {

std::uint64_t fingerprint_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (c >= 'A' && c <= 'Z')
      word += static_cast<char>(c - 'A' + 'a');
    else if (letter)
      word += c;
    else
      finish();
  }
  finish();
  if (words.size() < 3) return 0;
  std::array<int, 64> votes{};
  for (std::size_t i = 0; i + 3 <= words.size(); ++i) {
    const auto hash = content_hash({words[i], words[i + 1], words[i + 2]});
    for (std::size_t bit = 0; bit < 64; ++bit) votes[bit] += (hash >> bit) & 1 ? 1 : -1;
  }
  std::uint64_t fingerprint = 0;
  for (std::size_t bit = 0; bit < 64; ++bit)
    if (votes[bit] > 0) fingerprint |= std::uint64_t{1} << bit;
  return fingerprint ? fingerprint : 1;
}

bool near_copies(std::uint64_t a, std::uint64_t b) { return a && b && std::popcount(a ^ b) <= kCopyBits; }

}  // namespace demarche
