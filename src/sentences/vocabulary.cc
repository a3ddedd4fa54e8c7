#include "sentences/vocabulary.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>

#include "sentences/features.h"
#include "sentences/lemma_rule.h"

namespace demarche {

namespace {

// Where a search for the word begins; the following slots are next.
std::size_t first_slot(std::string_view word, std::size_t slots) {
  return static_cast<std::size_t>(XXH64(word.data(), word.size(), 3)) & (slots - 1);
}

}  // namespace

WordTableData::WordTableData(const std::map<std::string, std::string>& values)
    : slots(std::bit_ceil(values.size() * 2 + 1)), heap(1, '\0') {
  for (const auto& [word, value] : values) {
    std::size_t at = first_slot(word, slots.size());
    while (slots[at]) at = (at + 1) & (slots.size() - 1);
    slots[at] = static_cast<std::uint32_t>(heap.size());
    heap.append(word).append(1, '\0').append(value).append(1, '\0');
  }
}

std::optional<std::string_view> WordTable::find(std::string_view word) const {
  if (slots.empty() || word.empty()) return std::nullopt;
  std::size_t at = first_slot(word, slots.size());
  for (std::size_t tries = 0; tries < slots.size(); ++tries, at = (at + 1) & (slots.size() - 1)) {
    const std::size_t offset = slots[at];
    if (offset == 0 || offset + word.size() + 2 > heap.size()) return std::nullopt;
    if (heap.compare(offset, word.size(), word) != 0 || heap[offset + word.size()] != '\0') continue;
    const auto begin = offset + word.size() + 1, end = heap.find('\0', begin);
    return heap.substr(begin, end == std::string_view::npos ? 0 : end - begin);
  }
  return std::nullopt;
}

std::vector<std::pair<std::string_view, std::string_view>> WordTable::all() const {
  std::vector<std::pair<std::string_view, std::string_view>> pairs;
  std::string_view rest = heap.substr(std::min<std::size_t>(1, heap.size()));
  const auto take = [&] {
    const auto end = std::min(rest.find('\0'), rest.size());
    const auto part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
  };
  while (!rest.empty()) {
    const auto word = take();
    pairs.emplace_back(word, take());
  }
  return pairs;
}

bool is_inflected(std::string_view xpos) {
  return xpos == "VBD" || xpos == "VBN" || xpos == "VBG" || xpos == "VBZ" || xpos == "NNS";
}

bool Vocabulary::is_known(std::string_view lemma, char as, bool by_dictionary) const {
  const auto found = lemmas.find(lemma);
  if (!found) return false;
  return found->find(as) != found->npos ||
         (!by_dictionary && found->find(static_cast<char>(as - 'a' + 'A')) != found->npos);
}

namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// One vowel and one consonant at the end, as in "fin" and "hop", not "rain", "help", "vow".
bool ends_short(std::string_view word) {
  const auto n = word.size();
  if (n < 3) return false;
  const char last = word[n - 1];
  return !is_vowel(last) && last != 'w' && last != 'x' && last != 'y' && is_vowel(word[n - 2]) &&
         !is_vowel(word[n - 3]);
}

}  // namespace

std::string known_as(std::string_view word, const Vocabulary& vocabulary) {
  const auto by_dictionary = [&](std::string_view lemma) {
    const auto found = vocabulary.lemmas.find(lemma).value_or("");
    return found.substr(0, found.find_first_of("NV"));
  };
  std::string known(by_dictionary(word));
  known += '/';
  const auto stem_is = [&](std::size_t cut, std::string_view add, char as) {
    return word.size() > cut + 1 &&
           by_dictionary(std::string(word.substr(0, word.size() - cut)) + std::string(add)).find(as) !=
               std::string_view::npos;
  };
  const auto doubled = [&](std::size_t cut) {
    const auto n = word.size() - cut;
    return word.size() > cut + 2 && word[n - 1] == word[n - 2] && stem_is(cut + 1, "", 'v');
  };
  if (word.ends_with('s'))
    for (const auto& [letter, as] : {std::pair('n', 'S'), std::pair('v', 'Z')})
      if (stem_is(1, "", letter) || (word.ends_with("es") && stem_is(2, "", letter)) ||
          (word.ends_with("ies") && stem_is(3, "y", letter)))
        known += as;
  if (word.ends_with("ed") &&
      (stem_is(1, "", 'v') || stem_is(2, "", 'v') || doubled(2) || (word.ends_with("ied") && stem_is(3, "y", 'v'))))
    known += 'D';
  if (word.ends_with("ing") && (stem_is(3, "", 'v') || stem_is(3, "e", 'v') || doubled(3))) known += 'G';
  if (vocabulary.verb_forms.contains(word)) known += 'd';
  if (vocabulary.noun_forms.contains(word)) known += 's';
  return known;
}

