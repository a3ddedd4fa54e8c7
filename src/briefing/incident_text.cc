#include "briefing/incident_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "briefing/phrases.h"
#include "briefing/writer.h"

namespace demarche {
namespace {

constexpr std::size_t kMostOfSpeaker = 2;  // sources

std::string said_link(AccusedLink link) {
  switch (link) {
    case AccusedLink::conducted:
      return "carried out";
    case AccusedLink::directed:
      return "directed or sponsored";
    case AccusedLink::funded:
      return "paid for";
    case AccusedLink::tolerated:
      return "tolerated";
    default:
      return {};
  }
}

bool only_claimed(const RecordRef& ref, std::span<const Event> events) {
  const auto report = std::find_if(events.begin(), events.end(), [&](const Event& each) {
    return each.id == ref.record && each.document == ref.document;
  });
  return report != events.end() && report->claimed;
}

// "15 July 2022", "July 2022", "2022".
std::string time_of(const Period& period) {
  const auto text = when(period);
  return text.starts_with("on ") || text.starts_with("in ") ? text.substr(3) : text;
}

std::string spaced(std::string name) {
  std::replace(name.begin(), name.end(), '-', ' ');
  return name;
}

}  // namespace

std::string name_in_text(const Incident& incident) {
  const auto name = incident.name.substr(0, incident.name.rfind(", "));
  return incident.started ? fmt::format("{} of {}", name, time_of(*incident.started)) : name;
}

ToldOfIncident what_it_was(const Incident& incident, const World& world) {
  std::vector<std::string> victims;
  for (const auto& victim : incident.victims) {
    const bool told_closer = std::any_of(incident.victims.begin(), incident.victims.end(),
                                         [&](const Victim& each) { return each.who.starts_with(victim.who + "."); });
    const auto name = named(victim.who, world);
    // the name tells the first of them
    if (!told_closer && !holds(victims, name) && !incident.name.ends_with(" " + name) &&
        incident.name.find(" " + name + ",") == std::string::npos)
      victims.push_back(name);
  }
  const auto name = incident.name.substr(0, incident.name.rfind(", "));
  return {fmt::format("reports tell of {}{}{}.", with_article(name),
                      incident.started ? " " + when(*incident.started) : ", of a day not told",
                      victims.empty() ? "" : fmt::format(" (named as hit: {})", fmt::join(victims, ", "))),
          Basis::known,
          {incident.reports.begin(),
           incident.reports.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(2, incident.reports.size()))}};
}

std::vector<ToldOfIncident> aims_and_effects(const Incident& incident, std::span<const Event> events) {
  std::vector<ToldOfIncident> all;
  const auto tell = [&](const char* what, const std::vector<ToldFeature>& features) {
    if (features.empty()) return;
    ToldOfIncident one;
    std::vector<std::string> values;
    for (const auto& each : features) {
      values.push_back(spaced(each.value));
      one.sources.push_back(each.source);
      if (only_claimed(each.source, events)) one.basis = Basis::claimed;
    }
    one.text = fmt::format("{} of the {}, by the words of its reports: {}.", what, name_in_text(incident),
                           fmt::join(values, ", "));
    all.push_back(std::move(one));
  };
  tell("the aim", incident.aims);
  tell("the effect", incident.effects);
  tell("the means", incident.means);
  return all;
}

std::string told(const Accused& accused, const World& world) {
  std::string text;
  for (const auto* id : {&accused.group, &accused.organ})
    if (text.empty() && !id->empty()) text = named(*id, world);
  if (text.empty()) text = accused.persona;
  if (accused.state.empty()) return text;
  return text.empty() ? named(accused.state, world) : text + " (" + named(accused.state, world) + ")";
}

std::vector<ToldOfIncident> accusations(const Incident& incident, const World& world,
                                        const std::function<bool(const Attribution&)>& wanted) {
  struct Told {
    std::vector<std::string> by;
    std::string accused, link, when, more;
    std::vector<RecordRef> sources;
    bool same(const Told& other) const {
      return accused == other.accused && link == other.link && when == other.when && more == other.more;
    }
  };
  std::vector<Told> all;
  for (const auto& each : incident.attributions) {
    if (!wanted(each) || each.by.empty()) continue;
    auto sources = each.sources;
    if (sources.size() > kMostOfSpeaker) sources.resize(kMostOfSpeaker);
    Told one{{side_of_id(each.by)},
             told(each.accused, world),
             said_link(each.link),
             each.date ? when(*each.date) : "",
             each.supersedes ? ", other than it said before" : "",
             std::move(sources)};
    const auto same = std::find_if(all.begin(), all.end(), [&](const Told& x) { return x.same(one); });
    if (same == all.end()) {
      all.push_back(std::move(one));
    } else {
      if (!holds(same->by, one.by.front())) same->by.push_back(one.by.front());
      same->sources.insert(same->sources.end(), one.sources.begin(), one.sources.end());
    }
  }
  std::vector<ToldOfIncident> told;
  for (const auto& each : all) {
    const bool several = each.by.size() > 1;
    const auto what = each.link.empty() ? fmt::format("{} the {} to {}", several ? "lay" : "lays",
                                                      name_in_text(incident), each.accused)
                                        : fmt::format("{} that {} {} the {}", several ? "say" : "says", each.accused,
                                                      each.link, name_in_text(incident));
    told.push_back({fmt::format("{} {}{}{}.", named(each.by, world), what, each.more,
                                each.when.empty() ? "" : " (said " + each.when + ")"),
                    Basis::claimed, each.sources});
  }
  return told;
}

ToldOfIncident told(const Denial& denial, const Incident& incident, const World& world) {
  return {fmt::format("{} denies the accusation over the {}{}.", named(side_of_id(denial.by), world),
                      name_in_text(incident), denial.date ? " (" + when(*denial.date) + ")" : ""),
          Basis::claimed, denial.sources};
}

}  // namespace demarche
