// demarche ledger: looks after a ledger. check: is it whole? migrate: up to this version. merge: others into one.
#include <fmt/format.h>

#include <memory>

#include "base/address.h"
#include "base/content_hash.h"
#include "command.h"
#include "ledger/ledger.h"
#include "ledger_option.h"

namespace demarche {
namespace {

int run_check(const std::string& address) {
  const auto ledger = open_ledger(address, OpenMode::read);
  if (!ledger) return give_up(ledger.error());
  const auto problems = (*ledger)->check();
  if (!problems) return give_up(problems.error());
  for (const auto& problem : *problems) tell({problem, without_password(address), 0, 0, {}});
  const auto contents = (*ledger)->contents();
  if (!contents) return give_up(contents.error());
  fmt::print("{}: {} documents, {} events, {} claims, {} corrections, {} imported events; contents {}; {}\n",
             without_password(address), contents->documents, contents->events, contents->claims, contents->corrections,
             contents->flat_events, hex_id(contents->digest),
             problems->empty() ? "whole" : fmt::format("{} problems", problems->size()));
  return problems->empty() ? kDone : kLeftOut;
}

int run_migrate(const std::string& address) {
  // only what is there: a ledger is not made by a slip of the pen
  const auto there = open_ledger(address, OpenMode::read);
  if (there) {
    fmt::print("{}: is of this version\n", without_password(address));
    return kDone;
  }
  if (there.error().message.find("ledger migrate") == std::string::npos) return give_up(there.error());
  const auto ledger = open_ledger(address, OpenMode::write);
  if (!ledger) return give_up(ledger.error());
  fmt::print("{}: brought to this version\n", without_password(address));
  return kDone;
}

int run_merge(const std::string& address, const std::vector<std::string>& others) {
  const auto ledger = open_ledger(address, OpenMode::write);
  if (!ledger) return give_up(ledger.error());
  for (const auto& other : others) {
    const auto from = open_ledger(other, OpenMode::read);
    if (!from) return give_up(from.error());
    const auto merged = merge_ledgers(**ledger, **from);
    if (!merged) return give_up(merged.error());
    fmt::print("{}: {} documents added, {} replaced, {} unchanged; {} imported events\n", without_password(other),
               merged->fresh, merged->replaced, merged->unchanged, merged->flat_events);
  }
  return kDone;
}

}  // namespace

void add_ledger_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("ledger", "look after a ledger");
  verb->require_subcommand(1);
  struct Arguments {
    std::string ledger = kLedger;
    std::vector<std::string> others;
  };
  auto arguments = std::make_shared<Arguments>();
  const auto part = [&](const char* name, const char* what) {
    auto* of = verb->add_subcommand(name, what);
    add_ledger_option(*of, arguments->ledger);
    return of;
  };
  part("check", "tell what is not as it must be, and a digest: ledgers of one content have the same")
      ->callback([&command, arguments] { command.run = [arguments] { return run_check(arguments->ledger); }; });
  part("migrate", "bring a ledger of an older version to this one")->callback([&command, arguments] {
    command.run = [arguments] { return run_migrate(arguments->ledger); };
  });
  auto* merge = part("merge", "put all that other ledgers hold into this one");
  merge->add_option("others", arguments->others, "ledgers to take from")->required();
  merge->callback(
      [&command, arguments] { command.run = [arguments] { return run_merge(arguments->ledger, arguments->others); }; });
}

}  // namespace demarche
