// The verbs of the command line. Each adds its subcommand to the parser and, when chosen, runs and gives the exit
// status: 0 all done, 1 something of the input was left out (each told in one line on standard error), 2 nothing could
// be done.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace demarche {

struct Command {
  std::string data;  // --data: the folder of knowledge/ and models/; empty: found by itself
  std::vector<std::filesystem::path> world, lexicon;  // --world, --lexicon: a user's own files
  std::function<int()> run;                           // set by the chosen verb

  std::vector<std::filesystem::path> own() const {  // what coding takes of both
    auto files = world;
    files.insert(files.end(), lexicon.begin(), lexicon.end());
    return files;
  }
};

void add_actor_command(CLI::App& app, Command& command);
void add_add_command(CLI::App& app, Command& command);
void add_audit_command(CLI::App& app, Command& command);
void add_brief_command(CLI::App& app, Command& command);
void add_check_command(CLI::App& app, Command& command);
void add_code_command(CLI::App& app, Command& command);
void add_dispatch_command(CLI::App& app, Command& command);
void add_evaluate_command(CLI::App& app, Command& command);
void add_expected_command(CLI::App& app, Command& command);
void add_export_command(CLI::App& app, Command& command);
void add_import_command(CLI::App& app, Command& command);
void add_incidents_command(CLI::App& app, Command& command);
void add_ledger_command(CLI::App& app, Command& command);
void add_manual_command(CLI::App& app, Command& command);
void add_pair_command(CLI::App& app, Command& command);
void add_panel_command(CLI::App& app, Command& command);
void add_parse_command(CLI::App& app, Command& command);
void add_precedents_command(CLI::App& app, Command& command);
void add_recode_command(CLI::App& app, Command& command);
void add_record_command(CLI::App& app, Command& command);
void add_relate_command(CLI::App& app, Command& command);
void add_remove_command(CLI::App& app, Command& command);
void add_series_command(CLI::App& app, Command& command);
void add_serve_command(CLI::App& app, Command& command);
void add_ties_command(CLI::App& app, Command& command);
void add_watch_command(CLI::App& app, Command& command);
void add_worker_command(CLI::App& app, Command& command);

inline constexpr int kDone = 0, kLeftOut = 1, kNothing = 2;

// One line on standard error.
void tell(const Error& error);
int give_up(const Error& error);  // tells and gives kNothing

}  // namespace demarche
