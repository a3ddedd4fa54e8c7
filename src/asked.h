// What users name, in the words of the command line, of the API and of other programs: days, parties, documents of a
// ledger.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "ledger/ledger.h"
#include "world/world.h"

namespace demarche {

// The day that an option was given; nothing for an empty text. Fails on what is no day, naming the option.
Result<std::optional<Date>> day_asked(const std::string& option, const std::string& text);

// The code of a state by any of its codes and names, or of the state that somebody named belongs to.
Result<std::string> state_asked(const std::string& name, const World& world);
// The same, and the id of an organisation or group that belongs to no state.
Result<std::string> party_asked(const std::string& name, const World& world);

// The last day of a document of the ledger: the record ends there, whatever day it is today. Nothing where it holds no
// dated document.
Result<std::optional<Date>> last_day_of(Ledger& ledger);

// What a reader knows the ledger's documents by: "BBC, 2022-09-07"; those of the record by their source, those without
// publisher by their id.
class DocumentNames {
 public:
  static Result<DocumentNames> read(Ledger& ledger);
  std::string operator()(const std::string& id) const;

 private:
  std::map<std::string, std::string> names_;
};

}  // namespace demarche
