// Invented news for measuring how well reports are merged: known acts of states, each told by several reports that
// differ in wording, outlet, day, detail and length. Which report tells which act, and where, stands beside.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/document.h"

namespace demarche {

// Where a report tells an act.
struct Telling {
  std::size_t report = 0, act = 0;   // indices
  std::uint32_t begin = 0, end = 0;  // bytes of the sentence in the report's text
  std::string type;                  // PLOVER type of the act, or "move " and its kind
};

struct RetoldActs {
  std::vector<Document> reports;
  std::vector<Telling> tellings;
  std::size_t acts = 0;
};

// The same seed gives the same on every machine. Acts come in families of near misses: the same two states and kind of
// act some days later, the answer in kind, the same day with other numbers, towns or subjects. A sixth of the reports
// are copies that another outlet prints, cut or lengthened; a tenth look back on an act weeks later.
RetoldActs retold_acts(std::size_t acts, std::size_t reports, std::uint64_t seed);

}  // namespace demarche
