// Names cut into comparable words: accents folded to ASCII, hyphens, apostrophes and dots set aside, case kept beside a
// lower-case key. "Bashar al-Assad", "Bashar al Assad" and the three tokens "al" "-" "Assad" give the same words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace demarche {

struct NameWord {
  std::string text;   // folded, case as written
  std::string lower;  // folded, lower case: what tables are keyed by
};

// Letters with accents become plain ones ("Nicolás" -> "Nicolas", "ß" -> "ss"); bytes beyond the table are kept.
std::string without_accents(std::string_view text);
std::string lower_case(std::string_view ascii);

// Appends the words of one token or of a whole name. Punctuation other than hyphen, apostrophe, dot and quotes is a
// word of its own, so that no name is matched across a comma.
void append_words(std::string_view text, std::vector<NameWord>& words);
std::vector<NameWord> words_of(std::string_view text);
// Lower-case words joined by one space.
std::string key_of(std::string_view text);

// How well the case of a word in a text suits the word as the knowledge file writes it: a price from 0 (as written)
// upwards, negative where it cannot be meant ("us" for "US", "turkey" for "Turkey").
double price_of_case(std::string_view in_text, std::string_view written, bool first_word, bool tagged_as_name);

// A word as transliterations agree on it: "Suleymani" and "Soleimani", "Gaddafi" and "Ghadafi", "Tadjikistan" and
// "Tajikistan" sound alike. In lower case without accents; what comes out is for comparing only.
std::string sound_of(std::string_view word);
// Letters to change, leave out, put in or swap with their neighbour between two words; `most` + 1 where there are more.
int edits_between(std::string_view a, std::string_view b, int most);

// Whether two words may be spellings of one name ("Suleymani", "Soleimani"): a few letters apart, or alike once the
// vowels and doubled letters that transliterations disagree on are set aside. Both in lower case.
bool spelled_alike(std::string_view a, std::string_view b);

}  // namespace demarche
