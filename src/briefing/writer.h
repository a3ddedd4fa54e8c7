// A briefing in the making: sections are filled with statements, each citing sources, and each source stands once.
// What the briefings on a pair and on an incident share. Internal to src/briefing.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "briefing/briefing.h"
#include "briefing/incident_text.h"

namespace demarche {

class BriefingWriter {
 public:
  // Borrows both.
  BriefingWriter(const Record& record, const World& world);

 protected:
  // Begins a section, runs what fills it, and leaves it out where nothing was said.
  template <class Fill>
  void section(const char* title, Fill fill) {
    briefing_.sections.push_back({title, {}});
    fill();
    if (briefing_.sections.back().statements.empty()) briefing_.sections.pop_back();
  }
  // The same for the lead.
  template <class Fill>
  void lead_of(Fill fill) {
    briefing_.sections.push_back({"lead", {}});
    fill();
    briefing_.lead = std::move(briefing_.sections.back().statements);
    briefing_.sections.pop_back();
  }
  // Adds to the section begun last; what was said already is not said again.
  void say(std::string text, Basis basis, std::vector<std::size_t> sources);
  void say(const ToldOfIncident& told);
  // Numbers the sources in the order in which a reader meets them, drops those not cited, and adds the note.
  Briefing finished();

  std::size_t source(Source source);
  std::size_t source(const Event& report);
  std::vector<std::size_t> sources_of(const Act& act, std::size_t most = 3);
  std::vector<std::size_t> sources_of(const std::vector<RecordRef>& refs, std::size_t most = 3);
  std::vector<std::size_t> source_of(const Claim& claim);
  std::vector<std::size_t> source_of(const Tie& tie);
  std::vector<std::size_t> source_of_file(const std::string& place);  // "groups.world:18" of the project's files

  const Act* act_of(const std::string& event) const;  // by the id of a report; null: none
  std::string called(const std::string& id) const;

  const Record& record_;
  const World& world_;
  Briefing briefing_;

 private:
  std::unordered_map<std::string, const Act*> act_of_;
};

// Adds what is not in the list yet.
void add_once(std::vector<std::size_t>& list, const std::vector<std::size_t>& more);

// The side of an id: "ALB" of "ALB.GOV.MFA"; groups and organisations are their own.
std::string side_of_id(const std::string& id);

inline bool holds(const std::vector<std::string>& list, const std::string& one) {
  for (const auto& each : list)
    if (each == one) return true;
  return false;
}

inline Basis basis_of(const Act& act) {
  return act.disputed ? Basis::disputed : act.claimed ? Basis::claimed : Basis::known;
}

// Whether the words of a reason say anything beyond that they are one: "answer" and "over it" do not.
std::set<std::string> telling_words(const std::string& reason);

}  // namespace demarche
