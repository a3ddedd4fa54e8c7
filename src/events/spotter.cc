#include "events/spotter.h"

#include <algorithm>
#include <array>

#include "base/letters.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kTerms = {"hour"sv, "hours"sv, "day"sv, "days"sv, "week"sv, "weeks"sv};

// The word that ends a name of several ("diplomatic_relation").
std::string_view last_part(std::string_view words) {
  const auto at = words.find_last_of(" _-");
  return at == std::string_view::npos ? words : words.substr(at + 1);
}

// What a lemma looks like when it is inflected regularly, doubtful ones included.
std::vector<std::string> inflected(const std::string& lemma) {
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
  for (const auto* ending : {"r", "st", "er", "est"}) forms.push_back(lemma + ending);
  return forms;
}

}  // namespace

Spotter::Spotter(const Lexicon& lexicon, std::span<const std::pair<std::string, std::string>> irregular) {
  for (const auto& form : lexicon.all_forms()) {
    const Entry& entry = lexicon.entries()[form->entry];
    if (entry.code || entry.claim || entry.move) add_form(*form);
  }
  needs_.resize(words_.size());
  for (const auto& [lemma, id] : words_)
    for (const auto& form : inflected(lemma)) add_surface(form, id);
  for (const auto& [form, lemma] : irregular)
    if (const auto found = words_.find(lemma); found != words_.end()) add_surface(form, found->second);
}

Spotter::Word Spotter::word(std::string_view lemma) {
  return words_.try_emplace(lower_ascii(lemma), static_cast<Word>(words_.size())).first->second;
}

void Spotter::add_surface(std::string_view form, Word word) {
  auto& words = surfaces_[std::string(form)];
  if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
}

void Spotter::add_form(const Form& form) {
  Need bound;
  const auto add_element = [&](const FormElement& element) {
    if (element.optional) return;
    if (!element.literal.empty()) {
      for (std::size_t begin = 0; begin < element.literal.size();) {
        const auto end = std::min(element.literal.find(' ', begin), element.literal.size());
        if (end > begin) bound.any_of_each.push_back({word(element.literal.substr(begin, end - begin))});
        begin = end + 1;
      }
    } else if (!element.words.empty()) {
      auto& list = bound.any_of_each.emplace_back();
      for (const auto& each : element.words) list.push_back(word(last_part(each)));
    }
  };
  if (form.subject) add_element(*form.subject);
  for (const auto& element : form.elements) add_element(element);
  for (const auto& head : form.heads) {
    Need need = bound;
    for (const auto& part : head.parts) need.any_of_each.push_back({word(part)});
    const Word id = word(head.lemma);
    if (needs_.size() <= id) needs_.resize(id + 1);
    needs_[id].push_back(std::move(need));
  }
}

bool Spotter::may_hold_event(const Sentence& sentence) const {
  std::vector<Word> here;
  bool term = false;
  for (const auto& token : sentence.tokens) {
    const std::string form = lower_ascii(token.form);
    term = term || std::find(kTerms.begin(), kTerms.end(), form) != kTerms.end();
    if (const auto found = surfaces_.find(form); found != surfaces_.end())
      here.insert(here.end(), found->second.begin(), found->second.end());
  }
  if (term) return true;
  std::sort(here.begin(), here.end());
  here.erase(std::unique(here.begin(), here.end()), here.end());
  const auto stands = [&](Word each) { return std::binary_search(here.begin(), here.end(), each); };
  return std::any_of(here.begin(), here.end(), [&](Word head) {
    return std::any_of(needs_[head].begin(), needs_[head].end(), [&](const Need& need) {
      return std::all_of(need.any_of_each.begin(), need.any_of_each.end(),
                         [&](const auto& list) { return std::any_of(list.begin(), list.end(), stands); });
    });
  });
}

}  // namespace demarche
