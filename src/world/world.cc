// The plain questions: codes, names, ties, places. What a mention means is resolve.cc's.
#include "world/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/among.h"
#include "base/content_hash.h"
#include "base/text_file.h"
#include "world/load.h"
#include "world/name_words.h"
#include "world/phrase.h"

namespace demarche {

std::string_view name_of(ActorKind kind) {
  switch (kind) {
    case ActorKind::state:
      return "state";
    case ActorKind::organ:
      return "organ";
    case ActorKind::person:
      return "person";
    case ActorKind::organisation:
      return "organisation";
    case ActorKind::group:
      return "group";
    case ActorKind::agent:
      return "agent";
    case ActorKind::people:
      return "people";
    case ActorKind::city:
      return "city";
  }
  return "";
}

World::World(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
World::World(World&&) noexcept = default;
World& World::operator=(World&&) noexcept = default;
World::~World() = default;

namespace {

// Stanzas of `files` that a user's file states anew fall away; ties, which have no id, are only added.
void override_stanzas(std::vector<StanzaFile>& files, const StanzaFile& own) {
  std::set<std::pair<std::string, std::string>> stated;
  for (const auto& stanza : own.stanzas)
    if (stanza.kind != "tie") stated.emplace(stanza.kind, stanza.id);
  for (auto& file : files)
    std::erase_if(file.stanzas, [&](const Stanza& each) { return stated.contains({each.kind, each.id}); });
}

}  // namespace

Result<World> World::load(const std::filesystem::path& folder, std::span<const std::filesystem::path> own,
                          const std::function<void(const Error&)>& problem) {
  auto files = read_stanza_folder(folder, ".world");
  if (!files) return tl::unexpected(files.error());
  if (files->empty()) return fail("no file *.world here", folder.string());
  std::vector<std::filesystem::path> paths;
  for (const auto& file : *files) paths.emplace_back(file.path);
  paths.insert(paths.end(), own.begin(), own.end());
  Dictionary dictionary;
  for (const auto& file : own) {
    if (is_dictionary(file)) {
      if (auto read = read_dictionary(file, dictionary, problem); !read) return tl::unexpected(read.error());
      continue;
    }
    auto read = read_stanzas(file);
    if (!read) return tl::unexpected(read.error());
    override_stanzas(*files, *read);
    files->push_back(std::move(*read));
  }
  auto tables = std::make_unique<Tables>();
  WorldBuilder builder(*tables);
  if (auto built = builder.add(*files); !built) return tl::unexpected(built.error());
  builder.add(std::move(dictionary));
  auto gazetteer = Gazetteer::read(folder / "places.tsv");
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  tables->gazetteer = std::move(*gazetteer);
  std::uint64_t hash = tables->gazetteer.text().empty() ? 0 : content_hash({tables->gazetteer.text()});
  for (const auto& path : paths) {
    const auto text = read_file(path);
    if (!text) return tl::unexpected(text.error());
    hash = content_hash({hex_id(hash), path.filename().string(), *text});
  }
  tables->version = hex_id(hash).substr(0, 4);
  return World(std::unique_ptr<const Tables>(std::move(tables)));
}

void World::check(const std::filesystem::path& folder, std::span<const std::filesystem::path> own,
                  const std::function<void(const Error&)>& problem) {
  auto files = read_stanza_folder(folder, ".world");
  if (!files) return problem(files.error());
  std::set<std::string> asked;  // whose mistakes are told
  if (own.empty())
    for (const auto& file : *files) asked.insert(file.path);
  for (const auto& file : own) {
    auto read = read_stanzas(file);
    if (!read) {
      problem(read.error());
      continue;
    }
    asked.insert(read->path);
    override_stanzas(*files, *read);
    files->push_back(std::move(*read));
  }
  Tables tables;
  std::set<std::string> told;  // what both passes meet
  WorldBuilder(tables).check(*files, [&](const Error& error) {
    if (asked.contains(error.file) && told.insert(error.describe()).second) problem(error);
  });
}

bool World::discards() const { return !tables_->discarded_documents.empty() || !tables_->discarded_sentences.empty(); }

World::Discard World::discard(std::string_view text) const {
  const std::string words = " " + key_of(text) + " ";
  const auto holds = [&](const std::vector<std::string>& phrases) {
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](const std::string& each) { return words.find(each) != std::string::npos; });
  };
  if (holds(tables_->discarded_documents)) return Discard::document;
  return holds(tables_->discarded_sentences) ? Discard::sentence : Discard::no;
}

