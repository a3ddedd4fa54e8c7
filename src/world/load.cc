// From stanzas to tables. Two passes: first everything that has an id, then what refers to ids (offices, members,
// hosts, cities), so that the order of files does not matter. Every mistake names file, line, column and the words at
// fault.
#include "world/load.h"

#include <algorithm>
#include <initializer_list>

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

// --- first pass: what has an id
// -------------------------------------------------------------------------------------------------

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

// --- second pass: what refers to ids
// --------------------------------------------------------------------------------------------

Result<void> WorldBuilder::must_exist(const StanzaLine& line, std::string_view id) const {
  if (!tables_->by_id.contains(id)) return mistake("no state, organisation or group has this id", line, id);
  return {};
}

// "IRQ 1986..2016": a tie between the stanza's own id and another's.
Result<void> WorldBuilder::add_tie(const Stanza& stanza, const StanzaLine& line, std::string_view kind,
                                   bool from_other) {
  std::string_view value = line.value;
  const auto space = std::min(value.find_first_of(" \t"), value.size());
  const auto other = value.substr(0, space);
  if (auto known = must_exist(line, other); !known) return known;
  auto when = span(line, trimmed(value.substr(space)));
  if (!when) return tl::unexpected(when.error());
  hold_tie(stanza, line, kind, from_other ? other : stanza.id, from_other ? stanza.id : other, *when);
  return {};
}

void WorldBuilder::hold_tie(const Stanza& stanza, const StanzaLine& line, std::string_view kind, std::string_view from,
                            std::string_view to, const Validity& when) {
  const auto once = [&](std::string_view text) {
    shared_texts_.emplace(text, true);
    return shared_texts_.find(text)->first;
  };
  const auto file = std::string_view(file_->path).substr(file_->path.rfind('/') + 1);
  tables_->ties.push_back(
      {once(kind), once(from), once(to), once(stanza.value("source")), once(file), when, line.line});
}

void WorldBuilder::order_ties() {
  const auto order = [](const HeldTie& a, const HeldTie& b) {
    return std::tie(a.kind, a.from, a.to, a.when.from, a.when.to) <
           std::tie(b.kind, b.from, b.to, b.when.from, b.when.to);
  };
  std::stable_sort(tables_->ties.begin(), tables_->ties.end(), order);
  for (int i = 0; i < std::ssize(tables_->ties); ++i) {
    const auto& tie = tables_->ties[static_cast<std::size_t>(i)];
    tables_->ties_of[tie.from].push_back(i);
    if (tie.to != tie.from) tables_->ties_of[tie.to].push_back(i);
  }
}

Result<void> WorldBuilder::add_organisation_ties(const Stanza& stanza) {
  for (const auto& line : stanza.lines) {
    if (line.key != "member") continue;
    if (auto added = add_tie(stanza, line, "member", true); !added) return added;
  }
  return add_heads(stanza, "head", "head");
}

Result<void> WorldBuilder::add_group_ties(const Stanza& stanza) {
  for (const auto& line : stanza.lines) {
    Result<void> added;
    if (line.key == "opposes") added = add_tie(stanza, line, "opposes", false);
    if (line.key == "host") added = add_tie(stanza, line, "host", true);
    if (line.key == "patron") added = add_tie(stanza, line, "patron", true);
    if (line.key == "ally") added = add_tie(stanza, line, "ally", false);
    if (line.key == "member") added = add_tie(stanza, line, "member", true);
    if (line.key == "part-of") added = add_tie(stanza, line, "part-of", false);
    if (line.key == "country")
      for (const auto& country : list_of(line.value))
        if (added) added = must_exist(line, country);
    if (!added) return added;
  }
  return add_heads(stanza, "leader", "leader");
}

// tie KIND: lines "between A B [SPAN]"; symmetric kinds stand once.
Result<void> WorldBuilder::add_ties(const Stanza& stanza) {
  if (auto keys = known_keys(stanza, {"between"}); !keys) return keys;
  if (stanza.id.empty()) return mistake("a tie needs a kind", stanza);
  for (const auto& line : stanza.lines) {
    if (line.key != "between") continue;
    auto parts = list_of(line.value, ' ');
    if (parts.size() != 2 && parts.size() != 3)
      return mistake("two ids and a span are meant, as in 'RUS BLR 1999..'", line);
    for (const auto* id : {&parts[0], &parts[1]})
      if (auto known = must_exist(line, *id); !known) return known;
    auto when = span(line, parts.size() == 3 ? parts[2] : "");
    if (!when) return tl::unexpected(when.error());
    hold_tie(stanza, line, stanza.id, parts[0], parts[1], *when);
  }
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

// --- agents
// ---------------------------------------------------------------------------------------------------------------------

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

// --- the whole
// ------------------------------------------------------------------------------------------------------------------

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
      {"office", nullptr, &WorldBuilder::add_office},
      {"city", nullptr, &WorldBuilder::add_city},
      {"foreign", nullptr, &WorldBuilder::add_foreign},
      {"tie", nullptr, &WorldBuilder::add_ties},
  };
  files_ = &files;
  for (const bool first_pass : {true, false}) {
    for (const auto& file : files) {
      file_ = &file;
      for (const auto& stanza : file.stanzas) {
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
      }
    }
  }
  name_persons();
  order_ties();
  return {};
}

// The words of a stanza that stand for one of a few: sectors, schemes of codes.
Result<void> WorldBuilder::check_words(const Stanza& stanza) const {
  static const std::set<std::string, std::less<>> kSectors = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "REB", "OPP",
                                                              "PTY", "CRM", "BUS", "LAB", "MED", "EDU", "JRN", "NGO",
                                                              "IGO", "REL", "REF", "CVL", "ELI", "ETH", "AGR", "UNK"};
  static const std::set<std::string, std::less<>> kSchemes = {"iso2", "cow", "cameo", "fips"};
  for (const auto& line : stanza.lines) {
    if (line.key == "sector")
      for (const auto& sector : list_of(line.value))
        if (!kSectors.contains(sector)) return mistake("no such sector (docs/ontology.md)", line, sector);
    if (line.key == "codes")
      for (const auto& code : list_of(line.value))
        if (!kSchemes.contains(code.substr(0, code.find(' '))))
          return mistake("no such scheme of codes: iso2, cow, cameo or fips", line, code);
  }
  return {};
}

void WorldBuilder::check(const std::vector<StanzaFile>& files, const std::function<void(const Error&)>& problem) {
  problem_ = &problem;
  (void)add(files);
  check_offices(problem);
  problem_ = nullptr;
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
