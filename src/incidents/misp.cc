// Incidents as events of MISP.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "incidents/exports.h"
#include "incidents/uuid.h"

namespace demarche {
namespace {

using nlohmann::json;

// MISP's taxonomy "estimative-language"; nothing where the speaker says nothing of its own confidence.
std::string_view estimate_of(Certainty certainty) {
  switch (certainty) {
    case Certainty::certain:
      return "almost-certain";
    case Certainty::likely:
      return "likely";
    case Certainty::possible:
      return "roughly-even-chance";
    case Certainty::doubtful:
      return "unlikely";
    case Certainty::unsaid:
      break;
  }
  return {};
}

std::string sources_text(const std::vector<RecordRef>& sources) {
  std::string text;
  for (const auto& source : sources)
    text += fmt::format("{}{}, sentence {}: {}", text.empty() ? "" : " | ", source.document, source.sentence + 1,
                        source.text);
  return text;
}

json event_of(const Incident& incident, const World& world) {
  json attributes = json::array();
  const auto put = [&](const std::string& type, const std::string& category, const std::string& value,
                       const std::string& comment) -> json& {
    attributes.push_back(
        {{"uuid", uuid_of(fmt::format("misp {} {} {} {}", incident.id, attributes.size(), type, value))},
         {"type", type},
         {"category", category},
         {"to_ids", false},
         {"value", value},
         {"comment", comment}});
    return attributes.back();
  };
  put("campaign-name", "Attribution", incident.name, incident.id);
  for (const auto& victim : incident.victims)
    put("target-org", "Targeting data", world.name_of(victim.who), victim.sector);
  for (const auto& attribution : incident.attributions) {
    const auto& accused = attribution.accused;
    const std::string whom = !accused.group.empty()     ? world.name_of(accused.group)
                             : !accused.organ.empty()   ? world.name_of(accused.organ)
                             : !accused.persona.empty() ? accused.persona
                                                        : world.name_of(accused.state);
    std::string comment = attribution.by.empty() ? "as reported" : "according to " + world.name_of(attribution.by);
    if (attribution.date) comment += ", " + attribution.date->begin.text();
    if (attribution.link != AccusedLink::unsaid) comment += fmt::format("; {}", name_of(attribution.link));
    if (!attribution.basis.empty()) comment += "; evidence claimed: " + attribution.basis;
    auto& put_in = put("threat-actor", "Attribution", whom, comment + " | " + sources_text(attribution.sources));
    if (const auto estimate = estimate_of(attribution.confidence); !estimate.empty())
      put_in["Tag"] =
          json::array({{{"name", fmt::format("estimative-language:likelihood-probability=\"{}\"", estimate)}}});
  }
  for (const auto& denial : incident.denials)
    put("comment", "Attribution", world.name_of(denial.by) + " denies it", sources_text(denial.sources));
  for (const auto& response : incident.responses)
    put("comment", "Other",
        fmt::format("response: {} by {}{}", response.kind, world.name_of(response.by),
                    response.toward.empty() ? "" : " toward " + world.name_of(response.toward)),
        sources_text(response.sources));
  const std::string day = incident.started     ? incident.started->begin.text()
                          : incident.disclosed ? incident.disclosed->text()
                                               : "1970-01-01";
  json tags = json::array({{{"name", "incident:" + incident.kind}}});
  for (const auto& means : incident.means) tags.push_back({{"name", "means:" + means.value}});
  return {{"Event",
           {{"uuid", uuid_of("misp " + incident.id)},
            {"info", incident.name},
            {"date", day},
            {"threat_level_id", "4"},  // undefined: severity is not ours to state
            {"analysis", "2"},
            {"distribution", "0"},
            {"published", false},
            {"Tag", std::move(tags)},
            {"Attribute", std::move(attributes)}}}};
}

}  // namespace

std::string misp_of(std::span<const Incident> incidents, const World& world) {
  json events = json::array();
  for (const auto& incident : incidents) events.push_back(event_of(incident, world));
  return json{{"response", std::move(events)}}.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace demarche
