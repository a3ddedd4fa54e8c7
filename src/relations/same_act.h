// Whether two reports can be of one act, and how well they agree. Internal to src/relations: grouping.cc makes acts
// of it.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "model/event.h"
#include "relations/acts.h"

namespace demarche {

// A report, made ready for comparing: what it says of kind, sides, time, place and in what words.
struct Report {
  const Event* event = nullptr;  // borrowed
  std::string family;            // of kinds that are told of one another: "move expel", "SANCTION"
  std::vector<std::string> actors, recipients, sides;  // sides: both; sorted
  bool mutual = false;                                 // the order of the sides says nothing
  bool violent = false, verbal = false;
  bool dated = false, by_words = false;  // by_words: the text names the day, not only the report's own day
  int first_day = 0, last_day = 0;   // days since 1970 on which the act can have happened; kAnyDay where nothing tells
  std::vector<std::uint32_t> names;  // hashes of the names in the sentence but those of the sides; sorted
  std::vector<std::uint32_t> words;  // hashes of the sentence's words of content, names of the sides left out; sorted
  const Provenance* source = nullptr;  // borrowed; null: not known
};

inline constexpr std::pair kAnyDay = {-(1 << 28), 1 << 28};

// What is told without a day lies in the year before it was published.
Report report_of(const Event& event, const Provenance* source);

inline constexpr double kOneAct = 1.5;  // reports that agree so well, or better, are of one act
inline constexpr double kNever = -std::numeric_limits<double>::infinity();

inline constexpr int kMostDaysApart = 2;  // reports of one act are seldom dated further apart

// Whether their days leave it open that they tell of one act. Symmetric.
bool days_agree(const Report& a, const Report& b);

// How well two reports agree: kNever where something rules out that they tell of one act. Symmetric. `why`: takes what
// speaks for and against, in words.
double agreement(const Report& a, const Report& b, std::vector<std::string>* why = nullptr);

}  // namespace demarche
