// What was done about an incident, and what was said in answer to it.
#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/letters.h"
#include "incidents/records_at_hand.h"
#include "relations/acts.h"

namespace demarche {
namespace {

constexpr int kAnsweredWithin = 500;  // days: indictments and sanctions come late

const IncidentKinds::Response* response_kind(const Event& event, const IncidentKinds& kinds) {
  for (const auto& response : kinds.responses) {
    if (event.move && std::find(response.moves.begin(), response.moves.end(), event.move->kind) != response.moves.end())
      return &response;
    for (const auto& pattern : response.events)
      if (!event.move && pattern.type == event.type && (pattern.mode.empty() || pattern.mode == event.mode))
        return &response;
  }
  return nullptr;
}

// The month that a text names before or behind one of the nouns ("over the July cyber-attack", "the attack of July
// 15"); 0: none.
int month_named(std::string_view lower) {
  for (int month = 1; month <= 12; ++month)
    if (month != 5 && has_phrase(lower, lower_ascii(month_name(month)))) return month;  // "may" is more often a verb
  return 0;
}

class Responses {
 public:
  Responses(std::span<const Gathered> incidents, const RecordsAtHand& told) : incidents_(incidents), told_(told) {
    for (std::size_t i = 0; i < incidents.size(); ++i)
      for (const auto* report : incidents[i].reports) report_of_[report->id] = i;
    for (std::size_t i = 0; i < incidents.size(); ++i)
      for (const auto* sides : {&incidents[i].accused, &incidents[i].victims})
        for (const auto& side : *sides)
          if (auto& of_side = of_side_[side]; of_side.empty() || of_side.back() != i) of_side.push_back(i);
    lists_.resize(incidents.size());
  }

  std::vector<std::vector<IncidentResponse>> make() {
    for (const auto& event : told_.events) {
      if (!told_as_done(event) || event.claimed || report_of_.contains(event.id)) continue;
      const auto* kind = response_kind(event, told_.kinds);
      if (!kind) continue;
      const auto incident = answered_by(event);
      if (!incident) continue;
      for (const auto& by : sides_of(event.actors))
        add(*incident, kind->name, by, sides_of(event.recipients), event.date, ref_of(event));
    }
    for (const auto& claim : told_.claims) {
      if (claim.stance != Stance::condemns && claim.stance != Stance::supports) continue;
      const auto about = report_of_.find(claim.about);
      const std::string by = speaker_of(claim);
      if (about == report_of_.end() || by.empty() || incidents_[about->second].accused.contains(by)) continue;
      add(about->second, "statement", by,
          claim.toward ? sides_of(std::vector{*claim.toward}) : std::vector<std::string>{}, claim.said, ref_of(claim));
    }
    for (auto& list : lists_)
      std::stable_sort(list.begin(), list.end(), [](const IncidentResponse& a, const IncidentResponse& b) {
        return before(a.date, b.date) || (!before(b.date, a.date) && std::tie(a.by, a.kind) < std::tie(b.by, b.kind));
      });
    return std::move(lists_);
  }

 private:
  std::optional<std::size_t> answered_by(const Event& event) const {
    if (const auto told = report_of_.find(event.answers); told != report_of_.end()) return told->second;
    for (const auto& reason : event.reasons)
      if (const auto told = report_of_.find(reason.event); told != report_of_.end()) return told->second;
    std::string lower;
    for (const auto& reason : event.reasons) lower += lower_ascii(reason.text) + ". ";
    const bool reasoned = !lower.empty();
    const std::string sentence = lower_ascii(event.text);
    if (!reasoned) lower = sentence;
    const auto actors = sides_of(event.actors), recipients = sides_of(event.recipients);
    const int month = month_named(lower);
    std::optional<std::size_t> best;
    for (const auto i : of_any(recipients)) {
      const auto& incident = incidents_[i];
      const auto& kind = told_.kinds.kinds[incident.kind];
      if (!has_one_of(lower, kind.nouns)) continue;
      if (!kind.context.empty() &&
          std::find(event.contexts.begin(), event.contexts.end(), kind.context) == event.contexts.end())
        continue;
      // toward an accused, or for a victim
      const bool against = holds(incident.accused, recipients) && !holds(incident.accused, actors);
      const bool for_victim =
          event.quad_code <= 2 && holds(incident.victims, recipients) && !holds(incident.victims, actors);
      if (!against && !for_victim) continue;
      if (!reasoned && !incident.documents.contains(event.document)) continue;
      if (month != 0 && incident.date && (incident.date->begin.month() > month || incident.date->end.month() < month))
        continue;
      if (event.date && incident.date) {
        const int since = event.date->end.days_since(incident.date->begin);
        if (since < 0 || since > kAnsweredWithin) continue;
      }
      if (!best || (incident.date && incidents_[*best].date && incident.date->begin > incidents_[*best].date->begin))
        best = i;
    }
    return best;
  }

  // Incidents of which one of the sides is a victim or accused, in their order.
  std::set<std::size_t> of_any(const std::vector<std::string>& sides) const {
    std::set<std::size_t> found;
    for (const auto& side : sides)
      if (const auto of_side = of_side_.find(side); of_side != of_side_.end())
        found.insert(of_side->second.begin(), of_side->second.end());
    return found;
  }

  void add(std::size_t incident, const std::string& kind, const std::string& by, const std::vector<std::string>& toward,
           const std::optional<Period>& date, RecordRef source) {
    const std::string whom = toward.empty() ? std::string() : toward.front();
    for (auto& known : lists_[incident])
      if (known.kind == kind && known.by == by && (known.toward == whom || known.toward.empty() || whom.empty()) &&
          (!known.date || !date || kind == "statement" ||
           (date->begin <= known.date->end.plus_days(2) && known.date->begin <= date->end.plus_days(2)))) {
        if (known.toward.empty()) known.toward = whom;
        if (before(date, known.date)) known.date = date;
        add_source(known.sources, std::move(source));
        return;
      }
    lists_[incident].push_back({kind, by, whom, date, {std::move(source)}});
  }

  std::span<const Gathered> incidents_;
  const RecordsAtHand& told_;
  std::unordered_map<std::string, std::size_t> report_of_;             // an incident, by the id of one of its reports
  std::unordered_map<std::string, std::vector<std::size_t>> of_side_;  // those with that victim or accused
  std::vector<std::vector<IncidentResponse>> lists_;
};

}  // namespace

std::vector<std::vector<IncidentResponse>> responses_to(std::span<const Gathered> incidents,
                                                        const RecordsAtHand& told) {
  return Responses(incidents, told).make();
}

}  // namespace demarche
