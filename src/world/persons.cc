// Persons: one entity over all offices that a country's (or organisation's, or group's) files give to one name.
//
// An id is the owner and the family name ("ALB.GOV.rama", "ORG.NATO.stoltenberg"); where several share it, the one
// whose first term began first keeps it and the others add the given name ("SYR.GOV.assad", "SYR.GOV.assad-bashar"), so
// that a new holder added at the end of a list renames nobody; where one was added before him, a stanza "naming
// kept-ids" leaves the elder id with whom it has stood for. Who is meant by a family name depends on the day; that is
// resolve's.
#include <algorithm>

#include "base/among.h"
#include "world/load.h"
#include "world/name_words.h"

namespace demarche {
namespace {

std::string joined(std::span<const NameWord> words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

std::size_t begin_of_family(const World::Tables& tables, std::span<const NameWord> words) {
  const auto is_particle = [&](const std::string& word) {
    return tables.in_class("particles", word) || tables.in_class("particles-before-family", word);
  };
  std::size_t begin = words.size() - 1;
  while (begin > 1 && is_particle(words[begin - 1].lower)) --begin;
  return begin;
}

std::span<const NameWord> without_suffix(const World::Tables& tables, std::span<const NameWord> words) {
  return words.size() > 1 && tables.in_class("suffixes", words.back().lower) ? words.first(words.size() - 1) : words;
}

bool begins_before(const Validity& a, const Validity& b) {
  if (a.from && b.from) return *a.from < *b.from;
  return !a.from && b.from;
}

}  // namespace

Result<void> WorldBuilder::add_naming(const Stanza& stanza) {
  if (auto keys = known_keys(stanza, {"countries", "families", "person"}); !keys) return keys;
  for (const auto& line : stanza.lines) {  // "SGP.GOV.wong Lawrence Wong"
    if (line.key != "person") continue;
    const auto space = line.value.find(' ');
    if (space == std::string::npos)
      return mistake("an id and a name are meant, as in 'SGP.GOV.wong Lawrence Wong'", line);
    const auto id = line.value.substr(0, space);
    kept_ids_[key_of(line.value.substr(space))].insert(id);
    kept_.insert(id);
  }
  for (const auto& country : list_of(stanza.value("countries"), ' ')) naming_[stanza.id].insert(country);
  for (const auto& family : list_of(stanza.value("families"), ' '))
    naming_[stanza.id + "/families"].insert(lower_case(family));
  return {};
}

int WorldBuilder::add_office_of(std::string owner, std::string kind, std::vector<std::string> titles) {
  auto& offices = tables_->offices_of[owner];
  for (const int each : offices) {
    auto& office = tables_->offices[static_cast<std::size_t>(each)];
    if (office.kind != kind) continue;
    for (auto& title : titles)
      if (!among(office.titles, title)) {
        add_agent_phrase(title, NameForm::title, each);
        office.titles.push_back(std::move(title));
      }
    return each;
  }
  const int index = static_cast<int>(tables_->offices.size());
  for (const auto& title : titles) add_agent_phrase(title, NameForm::title, index);
  offices.push_back(index);
  tables_->offices.push_back({std::move(owner), std::move(kind), std::move(titles), {}});
  return index;
}

Result<void> WorldBuilder::add_office(const Stanza& stanza) {
  if (auto keys = known_keys(stanza, {"title", "holder", "shared"}); !keys) return keys;
  const auto parts = list_of(stanza.id, ' ');
  if (parts.size() != 2) return mistake("an office is a country and a kind: office ALB head-of-government", stanza);
  if (!tables_->by_id.contains(parts[0])) return mistake("an office of no known country or organisation", stanza);
  std::vector<std::string> titles;
  for (const auto& line : stanza.lines)
    if (line.key == "title")
      for (auto& title : list_of(line.value)) titles.push_back(std::move(title));
  const int office = add_office_of(parts[0], parts[1], std::move(titles));
  if (stanza.value("shared") == "yes") tables_->offices[static_cast<std::size_t>(office)].shared = true;
  for (const auto& line : stanza.lines) {
    if (line.key != "holder") continue;
    if (auto added = add_holder(line, office); !added) return added;
  }
  return {};
}

Result<void> WorldBuilder::add_heads(const Stanza& stanza, std::string_view key, std::string kind) {
  if (!stanza.find(key) && !stanza.find("title")) return {};
  std::vector<std::string> titles;
  for (const auto& line : stanza.lines)
    if (line.key == "title")
      for (auto& title : list_of(line.value)) titles.push_back(std::move(title));
  const int office = add_office_of(stanza.id, std::move(kind), std::move(titles));
  for (const auto& line : stanza.lines) {
    if (line.key != key) continue;
    if (auto added = add_holder(line, office); !added) return added;
  }
  return {};
}

// "2013-09-15..  Edi Rama; Edvin Rama": the span is the first word if it holds a date or two dots.
Result<void> WorldBuilder::add_holder(const StanzaLine& line, int office) {
  std::string_view value = line.value;
  const auto space = std::min(value.find_first_of(" \t"), value.size());
  auto when = span(line, value.substr(0, space));
  if (!when) return tl::unexpected(when.error());
  const auto spellings = list_of(value.substr(space));
  if (spellings.empty()) return mistake("a holder without a name", line);
  const auto& owner = tables_->offices[static_cast<std::size_t>(office)].owner;
  // The same person under any of the spellings already met.
  int index = -1;
  std::vector<std::string> keys;
  for (const auto& spelling : spellings) {
    keys.push_back(owner + " " + key_of(spelling));
    if (index >= 0) continue;
    if (const auto met = spelling_of_.find(keys.back()); met != spelling_of_.end()) index = met->second;
  }
  if (index < 0) index = person_of_.emplace(keys[0], static_cast<int>(persons_.size()));
  if (index == std::ssize(persons_)) {
    const auto at = std::string_view(person_of_.find(keys[0])->first);
    persons_.push_back({at.substr(0, owner.size()), at.substr(owner.size() + 1), pool_.keep(spellings[0]), {}, {}});
  }
  for (const auto& key : keys)
    if (key.find(' ', owner.size() + 1) != std::string::npos) spelling_of_.emplace(key, index);
  auto& person = persons_[static_cast<std::size_t>(index)];
  for (const auto& spelling : spellings)
    if (!among(person.spellings, spelling)) person.spellings.push_back(pool_.keep(spelling));
  person.terms.push_back({0, office, *when, static_cast<int>(file_ - files_->data()), static_cast<int>(line.line)});
  return {};
}

bool WorldBuilder::has_naming(std::string_view kind, std::string_view word) const {
  const auto found = naming_.find(kind);
  return found != naming_.end() && found->second.contains(word);
}

// What somebody of that name is called by alone: the family name as ids have it first.
std::vector<std::span<const NameWord>> WorldBuilder::families_of(std::span<const NameWord> words,
                                                                 std::string_view country) const {
  if (words.size() == 1) return {words};
  if (has_naming("family-first", country) && has_naming("family-first/families", words[0].lower))
    return {words.first(1)};
  std::vector<std::span<const NameWord>> families;
  if (const auto begin = begin_of_family(*tables_, words); begin + 1 < words.size())
    families.push_back(words.subspan(begin));
  families.push_back(words.last(1));
  if (has_naming("first-name-used", country)) families.push_back(words.first(1));
  return families;
}

// Under what it sounds like: each of its words by itself.
void WorldBuilder::add_sounds(std::span<const NameWord> words, int person) {
  for (const auto& word : words) {
    if (word.lower.size() < 3) continue;
    auto& persons = tables_->persons_by_sound[sound_of(word.lower)];
    if (persons.empty() || persons.back() != person) persons.push_back(person);
  }
}

void WorldBuilder::name_person(int index, std::vector<std::string_view> spellings, std::string_view country) {
  std::sort(spellings.begin(), spellings.end());
  for (const auto spelling : spellings) {
    const auto all = words_of(spelling);
    const auto words = without_suffix(*tables_, all);
    if (words.empty()) continue;
    for (const auto family : families_of(words, country)) {
      const bool everyday = has_naming("never-alone/families", lower_case(joined(family)));
      add_name(family, NameForm::family_name, index, {.never_alone = everyday});
      add_sounds(family, index);
    }
    if (words.size() == 1) {  // "Hassan II": the number makes a full name of it
      if (all.size() > 1) add_name(all, NameForm::full_name, index);
      continue;
    }
    auto& spelled = tables_->spellings.emplace_back();
    spelled.person = index;
    for (const auto& word : words) spelled.words.push_back(tables_->texts.keep(word.lower));
    add_name(all, NameForm::full_name, index);
    add_name(words, NameForm::full_name, index);
    const auto begin = begin_of_family(*tables_, words);
    if (begin > 1) {  // without the middle names
      std::vector<NameWord> first_and_family(words.begin(), words.begin() + 1);
      first_and_family.insert(first_and_family.end(), words.begin() + static_cast<std::ptrdiff_t>(begin), words.end());
      add_name(first_and_family, NameForm::full_name, index);
      if (begin + 1 == words.size()) add_name(words.subspan(1), NameForm::full_name, index);
    }
    add_sounds(words.first(1), index);
    tables_->given_names.emplace(words[0].lower, true);
  }
}

void WorldBuilder::name_persons() {
  // In order of first term, then of owner and name: the order in which ids are given.
  std::vector<Person*> order;
  for (auto& person : persons_) {
    std::stable_sort(person.terms.begin(), person.terms.end(),
                     [](const Term& a, const Term& b) { return begins_before(a.when, b.when); });
    order.push_back(&person);
  }
  std::sort(order.begin(), order.end(), [](const Person* a, const Person* b) {
    const auto &a_when = a->terms[0].when, &b_when = b->terms[0].when;
    if (begins_before(a_when, b_when) || begins_before(b_when, a_when)) return begins_before(a_when, b_when);
    return std::tie(a->owner, a->key) < std::tie(b->owner, b->key);
  });
  for (auto* person : order) {
    const Entity owner = *tables_->entity(person->owner);  // a copy: entities grow
    const bool of_state = owner.kind == ActorKind::state;
    const auto all = words_of(person->name);
    const auto words = without_suffix(*tables_, all);
    std::string slug = lower_case(joined(families_of(words, owner.country)[0]));
    if (const auto space = slug.find(' ');
        space != std::string::npos && tables_->in_class("articles", std::string_view(slug).substr(0, space)))
      slug.erase(0, space + 1);
    std::replace(slug.begin(), slug.end(), ' ', '-');
    const std::string prefix = std::string(owner.id) + (of_state ? ".GOV." : ".");
    std::string id;
    if (const auto kept = kept_ids_.find(key_of(person->name)); kept != kept_ids_.end())
      for (const auto& each : kept->second)
        if (each.starts_with(prefix)) id = each;
    const auto taken = [&](const std::string& each) { return tables_->by_id.contains(each) || kept_.contains(each); };
    if (id.empty()) {
      id = prefix + slug;
      if (taken(id)) {
        const bool first = words.size() > 1 && lower_case(words[0].text) == slug;
        id += "-" + (first ? words.back().lower : words[0].lower);
      }
      if (const auto base = id; taken(id))
        for (int number = 2; taken(id); ++number) id = base + "-" + std::to_string(number);
    }
    const int index = add_entity(id, owner.country, person->name, ActorKind::person, *owner.sectors);
    name_person(index, std::move(person->spellings), owner.country);
    for (auto& term : person->terms) {
      term.person = index;
      tables_->offices[static_cast<std::size_t>(term.office)].terms.push_back(term);
    }
    tables_->terms_of[id] = std::move(person->terms);
  }
  for (auto& office : tables_->offices)
    std::stable_sort(office.terms.begin(), office.terms.end(),
                     [](const Term& a, const Term& b) { return begins_before(a.when, b.when); });
}

}  // namespace demarche
