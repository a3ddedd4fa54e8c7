// Known lemmas of verbs and nouns, and irregular forms: they decide between the rules that the network proposes
// ("orchestrated": orchestrat, orchestrate?).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

// Words with a value each (empty for a set), laid out for use where they lie: a hash table of offsets into a heap of
// "word\0value\0".
struct WordTable {
  std::span<const std::uint32_t> slots;  // a power of two, never full; 0: empty
  std::string_view heap;                 // byte 0 is not used

  std::optional<std::string_view> find(std::string_view word) const;
  bool contains(std::string_view word) const { return find(word).has_value(); }
  std::vector<std::pair<std::string_view, std::string_view>> all() const;  // in the order of the heap
};

// Such a table in memory of its own.
struct WordTableData {
  std::vector<std::uint32_t> slots;
  std::string heap;

  explicit WordTableData(const std::map<std::string, std::string>& values);
  WordTable table() const { return {slots, heap}; }
};

struct Vocabulary {
  // Lower case, with what each may be: by the dictionary n, v, a, r (adverb), p (proper noun), then, by the treebanks
  // alone, N, V.
  WordTable lemmas;
  WordTable verb_forms, noun_forms;  // irregular, lower case: "broke" -> "break"

  // `as`: n or v; by the dictionary alone, or by the treebanks too.
  bool is_known(std::string_view lemma, char as, bool by_dictionary = false) const;
};

// Whether a word with this Penn tag has an ending or a form of its own: a verb in the past, a participle, third person,
// a plural noun.
bool is_inflected(std::string_view xpos);

// What a word in lower case may be, by the dictionary: the letters of its lemma, "/", and as an inflected form S
// (plural), Z (third person), D (past or participle), G (-ing), d and s (irregular).
std::string known_as(std::string_view word, const Vocabulary& vocabulary);

// The lemma of a form with this Penn tag, by the rules in the order of the network's preference (of a word that is not
// inflected the first alone counts).
std::string lemma_of(std::string_view form, std::string_view xpos, std::span<const std::string* const> rules,
                     const Vocabulary& vocabulary);

}  // namespace demarche
