// Words for those who act by an office or trade, singular and plural, and the names and words of users' dictionaries.
#include <algorithm>

#include "world/load.h"

namespace demarche {
namespace {

// The word that inflects: the last, or the one before the first "of", "for", "in".
std::size_t inflected(const std::vector<std::string>& words) {
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i] == "of" || words[i] == "for" || words[i] == "in" || words[i] == "d'affaires" || words[i] == "general")
      return i - 1;
  return words.size() - 1;
}

std::string plural_of(std::string word) {
  const auto ends = [&](std::string_view ending) { return std::string_view(word).ends_with(ending); };
  if (ends("man") && word != "roman") return word.replace(word.size() - 2, 1, "e");
  if (word == "child" || ends("child")) return word + "ren";
  if (ends("y") && !ends("ey") && !ends("ay") && !ends("oy")) return word.replace(word.size() - 1, 1, "ies");
  if (ends("s") || ends("sh") || ends("ch") || ends("x")) return word + "es";
  return word + "s";
}

}  // namespace

Result<void> WorldBuilder::add_agent(const Stanza& stanza) {
  if (auto keys = known_keys(stanza, {"words", "sector", "organ", "office", "generic", "abroad", "label", "needs"});
      !keys)
    return keys;
  if (!stanza.find("words") || !stanza.find("sector")) return mistake("an agent needs words and a sector", stanza);
  AgentWord agent;
  agent.name = stanza.id;
  agent.sector = stanza.value("sector");
  agent.organ = stanza.find("organ") ? stanza.value("organ") : stanza.value("sector");
  agent.offices = list_of(stanza.value("office"));
  agent.generic = stanza.value("generic") == "yes";
  agent.abroad = stanza.value("abroad") == "yes";
  agent.needs_affiliation = stanza.value("needs") == "affiliation";
  const int index = static_cast<int>(tables_->agents.size());
  for (const auto& phrase : list_of(stanza.find("words")->value)) {
    if (agent.label.empty()) agent.label = phrase;
    add_agent_phrase(phrase, NameForm::agent, index);
  }
  if (const auto* label = stanza.find("label")) tables_->organ_labels[agent.organ] = label->value;
  tables_->organ_labels.emplace(agent.organ, agent.label);
  tables_->agents.push_back(std::move(agent));
  return {};
}

void WorldBuilder::add_agent_phrase(const std::string& phrase, NameForm form, int index) {
  add_name(phrase, form, index);
  auto words = list_of(phrase, ' ');
  const auto at = inflected(words);
  tables_->agent_heads.emplace(lower_case(without_accents(words[at])), true);
  words[at] = plural_of(words[at]);
  std::string plural;
  for (const auto& word : words) plural += (plural.empty() ? "" : " ") + word;
  add_name(plural, form, index, {.plural = true});
  // "ministry of the foreign affairs", as those write it whose languages have an article there
  if (const auto of = phrase.find(" of "); of != std::string::npos && !phrase.substr(of).starts_with(" of the "))
    add_name(phrase.substr(0, of) + " of the" + phrase.substr(of + 3), form, index);
}

void WorldBuilder::add(Dictionary dictionary) {
  for (auto& actor : dictionary.actors) {
    const int index = static_cast<int>(tables_->dictionary.size());
    for (const auto& name : actor.names) {
      std::string written;  // "HAMID KARZAI" is met as "Hamid Karzai"
      for (const auto& word : list_of(name, ' '))
        written += (written.empty() ? "" : " ") + word.substr(0, 1) + lower_case(std::string_view(word).substr(1));
      add_name(written, NameForm::dictionary, index);
    }
    tables_->dictionary.push_back(std::move(actor));
  }
  for (auto& each : dictionary.agents) {
    AgentWord agent;
    agent.sector = each.code.substr(0, 3);
    for (std::size_t i = 0; i + 3 <= each.code.size(); i += 3) agent.organ += (i ? "." : "") + each.code.substr(i, 3);
    agent.name = agent.label = lower_case(each.words.front());
    const int index = static_cast<int>(tables_->agents.size());
    for (const auto& words : each.words) {
      const auto key = key_of(words);
      // the user's code is the word's only one
      if (const auto known = tables_->names.find(key); known != tables_->names.end())
        std::erase_if(known->second, [](const NameEntry& entry) { return entry.form == NameForm::agent; });
      add_agent_phrase(lower_case(words), NameForm::agent, index);
    }
    tables_->organ_labels.emplace(agent.organ, agent.label);
    tables_->agents.push_back(std::move(agent));
  }
  for (const auto& phrase : dictionary.discarded_sentences)
    tables_->discarded_sentences.push_back(" " + key_of(phrase) + " ");
  for (const auto& phrase : dictionary.discarded_documents)
    tables_->discarded_documents.push_back(" " + key_of(phrase) + " ");
}

}  // namespace demarche