std::string lemma_of(std::string_view form, std::string_view xpos, std::span<const std::string* const> rules,
                     const Vocabulary& vocabulary) {
  if (rules.empty()) return std::string(form);
  if (!is_inflected(xpos)) {
    auto lemma = lemma_by(*rules.front(), form);
    if (xpos != "NN") return lemma;
    // a singular noun in -ing, or that the dictionary has, is its own lemma ("the lifting")
    auto lower = plain_lower(form);
    return lemma.size() < lower.size() && (lower.ends_with("ing") || vocabulary.is_known(lower, 'n')) ? lower : lemma;
  }
  const bool inflected_verb = xpos != "NNS";
  const auto known = [&](std::string_view lemma) { return vocabulary.is_known(lemma, inflected_verb ? 'v' : 'n'); };
  const auto& irregular = inflected_verb ? vocabulary.verb_forms : vocabulary.noun_forms;
  const std::string lower = plain_lower(form);
  if (const auto found = irregular.find(lower)) return std::string(*found);
  const bool unchanged = (xpos == "VBD" || xpos == "VBN") && !lower.ends_with("ed");  // "cut", "hit", "set"
  const bool suffixed = inflected_verb && (lower.ends_with("ed") || lower.ends_with("ing"));
  // what the dictionary has before what stood in a treebank once
  for (const bool by_dictionary : {true, false})
    for (const auto* rule : rules) {
      auto lemma = lemma_by(*rule, form);
      if ((lemma == lower && !unchanged) || !vocabulary.is_known(lemma, inflected_verb ? 'v' : 'n', by_dictionary))
        continue;
      // a short vowel would have doubled the consonant: "fined" is of fine, "finned" of fin
      if (suffixed && ends_short(lemma) && vocabulary.is_known(lemma + "e", 'v', by_dictionary)) lemma += 'e';
      return lemma;
    }
  // the regular inflections undone
  const auto ends = [&](std::string_view ending) {
    return lower.size() > ending.size() + 1 && std::string_view(lower).ends_with(ending);
  };
  const auto cut = [&](std::size_t n, std::string_view add) {
    return lower.substr(0, lower.size() - n) + std::string(add);
  };
  std::string tries[6];
  std::size_t count = 0;
  if (inflected_verb) {
    const std::size_t n = ends("ing") ? 3 : ends("ed") ? 2 : ends("es") ? 2 : ends("s") ? 1 : 0;
    if (ends("ied") || ends("ies")) tries[count++] = cut(3, "y");
    if (n) {
      if (n == 2)
        tries[count++] = cut(1, "");
      else if (n == 3)
        tries[count++] = cut(3, "e");
      tries[count++] = cut(n, "");
      const auto stem = cut(n, "");
      if (stem.size() > 2 && stem[stem.size() - 1] == stem[stem.size() - 2])
        tries[count++] = stem.substr(0, stem.size() - 1);
    }
  } else if (ends("s")) {
    tries[count++] = cut(1, "");
    if (ends("ies")) tries[count++] = cut(3, "y");
    if (ends("es")) tries[count++] = cut(2, "");
  }
  for (std::size_t i = 0; i < count; ++i)
    if (known(tries[i])) return tries[i];
  // an unknown plural keeps its stem ("ties" of a name); an unknown verb is left to the network
  return lemma_by(*rules.front(), form);
}

}  // namespace demarche
