#include "events/spotter.h"

#include <algorithm>

#include "base/among.h"
#include "base/letters.h"

namespace demarche {
namespace {

// The word that ends a name of several ("diplomatic_relation").
std::string_view last_part(std::string_view words) {
  const auto at = words.find_last_of(" _-");
  return at == std::string_view::npos ? words : words.substr(at + 1);
}

// What a lemma looks like when it is inflected regularly, doubtful ones included; comparisons come last, behind `plain`
// others.
struct Inflected {
  std::vector<std::string> forms;
  std::size_t plain = 0;
};
Inflected inflected(const std::string& lemma) {
  std::vector<std::string> forms = {lemma, lemma + "s", lemma + "es", lemma + "ed", lemma + "d", lemma + "ing"};
  const char last = lemma.back();
  const std::string stem = lemma.substr(0, lemma.size() - 1);
  if (last == 'y')
    for (const auto* ending : {"ies", "ied"}) forms.push_back(stem + ending);
  if (last == 'e') forms.push_back(stem + "ing");
  for (const auto* ending : {"ed", "ing"}) forms.push_back(lemma + last + ending);
  if (last == 'f') forms.push_back(stem + "ves");
  if (lemma.ends_with("ic"))
    for (const auto* ending : {"ked", "king"}) forms.push_back(lemma + ending);
  const std::size_t plain = forms.size();
  for (const auto* ending : {"r", "st", "er", "est"}) forms.push_back(lemma + ending);
  return {std::move(forms), plain};
}

}  // namespace

Spotter::Spotter(const Lexicon& lexicon, std::span<const std::pair<std::string, std::string>> irregular) {
  for (const auto& form : lexicon.all_forms()) {
    const Entry& entry = lexicon.entries()[form->entry];
    if (entry.code || entry.claim || entry.move || entry.repeats != Repeats::nothing) add_form(*form);
  }
  term_.any_of_each.resize(2);
  for (const auto& each : lexicon.words_of_class("units-of-terms")) term_.any_of_each[0].push_back(word(each));
  for (const auto& each : lexicon.words_of_class("setting-terms")) term_.any_of_each[1].push_back(word(each));
  evidence_.any_of_each.resize(2);
  for (const auto* name : {"proof", "inquiry"})
    for (const auto& each : lexicon.words_of_class(name)) evidence_.any_of_each[0].push_back(word(last_part(each)));
  for (const auto* name : {"showing", "sharing"})
    for (const auto& each : lexicon.words_of_class(name)) evidence_.any_of_each[1].push_back(word(last_part(each)));
  evidence_.any_of_each[1].push_back(word("make"));  // "make public"
  needs_.resize(words_.size());
  compared_.resize(words_.size());
  const auto add = [](std::vector<Word>& list, Word each) { add_once(list, each); };
  for (const auto& [lemma, id] : words_) {
    const auto [forms, plain] = inflected(lemma);
    for (std::size_t i = 0; i < forms.size(); ++i) {
      Surface& surface = surfaces_[forms[i]];
      add(surface.words, id);
      if (!needs_[id].empty() && (i < plain || compared_[id])) add(surface.heads, id);
    }
  }
  for (const auto& [form, lemma] : irregular)
    if (const auto found = words_.find(lemma); found != words_.end()) {
      add(surfaces_[form].words, found->second);
      if (!needs_[found->second].empty()) add(surfaces_[form].heads, found->second);
    }
}

Spotter::Word Spotter::word(std::string_view lemma) {
  return words_.try_emplace(lower_ascii(lemma), static_cast<Word>(words_.size())).first->second;
}

void Spotter::add_form(const Form& form) {
  Need bound;
  const auto add_element = [&](const FormElement& element) {
    if (element.optional) return;
    for (const auto& each : element.literal) bound.any_of_each.push_back({word(each)});
    if (!element.literal.empty()) return;
    if (!element.words.empty() && !element.party) {
      auto& list = bound.any_of_each.emplace_back();
      for (const auto& each : element.words) list.push_back(word(last_part(each)));
    }
    // whom a noun is about may be the object of the verb that carries it; a clause may stand there without "to"
    const bool elsewhere = form.kind == FormKind::noun && element.role == Role::recipient;
    if (!element.prepositions.empty() && !elsewhere && !element.infinitive && !element.that_clause) {
      auto& list = bound.any_of_each.emplace_back();
      for (const auto& each : element.prepositions) list.push_back(word(last_part(each)));
    }
  };
  if (form.subject) add_element(*form.subject);
  for (const auto& element : form.elements) add_element(element);
  for (const auto& head : form.heads) {
    Need need = bound;
    for (const auto& part : head.parts) need.any_of_each.push_back({word(part)});
    const Word id = word(head.lemma);
    if (needs_.size() <= id) {
      needs_.resize(id + 1);
      compared_.resize(id + 1);
    }
    needs_[id].push_back(std::move(need));
    if (form.kind == FormKind::adjective) compared_[id] = true;
  }
}

bool Spotter::may_hold_event(const Sentence& sentence) const {
  std::vector<Word> here, heads;
  for (const auto& token : sentence.tokens) {
    const auto found = surfaces_.find(lower_ascii(token.form));
    if (found == surfaces_.end()) continue;
    here.insert(here.end(), found->second.words.begin(), found->second.words.end());
    heads.insert(heads.end(), found->second.heads.begin(), found->second.heads.end());
  }
  std::sort(here.begin(), here.end());
  const auto stands = [&](Word each) { return std::binary_search(here.begin(), here.end(), each); };
  const auto is_met = [&](const Need& need) {
    return std::all_of(need.any_of_each.begin(), need.any_of_each.end(),
                       [&](const auto& list) { return std::any_of(list.begin(), list.end(), stands); });
  };
  return is_met(term_) || is_met(evidence_) || std::any_of(heads.begin(), heads.end(), [&](Word head) {
           return std::any_of(needs_[head].begin(), needs_[head].end(), is_met);
         });
}

}  // namespace demarche
