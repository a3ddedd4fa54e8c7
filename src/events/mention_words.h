// Words and questions that the parts of the mention reader share. Internal to src/events.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "lexicon/lexicon.h"
#include "model/sentence.h"
#include "world/world.h"

namespace demarche {

inline bool is_capital(const Token& token) {
  return !token.form.empty() && token.form[0] >= 'A' && token.form[0] <= 'Z';
}

// Whether a noun with capital letters bears the name of the place where it was agreed on or held: "the Vienna
// Convention" is not Austria's.
inline bool is_named_after_place(const Lexicon& lexicon, const Token& noun, std::string_view lemma) {
  return is_capital(noun) && lexicon.in_class("named-after-places", lemma);
}

// Whether a noun is by its ending a word for a person: "minister", "spokesman", "pianist".
inline bool ends_as_person(std::string_view lemma) {
  static constexpr std::array<std::string_view, 9> kEndings = {"er", "or",  "ist", "ian",  "ant",
                                                               "ee", "man", "ess", "woman"};
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
    return lemma.size() > ending.size() + 2 && lemma.ends_with(ending);
  });
}

// The same of a word for those who act, which may also be a body: "president", "envoy", "king", but no "ministry".
inline bool names_person(const Lexicon& lexicon, std::string_view lemma) {
  return lexicon.in_class("person-nouns", lemma) || (ends_as_person(lemma) && lemma != "power");
}

inline bool is_person(const Resolution& who) { return who.kind == ActorKind::person; }
inline bool is_state(const Resolution& who) { return who.kind == ActorKind::state; }

}  // namespace demarche
