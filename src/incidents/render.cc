// Incidents as JSON and as text.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "incidents/exports.h"

namespace demarche {
namespace {

using nlohmann::ordered_json;

ordered_json sources_json(const std::vector<RecordRef>& sources) {
  ordered_json list = ordered_json::array();
  for (const auto& source : sources)
    list.push_back({{"record", source.record},
                    {"document", source.document},
                    {"sentence", source.sentence},
                    {"text", source.text}});
  return list;
}

void put(ordered_json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

ordered_json features_json(const std::vector<ToldFeature>& features) {
  ordered_json list = ordered_json::array();
  for (const auto& feature : features)
    list.push_back({{"value", feature.value}, {"source", sources_json({feature.source})[0]}});
  return list;
}

std::string who_text(const Accused& accused, const World& world) {
  std::string text;
  for (const auto* id : {&accused.group, &accused.organ, &accused.state})
    if (!id->empty() && (text.empty() || id == &accused.state)) {
      if (id == &accused.state && !text.empty())
        text += " (" + world.name_of(*id) + ")";
      else
        text = world.name_of(*id);
    }
  return text.empty() ? accused.persona : text;
}

std::string sources_text(const std::vector<RecordRef>& sources) {
  std::string text;
  for (const auto& source : sources)
    text += fmt::format("{}{}:{}", text.empty() ? " [" : "; ", source.document, source.sentence);
  return text.empty() ? text : text + "]";
}

std::string on_text(const std::optional<Period>& date) { return date ? date->text() : "undated"; }

}  // namespace

std::string json_of(const Incident& incident) {
  ordered_json object;
  object["record"] = "incident";
  object["id"] = incident.id;
  object["kind"] = incident.kind;
  object["name"] = incident.name;
  if (incident.started) object["started"] = incident.started->text();
  if (incident.disclosed) object["disclosed"] = incident.disclosed->text();
  ordered_json victims = ordered_json::array();
  for (const auto& victim : incident.victims) {
    ordered_json one{{"who", victim.who}};
    put(one, "sector", victim.sector);
    victims.push_back(std::move(one));
  }
  object["victims"] = std::move(victims);
  for (const auto& [key, features] :
       {std::pair("aim", &incident.aims), std::pair("effect", &incident.effects), std::pair("means", &incident.means)})
    if (!features->empty()) object[key] = features_json(*features);
  if (!incident.groups.empty()) object["groups"] = incident.groups;
  ordered_json attributions = ordered_json::array();
  for (const auto& attribution : incident.attributions) {
    ordered_json accused = ordered_json::object();
    put(accused, "state", attribution.accused.state);
    put(accused, "organ", attribution.accused.organ);
    put(accused, "group", attribution.accused.group);
    put(accused, "persona", attribution.accused.persona);
    ordered_json one{{"accused", std::move(accused)}};
    put(one, "link", std::string(name_of(attribution.link)));
    put(one, "by", attribution.by);
    one["by_kind"] = name_of(attribution.by_kind);
    put(one, "basis", attribution.basis);
    if (attribution.date) one["date"] = attribution.date->text();
    put(one, "confidence_stated", std::string(name_of(attribution.confidence)));
    if (attribution.supersedes) one["supersedes"] = *attribution.supersedes;
    one["sources"] = sources_json(attribution.sources);
    attributions.push_back(std::move(one));
  }
  object["attributions"] = std::move(attributions);
  ordered_json denials = ordered_json::array();
  for (const auto& denial : incident.denials) {
    ordered_json one{{"by", denial.by}};
    if (denial.date) one["date"] = denial.date->text();
    one["sources"] = sources_json(denial.sources);
    denials.push_back(std::move(one));
  }
  object["denials"] = std::move(denials);
  ordered_json responses = ordered_json::array();
  for (const auto& response : incident.responses) {
    ordered_json one{{"kind", response.kind}, {"by", response.by}};
    put(one, "toward", response.toward);
    if (response.date) one["date"] = response.date->text();
    one["sources"] = sources_json(response.sources);
    responses.push_back(std::move(one));
  }
  object["responses"] = std::move(responses);
  ordered_json related = ordered_json::array();
  for (const auto& other : incident.related) related.push_back({{"id", other.id}, {"relation", other.relation}});
  if (!related.empty()) object["related"] = std::move(related);
  object["reports"] = sources_json(incident.reports);
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string text_of(const Incident& incident, const World& world) {
  std::string text = fmt::format("{}\n  id            {}\n", incident.name, incident.id);
  text += fmt::format("  started       {}\n", on_text(incident.started));
  if (incident.disclosed) text += fmt::format("  first told    {}\n", incident.disclosed->text());
  for (const auto& victim : incident.victims)
    text += fmt::format("  victim        {}{}\n", world.name_of(victim.who),
                        victim.sector.empty() ? "" : " (" + victim.sector + ")");
  for (const auto& [key, features] :
       {std::pair("aim", &incident.aims), std::pair("effect", &incident.effects), std::pair("means", &incident.means)})
    for (const auto& feature : *features)
      text += fmt::format("  {:<13} {}{}\n", key, feature.value, sources_text({feature.source}));
  for (const auto& group : incident.groups) text += fmt::format("  group named   {}\n", world.name_of(group));
  for (const auto& attribution : incident.attributions) {
    text += fmt::format(
        "  attributed    {} to {}, by {} ({})", on_text(attribution.date), who_text(attribution.accused, world),
        attribution.by.empty() ? "the report itself" : world.name_of(attribution.by), name_of(attribution.by_kind));
    if (attribution.link != AccusedLink::unsaid) text += fmt::format("; {}", name_of(attribution.link));
    if (attribution.confidence != Certainty::unsaid)
      text += fmt::format("; stated as {}", name_of(attribution.confidence));
    if (!attribution.basis.empty()) text += "; evidence: \"" + attribution.basis + "\"";
    if (attribution.supersedes) text += "; supersedes what it said before";
    text += sources_text(attribution.sources) + "\n";
  }
  for (const auto& denial : incident.denials)
    text += fmt::format("  denied        {} by {}{}\n", on_text(denial.date), world.name_of(denial.by),
                        sources_text(denial.sources));
  for (const auto& response : incident.responses)
    text += fmt::format(
        "  response      {} {} by {}{}{}\n", on_text(response.date), response.kind, world.name_of(response.by),
        response.toward.empty() ? "" : " toward " + world.name_of(response.toward), sources_text(response.sources));
  for (const auto& other : incident.related) text += fmt::format("  related       {} ({})\n", other.id, other.relation);
  text += fmt::format("  reports       {}{}\n", incident.reports.size(), sources_text(incident.reports));
  return text;
}

}  // namespace demarche
