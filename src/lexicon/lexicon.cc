#include "lexicon/lexicon.h"

#include <algorithm>

namespace demarche {

std::span<const Form* const> Lexicon::forms(FormKind kind, std::string_view lemma) const {
  const auto& table = forms_[static_cast<std::size_t>(kind)];
  const auto found = table.find(lemma);
  if (found == table.end()) return {};
  return found->second;
}

std::span<const Lexicon::HeadedForm> Lexicon::headed_forms(FormKind kind, std::string_view lemma) const {
  const auto& table = headed_[static_cast<std::size_t>(kind)];
  const auto found = table.find(lemma);
  if (found == table.end()) return {};
  return found->second;
}

int Lexicon::word_number(std::string_view word) const {
  const auto found = numbers_.find(word);
  return found == numbers_.end() ? -1 : found->second;
}

void Lexicon::number_words() {
  const auto number = [&](std::string_view word) {
    const auto [found, is_new] = numbers_.try_emplace(std::string(word), static_cast<int>(numbers_.size()));
    if (is_new) {
      ends_longer_.push_back(false);
      begins_of_.push_back(false);
    }
    return found->second;
  };
  const auto number_element = [&](FormElement& element) {
    for (const auto& word : element.words) {
      element.numbers.add(number(word));
      const auto last = word.rfind('_');
      if (last == std::string::npos) continue;
      ends_longer_[static_cast<std::size_t>(number(std::string_view(word).substr(last + 1)))] = true;
      if (const auto of = word.find("_of_"); of != std::string::npos)
        begins_of_[static_cast<std::size_t>(number(std::string_view(word).substr(0, of)))] = true;
    }
  };
  for (const auto& form : all_forms_) {
    if (form->subject) number_element(*form->subject);
    for (auto& element : form->elements) number_element(element);
    for (const auto& head : form->heads)
      headed_[static_cast<std::size_t>(form->kind)][head.lemma].push_back({form.get(), &head});
  }
}

const EventCode* Lexicon::compose(const std::string& table, const EventCode& embedded,
                                  std::optional<MoveKind> move) const {
  const auto found = compositions_.find(table);
  if (found == compositions_.end()) return nullptr;
  for (const auto& line : found->second) {
    if (line.move && line.move != move) continue;
    if (!embedded.cameo.starts_with(line.cameo)) continue;
    if (!line.type.empty() && line.type != embedded.type) continue;
    if (!line.mode.empty() && line.mode != embedded.mode) continue;
    return &line.code;
  }
  return nullptr;
}

LightVerb Lexicon::light_verb(std::string_view lemma, std::string_view particle) const {
  const std::string key = particle.empty() ? std::string(lemma) : std::string(lemma) + "_" + std::string(particle);
  const auto found = light_verbs_.find(key);
  return found == light_verbs_.end() ? LightVerb::none : found->second;
}

std::string_view Lexicon::context_of(std::string_view lemma) const {
  const auto found = contexts_.find(lemma);
  return found == contexts_.end() ? std::string_view() : std::string_view(found->second);
}

bool Lexicon::in_class(std::string_view name, std::string_view lemma) const {
  const auto found = classes_.find(name);
  return found != classes_.end() && found->second.contains(lemma);
}

std::vector<std::string> Lexicon::words_of_class(std::string_view name) const {
  const auto found = classes_.find(name);
  if (found == classes_.end()) return {};
  return {found->second.begin(), found->second.end()};
}

Result<EventCode> Lexicon::code(std::string_view cameo, std::string_view type, std::string_view mode) const {
  const auto row = cameo_.find(cameo);
  if (row == cameo_.end()) return fail("no such CAMEO code", {}, 0, 0, std::string(cameo));
  EventCode code;
  code.cameo = cameo;
  code.goldstein = row->second.goldstein;
  code.type = type.empty() ? row->second.type : std::string(type);
  code.mode = type.empty() ? row->second.mode : std::string(mode);
  code.contexts = {};
  std::string_view contexts = row->second.context;
  while (!contexts.empty()) {
    const auto end = std::min(contexts.find("; "), contexts.size());
    code.contexts.emplace_back(contexts.substr(0, end));
    contexts.remove_prefix(std::min(end + 2, contexts.size()));
  }
  if (code.type.empty()) return code;
  const auto plover = plover_.find(code.mode.empty() ? code.type : code.type + "/" + code.mode);
  if (plover == plover_.end()) return fail("no such PLOVER type and mode", {}, 0, 0, code.type + "/" + code.mode);
  code.quad_code = plover->second.quad;
  code.event_scale = plover->second.score;
  return code;
}

}  // namespace demarche
