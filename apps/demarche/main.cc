// demarche: arguments in, library calls, output. Each verb is a file of this folder.
#include <fmt/format.h>

#include <csignal>
#include <exception>

#include "command.h"

namespace demarche {

void tell(const Error& error) { fmt::print(stderr, "demarche: {}\n", error.describe()); }

int give_up(const Error& error) {
  tell(error);
  return kNothing;
}

}  // namespace demarche

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is told like a full disk
  CLI::App app("Reads news and keeps the record of what states do to one another.", "demarche");
  demarche::Command command;
  app.set_version_flag("--version", "demarche " DEMARCHE_VERSION);
  app.add_option("--data", command.data,
                 "folder that holds knowledge/ and models/ (found beside the program otherwise)");
  app.add_option("--world", command.world,
                 "your own actors: *.world files, or *.actors, *.agents, *.discards of TABARI and PETRARCH")
      ->expected(1)
      ->take_all();
  app.add_option("--lexicon", command.lexicon, "your own wordings: *.lexicon files")->expected(1)->take_all();
  app.require_subcommand(1);
  demarche::add_code_command(app, command);
  demarche::add_parse_command(app, command);
  demarche::add_check_command(app, command);
  demarche::add_actor_command(app, command);
  demarche::add_relate_command(app, command);
  demarche::add_evaluate_command(app, command);
  demarche::add_add_command(app, command);
  demarche::add_recode_command(app, command);
  demarche::add_remove_command(app, command);
  demarche::add_import_command(app, command);
  demarche::add_export_command(app, command);
  demarche::add_pair_command(app, command);
  demarche::add_brief_command(app, command);
  demarche::add_ledger_command(app, command);
  demarche::add_record_command(app, command);
  demarche::add_audit_command(app, command);
  demarche::add_series_command(app, command);
  demarche::add_panel_command(app, command);
  demarche::add_ties_command(app, command);
  demarche::add_expected_command(app, command);
  demarche::add_incidents_command(app, command);
  demarche::add_precedents_command(app, command);
  demarche::add_watch_command(app, command);
  demarche::add_serve_command(app, command);
  demarche::add_dispatch_command(app, command);
  demarche::add_worker_command(app, command);
  demarche::add_manual_command(app, command);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? 0 : demarche::kNothing;
  }
  try {
    return command.run();
  } catch (const std::exception& error) {  // out of memory and the like: nothing of ours throws
    return demarche::give_up({error.what(), {}, 0, 0, {}});
  }
}
