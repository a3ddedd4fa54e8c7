// What a noun phrase names. The phrase is cut into known pieces (phrase.h), then read as one of four things, the most
// telling first:
//
//   a person       "Edi Rama", "Albanian Prime Minister Edi Rama", "President Raisi"
//   a name         "Albania", "the Kremlin", "NATO", "the Iranians"
//   a title        "the Iranian foreign minister", "police in Nairobi", "Foreign Ministry spokesman Nasser Kanani" of
//   Iran an apposition  "Nasser Kanani, a spokesman for Iran's foreign ministry"
//
// Names are matched on the words, the tree decides only how far the phrase reaches and what belongs to it, so that a
// wrong arc costs little. Left out: pronouns and "the country" (the coder's), and who of several conjuncts is meant:
// "Iranian and Russian officials" are read as the first nation's.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/among.h"
#include "world/resolver.h"

namespace demarche {
namespace {

constexpr std::array<std::string_view, 15> kInPlace = {"in",     "at",     "near",    "around",     "outside",
                                                       "inside", "toward", "towards", "into",       "through",
                                                       "across", "over",   "above",   "throughout", "within"};

}  // namespace

std::string Resolver::text_of(int first, int last) const {
  std::string text;
  for (int i = first; i <= last; ++i) {
    text += token(i).form;
    if (i < last && token(i).space_after) text += ' ';
  }
  return text;
}

std::optional<Resolution> Resolver::resolve(int head, int depth) const {
  const int size = static_cast<int>(sentence_.tokens.size());
  if (head < 0 || head >= size || depth > 3) return {};
  for (int steps = 0; steps < 6 && (is_a(token(head), "flat") || is_a(token(head), "goeswith")); ++steps) {
    if (token(head).head < 0 || token(head).head >= size) break;
    head = token(head).head;
  }
  if (auto found = named_right_behind(head, depth)) return found;
  const auto phrase = read_phrase(head);
  if (auto found = of_dictionary(phrase.segments[static_cast<std::size_t>(phrase.core)])) return found;
  if (!phrase.name_segments.empty()) {
    // "Paris", "Lagos" by themselves are the places, whoever bears the name
    const auto& core = phrase.segments[static_cast<std::size_t>(phrase.core)];
    if (phrase.name_segments.size() == 1 && phrase.titles.empty() && core.find({NameForm::metonym, NameForm::city}))
      if (auto found = named(phrase, head, depth)) return found;
    if (auto found = person(phrase, head, depth)) return found;
    if (auto found = titled(phrase, head, depth)) return found;
    if (auto found = misspelt_state(phrase)) return found;
    if (auto found = through_apposition(phrase, head, depth)) return found;
    return city_of_gazetteer(phrase, head);
  }
  if (auto found = named(phrase, head, depth)) return found;
  if (auto found = titled(phrase, head, depth)) return found;
  // An organ's name beside another nation ("Canadian Conservative Party"): the agent word in it is what is left.
  const auto& core = phrase.segments[static_cast<std::size_t>(phrase.core)];
  if (core.is_agent() || !core.find({NameForm::name, NameForm::also})) return {};
  return titled(read_phrase(head, true), head, depth);
}

// "the militant group Hezbollah", "arch-rival Iran": a noun and, with nothing between, the name of what it is.
std::optional<Resolution> Resolver::named_right_behind(int head, int depth) const {
  const int name = head + 1;
  if (name >= static_cast<int>(sentence_.tokens.size()) || token(head).upos != Upos::noun ||
      token(name).upos != Upos::propn || token(name).head != head || !is_a(token(name), "appos"))
    return {};
  auto found = resolve(name, depth + 1);
  if (!found ||
      (found->kind != ActorKind::group && found->kind != ActorKind::organisation && found->kind != ActorKind::state))
    return {};
  return found;
}

// "Phillipines", "Tadjikistan" by themselves.
std::optional<Resolution> Resolver::misspelt_state(const Phrase& phrase) const {
  if (phrase.name_segments.size() != 1 || !phrase.titles.empty()) return {};
  if (affiliation_before(phrase, phrase.core)) return {};  // "British Columbia"
  const auto& segment = phrase.name_segments[0];
  const auto* state = segment.matches.empty() ? similar_state(segment) : nullptr;
  if (!state) return {};
  auto found = of_entity(*state, 0.6, "'" + text_of(segment.first, segment.last) + "' read as a spelling of its name");
  cover(found, segment.first, segment.last);
  return found;
}

// A name that stands where a place is meant, and that one city bears or one far before the others.
std::optional<Resolution> Resolver::city_of_gazetteer(const Phrase& phrase, int head) const {
  constexpr int kFarLarger = 8;
  if (!phrase.titles.empty()) return {};
  const int first = phrase.name_segments.front().first, last = phrase.name_segments.back().last;
  if (token(first).upos != Upos::propn || !in_place(head, first)) return {};
  const auto cities = tables_.gazetteer.cities_named(key_of(text_of(first, last)));
  if (cities.empty() || (cities.size() > 1 && cities[0].people < kFarLarger * cities[1].people)) return {};
  const auto* state = tables_.entity(cities[0].country);
  if (!state) return {};
  auto found =
      of_entity(*state, cities.size() > 1 ? 0.4 : 0.5, "city in " + std::string(state->id) + ", by the gazetteer");
  found.name = cities[0].name;
  found.kind = ActorKind::city;
  cover(found, first, last);
  return found;
}

std::optional<Resolution> Resolver::named(const Phrase& phrase, int head, int depth) const {
  const auto& core = phrase.segments[static_cast<std::size_t>(phrase.core)];
  if (core.matches.empty()) return {};
  const auto nation = affiliation_before(phrase, phrase.core);
  std::string nation_code = nation.country;
  if (nation_code.empty() && core.is_agent()) nation_code = affiliation_behind(phrase, head, depth).country;
  const auto finish = [&](Resolution found) -> std::optional<Resolution> {
    cover(found, core.first, core.last);
    if (found.kind == ActorKind::organ && nation && nation.country == found.country)
      cover(found, nation.first, nation.last);
    return found;
  };
  if (const auto* match = best_entity(core, nation_code)) {
    const auto& found = entity(*match);
    const bool clashes = found.kind == ActorKind::organ && !nation_code.empty() && nation_code != found.country;
    if (!clashes) {
      const bool also = match->entry->form == NameForm::also;
      double score = found.kind == ActorKind::state                          ? 0.99
                     : found.kind == ActorKind::organ && nation_code.empty() ? 0.93
                                                                             : 0.97;
      if (also) score -= 0.01;
      if (on_ && !found.exists.covers(*on_)) score -= 0.15;
      // "Iran ally Turkey": the agent before is about the state, not the state about it.
      return finish(of_entity(found, score - match->price,
                              fmt::format("name of {} {}", ::demarche::name_of(found.kind), found.id)));
    }
    if (!core.is_agent()) return {};
  }
  if (core.is_agent()) return {};
  if (const auto* match = best_of_state(core, {NameForm::metonym})) {
    const auto& found = entity(*match);
    const auto* city = core.find({NameForm::city});
    const bool is_city = city || key_of(capital_of(found.id)) == key_of(match->entry->written);
    if (!is_city || !in_place(head, core.first))
      return finish(of_entity(found, 0.9 - match->price, fmt::format("metonym of {}", found.id)));
    auto place = of_entity(found, 0.5, fmt::format("capital of {}, as a place", found.id));
    place.kind = ActorKind::city;
    place.name = text_of(core.first, core.last);
    return finish(std::move(place));
  }
  if (const auto* match = best_of_state(core, {NameForm::people, NameForm::adjective})) {
    const auto& found = entity(*match);
    auto people = of_entity(found, (match->entry->form == NameForm::people ? 0.85 : 0.75) - match->price,
                            fmt::format("people of {}", found.id));
    people.id = std::string(found.id) + ".CVL";
    people.kind = ActorKind::people;
    people.sectors = {"CVL"};
    people.name = text_of(core.first, core.last);
    return finish(std::move(people));
  }
  if (const auto* match = core.find({NameForm::city})) {
    const auto& city = tables_.cities[static_cast<std::size_t>(match->entry->index)];
    Resolution found{city.country,
                     city.country,
                     city.name,
                     ActorKind::city,
                     {"GOV"},
                     0.5 - match->price,
                     "city in " + city.country,
                     {}};
    return finish(std::move(found));
  }
  return {};
}

std::optional<Resolution> Resolver::of_dictionary(const Segment& segment) const {
  const auto* match = segment.find({NameForm::dictionary});
  if (!match) return {};
  const auto& codes = tables_.dictionary[static_cast<std::size_t>(match->entry->index)].codes;
  // the first code whose days hold the day; one without days holds always, and is what is left
  const DatedCode* chosen = nullptr;
  for (const auto& each : codes) {
    const bool dated = each.when.from || each.when.to;
    if (dated && on_ && each.when.covers(*on_)) {
      chosen = &each;
      break;
    }
    if (!dated && !chosen) chosen = &each;
  }
  if (!chosen) return {};
  const std::string &code = chosen->code, state = code.substr(0, 3);
  Resolution found;
  if (tables_.entity(state)) found.country = state;
  found.id = found.country.empty() ? "DICT." + code : found.country;
  for (std::size_t i = found.country.empty() ? 0 : 3; i + 3 <= code.size(); i += 3) {
    found.sectors.push_back(code.substr(i, 3));
    if (!found.country.empty()) found.id += "." + code.substr(i, 3);
  }
  if (found.sectors.empty()) found.sectors = {"GOV"};
  found.kind = found.id.size() == 3 ? ActorKind::state : ActorKind::agent;
  found.name = text_of(segment.first, segment.last);
  found.score = 0.95 - match->price;
  found.why = "dictionary: " + code;
  cover(found, segment.first, segment.last);
  return found;
}

std::optional<Resolution> Resolver::person(const Phrase& phrase, int head, int depth) const {
  const auto belongs = affiliation(phrase, head, depth);
  const auto& name = phrase.name_segments;
  const int name_first = name.front().first, name_last = name.back().last;
  PersonChoice choice;
  std::string how;
  const Segment* full = nullptr;
  for (const auto& segment : name)
    if (segment.find({NameForm::full_name})) full = &segment;
  // "Ali Muhammad" is not "Ali Muhammad Ghedi"
  if (full && full->last < name_last && tables_.given_names.contains(lower_case(token(full->last).form)))
    full = nullptr;
  if (full) {
    auto persons = persons_named(*full, NameForm::full_name);
    if (on_ && !belongs && phrase.titles.empty()) {  // "Peter Smith": a governor of long ago bore it too
      std::erase_if(persons, [&](int each) { return is_out_of_mind(tables_, each, *on_); });
      if (persons.empty()) return {};
    }
    choice = choose_person(tables_, persons, belongs, phrase.titles, on_);
    if (choice.person < 0) choice = choose_person(tables_, persons, {}, phrase.titles, on_);
    if (choice.person < 0 && !persons.empty()) choice = {persons[0], 0.6, "one of several of that name", 0};
    if (choice.score >= 0.6) choice.score = std::min(0.98, choice.score + (choice.score >= 0.9 ? 0.03 : 0.1));
    how = "full name";
  } else if (name.size() == 1 && !name[0].matches.empty()) {
    const auto persons = persons_named(name[0], NameForm::family_name);
    const bool alone = phrase.titles.empty() && !belongs;
    if (alone && name[0].find({NameForm::family_name})->entry->never_alone) return {};
    choice = choose_person(tables_, persons, belongs, phrase.titles, on_);
    const auto* agent = telling_agent(phrase.titles);
    if (!phrase.titles.empty() && choice.person >= 0 && !held_titled_office(tables_, choice.person, phrase.titles) &&
        ((agent && agent->sector != "GOV") || choice.score < 0.75))
      choice = {};
    // "Prime Minister Mahmud Abas" cut short: a given name is not the family name of somebody of long ago
    constexpr int kLongAgo = 10 * 365;
    if (!belongs && choice.days_away > kLongAgo && tables_.given_names.contains(lower_case(token(name_last).form)))
      choice = {};
    if (alone) choice.score = choice.score >= 0.9 ? choice.score - 0.25 : choice.score >= 0.75 ? 0.5 : on_ ? 0 : 0.4;
    how = alone ? "family name alone" : phrase.titles.empty() ? "family name and nation" : "title and family name";
  }
  if (choice.person < 0 || choice.score <= 0) {
    choice = similar_person(phrase, belongs);
    how = "'" + text_of(name_first, name_last) + "' read as a spelling of this name";
  }
  if (choice.person < 0 || choice.score <= 0) return {};
  if (on_ && !belongs && phrase.titles.empty() && is_out_of_mind(tables_, choice.person, *on_)) return {};
  const auto& who = tables_.entities[static_cast<std::size_t>(choice.person)];
  auto found = of_entity(who, choice.score, how + ": " + choice.why);
  const auto& shown = full ? *full : name.front();
  if (const auto* match = shown.find({NameForm::full_name, NameForm::family_name}); match && how[0] != '\'')
    found.score -= match->price;
  cover(found, full ? full->first : name_first, name_last);
  for (const auto* title : phrase.titles) cover(found, title->first, title->last);
  if (belongs && belongs.last < name_first && (belongs.country == found.country || found.id.starts_with(belongs.id)))
    cover(found, belongs.first, belongs.last);
  return found;
}

std::optional<Resolution> Resolver::titled(const Phrase& phrase, int head, int depth) const {
  if (phrase.titles.empty()) return {};
  auto belongs = affiliation(phrase, head, depth);
  if (!belongs) belongs = affiliation_of_title(phrase);
  if (!belongs) return {};
  const auto* agent = telling_agent(phrase.titles);
  if (agent && agent->needs_affiliation && belongs.kind == ActorKind::state) return {};
  const bool named = !phrase.name_segments.empty();
  std::optional<Resolution> found;
  if (!named && !phrase.plural && !phrase.former && belongs.kind != ActorKind::agent) {
    if (const auto* office = titled_office(tables_, belongs.id, phrase.titles)) {
      const int holder = on_ ? holder_of(*office, *on_) : -1;
      if (holder >= 0) {
        const auto& who = tables_.entities[static_cast<std::size_t>(holder)];
        found =
            of_entity(who, belongs.score * 0.97,
                      office->kind + " of " + belongs.id + " on " + on_->text() + " (by title, " + belongs.how + ")");
      }
    }
  }
  if (!found) {
    if (!agent && belongs.how == "title" && tables_.entity(belongs.id)) {  // "the Secretary of State", day unknown
      found = of_entity(*tables_.entity(belongs.id), belongs.score * 0.9, "title of an office of " + belongs.id);
      found->kind = ActorKind::agent;
      found->id = belongs.kind == ActorKind::state ? belongs.id + ".GOV" : belongs.id;
    } else {
      found = of_agent(agent, phrase.titles, belongs);
    }
  }
  if (!found) return {};
  if (phrase.former) found->score *= 0.7;
  for (const auto* title : phrase.titles) cover(*found, title->first, title->last);
  if (belongs.last >= 0) cover(*found, belongs.first, belongs.last);
  if (named) {
    const int first = phrase.name_segments.front().first, last = phrase.name_segments.back().last;
    found->name = text_of(first, last);
    found->kind = ActorKind::agent;
    found->score *= 0.97;
    if (last <= phrase.extent.last) cover(*found, first, last);
  }
  return found;
}

// "Nasser Kanani, a spokesman for Iran's foreign ministry": the name is new, the apposition says whose. Without a day,
// so that it is the office and not its holder.
std::optional<Resolution> Resolver::through_apposition(const Phrase& phrase, int head, int depth) const {
  const int size = static_cast<int>(sentence_.tokens.size());
  for (int i = phrase.extent.last + 1; i < size && i < head + 20; ++i) {
    if (token(i).head != head || !is_a(token(i), "appos")) continue;
    auto found = Resolver(tables_, sentence_, {}).resolve(i, depth + 1);
    if (!found || (found->kind != ActorKind::agent && found->kind != ActorKind::organ)) return {};
    const int first = phrase.name_segments.front().first, last = phrase.name_segments.back().last;
    found->name = text_of(first, last);
    found->kind = ActorKind::agent;
    found->score *= 0.9;
    found->why = "apposition: " + found->why;
    found->words.clear();
    cover(*found, first, last);
    return found;
  }
  return {};
}

// A common place of a phrase: a word of place before it.
bool Resolver::in_place(int head, int first) const {
  const int size = static_cast<int>(sentence_.tokens.size());
  for (int i = 0; i < head; ++i) {
    if (token(i).head != head || !is_a(token(i), "case")) continue;
    const auto word = lower_case(token(i).form);
    const int governor = token(head).head;
    if (governor < 0 || governor >= size) return among(kInPlace, word);
    // "the streets of Beijing", "drove to Pristina"
    if (word == "of") return tables_.in_class("parts-of-places", token(governor).lemma);
    if (word == "to") return tables_.in_class("motions", token(governor).lemma);
    return among(kInPlace, word);
  }
  if (token(head).head != kNoHead || first == 0) return false;
  return among(kInPlace, lower_case(token(first - 1).form));
}

void Resolver::cover(Resolution& resolution, int first, int last) {
  if (!resolution.words.empty()) {
    first = std::min(first, resolution.words.front());
    last = std::max(last, resolution.words.back());
  }
  resolution.words.clear();
  for (int i = first; i <= last; ++i) resolution.words.push_back(i);
}

}  // namespace demarche