const std::string& World::version() const { return tables_->version; }

bool World::is_agent_word(std::string_view lemma) const {
  return tables_->agent_heads.contains(lower_case(without_accents(lemma)));
}

std::string World::Tables::country_of(std::string_view id) const {
  if (const auto* known = entity(id)) return std::string(known->country);
  if (id.size() >= 3 && (id.size() == 3 || id[3] == '.') && entity(id.substr(0, 3)))
    return std::string(id.substr(0, 3));
  return {};
}

// "IRN.GOV.MFA" without an organ of that id: "Iranian foreign ministry".
std::string World::Tables::name_of(std::string_view id) const {
  if (const auto* known = entity(id)) return std::string(known->name);
  for (auto dot = id.find('.'); dot != std::string_view::npos; dot = id.find('.', dot + 1)) {
    const auto owner = id.substr(0, dot);
    const auto* known = entity(owner);
    const auto label = organ_labels.find(id.substr(dot + 1));
    if (!known || label == organ_labels.end()) continue;
    const auto adjective = adjectives.find(owner);
    return fmt::format("{} {}", adjective == adjectives.end() ? known->name : adjective->second, label->second);
  }
  return std::string(id);
}

std::string World::country_of(std::string_view id) const { return tables_->country_of(id); }
std::string World::name_of(std::string_view id) const { return tables_->name_of(id); }

Validity World::existence_of(std::string_view id) const {
  const auto* known = tables_->entity(id);
  return known ? known->exists : Validity{};
}

std::string World::state_code(std::string_view text, std::string_view scheme) const {
  const auto in_scheme = [&](std::string_view name) -> std::string {
    const auto codes = tables_->codes.find(name);
    if (codes == tables_->codes.end()) return {};
    const auto code = codes->second.find(std::string(text));
    return code == codes->second.end() ? std::string() : code->second;
  };
  if (!scheme.empty()) return in_scheme(scheme);
  if (const auto* known = tables_->entity(text); known && known->kind == ActorKind::state)
    return std::string(known->id);
  for (const auto* each : {"cameo", "iso2"})
    if (auto state = in_scheme(each); !state.empty()) return state;
  if (const auto found = tables_->names.find(key_of(text)); found != tables_->names.end())
    for (const auto form : {NameForm::name, NameForm::also})
      for (const auto& entry : found->second)
        if (entry.form == form)
          if (const auto& entity = tables_->entities[static_cast<std::size_t>(entry.index)];
              entity.kind == ActorKind::state)
            return std::string(entity.id);
  for (const auto* each : {"cow", "fips"})
    if (auto state = in_scheme(each); !state.empty()) return state;
  return {};
}

std::string World::code_of(std::string_view id, std::string_view scheme) const {
  const auto state = tables_->codes_of.find(tables_->country_of(id));
  if (state == tables_->codes_of.end()) return {};
  const auto code = state->second.find(std::string(scheme));
  return code == state->second.end() ? std::string() : code->second;
}

std::vector<Tie> World::ties_of(std::string_view id, std::optional<Date> on) const {
  return ties_of(id, on, [](std::string_view, std::string_view, std::string_view) { return true; });
}

std::vector<Tie> World::ties_of(std::string_view id, std::optional<Date> on, const TakeTie& take) const {
  std::vector<Tie> found;
  const auto touching = tables_->ties_of.find(id);
  if (touching == tables_->ties_of.end()) return found;
  for (const int index : touching->second) {
    const auto& tie = tables_->ties[static_cast<std::size_t>(index)];
    if ((on && !tie.when.covers(*on)) || !take(tie.kind, tie.from, tie.to)) continue;
    found.push_back({std::string(tie.kind), std::string(tie.from), std::string(tie.to), tie.when,
                     std::string(tie.source), fmt::format("{}:{}", tie.file, tie.line)});
  }
  return found;
}

