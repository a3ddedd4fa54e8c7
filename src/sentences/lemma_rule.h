// Lemmas by rule: what is cut from the end of a word and what is put there, learnt as classes.
#pragma once

#include <string>
#include <string_view>

namespace demarche {

// The rule that makes `lemma` of `form`: "l" (of the lower-cased form) or "k" (of the form as written), bytes to cut
// from the end, ":", bytes to add: "l3:y" for countries -> country. Where form and lemma do not begin alike: "=" and
// the lemma itself.
std::string lemma_rule(std::string_view form, std::string_view lemma);

// The lemma by a rule; the form itself where the rule does not fit it.
std::string lemma_by(std::string_view rule, std::string_view form);

}  // namespace demarche
