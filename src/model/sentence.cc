#include "model/sentence.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

constexpr std::array<std::string_view, 18> kUpos = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                    "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                    "PUNCT", "SCONJ", "SYM", "VERB", "X",     "_"};

}  // namespace

std::string_view name_of(Upos upos) { return kUpos[static_cast<std::size_t>(upos)]; }

Upos upos_named(std::string_view name) {
  const auto found = std::find(kUpos.begin(), kUpos.end(), name);
  return found == kUpos.end() ? Upos::none : static_cast<Upos>(found - kUpos.begin());
}

}  // namespace demarche