bool World::calls_itself(std::string_view state, std::string_view noun) const {
  const auto words = tables_->words_of_state.find(state);
  return words != tables_->words_of_state.end() && among(words->second, noun);
}

std::vector<OtherName> World::other_names(std::string_view id) const {
  const auto known = tables_->by_id.find(id);
  std::vector<OtherName> found;
  if (known == tables_->by_id.end()) return found;
  const auto name = key_of(tables_->entities[static_cast<std::size_t>(known->second)].name);
  const auto kind_of = [](NameForm form) -> std::string_view {
    switch (form) {
      case NameForm::also:
        return "also";
      case NameForm::adjective:
        return "adjective";
      case NameForm::people:
        return "people";
      case NameForm::metonym:
        return "metonym";
      case NameForm::full_name:
        return "spelling";
      default:
        return {};
    }
  };
  for (const auto& [key, entries] : tables_->names)
    for (const auto& entry : entries)
      if (const auto kind = kind_of(entry.form); !kind.empty() && entry.index == known->second && key != name)
        found.push_back({std::string(entry.written), kind});
  std::sort(found.begin(), found.end(),
            [](const OtherName& a, const OtherName& b) { return std::tie(a.kind, a.name) < std::tie(b.kind, b.name); });
  return found;
}

std::vector<Tenure> World::tenures_of(std::string_view id, std::optional<Date> on) const {
  std::vector<Tenure> found;
  const auto add = [&](const Term& term) {
    if (on && !term.when.covers(*on)) return;
    const auto& who = tables_->entities[static_cast<std::size_t>(term.person)];
    const auto& office = tables_->offices[static_cast<std::size_t>(term.office)];
    found.push_back({std::string(who.id), std::string(who.name), office.owner, office.kind, term.when});
  };
  if (const auto terms = tables_->terms_of.find(id); terms != tables_->terms_of.end())
    for (const auto& term : terms->second) add(term);
  if (const auto offices = tables_->offices_of.find(id); offices != tables_->offices_of.end())
    for (const int office : offices->second)
      for (const auto& term : tables_->offices[static_cast<std::size_t>(office)].terms) add(term);
  return found;
}

std::optional<PlaceRecord> World::place(const Sentence& sentence, int head) const {
  if (head < 0 || head >= static_cast<int>(sentence.tokens.size())) return {};
  const auto segment = PhraseReader(*tables_, sentence, head - 6, head + 6).longest_over(head);
  if (const auto* city = segment.find({NameForm::city})) {
    const bool state_too = segment.find({NameForm::name}) != nullptr;  // Singapore, Luxembourg
    const auto& known = tables_->cities[static_cast<std::size_t>(city->entry->index)];
    if (!state_too || known.latitude) return PlaceRecord{known.name, known.country, known.latitude, known.longitude, 0};
  }
  if (const auto* match = segment.find({NameForm::name, NameForm::also})) {
    const auto& entity = tables_->entities[static_cast<std::size_t>(match->entry->index)];
    if (entity.kind == ActorKind::state)
      return PlaceRecord{std::string(entity.name), std::string(entity.id), {}, {}, 0};
  }
  return {};
}

std::vector<PlaceRecord> World::cities_named(std::string_view name) const {
  std::vector<PlaceRecord> found;
  for (const auto& city : tables_->gazetteer.cities_named(key_of(name)))
    found.push_back({std::string(city.name), std::string(city.country), city.latitude, city.longitude, city.people});
  return found;
}

std::optional<PlaceRecord> World::capital_of(std::string_view id) const {
  const auto country = tables_->country_of(id);
  const auto capital = tables_->capitals.find(country);
  if (capital == tables_->capitals.end()) return {};
  if (const auto found = tables_->names.find(key_of(capital->second)); found != tables_->names.end())
    for (const auto& entry : found->second) {
      if (entry.form != NameForm::city) continue;
      const auto& city = tables_->cities[static_cast<std::size_t>(entry.index)];
      if (city.country == country) return PlaceRecord{city.name, country, city.latitude, city.longitude, 0};
    }
  return PlaceRecord{capital->second, country, {}, {}, 0};
}

}  // namespace demarche
