// Words that are told once more: an accusation or a denial that later reports bring up again is no further act.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "relations/acts.h"

namespace demarche {

// Goes through acts in order of day.
class SaidAgain {
 public:
  static constexpr int kDays = 14;  // for which reports still bring up what was said

  // Whether the act is of words alone, dated by nothing but the day of its telling, and the same side said the same
  // kind of thing to the same other within the days before. Else it is what later ones are measured by.
  bool operator()(const Act& act) {
    const bool verbal = !act.move && (act.first().quad_code == 1 || act.first().quad_code == 3);
    if (!verbal || !act.date) return false;
    const auto key = std::tuple(act.type, act.mode, act.actors, act.recipients);
    const auto before = said_.find(key);
    const bool by_telling = std::all_of(act.reports.begin(), act.reports.end(), [](const Event* report) {
      return report->date_from == DateSource::tense || report->date_from == DateSource::document;
    });
    if (by_telling && before != said_.end() && act.date->begin.days_since(before->second) <= kDays) return true;
    said_[key] = act.date->begin;
    return false;
  }

 private:
  std::map<std::tuple<std::string, std::string, std::vector<std::string>, std::vector<std::string>>, Date> said_;
};

}  // namespace demarche
