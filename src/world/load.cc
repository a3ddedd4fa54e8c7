// From stanzas to tables. Two passes: first everything that has an id, then what refers to ids (offices, members,
// hosts, cities), so that the order of files does not matter. Every mistake names file, line, column and the words at
// fault.
#include "world/load.h"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "base/among.h"
#include "base/numbers.h"
#include "base/text_file.h"
#include "world/name_words.h"

namespace demarche {

Failure WorldBuilder::mistake(std::string message, const StanzaLine& line, std::string_view part) const {
  const auto at = part.empty() ? 0 : std::string_view(line.value).find(part);
  const auto column = line.value_column + (at == std::string_view::npos ? 0 : at);
  return fail(std::move(message), file_->path, line.line, column, std::string(part.empty() ? line.value : part));
}

Failure WorldBuilder::mistake(std::string message, const Stanza& stanza) const {
  return fail(std::move(message), file_->path, stanza.line, 1, stanza.kind + " " + stanza.id);
}

void WorldBuilder::add_name(std::string_view name, NameForm form, int index, NameMarks marks) {
  words_.clear();
  append_words(name, words_);
  add_name(words_, form, index, marks);
}

void WorldBuilder::add_name(std::span<const NameWord> name, NameForm form, int index, NameMarks marks) {
  if (name.empty()) return;
  std::string key, written;
  for (const auto& word : name) {
    if (!key.empty()) key += ' ', written += ' ';
    key += word.lower;
    written += word.text;
  }
  auto& entries = tables_->names[key];
  for (const auto& entry : entries)
    if (entry.form == form && entry.index == index) return;
  entries.push_back({tables_->texts.keep(written), index, form, marks.plural, marks.never_alone});
  auto& longest = tables_->longest[name[0].lower];
  longest = std::max(longest, static_cast<int>(name.size()));
}

int WorldBuilder::add_entity(std::string_view id, std::string_view country, std::string_view name, ActorKind kind,
                             std::vector<std::string> sectors, Validity exists) {
  const int index = static_cast<int>(tables_->entities.size());
  auto& texts = tables_->texts;
  const auto* shared = &*tables_->sector_lists.insert(std::move(sectors)).first;
  tables_->by_id.emplace(id, index);
  tables_->entities.push_back({texts.keep(id), texts.keep(country), texts.keep(name), shared, kind, exists});
  return index;
}

Result<void> WorldBuilder::known_keys(const Stanza& stanza, std::initializer_list<std::string_view> keys) const {
  for (const auto& line : stanza.lines) {
    if (!among(keys, line.key) && line.key != "source" && line.key != "note")
      return fail("a " + stanza.kind + " has no such line", file_->path, line.line, 3, line.key);
    if (line.value.empty()) return fail("empty value", file_->path, line.line, line.value_column, line.key);
  }
  return {};
}

Result<Validity> WorldBuilder::span(const StanzaLine& line, std::string_view text) const {
  if (text.empty()) return Validity{};
  const auto when = Validity::parse(text);
  if (!when) return mistake("not a date or span of dates", line, text);
  if (when->from && when->to && *when->to < *when->from)
    return mistake("a span that ends before it begins", line, text);
  return *when;
}

Result<int> WorldBuilder::named_entity(const Stanza& stanza, ActorKind kind, std::string country,
                                       std::string_view sector) {
  if (stanza.id.empty() || stanza.id.find_first_of(" \t;") != std::string::npos) return mistake("not an id", stanza);
  if (tables_->by_id.contains(stanza.id)) return mistake("this id is taken", stanza);
  const auto* name = stanza.find("name");
  if (!name) return mistake("no name", stanza);
  Validity exists;
  if (const auto* line = stanza.find("exists")) {
    auto when = span(*line, line->value);
    if (!when) return tl::unexpected(when.error());
    exists = *when;
  }
  const int index = add_entity(stanza.id, country, name->value, kind, list_of(sector), exists);
  add_name(name->value, NameForm::name, index);
  for (const auto& line : stanza.lines)
    if (line.key == "also")
      for (const auto& other : list_of(line.value)) add_name(other, NameForm::also, index);
  return index;
}

// What a state may be called by when it is misspelt, and the words of its names.
void WorldBuilder::add_state_word(std::string_view name, const std::string& state) {
  constexpr std::size_t kShortest = 6;  // letters: shorter names sound like too many words
  const auto words = words_of(name);
  if (words.size() > 1) {
    auto& known = tables_->words_of_state[state];
    for (const auto& word : words)
      if (word.lower.size() > 4) known.push_back(word.lower);
    return;
  }
  if (words.empty() || words[0].lower.size() < kShortest) return;
  auto& states = tables_->states_by_sound[sound_of(words[0].lower)];
  add_once(states, state);
}

// foreign ALB: what it is called in other languages, and words that translations put for it.
Result<void> WorldBuilder::add_foreign(const Stanza& stanza) {
  if (auto keys = known_keys(stanza, {"also", "slip"}); !keys) return keys;
  if (!tables_->by_id.contains(stanza.id)) return mistake("no state has this id", stanza);
  for (const auto& line : stanza.lines) {
    if (line.key == "also")
      for (const auto& name : list_of(line.value)) tables_->foreign_names[stanza.id].push_back(key_of(name));
    if (line.key != "slip") continue;
    const auto space = std::min(line.value.find(' '), line.value.size());
    const auto owner = line.value.substr(0, space);
    if (auto known = must_exist(line, owner); !known) return known;
    for (const auto& word : list_of(std::string_view(line.value).substr(space)))
      tables_->slips[key_of(word)].emplace_back(stanza.id, owner);
  }
  return {};
}

// class honorifics: words that reading asks for by the name of their class.
Result<void> WorldBuilder::add_class(const Stanza& stanza) {
  if (auto keys = known_keys(stanza, {"words"}); !keys) return keys;
  for (const auto& word : list_of(stanza.value("words"))) add_once(tables_->classes[stanza.id], lower_case(word));
  return {};
}

Result<void> WorldBuilder::add_state(const Stanza& stanza) {
  if (auto keys = known_keys(stanza, {"name", "also", "adjective", "people", "capital", "metonym", "codes", "exists"});
      !keys)
    return keys;
  if (stanza.id.size() != 3) return mistake("a state's id has three letters", stanza);
  const auto index = named_entity(stanza, ActorKind::state, stanza.id, "GOV");
  if (!index) return tl::unexpected(index.error());
  for (const auto& line : stanza.lines) {
    for (const auto& part : list_of(line.value)) {
      if (line.key == "name" || line.key == "also" || line.key == "adjective") add_state_word(part, stanza.id);
      if (line.key == "adjective")
        add_name(part, NameForm::adjective, *index), tables_->adjectives.emplace(stanza.id, part);
      if (line.key == "people") add_name(part, NameForm::people, *index);
      if (line.key == "metonym") add_name(part, NameForm::metonym, *index);
      if (line.key == "capital") tables_->capitals.emplace(stanza.id, part);
      if (line.key != "codes") continue;
      const auto space = part.find(' ');
      if (space == std::string::npos) return mistake("a code is a scheme and a value, as in 'iso2 AL'", line, part);
      const std::string scheme = part.substr(0, space), code(trimmed(std::string_view(part).substr(space)));
      tables_->codes[scheme].emplace(code, stanza.id);
      tables_->codes_of[stanza.id].emplace(scheme, code);
    }
  }
  return {};
}

Result<void> WorldBuilder::add_organ(const Stanza& stanza) {
  if (auto keys = known_keys(stanza, {"name", "also", "sector", "exists"}); !keys) return keys;
  const auto dot = stanza.id.find('.');
  if (dot != 3) return mistake("an organ's id begins with its state: IRN.MIL.IRGC", stanza);
  const auto index = named_entity(stanza, ActorKind::organ, stanza.id.substr(0, 3), stanza.value("sector"));
  if (!index) return tl::unexpected(index.error());
  return {};
}

Result<void> WorldBuilder::add_organisation(const Stanza& stanza) {
  if (auto keys = known_keys(
          stanza, {"name", "also", "kind", "sector", "seat", "head", "title", "member", "exists", "adjective"});
      !keys)
    return keys;
  const auto sector = stanza.value("sector");
  const auto index = named_entity(stanza, ActorKind::organisation, {}, sector.empty() ? "IGO" : sector);
  if (!index) return tl::unexpected(index.error());
  return {};
}

Result<void> WorldBuilder::add_group(const Stanza& stanza) {
  if (auto keys = known_keys(stanza, {"name", "also", "kind", "sector", "country", "opposes", "host", "patron", "ally",
                                      "leader", "title", "exists", "adjective", "member", "part-of"});
      !keys)
    return keys;
  const auto countries = list_of(stanza.value("country"));
  const auto sector = stanza.value("sector");
  const auto index =
      named_entity(stanza, ActorKind::group, countries.empty() ? "" : countries[0], sector.empty() ? "UNK" : sector);
  if (!index) return tl::unexpected(index.error());
  return {};
}

Result<void> WorldBuilder::must_exist(const StanzaLine& line, std::string_view id) const {
  if (!tables_->by_id.contains(id)) return mistake("no state, organisation or group has this id", line, id);
  return {};
}

Result<void> WorldBuilder::add_city(const Stanza& stanza) {
  if (auto keys = known_keys(stanza, {"also", "at", "name"}); !keys) return keys;
  const auto space = stanza.id.find(' ');
  if (space == std::string::npos) return mistake("a city is a country and a name: city ALB Tirana", stanza);
  City city{std::string(trimmed(std::string_view(stanza.id).substr(space))), stanza.id.substr(0, space), {}, {}};
  if (!tables_->by_id.contains(city.country)) return mistake("a city in no known country", stanza);
  if (const auto* at = stanza.find("at")) {
    const auto parts = list_of(at->value, ' ');
    double degrees[2] = {0, 0};
    if (parts.size() != 2) return mistake("latitude and longitude are meant", *at);
    for (std::size_t i = 0; i < 2; ++i) {
      const auto number = number_in<double>(parts[i]);
      if (!number) return mistake("not a number of degrees", *at, parts[i]);
      degrees[i] = *number;
      if (std::abs(degrees[i]) > (i == 0 ? 90 : 180)) return mistake("no such place on earth", *at, parts[i]);
    }
    city.latitude = degrees[0];
    city.longitude = degrees[1];
  }
  const int index = static_cast<int>(tables_->cities.size());
  add_name(city.name, NameForm::city, index);
  for (const auto& other : list_of(stanza.value("also"))) add_name(other, NameForm::city, index);
  tables_->cities.push_back(std::move(city));
  return {};
}

Result<void> WorldBuilder::add(const std::vector<StanzaFile>& files) {
  using Reader = Result<void> (WorldBuilder::*)(const Stanza&);
  struct Kind {
    std::string_view name;
    Reader first, second;
  };
  static constexpr Kind kKinds[] = {
      {"state", &WorldBuilder::add_state, nullptr},
      {"organ", &WorldBuilder::add_organ, nullptr},
      {"organisation", &WorldBuilder::add_organisation, &WorldBuilder::add_organisation_ties},
      {"group", &WorldBuilder::add_group, &WorldBuilder::add_group_ties},
      {"agent", &WorldBuilder::add_agent, nullptr},
      {"naming", &WorldBuilder::add_naming, nullptr},
      {"class", &WorldBuilder::add_class, nullptr},
      {"office", nullptr, &WorldBuilder::add_office},
      {"city", nullptr, &WorldBuilder::add_city},
      {"foreign", nullptr, &WorldBuilder::add_foreign},
      {"tie", nullptr, &WorldBuilder::add_ties},
  };
  files_ = &files;
  std::set<const Stanza*> left_out;  // for a mistake: nothing of theirs has an id to refer to
  for (const bool first_pass : {true, false}) {
    for (const auto& file : files) {
      file_ = &file;
      for (const auto& stanza : file.stanzas) {
        if (left_out.contains(&stanza)) continue;
        const auto* kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                        [&](const Kind& each) { return each.name == stanza.kind; });
        Result<void> read;
        if (kind == std::end(kKinds)) {
          if (first_pass) read = mistake("no such kind of stanza", stanza);
        } else if (const Reader reader = first_pass ? kind->first : kind->second) {
          read = (this->*reader)(stanza);
        }
        if (read && problem_ && first_pass) read = check_words(stanza);
        if (read) continue;
        if (!problem_) return read;
        (*problem_)(read.error());
        left_out.insert(&stanza);
      }
    }
  }
  name_persons();
  order_ties();
  return {};
}

}  // namespace demarche
