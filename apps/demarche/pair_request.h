// What the verbs share that ask of two countries on a day: their arguments, and all opened that answers them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "command.h"
#include "ledger/ledger.h"
#include "ledger_option.h"
#include "world/world.h"

namespace demarche {

struct PairArguments {
  std::vector<std::string> parties;
  std::string ledger = kLedger, as_of, format = "text", date;
  std::size_t width = 100;
};

struct OpenPair {
  World world;
  std::unique_ptr<Ledger> ledger;
  std::string a, b;
  Date day;
};

// The world, the ledger (read) and the two countries; the day is --as-of, else the last that the ledger tells of.
Result<OpenPair> open_pair(const PairArguments& arguments, const Command& command);

}  // namespace demarche
