// A row: one event in the flat shape that the field's data files share (GDELT, ICEWS, POLECAT, PLOVER records), whoever
// coded it. What a source leaves open is empty here; codes are those of the source where the comment says "as written",
// else of this project.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace demarche {

enum class Origin : std::uint8_t { gdelt, icews, polecat, plover, demarche };
std::string_view name_of(Origin);
std::optional<Origin> origin_named(std::string_view name);

// Who acts, or on whom.
struct RowSide {
  std::string code;     // as written: CAMEO "IRNGOV", "USA; GBR", "IRN.GOV.MFA"
  std::string name;     // as written
  std::string country;  // ISO 3166 alpha-3 (or the project's code of a former state); empty: none or unknown
  std::vector<std::string> further_countries;  // of a side of several; GDELT and ICEWS have none
  std::vector<std::string> sectors;            // PLOVER's codes where the source's words have one, else as written

  bool operator==(const RowSide&) const = default;
};

struct RowPlace {
  std::string name, country;                  // country: as in RowSide
  std::string feature;                        // as written: GDELT's feature id, POLECAT's feature type
  std::optional<double> latitude, longitude;  // degrees, WGS 84

  bool operator==(const RowPlace&) const = default;
};

struct Row {
  Origin origin = Origin::demarche;
  std::string id;  // in its source; ICEWS has ids that are not unique
  Date date;

  std::string type, mode;             // PLOVER; empty type: the ontology has no event for the code
  std::vector<std::string> contexts;  // PLOVER
  std::string cameo;                  // "043": a string, never a number
  double goldstein = 0;               // -10..10
  std::optional<double> event_scale;  // PLOVER's conflict-cooperation score
  int quad_code = 0;  // 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict; as written where it is

  RowSide actor, recipient;

  bool root = false;  // told at the head of its report (GDELT: IsRootEvent)
  int mentions = 0, sources = 0, articles = 0;
  std::optional<double> tone;  // GDELT's average tone, -100..100
  RowPlace place;
  std::string publisher, url;
  std::string added;  // when the source took it up: "2015-02-18T23:00:00" or "2015-02-18"; empty: unsaid
  std::string text;   // the sentence, or what the source says in words (ICEWS: the name of the code)

  // The line it was read from, in the columns of its origin's standard header; empty for what was not read from such a
  // line. Writing the same format gives it back.
  std::string raw;

  bool operator==(const Row&) const = default;
};

}  // namespace demarche
