// What the verbs share that look at dealings over time (series, panel, ties, expected): their arguments, all opened
// that answers them, and the dealings that they ask for.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "dealings.h"
#include "ledger/ledger.h"
#include "ledger_option.h"
#include "series/series.h"
#include "world/world.h"

namespace demarche {

struct SeriesArguments {
  std::vector<std::string> parties;
  std::string ledger = kLedger, step = "month", measure = "goldstein", from, to, on, known_by, format = "table";
  bool directed = false, claimed = false, undone = false, turns = false;
};

struct OpenSeries {
  std::filesystem::path knowledge;
  World world;
  std::unique_ptr<Ledger> ledger;
  std::vector<std::string> parties;
  Step step = Step::month;
  Measure measure = Measure::goldstein;
  std::optional<Date> from, to, on, known_by;
};

// The knowledge, the ledger (read), the parties and the days.
Result<OpenSeries> open_series(const SeriesArguments& arguments, const Command& command);

// `of_pair`: of others' data only rows of the parties (of the first with anybody, where there is one); else all rows.
Result<Dealings> dealings_asked(const OpenSeries& all, const SeriesArguments& arguments, bool of_pair);

// The last day of any of them.
Date last_day(const Dealings& held);

// A verb with the options that all four share; `run` is called where it is chosen.
struct SeriesVerb {
  CLI::App* verb;
  std::shared_ptr<SeriesArguments> arguments;
};
SeriesVerb add_series_verb(CLI::App& app, Command& command, const char* name, const char* help,
                           int (*run)(const SeriesArguments&, const Command&));

}  // namespace demarche
