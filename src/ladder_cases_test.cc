// The table of pairs and days of history (cases/ladder.table), held against a ledger that holds the record.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <sstream>

#include "base/stanza_file.h"
#include "base/text_file.h"
#include "brief.h"
#include "recorded_ledger.h"

namespace demarche {
namespace {

const std::filesystem::path kRoot = DEMARCHE_SOURCE_DIR;

// All moves of the record, read once.
struct Moves {
  std::vector<Event> events;
  std::vector<Act> acts;
};
const Moves& moves_known_by(std::optional<Date> known_by) {
  static std::map<std::string, Moves> read;
  const auto key = known_by ? known_by->text() : "";
  const auto found = read.find(key);
  if (found != read.end()) return found->second;
  EventQuery query;
  query.moves_only = true;
  query.known_by = known_by;
  auto& moves = read[key];
  moves.events = *ledger_of_the_record().events(query);
  moves.acts = acts_of(moves.events);
  return moves;
}

std::string value_of(const PairState& state, const std::string& part, const std::string& want) {
  const std::map<std::string, const Part*> parts = {{"relations", &state.relations},
                                                    {"level", &state.level},
                                                    {"head.a", &state.head_of_a},
                                                    {"head.b", &state.head_of_b},
                                                    {"mission.a", &state.mission_of_a},
                                                    {"mission.b", &state.mission_of_b},
                                                    {"consular", &state.consular},
                                                    {"power", &state.protecting_power},
                                                    {"recognised.a", &state.recognised_by_a},
                                                    {"recognised.b", &state.recognised_by_b},
                                                    {"government.a", &state.government_by_a},
                                                    {"government.b", &state.government_by_b}};
  if (const auto found = parts.find(part); found != parts.end()) return found->second->value;
  if (part == "rung") return state.rung;
  if (part == "by") return state.ended_by;
  if (part == "since") return state.relations.since ? state.relations.since->text().substr(0, want.size()) : "unknown";
  if (part == "end") return state.end ? state.end->succession.how : "none";
  if (part == "contradictions") return std::to_string(state.contradictions.size());
  if (part == "note") {
    auto note = state.rung_note;
    std::replace(note.begin(), note.end(), ' ', '_');
    return note;
  }
  std::vector<std::string> several = state.continues;
  if (part == "successor" && state.end) {
    several = state.end->succession.successors;
    several.push_back(state.end->succession.continued_by);
  } else if (part != "continues") {
    return "no such part";
  }
  return std::find(several.begin(), several.end(), want) != several.end() ? want : "none";
}

TEST(LadderCases, PairsOfHistoryStandWhereTheyStood) {
  const auto text = read_file(kRoot / "cases/ladder.table");
  ASSERT_TRUE(text) << text.error().describe();
  std::istringstream lines(*text);
  std::string line;
  int cases = 0, number = 0;
  while (std::getline(lines, line)) {
    ++number;
    const auto words = list_of(line.substr(0, line.find('#')), ' ');
    if (words.empty()) continue;
    ASSERT_GE(words.size(), 4u) << "cases/ladder.table:" << number << ": two countries, a day and a part are meant";
    const auto day = Date::parse(words[2]);
    ASSERT_TRUE(day) << "cases/ladder.table:" << number;
    const auto state = pair_state(words[0], words[1], *day, moves_known_by({}).acts, shipped_world());
    ++cases;
    for (std::size_t i = 3; i < words.size(); ++i) {
      const auto equal = words[i].find('=');
      ASSERT_NE(equal, std::string::npos) << "cases/ladder.table:" << number << ": " << words[i];
      const auto part = words[i].substr(0, equal), want = words[i].substr(equal + 1);
      EXPECT_EQ(value_of(state, part, want), want)
          << "cases/ladder.table:" << number << ": " << part << " of " << words[0] << " and " << words[1] << " on "
          << words[2] << fmt::format(" ({} moves; {})", state.moves.size(), fmt::join(state.contradictions, "; "));
    }
  }
  EXPECT_GE(cases, 40);
  std::cout << cases << " pairs and days of history\n";
}

// What could be known by a day: the switch of the United States was announced on 15 December 1978, and what came after
// the day asked for is left out, ties that began later and ends of ties among it.
TEST(LadderCases, WhatCouldBeKnownByADay) {
  const struct {
    const char *a, *b, *day, *known_by, *relations;
  } kTable[] = {
      {"ALB", "IRN", "2022-09-08", "2022-09-06", "established"},
      {"ALB", "IRN", "2022-09-08", "2022-09-07", "severed"},
      {"USA", "CHN", "1979-06-01", "1978-12-14", "never"},
      {"USA", "CHN", "1979-06-01", "1978-12-15", "established"},
      {"USA", "CUB", "2016-01-01", "2015-01-01", "severed"},
      {"DDR", "CHL", "1995-01-01", "1985-01-01", "severed"},
  };
  for (const auto& each : kTable) {
    const auto known_by = Date::parse(each.known_by);
    const auto state =
        pair_state(each.a, each.b, *Date::parse(each.day), moves_known_by(known_by).acts, shipped_world(), known_by);
    EXPECT_EQ(state.relations.value, each.relations) << each.a << " " << each.b << " known by " << each.known_by;
  }
}

}  // namespace
}  // namespace demarche
