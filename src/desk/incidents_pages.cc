// Incidents: the list, and one as a time-line of what was said and done.
#include <algorithm>

#include "desk/desk.h"
#include "incidents/exports.h"

namespace demarche {
namespace {

bool below(const std::string& id, const std::string& party) { return id == party || id.starts_with(party + "."); }

std::string whom(const Accused& accused) {
  for (const auto* id : {&accused.group, &accused.organ, &accused.state, &accused.persona})
    if (!id->empty()) return *id;
  return {};
}

bool touches(const Incident& incident, const std::string& party) {
  return std::any_of(incident.victims.begin(), incident.victims.end(),
                     [&](const Victim& each) { return below(each.who, party); }) ||
         std::any_of(incident.attributions.begin(), incident.attributions.end(), [&](const Attribution& each) {
           return below(each.accused.state, party) || below(each.accused.organ, party) ||
                  below(each.accused.group, party);
         });
}

std::optional<Date> day_of_incident(const Incident& incident) {
  return incident.started ? std::optional(incident.started->begin) : incident.disclosed;
}

struct Moment {
  std::optional<Period> date;
  std::string kind, by, toward, text;
  std::vector<RecordRef> sources;
};

std::vector<Moment> moments_of(const Incident& incident, const World& world) {
  std::vector<Moment> moments;
  const auto name = [&](const std::string& id) {
    return id.empty() ? std::string("an unnamed speaker") : world.name_of(id);
  };
  if (incident.started) moments.push_back({incident.started, "started", "", "", incident.name, {}});
  if (incident.disclosed)
    moments.push_back({Period::of_day(*incident.disclosed), "report", "", "", "first told", incident.reports});
  for (const auto& each : incident.attributions) {
    const auto accused = whom(each.accused);
    std::string text = name(each.by) + " accuses " + (accused.empty() ? "somebody not named" : world.name_of(accused));
    if (each.link != AccusedLink::unsaid) text += " (" + std::string(name_of(each.link)) + ")";
    if (!each.basis.empty()) text += ", on " + each.basis;
    if (each.confidence != Certainty::unsaid) text += "; says it is " + std::string(name_of(each.confidence));
    moments.push_back({each.date, "attribution", each.by, accused, std::move(text), each.sources});
  }
  for (const auto& each : incident.denials)
    moments.push_back({each.date, "denial", each.by, "", name(each.by) + " denies it", each.sources});
  for (const auto& each : incident.responses)
    moments.push_back(
        {each.date, "response", each.by, each.toward,
         name(each.by) + " answers" + (each.toward.empty() ? "" : " " + world.name_of(each.toward)) + ": " + each.kind,
         each.sources});
  std::stable_sort(moments.begin(), moments.end(), [](const Moment& x, const Moment& y) {
    if (x.date.has_value() != y.date.has_value()) return x.date.has_value();
    return x.date && x.date->begin < y.date->begin;
  });
  return moments;
}

// The attribution that a denial replies to: the last one up to its day that accuses the denier.
Json answered_by(const std::vector<Moment>& moments, std::size_t denial, const World& world) {
  const auto country = [&](const std::string& id) {
    const auto found = world.country_of(id);
    return found.empty() ? id : found;
  };
  Json found;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    const auto& each = moments[i];
    if (each.kind != "attribution" || each.toward.empty()) continue;
    const bool before = each.date && (!moments[denial].date || each.date->begin <= moments[denial].date->begin);
    if (before && country(each.toward) == country(moments[denial].by)) found = i;
  }
  return found;
}

void note_names(const Json& json, const World& world, Json& names) {
  for (const char* key : {"who", "by", "toward", "state", "organ", "group"})
    if (json.is_object() && json.contains(key) && json[key].is_string())
      names[json[key].get<std::string>()] = world.name_of(json[key].get<std::string>());
  if (json.is_structured())
    for (const auto& each : json) note_names(each, world, names);
}

}  // namespace

std::optional<Json> incidents_of(const Shelf& shelf, const ReferenceWorks& works, const IncidentsAsked& asked) {
  const Parts parts(shelf, works);
  std::vector<const Incident*> found;
  std::map<std::string, int> kinds;
  for (const auto& each : shelf.incidents) {
    ++kinds[each.kind];
    const auto day = day_of_incident(each);
    if ((asked.kind.empty() || each.kind == asked.kind) && (!asked.from || (day && *day >= *asked.from)) &&
        (!asked.to || (day && *day <= *asked.to)) &&
        std::all_of(asked.parties.begin(), asked.parties.end(),
                    [&](const std::string& party) { return touches(each, party); }))
      found.push_back(&each);
  }
  const auto page = page_of(found.size(), asked.page, [&](std::size_t i) { return found[i]->id; });
  if (!page) return {};
  Json json = {{"incidents", Json::array()}, {"kinds", Json::array()}, {"total", found.size()}};
  for (const auto& [kind, count] : kinds) json["kinds"].push_back({{"value", kind}, {"name", kind}, {"count", count}});
  for (std::size_t i = page->first; i < page->end; ++i) {
    const auto& each = *found[i];
    std::set<std::string> victims, accused;
    for (const auto& victim : each.victims) victims.insert(victim.who);
    for (const auto& attribution : each.attributions)
      if (const auto id = whom(attribution.accused); !id.empty()) accused.insert(id);
    json["incidents"].push_back({{"id", each.id},
                                 {"kind", each.kind},
                                 {"name", each.name},
                                 {"started", each.started ? Json(each.started->text()) : Json()},
                                 {"disclosed", json_or_null(each.disclosed)},
                                 {"victims", parts.names({victims.begin(), victims.end()})},
                                 {"accused", parts.names({accused.begin(), accused.end()})},
                                 {"attributions", each.attributions.size()},
                                 {"denials", each.denials.size()},
                                 {"responses", each.responses.size()},
                                 {"reports", each.reports.size()}});
  }
  json["next"] = page->more ? Json(found[page->end - 1]->id) : Json();
  return json;
}

const Incident* incident_of(const Shelf& shelf, const std::string& id) {
  const auto found =
      std::find_if(shelf.incidents.begin(), shelf.incidents.end(), [&](const Incident& each) { return each.id == id; });
  return found == shelf.incidents.end() ? nullptr : &*found;
}

Json incident_page(const Shelf& shelf, const ReferenceWorks& works, const Incident& incident) {
  const Parts parts(shelf, works);
  const auto moments = moments_of(incident, works.world);
  Json json = {{"incident", Json::parse(json_of(incident))}, {"timeline", Json::array()}};
  for (std::size_t i = 0; i < moments.size(); ++i) {
    const auto& each = moments[i];
    Json sources = Json::array();
    for (const auto& source : each.sources)
      sources.push_back({{"record", source.record},
                         {"document", parts.document(source.document)},
                         {"sentence", source.sentence},
                         {"text", source.text}});
    json["timeline"].push_back({{"day", each.date ? Json(each.date->begin.text()) : Json()},
                                {"date", each.date ? Json(each.date->text()) : Json()},
                                {"kind", each.kind},
                                {"by", parts.name_or_null(each.by)},
                                {"toward", parts.name_or_null(each.toward)},
                                {"answers", each.kind == "denial" ? answered_by(moments, i, works.world) : Json()},
                                {"text", each.text},
                                {"sources", std::move(sources)}});
  }
  Json names = Json::object();
  note_names(json["incident"], works.world, names);
  json["names"] = std::move(names);
  return json;
}

}  // namespace demarche
