// Dictionaries of the older coders (TABARI, PETRARCH): *.actors, *.agents, *.discards, also with ".txt" behind.
//
//   actors     HAMID_KARZAI_  [AFGELI 750101-000101] [AFGGOV >011222]     a name and its codes, each with its days
//              +KARZAI_                                                   another name of the actor above
//              \t[AFGELI]                                                 a further code of it
//   agents     CONGRESS!PERSON! {CONGRESSMEN} [~LEG]                      a word, its plural ({}: none), its code;
//              !PERSON! = MAN, MEN, WOMAN                                 what !PERSON! stands for
//   discards   BASEBALL        leave such sentences out;   +TYPHOON       leave such documents out
//
// "_" joins words; "#" and ";" begin comments. A code is a country's three letters and sectors of three letters each;
// "---" is nobody's. Days are YYMMDD or YYYYMMDD (two-digit years from 30 on are of the 20th century), "<" before, ">"
// from. These files are matched by whole words, not by stems. A line that cannot be read is told and left out.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace demarche {

struct DatedCode {
  std::string code;  // "AFGGOV", upper case
  Validity when;
};

struct DictionaryActor {
  std::vector<std::string> names;  // as in the file, words parted by spaces
  std::vector<DatedCode> codes;    // in the order of the file
};

struct DictionaryAgent {
  std::vector<std::string> words;  // with their plurals
  std::string code;                // "LEG", "GOVMED": what stands behind the country
};

struct Dictionary {
  std::vector<DictionaryActor> actors;
  std::vector<DictionaryAgent> agents;
  std::vector<std::string> discarded_sentences, discarded_documents;  // phrases that tell them
};

// Whether a file is such a dictionary, by its name.
bool is_dictionary(const std::filesystem::path& file);

// Adds what the file holds. Fails where it cannot be read at all.
Result<void> read_dictionary(const std::filesystem::path& file, Dictionary& into,
                             const std::function<void(const Error&)>& problem);

}  // namespace demarche
