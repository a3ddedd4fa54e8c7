// Incidents as STIX 2.1.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "incidents/exports.h"
#include "incidents/uuid.h"

namespace demarche {
namespace {

using nlohmann::json;

std::string time_of(const std::optional<Period>& date, const std::string& otherwise) {
  return date ? date->begin.text() + "T00:00:00.000Z" : otherwise;
}

// Words of estimative probability on STIX's scale of 0 to 100 (STIX 2.1, appendix A).
std::optional<int> confidence_of(Certainty certainty) {
  switch (certainty) {
    case Certainty::certain:
      return 95;
    case Certainty::likely:
      return 70;
    case Certainty::possible:
      return 50;
    case Certainty::doubtful:
      return 30;
    case Certainty::unsaid:
      break;
  }
  return {};
}

class Bundle {
 public:
  explicit Bundle(const World& world) : world_(world) {}

  std::string make(std::span<const Incident> incidents) {
    std::string content;
    for (const auto& incident : incidents) shown_.insert(incident.id);
    for (const auto& incident : incidents) {
      add(incident);
      content += incident.id + "\n";
    }
    json objects = json::array();
    for (auto& [id, object] : objects_) objects.push_back(std::move(object));
    return json{{"type", "bundle"}, {"id", "bundle--" + uuid_of("bundle " + content)}, {"objects", std::move(objects)}}
               .dump(2, ' ', false, json::error_handler_t::replace) +
           "\n";
  }

 private:
  std::string put(const std::string& type, const std::string& content, const std::string& time, json fields) {
    const std::string id = type + "--" + uuid_of(type + " " + content);
    fields["type"] = type;
    fields["spec_version"] = "2.1";
    fields["id"] = id;
    fields["created"] = time;
    fields["modified"] = time;
    objects_.try_emplace(id, std::move(fields));
    return id;
  }

  std::string identity(const std::string& id, const std::string& time) {
    const bool state = !id.empty() && world_.country_of(id) == id;
    json fields{{"name", world_.name_of(id)},
                {"identity_class", state || id.starts_with("ORG.") ? "organization" : "unknown"}};
    if (state) fields["sectors"] = json::array({"government"});  // the standard knows no empty list
    return put("identity", id, first_time_.try_emplace(id, time).first->second, std::move(fields));
  }

  std::string author(const Accused& accused, const std::string& time) {
    if (!accused.group.empty())
      return put("intrusion-set", accused.group, base_time_, {{"name", world_.name_of(accused.group)}});
    if (!accused.persona.empty() && accused.state.empty())
      return put("threat-actor", "persona " + accused.persona, base_time_, {{"name", accused.persona}});
    const std::string id = accused.organ.empty() ? accused.state : accused.organ;
    const std::string actor =
        put("threat-actor", id, base_time_,
            {{"name", world_.name_of(id)}, {"threat_actor_types", json::array({"nation-state"})}});
    if (!accused.state.empty()) {
      const std::string state = identity(accused.state, time);
      put("relationship", actor + " of " + state, base_time_,
          {{"relationship_type", "attributed-to"}, {"source_ref", actor}, {"target_ref", state}});
    }
    return actor;
  }

  json references(const std::vector<RecordRef>& sources) const {
    json list = json::array();
    for (const auto& source : sources)
      list.push_back({{"source_name", source.document},
                      {"external_id", source.record},
                      {"description", fmt::format("sentence {}: {}", source.sentence + 1, source.text)}});
    return list;
  }

