// Merged acts for reading: demarche-merged-acts LEDGER [NUMBER SEED]. So many of the acts that several reports of
// several documents tell of, drawn by seed, each with its reports' sentences and why they are one. Whoever reads them
// says of how many reports beside the first it is so; that is the precision on real text.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "relations/ledger_acts.h"

namespace demarche {
namespace {

int run(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "demarche-merged-acts LEDGER [NUMBER SEED]\n");
    return 2;
  }
  const auto ledger = open_ledger(argv[1], OpenMode::read);
  if (!ledger) {
    fmt::print(stderr, "{}\n", ledger.error().describe());
    return 2;
  }
  const auto told = read_acts(**ledger, EventQuery{});
  const auto sources = told ? provenances_of(**ledger, told->events) : tl::unexpected(told.error());
  if (!sources) {
    fmt::print(stderr, "{}\n", sources.error().describe());
    return 2;
  }
  std::vector<const Act*> merged;
  for (const auto& act : told->acts) {
    std::set<std::string> documents;
    for (const auto* report : act.reports) documents.insert(report->document);
    if (documents.size() > 1) merged.push_back(&act);
  }
  fmt::print("{} acts, {} of them told in several documents\n", told->acts.size(), merged.size());
  const std::size_t wanted = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 60;
  std::mt19937_64 chance(argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1);
  for (std::size_t i = merged.size(); i > 1; --i) std::swap(merged[i - 1], merged[chance() % i]);
  merged.resize(std::min(merged.size(), wanted));
  for (const auto* act : merged) {
    const auto why = why_one_act(*act, *sources);
    fmt::print("\n{} {} {} -> {}, {}\n", act->type, act->move ? name_of(act->move->kind) : act->mode,
               fmt::join(act->actors, "+"), fmt::join(act->recipients, "+"), act->date ? act->date->text() : "undated");
    for (std::size_t i = 0; i < act->reports.size(); ++i) {
      const auto& report = *act->reports[i];
      fmt::print("  {} {} ({} -> {}): {}\n", report.document, report.date ? report.date->text() : "undated",
                 fmt::join(sides_of(report.actors), "+"), fmt::join(sides_of(report.recipients), "+"), report.text);
      if (i) fmt::print("    {}\n", why[i - 1]);
    }
  }
  return 0;
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) { return demarche::run(argc, argv); }
