// What the record's words for acts and incidents stand for: move, code and wording of each.
#pragma once

#include <optional>
#include <string_view>

#include "model/move.h"

namespace demarche {

struct ActKind {
  std::string_view name;
  std::optional<MoveKind> move;  // none: an act that is not on the ladder (sanction, indict, statement)
  std::string_view cameo, type, mode, contexts;
  std::string_view wording;  // "{a} severed diplomatic relations with {b}"
  bool reciprocal = false;   // both sides do it
};
const ActKind* act_kind(std::string_view name);  // null: no such kind

struct IncidentKind {
  std::string_view name;
  std::string_view cameo, type, mode, contexts;
  std::string_view wording;  // "a cyber-attack on {b}"
};
const IncidentKind* incident_kind(std::string_view name);

}  // namespace demarche
