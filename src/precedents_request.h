// A question for precedents as a user puts it, in words or by parts.
#pragma once

#include <string>

#include "asked.h"
#include "relations/precedents.h"

namespace demarche {

struct PrecedentsAsked {
  std::string question;                     // "the first severance over a cyber-attack"
  std::string what;                         // a move ("sever") or a PLOVER type ("COERCE/cyber")
  std::string why;                          // a kind of reason
  std::string by, to;                       // a country, an organisation whose members are meant, "state" or "group"
  std::string from = "1945-01-01", before;  // a day, month or year
  int within_days = -1;                     // of its cause; below 0: any
};

// Fails, naming the part, on what is not known.
Result<PrecedentQuery> precedents_asked(const PrecedentsAsked& asked, const PrecedentWords& words, const World& world);

}  // namespace demarche
