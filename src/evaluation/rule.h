// When a coded event is the one that somebody labelled: which fields must agree, and how exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/gold.h"

namespace demarche {

// From coarse to fine: the four classes; PLOVER's types; types with their modes; CAMEO's roots; CAMEO codes, of which
// a coarser one in the labels agrees with all below it.
enum class Level : std::uint8_t { quad, type, mode, root, code };
std::string_view name_of(Level);
std::optional<Level> level_named(std::string_view name);

// What makes two parties one: the country (or, of those without, the organisation or group); the same id; or that the
// words overlap in the text, or one lie within the other.
enum class PartyMatch : std::uint8_t { country, id, words };
std::string_view name_of(PartyMatch);
std::optional<PartyMatch> party_match_named(std::string_view name);

struct Rule {
  Fields by;  // fields that must agree
  Level level = Level::type;
  PartyMatch parties = PartyMatch::country;
  bool all_parties = false;  // of sides of several: all the same; else one in common is enough
  bool undirected = false;   // actor and recipient may stand the other way round
  int days = 0;              // that dates may differ by
  bool yields = false;       // CONCEDE and RETREAT are one type, YIELD (as some labelled sets have them)
};

// What an event is at a level, for counting: "SANCTION", "SANCTION/discontinue", "16", "161", "4"; empty where it does
// not say.
std::string label_of(const Event& event, const Rule& rule);

// The fields of `rule.by` in which they agree. A field that the label leaves open agrees with anything.
Fields agreement(const GoldEvent& gold, const Event& coded, const Rule& rule);

// An event for each actor toward each recipient; of a mutual one for each two of its sides.
std::vector<Event> in_pairs(const Event& event);

}  // namespace demarche
