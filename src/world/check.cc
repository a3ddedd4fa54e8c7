// What `demarche check` tells of files that load: words that stand for one of a few, offices held by two at a time.
#include <algorithm>
#include <set>

#include "world/load.h"

namespace demarche {

void WorldBuilder::check(const std::vector<StanzaFile>& files, const std::function<void(const Error&)>& problem) {
  problem_ = &problem;
  (void)add(files);
  check_offices(problem);
  problem_ = nullptr;
}

// The words of a stanza that stand for one of a few: sectors, schemes of codes.
Result<void> WorldBuilder::check_words(const Stanza& stanza) const {
  static const std::set<std::string, std::less<>> kSectors = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "REB", "OPP",
                                                              "PTY", "CRM", "BUS", "LAB", "MED", "EDU", "JRN", "NGO",
                                                              "IGO", "REL", "REF", "CVL", "ELI", "ETH", "AGR", "UNK"};
  static const std::set<std::string, std::less<>> kSchemes = {"iso2", "cow", "cameo", "fips"};
  for (const auto& line : stanza.lines) {
    if (line.key == "sector")
      for (const auto& sector : list_of(line.value))
        if (!kSectors.contains(sector)) return mistake("no such sector (docs/ontology.md)", line, sector);
    if (line.key == "codes")
      for (const auto& code : list_of(line.value))
        if (!kSchemes.contains(code.substr(0, code.find(' '))))
          return mistake("no such scheme of codes: iso2, cow, cameo or fips", line, code);
  }
  return {};
}

// Two who held one office at a time, for more than the days around a change.
void WorldBuilder::check_offices(const std::function<void(const Error&)>& problem) const {
  constexpr int kChange = 31;
  for (const auto& office : tables_->offices) {
    if (office.shared || office.kind == "head" || office.kind == "leader") continue;
    for (std::size_t i = 1; i < office.terms.size(); ++i) {
      const auto &earlier = office.terms[i - 1], &later = office.terms[i];
      if (earlier.person == later.person || !later.when.from) continue;
      const bool open = !earlier.when.to;
      if (!open && earlier.when.to->days_since(*later.when.from) <= kChange) continue;
      // known to the year: "..1994" and "1994.."
      const auto is_bound_of_year = [](Date day) {
        return day.text().ends_with("-12-31") || day.text().ends_with("-01-01");
      };
      if (!open && earlier.when.to->year() == later.when.from->year() &&
          (is_bound_of_year(*earlier.when.to) || is_bound_of_year(*later.when.from)))
        continue;
      if (later.when.to && later.when.to->days_since(*later.when.from) <= kChange) continue;  // somebody acting
      const std::string name(tables_->entities[static_cast<std::size_t>(earlier.person)].name);
      problem({"in an office that " + name + " holds until " + (open ? std::string("now") : earlier.when.to->text()) +
                   " (line " + std::to_string(earlier.line) + ")",
               (*files_)[static_cast<std::size_t>(later.file)].path, static_cast<std::size_t>(later.line), 3,
               std::string(tables_->entities[static_cast<std::size_t>(later.person)].name)});
    }
  }
}

}  // namespace demarche
