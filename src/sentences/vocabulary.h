// Known lemmas of verbs and nouns, and irregular forms: they decide between the rules that the network proposes
// ("orchestrated": orchestrat, orchestrate?).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace demarche {

struct Vocabulary {
  std::unordered_set<std::string> verbs, nouns;
  std::unordered_map<std::string, std::string> verb_forms, noun_forms;  // irregular, lower case: "broke" -> "break"
};

// The lemma of a form with this Penn tag, by the rules in the order of the network's preference.
std::string lemma_of(std::string_view form, std::string_view xpos, std::span<const std::string* const> rules,
                     const Vocabulary& vocabulary);

}  // namespace demarche
