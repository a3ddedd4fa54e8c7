#include "evaluation/rule.h"

#include <algorithm>
#include <array>

#include "base/letters.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kLevels = {"quad"sv, "type"sv, "mode"sv, "root"sv, "code"sv};
constexpr std::array kPartyMatches = {"country"sv, "id"sv, "words"sv};

template <class Enum, std::size_t n>
std::optional<Enum> named(const std::array<std::string_view, n>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return {};
  return static_cast<Enum>(found - names.begin());
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// Whether the words of one stand, whole, in the other.
bool one_in_other(std::string_view a, std::string_view b) {
  std::string inner = lower_ascii(a), outer = lower_ascii(b);
  if (inner.size() > outer.size()) std::swap(inner, outer);
  if (inner.empty()) return false;
  for (auto at = outer.find(inner); at != std::string::npos; at = outer.find(inner, at + 1)) {
    const auto end = at + inner.size();
    if ((at == 0 || !is_letter(outer[at - 1])) && (end == outer.size() || !is_letter(outer[end]))) return true;
  }
  return false;
}

// "ORG.NATO.stoltenberg" -> "ORG.NATO"
std::string_view body_of(std::string_view id) {
  const auto first = id.find('.');
  return first == std::string_view::npos ? id : id.substr(0, id.find('.', first + 1));
}

bool known(const Mention& party) { return !party.country.empty() || !party.id.empty(); }

bool by_words(const Mention& a, const Mention& b) {
  if (a.span && b.span && a.in_title == b.in_title) return a.span->begin < b.span->end && b.span->begin < a.span->end;
  return one_in_other(a.text, b.text);
}

bool same(const Mention& gold, const Mention& coded, PartyMatch match) {
  if (match == PartyMatch::words) return by_words(gold, coded);
  if (!known(gold) || !known(coded)) return !known(gold) && by_words(gold, coded);
  if (match == PartyMatch::id && !gold.id.empty()) return gold.id == coded.id;
  if (!gold.country.empty()) return gold.country == coded.country;
  return coded.country.empty() && body_of(gold.id) == body_of(coded.id);
}

bool side_agrees(const std::vector<Mention>& gold, const std::vector<Mention>& coded, const Rule& rule) {
  const auto in = [&](const Mention& each, const std::vector<Mention>& side, bool each_is_gold) {
    return std::any_of(side.begin(), side.end(), [&](const Mention& other) {
      return each_is_gold ? same(each, other, rule.parties) : same(other, each, rule.parties);
    });
  };
  if (gold.empty()) return std::none_of(coded.begin(), coded.end(), known);  // nobody: nobody that is known
  if (!rule.all_parties)
    return std::any_of(gold.begin(), gold.end(), [&](const Mention& each) { return in(each, coded, true); });
  return std::all_of(gold.begin(), gold.end(), [&](const Mention& each) { return in(each, coded, true); }) &&
         std::all_of(coded.begin(), coded.end(), [&](const Mention& each) { return in(each, gold, false); });
}

// The sides of a mutual event all stand under actors.
const std::vector<Mention>& second_side(const Event& event) {
  return event.reciprocal && event.recipients.empty() ? event.actors : event.recipients;
}

bool type_agrees(const Event& gold, const Event& coded, const Rule& rule) {
  const std::string want = label_of(gold, rule), have = label_of(coded, rule);
  if (want.empty()) return false;
  return rule.level == Level::code ? have.starts_with(want) : have == want;
}

bool date_agrees(const Event& gold, const Event& coded, const Rule& rule) {
  if (!gold.date || !coded.date) return false;
  return gold.date->begin.plus_days(-rule.days) <= coded.date->end &&
         coded.date->begin <= gold.date->end.plus_days(rule.days);
}

}  // namespace

std::string_view name_of(Level level) { return kLevels[static_cast<std::size_t>(level)]; }
std::optional<Level> level_named(std::string_view name) { return named<Level>(kLevels, name); }
std::string_view name_of(PartyMatch match) { return kPartyMatches[static_cast<std::size_t>(match)]; }
std::optional<PartyMatch> party_match_named(std::string_view name) { return named<PartyMatch>(kPartyMatches, name); }

std::string label_of(const Event& event, const Rule& rule) {
  const bool yields = rule.yields && (event.type == "CONCEDE" || event.type == "RETREAT");
  const std::string type = yields ? "YIELD" : event.type;
  switch (rule.level) {
    case Level::quad:
      return event.quad_code ? std::to_string(event.quad_code) : std::string();
    case Level::type:
      return type;
    case Level::mode:
      return event.mode.empty() ? type : type + "/" + event.mode;
    case Level::root:
      return event.cameo.substr(0, 2);
    case Level::code:
      return event.cameo;
  }
  return {};
}

Fields agreement(const GoldEvent& gold, const Event& coded, const Rule& rule) {
  const Event& want = gold.event;
  Fields agreed;
  const auto put = [&](Field field, auto holds) {
    const auto i = static_cast<std::size_t>(field);
    if (rule.by[i]) agreed[i] = !gold.said[i] || holds();
  };
  const auto sides = [&](const std::vector<Mention>& actors, const std::vector<Mention>& recipients) {
    Fields both;
    both[static_cast<std::size_t>(Field::actor)] = side_agrees(want.actors, actors, rule);
    both[static_cast<std::size_t>(Field::recipient)] = side_agrees(second_side(want), recipients, rule);
    return both;
  };
  // "A; B" without a recipient is how many write a mutual event
  Rule whole = rule;
  whole.all_parties = true;
  const bool together = want.actors.size() > 1 && want.recipients.empty() && coded.reciprocal &&
                        coded.recipients.empty() && side_agrees(want.actors, coded.actors, whole);
  Fields parties = sides(coded.actors, together ? coded.recipients : second_side(coded));
  if (rule.undirected || want.reciprocal)
    if (const auto turned = sides(second_side(coded), coded.actors); turned.count() > parties.count()) parties = turned;
  put(Field::type, [&] { return type_agrees(want, coded, rule); });
  put(Field::actor, [&] { return parties[static_cast<std::size_t>(Field::actor)]; });
  put(Field::recipient, [&] { return parties[static_cast<std::size_t>(Field::recipient)]; });
  put(Field::date, [&] { return date_agrees(want, coded, rule); });
  put(Field::standing, [&] {
    return want.modality == coded.modality && want.negated == coded.negated && want.claimed == coded.claimed;
  });
  put(Field::move, [&] {
    return want.move.has_value() == coded.move.has_value() && (!want.move || want.move->kind == coded.move->kind);
  });
  return agreed;
}

std::vector<Event> in_pairs(const Event& event) {
  std::vector<Event> pairs;
  const auto add = [&](const Mention& actor, const Mention* recipient) {
    Event& one = pairs.emplace_back(event);
    one.actors = {actor};
    one.recipients.clear();
    if (recipient && event.reciprocal)
      one.actors.push_back(*recipient);
    else if (recipient)
      one.recipients = {*recipient};
  };
  const bool mutual = event.reciprocal && event.recipients.empty();
  for (std::size_t a = 0; a < event.actors.size(); ++a) {
    if (mutual)
      for (std::size_t b = a + 1; b < event.actors.size(); ++b) add(event.actors[a], &event.actors[b]);
    else if (event.recipients.empty())
      add(event.actors[a], nullptr);
    else
      for (const auto& recipient : event.recipients) add(event.actors[a], &recipient);
  }
  if (pairs.empty()) pairs.push_back(event);
  return pairs;
}

}  // namespace demarche
