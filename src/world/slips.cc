// What a document as a whole tells of a word: which states it names, and for which of them a word stands that is no
// name of theirs, as machine translations write.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/among.h"
#include "world/name_words.h"
#include "world/phrase.h"
#include "world/tables.h"

namespace demarche {
namespace {

// What names of nations end in, as they sound: "Bahreinian", "Bahraini"; "Libnan", "Lebanon".
constexpr std::array<std::string_view, 14> kEndings = {"",    "a",    "e",   "ja",    "jan",  "an", "ean",
                                                       "eja", "ejan", "ese", "estan", "stan", "es", "ea"};

bool is_ending(std::string_view sound) { return among(kEndings, sound); }

// Whether a word may be a garbled form of a nation's name.
bool is_garbled(std::string_view sound, std::string_view name) {
  std::size_t same = 0;
  while (same < sound.size() && same < name.size() && sound[same] == name[same]) ++same;
  if (same >= 5 && is_ending(sound.substr(same)) && is_ending(name.substr(same))) return true;
  const int most = std::min(sound.size(), name.size()) >= 9 ? 2 : std::min(sound.size(), name.size()) >= 5 ? 1 : 0;
  return sound[0] == name[0] && edits_between(sound, name, most) <= most;
}

}  // namespace

std::vector<std::pair<std::string, int>> World::states_in(std::string_view text) const {
  const auto words = words_of(text);
  std::map<std::string, int> count;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].text[0] < 'A' || words[i].text[0] > 'Z') continue;
    const auto longest = tables_->longest.find(words[i].lower);
    if (longest == tables_->longest.end()) continue;
    std::string key;
    std::size_t last = i;
    const std::vector<NameEntry>* found = nullptr;
    for (std::size_t j = i; j < words.size() && j < i + static_cast<std::size_t>(longest->second); ++j) {
      key += (key.empty() ? "" : " ") + words[j].lower;
      if (const auto known = tables_->names.find(key); known != tables_->names.end()) found = &known->second, last = j;
    }
    if (!found) continue;
    i = last;
    std::string state;
    for (const auto& entry : *found) {
      if (entry.form != NameForm::name && entry.form != NameForm::also && entry.form != NameForm::adjective &&
          entry.form != NameForm::people && entry.form != NameForm::metonym)
        continue;
      const auto& entity = tables_->entities[static_cast<std::size_t>(entry.index)];
      if (entity.kind == ActorKind::state && state.empty()) state = entity.id;
    }
    if (!state.empty()) ++count[state];
  }
  std::vector<std::pair<std::string, int>> states(count.begin(), count.end());
  std::stable_sort(states.begin(), states.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return states;
}

std::optional<Resolution> World::slip(std::string_view word, std::span<const std::string> states,
                                      std::optional<Date> on) const {
  const auto words = words_of(word);
  if (words.size() != 1 || words[0].lower.size() < 4) return {};
  const auto& lower = words[0].lower;
  const auto sound = sound_of(lower);
  const auto is_among = [&](const std::string& id) { return among(states, id); };
  std::string only, how;
  bool several = false;
  const auto take = [&](const std::string& state, std::string_view why) {
    if (!is_among(state)) return;
    several = several || (!only.empty() && only != state);
    only = state;
    how = why;
  };
  const auto is_foreign = [&](const std::string& name) {
    if (name == lower) return true;
    const auto foreign = sound_of(name);
    const int most = std::min(sound.size(), foreign.size()) >= 7 ? 1 : 0;
    return edits_between(sound, foreign, most) <= most;
  };
  for (const auto& state : states)
    if (const auto names = tables_->foreign_names.find(state); names != tables_->foreign_names.end())
      if (std::any_of(names->second.begin(), names->second.end(), is_foreign))
        take(state, "what it is called in another language");
  if (const auto known = tables_->slips.find(lower); known != tables_->slips.end())
    for (const auto& [state, owner] : known->second) {
      const auto members = ties_of(owner, on);
      const bool own = is_among(owner) || std::any_of(members.begin(), members.end(), [&](const Tie& tie) {
                         return tie.kind == "member" && is_among(tie.from);
                       });
      if (!own) take(state, "a slip of translation");
    }
  if (only.empty() && tables_->names.find(lower) == tables_->names.end() && sound.size() >= 4)
    for (const auto& [name, owners] : tables_->states_by_sound)
      for (const auto& state : owners)
        if (is_among(state) && is_garbled(sound, name)) take(state, "a garbled form of its name");
  const auto* known = only.empty() || several ? nullptr : tables_->entity(only);
  if (!known) return {};
  return Resolution{std::string(known->id),
                    std::string(known->country),
                    std::string(known->name),
                    known->kind,
                    *known->sectors,
                    0.5,
                    fmt::format("'{}' read as {}, which the document tells of: {}", word, known->name, how),
                    {}};
}

}  // namespace demarche
