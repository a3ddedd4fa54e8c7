// Gathered reports made into incidents: id, name, what the words tell, and which incidents belong together.
#include "incidents/incidents.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/letters.h"
#include "incidents/gather.h"
#include "incidents/records_at_hand.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr int kOneCampaign = 400;  // days between incidents that are said to be of one author

std::string when_text(const std::optional<Period>& date) {
  if (!date) return {};
  if (date->precision == DatePrecision::year) return fmt::format(", {}", date->begin.year());
  return fmt::format(", {} {}", month_name(date->begin.month()), date->begin.year());
}

void tell(std::vector<ToldFeature>& features, const std::vector<IncidentKinds::Words>& lists, const Event& report) {
  const std::string lower = lower_ascii(report.text);
  for (const auto& list : lists) {
    const bool known =
        std::any_of(features.begin(), features.end(), [&](const ToldFeature& each) { return each.value == list.name; });
    if (!known && has_one_of(lower, list.words)) features.push_back({list.name, ref_of(report)});
  }
}

void note_groups(std::vector<std::string>& groups, const std::vector<Mention>& mentions) {
  for (const auto& mention : mentions)
    if (mention.id.starts_with("GRP.") && std::find(groups.begin(), groups.end(), mention.id) == groups.end())
      groups.push_back(mention.id);
}

bool share(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& one) { return b.contains(one); });
}

// Incidents with a common victim: one author where a report says so; else at least one accused in common.
std::string relation_of(const Gathered& earlier, const Gathered& later, const IncidentKinds& kinds) {
  if (earlier.kind != later.kind || !earlier.date || !later.date || !share(earlier.victims, later.victims)) return {};
  if (later.date->begin.days_since(earlier.date->end) > kOneCampaign) return {};
  const bool said = std::any_of(later.reports.begin(), later.reports.end(),
                                [&](const Event* report) { return has_one_of(lower_ascii(report->text), kinds.same); });
  if (said) return "same-author";
  return share(earlier.accused, later.accused) ? "same-accused" : "";
}

}  // namespace

std::string_view name_of(AccusedLink link) {
  static constexpr std::array kNames = {""sv, "conducted"sv, "directed"sv, "funded"sv, "tolerated"sv};
  return kNames[static_cast<std::size_t>(link)];
}

std::string_view name_of(AttributionBy by) {
  static constexpr std::array kNames = {"other"sv, "victim"sv, "ally"sv,       "vendor"sv,
                                        "court"sv, "media"sv,  "perpetrator"sv};
  return kNames[static_cast<std::size_t>(by)];
}

std::vector<Incident> incidents_of(std::span<const Event> events, std::span<const Claim> claims,
                                   const std::map<std::string, Date>& published, const IncidentKinds& kinds,
                                   const World& world) {
  const auto gathered = gather(events, published, kinds);
  const RecordsAtHand told(events, claims, kinds, world);
  auto responses = responses_to(gathered, told);
  std::vector<Incident> incidents;
  std::map<std::string, int> taken;
  for (std::size_t i = 0; i < gathered.size(); ++i) {
    const auto& from = gathered[i];
    const auto& kind = kinds.kinds[from.kind];
    Incident incident;
    incident.kind = kind.name;
    incident.started = from.date;
    const std::string& victim = *from.victims.begin();
    incident.id = fmt::format("INC.{}.{}.{}", kind.name, victim, from.date ? from.date->text() : "undated");
    if (const int times = ++taken[incident.id]; times > 1) incident.id += fmt::format("-{}", times);
    incident.name = kind.title;
    if (const auto at = incident.name.find("{victim}"); at != std::string::npos)
      incident.name.replace(at, 8, world.name_of(victim));
    incident.name += when_text(from.date);
    auto reports = from.reports;
    std::sort(reports.begin(), reports.end(), [](const Event* a, const Event* b) {
      return std::tie(a->document, a->sentence, a->id) < std::tie(b->document, b->sentence, b->id);
    });
    for (const auto* report : reports) {
      for (const auto& mention : report->recipients) {
        const Victim one{mention.id, mention.sectors.empty() ? std::string() : mention.sectors.front()};
        if (!one.who.empty() &&
            std::find(incident.victims.begin(), incident.victims.end(), one) == incident.victims.end())
          incident.victims.push_back(one);
      }
      tell(incident.aims, kinds.aims, *report);
      tell(incident.effects, kinds.effects, *report);
      tell(incident.means, kinds.means, *report);
      note_groups(incident.groups, report->actors);
      incident.reports.push_back(ref_of(*report));
      if (const auto day = published.find(report->document); day != published.end())
        if (!incident.disclosed || day->second < *incident.disclosed) incident.disclosed = day->second;
    }
    std::sort(incident.victims.begin(), incident.victims.end());
    incident.attributions = attributions_of(from, told);
    incident.denials = denials_of(from, told);
    incident.responses = std::move(responses[i]);
    incidents.push_back(std::move(incident));
  }
  for (std::size_t later = 0; later < gathered.size(); ++later)
    for (std::size_t earlier = 0; earlier < later; ++earlier)
      if (const auto relation = relation_of(gathered[earlier], gathered[later], kinds); !relation.empty()) {
        incidents[later].related.push_back({incidents[earlier].id, relation});
        incidents[earlier].related.push_back({incidents[later].id, relation});
      }
  return incidents;
}

}  // namespace demarche