  void add(const Incident& incident) {
    base_time_ = incident.disclosed ? incident.disclosed->text() + "T00:00:00.000Z"
                                    : time_of(incident.started, "1970-01-01T00:00:00.000Z");
    std::string last_time = base_time_;  // on which something was told of it
    for (const auto& attribution : incident.attributions)
      last_time = std::max(last_time, time_of(attribution.date, base_time_));
    for (const auto& denial : incident.denials) last_time = std::max(last_time, time_of(denial.date, base_time_));
    for (const auto& response : incident.responses) last_time = std::max(last_time, time_of(response.date, base_time_));
    json refs = json::array();
    const auto keep = [&](const std::string& id) {
      if (std::find(refs.begin(), refs.end(), id) == refs.end()) refs.push_back(id);
      return id;
    };
    json campaign{{"name", incident.name}, {"external_references", references(incident.reports)}};
    campaign["external_references"].insert(campaign["external_references"].begin(),
                                           json{{"source_name", "demarche"}, {"external_id", incident.id}});
    if (incident.started) campaign["first_seen"] = time_of(incident.started, base_time_);
    if (!incident.aims.empty()) {
      std::string aims;
      for (const auto& aim : incident.aims) aims += (aims.empty() ? "" : ", ") + aim.value;
      campaign["objective"] = aims;
    }
    const std::string about = keep(put("campaign", incident.id, base_time_, std::move(campaign)));
    for (const auto& victim : incident.victims) {
      const std::string whom = keep(identity(victim.who, base_time_));
      keep(put("relationship", about + " targets " + whom, base_time_,
               {{"relationship_type", "targets"}, {"source_ref", about}, {"target_ref", whom}}));
    }
    std::map<std::string, std::string> said_to_be;  // accused state or group -> an attribution's id, for denials
    for (std::size_t i = 0; i < incident.attributions.size(); ++i) {
      const auto& attribution = incident.attributions[i];
      const std::string time = time_of(attribution.date, base_time_);
      json fields{{"relationship_type", "attributed-to"},
                  {"source_ref", about},
                  {"target_ref", keep(author(attribution.accused, base_time_))},
                  {"external_references", references(attribution.sources)}};
      if (!attribution.by.empty()) fields["created_by_ref"] = keep(identity(attribution.by, base_time_));
      if (const auto confidence = confidence_of(attribution.confidence)) fields["confidence"] = *confidence;
      std::string said(name_of(attribution.link));
      if (!attribution.basis.empty())
        said += (said.empty() ? "" : "; ") + std::string("evidence claimed: ") + attribution.basis;
      if (!said.empty()) fields["description"] = said;
      const std::string id =
          keep(put("relationship", fmt::format("{} attribution {}", incident.id, i), time, std::move(fields)));
      said_to_be.try_emplace(attribution.accused.group.empty() ? attribution.accused.state : attribution.accused.group,
                             id);
    }
    for (const auto& denial : incident.denials) {
      const auto answered = said_to_be.find(denial.by);
      keep(put("opinion", incident.id + " denial " + denial.by, time_of(denial.date, base_time_),
               {{"opinion", "strongly-disagree"},
                {"explanation", world_.name_of(denial.by) + " denies it"},
                {"created_by_ref", keep(identity(denial.by, base_time_))},
                {"object_refs", json::array({answered == said_to_be.end() ? about : answered->second})},
                {"external_references", references(denial.sources)}}));
    }
    for (const auto& response : incident.responses)
      keep(put("note",
               fmt::format("{} response {} {} {} {}", incident.id, response.kind, response.by, response.toward,
                           time_of(response.date, "")),
               time_of(response.date, base_time_),
               {{"abstract", "response: " + response.kind},
                {"content", world_.name_of(response.by) + ": " + response.kind +
                                (response.toward.empty() ? "" : " toward " + world_.name_of(response.toward))},
                {"created_by_ref", keep(identity(response.by, base_time_))},
                {"object_refs", json::array({about})},
                {"external_references", references(response.sources)}}));
    for (const auto& related : incident.related) {
      const std::string other = "campaign--" + uuid_of("campaign " + related.id);
      if (incident.id < related.id && shown_.contains(related.id))
        put("relationship", about + " related " + other, base_time_,
            {{"relationship_type", "related-to"},
             {"source_ref", about},
             {"target_ref", other},
             {"description", related.relation}});
    }
    put("report", incident.id, base_time_,
        {{"name", incident.name},
         {"report_types", json::array({"campaign"})},
         {"published", last_time},
         {"object_refs", std::move(refs)}});
  }

  const World& world_;
  std::set<std::string> shown_;  // ids of the incidents in the bundle
  std::string base_time_;        // of what has no day of its own
  std::map<std::string, std::string> first_time_;
  std::map<std::string, json> objects_;  // by id
};

}  // namespace

std::string stix_of(std::span<const Incident> incidents, const World& world) { return Bundle(world).make(incidents); }

}  // namespace demarche
