#include "relations/acts.h"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>

#include "relations/grouping.h"

namespace demarche {
namespace {

const Provenance* source_of(const Event& event, const Provenances& sources) {
  const auto found = sources.find(event.document);
  return found == sources.end() ? nullptr : &found->second;
}

}  // namespace

bool happens(Modality modality) {
  return modality == Modality::done || modality == Modality::ongoing || modality == Modality::announced;
}

bool told_as_done(const Event& event) { return happens(event.modality) && !event.negated; }

std::string side_of(const Mention& mention) {
  // a group is its own side, and so are a state's rebels and its opposition
  const bool apart =
      mention.id.starts_with("GRP.") ||
      (!mention.sectors.empty() && (mention.sectors.front() == "OPP" || mention.sectors.front() == "REB"));
  return apart || mention.country.empty() ? mention.id : mention.country;
}

std::vector<std::string> sides_of(const std::vector<Mention>& mentions) {
  std::vector<std::string> sides;
  for (const auto& mention : mentions)
    if (auto side = side_of(mention); !side.empty()) sides.push_back(std::move(side));
  std::sort(sides.begin(), sides.end());
  sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
  return sides;
}

Act act_alone(const Event& event) {
  Act act;
  act.id = event.id;
  act.type = event.type;
  act.mode = event.mode;
  act.move = event.move;
  act.actors = sides_of(event.actors);
  act.recipients = sides_of(event.recipients);
  act.date = event.date;
  act.claimed = event.claimed;
  act.disputed = event.disputed;
  act.reports = {&event};
  return act;
}

std::vector<Act> acts_of(std::span<const Event> events, const Provenances& sources) {
  std::deque<Report> reports;
  std::map<std::string, std::vector<const Report*>> families;
  for (const auto& event : events)
    if (told_as_done(event)) {
      reports.push_back(report_of(event, source_of(event, sources)));
      families[reports.back().family].push_back(&reports.back());
    }
  std::vector<Act> acts;
  for (auto& [family, members] : families)
    for (const auto& group : grouped(std::move(members))) acts.push_back(act_of(group));
  sort_acts(acts);
  return acts;
}

void sort_acts(std::vector<Act>& acts) {
  std::sort(acts.begin(), acts.end(), [](const Act& a, const Act& b) {
    if (a.date.has_value() != b.date.has_value()) return a.date.has_value();
    if (a.date && a.date->begin != b.date->begin) return a.date->begin < b.date->begin;
    return std::tie(a.id, a.first().document) < std::tie(b.id, b.first().document);
  });
}

std::vector<std::string> why_one_act(const Act& act, const Provenances& sources) {
  std::vector<Report> reports;
  for (const auto* event : act.reports) reports.push_back(report_of(*event, source_of(*event, sources)));
  const auto place = [](const Report& report) {
    return report.event->document + ":" + std::to_string(report.event->sentence);
  };
  std::vector<std::string> lines;
  for (std::size_t i = 1; i < reports.size(); ++i) {
    std::size_t best = i == 1 ? 0 : i - 1;
    double most = kNever;
    for (std::size_t j = 0; j < reports.size(); ++j)
      if (const double one = j == i ? kNever : agreement(reports[j], reports[i]); one > most) most = one, best = j;
    std::vector<std::string> why;
    (void)agreement(reports[best], reports[i], &why);
    std::string line = place(reports[i]) + " with " + place(reports[best]) + ":";
    for (std::size_t each = 0; each < why.size(); ++each) line += (each ? "; " : " ") + why[each];
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace demarche
