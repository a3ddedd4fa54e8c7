// How well reports of one act are merged: demarche-merge-bench [ACTS REPORTS SEED [FOLDER]]. Invented reports of known
// acts (retold_acts.h) are coded and merged; two tellings count as merged where events coded from both stand in one
// act. Pairs of tellings are counted: precision of those merged, recall of those that tell one act. With FOLDER are
// written there: the reports (JSON Lines), the truth (a table), and in words each act whose tellings do not come
// together (apart.txt) and each merged act that holds several (joined.txt).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "base/data_folder.h"
#include "code.h"
#include "ledger/fingerprint.h"
#include "relations/acts.h"
#include "retold_acts.h"

namespace demarche {
namespace {

void write(const RetoldActs& all, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  std::ofstream reports(folder / "reports.jsonl"), truth(folder / "truth.tsv");
  for (const auto& each : all.reports)
    reports << nlohmann::json{{"id", each.id},
                              {"date", each.date->text()},
                              {"source", each.source},
                              {"text", each.text}}
                   .dump()
            << '\n';
  truth << "report\tact\tkind\tbegin\tend\n";
  for (const auto& each : all.tellings)
    truth << all.reports[each.report].id << '\t' << each.act << '\t' << each.type << '\t' << each.begin << '\t'
          << each.end << '\n';
}

bool within(const std::vector<Span>& words, const Telling& telling) {
  return std::any_of(words.begin(), words.end(),
                     [&](const Span& each) { return each.begin >= telling.begin && each.end <= telling.end; });
}

bool told_there(const Event& event, const Telling& telling) {
  return (!event.in_title && within(event.words, telling)) ||
         std::any_of(event.retold.begin(), event.retold.end(),
                     [&](const Retelling& each) { return !each.in_title && within(each.words, telling); });
}

bool is_kind(const Event& event, const std::string& kind) {
  if (!kind.starts_with("move ")) return event.type == kind && !event.move;
  if (!event.move) return false;
  // "withdrew its ambassador" and "recalled its ambassador" are told of one act
  const auto told = event.move->kind == MoveKind::withdraw           ? MoveKind::recall
                    : event.move->kind == MoveKind::expel_ambassador ? MoveKind::expel
                                                                     : event.move->kind;
  return kind.substr(5) == name_of(told);
}

std::string coded_as(const Event& event) {
  return fmt::format("{}{}{} {} {}->{}{}", event.type, event.move ? " " : "",
                     event.move ? name_of(event.move->kind) : "", event.date ? event.date->text() : "undated",
                     fmt::join(sides_of(event.actors), "+"), fmt::join(sides_of(event.recipients), "+"),
                     event.reciprocal ? " mutual" : "");
}

// Acts of the truth whose tellings stand in several of the acts found, and the other way round.
void tell_split(const RetoldActs& all, const std::filesystem::path& folder, const std::vector<std::size_t>& found,
                const std::function<std::string(std::size_t)>& in_words) {
  std::map<std::size_t, std::map<std::size_t, std::vector<std::size_t>>> of_truth, of_found;
  for (std::size_t i = 0; i < found.size(); ++i) {
    of_truth[all.tellings[i].act][found[i]].push_back(i);
    of_found[found[i]][all.tellings[i].act].push_back(i);
  }
  const auto tell = [&](const char* name, const auto& lists) {
    std::ofstream out(folder / name);
    for (const auto& [whole, parts] : lists) {
      if (parts.size() == 1) continue;
      const auto any = parts.begin()->second.front();
      out << fmt::format("{} {}, in {} parts\n", all.tellings[any].type, whole, parts.size());
      for (const auto& [part, tellings] : parts) {
        out << "  " << part << '\n';
        for (const auto telling : tellings) out << in_words(telling);
      }
    }
  };
  tell("apart.txt", of_truth);
  tell("joined.txt", of_found);
}

std::size_t number(const char* text) { return static_cast<std::size_t>(std::strtoull(text, nullptr, 10)); }

int run(int argc, char** argv) {
  const auto folder = find_data_folder({});
  if (!folder) return 2;
  const auto pipeline = CodingPipeline::load(*folder);
  if (!pipeline) {
    fmt::print(stderr, "{}\n", pipeline.error().describe());
    return 2;
  }
  const auto all =
      retold_acts(argc > 1 ? number(argv[1]) : 400, argc > 2 ? number(argv[2]) : 2000, argc > 3 ? number(argv[3]) : 1);
  if (argc > 4) write(all, argv[4]);
  std::vector<Event> events;
  Provenances provenances;
  const auto workspace = pipeline->reader().workspace();
  for (const auto& report : all.reports) {
    auto coding = pipeline->code(report, *workspace);
    events.insert(events.end(), std::make_move_iterator(coding.events.begin()),
                  std::make_move_iterator(coding.events.end()));
    provenances[report.id] = {report.source, report.date, fingerprint_of(report.text)};
  }
  const auto acts = acts_of(events, provenances);
  std::map<std::string, std::vector<std::pair<const Event*, std::size_t>>> by_document;
  for (std::size_t act = 0; act < acts.size(); ++act)
    for (const auto* event : acts[act].reports) by_document[event->document].emplace_back(event, act);
  // the act in which each telling stands; those that were not coded stand alone
  std::vector<std::size_t> found;
  std::size_t missed = 0;
  std::map<std::string, std::pair<std::size_t, std::size_t>> by_kind;  // tellings, missed
  for (const auto& telling : all.tellings) {
    std::size_t act = acts.size() + found.size();
    for (const auto& [event, at] : by_document[all.reports[telling.report].id])
      if (told_there(*event, telling) && is_kind(*event, telling.type)) act = at;
    const bool lost = act >= acts.size();
    missed += lost;
    by_kind[telling.type].first += 1;
    by_kind[telling.type].second += lost;
    found.push_back(act);
  }
  std::size_t merged = 0, same = 0, both = 0, same_coded = 0;
  std::map<std::string, std::array<std::size_t, 3>> errors;  // by kind: wrongly merged, wrongly apart, right
  for (std::size_t i = 0; i < found.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const bool is = all.tellings[i].act == all.tellings[j].act, thought = found[i] == found[j];
      merged += thought, same += is, both += is && thought;
      const bool coded = found[i] < acts.size() && found[j] < acts.size();
      same_coded += is && coded;
      if (is || thought) errors[all.tellings[i].type][thought && !is ? 0 : is && !thought && coded ? 1 : 2] += 1;
    }
  if (argc > 4) {
    const auto in_words = [&](std::size_t telling) {
      const auto& told = all.tellings[telling];
      const auto& report = all.reports[told.report];
      std::string line = fmt::format("    {} {} {}\n", report.id, report.date->text(),
                                     report.text.substr(told.begin, told.end - told.begin));
      for (const auto& [event, act] : by_document[report.id])
        if (told_there(*event, told)) line += fmt::format("      act {}: {}\n", act, coded_as(*event));
      return line;
    };
    tell_split(all, std::filesystem::path(argv[4]), found, in_words);
  }
  for (const auto& [kind, counts] : by_kind)
    fmt::print(
        "{:20} {:5} tellings, {:4} not coded; pairs: {} right or not coded, {} wrongly merged, {} wrongly apart\n",
        kind, counts.first, counts.second, errors[kind][2], errors[kind][0], errors[kind][1]);
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole ? static_cast<double>(part) / static_cast<double>(whole) : 1;
  };
  fmt::print("{} reports of {} acts; {} of {} tellings coded; {} acts found\n", all.reports.size(), all.acts,
             found.size() - missed, found.size(), acts.size());
  fmt::print("pairs: precision {:.4f}, recall {:.4f} (of pairs coded as events of their kind {:.4f})\n",
             share(both, merged), share(both, same), share(both, same_coded));
  return 0;
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) { return demarche::run(argc, argv); }
