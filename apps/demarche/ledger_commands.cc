#include "command.h"
namespace demarche {
void add_ledger_commands(CLI::App&, Command&) {}
}
