// Reports into incidents: those whose day is told come first, each day and victim an incident; what is told without a
// day joins the latest incident before it that it can mean.
#include "incidents/gather.h"

#include <algorithm>

#include "base/letters.h"
#include "relations/acts.h"

namespace demarche {
namespace {

constexpr int kTalkedOf = 240;     // days for which reports still speak of "the attack"
constexpr int kOneMoreWithin = 7;  // days within which "a second attack" is told by several reports

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 128;
}

struct Report {
  const Event* event = nullptr;
  std::size_t kind = 0;
  std::set<std::string> victims, accused;
  std::optional<Period> date;
  bool named = false;        // the text says the day
  bool one_more = false;     // "a second cyber-attack"
  std::optional<Date> told;  // when
};

std::set<std::string> set_of(std::vector<std::string> list) { return {list.begin(), list.end()}; }

bool overlap(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& one) { return b.contains(one); });
}

// "a second cyber-attack": one of the words stands at most two words before one of the nouns.
bool says_one_more(const std::string& lower, const IncidentKinds& kinds, const IncidentKinds::Kind& kind) {
  for (const auto& noun : kind.nouns)
    for (std::size_t at = lower.find(noun); at != std::string::npos; at = lower.find(noun, at + 1)) {
      const std::string_view before =
          std::string_view(lower).substr(at > 24 ? at - 24 : 0, std::min<std::size_t>(at, 24));
      if (before.find_first_of(".,;:") != std::string_view::npos) continue;
      if (has_one_of(before, kinds.again)) return true;
    }
  return false;
}

bool reports_incident(const Event& event, const std::string& lower, const IncidentKinds::Kind& kind) {
  const bool fits =
      std::any_of(kind.events.begin(), kind.events.end(), [&](const IncidentKinds::EventPattern& pattern) {
        return pattern.type == event.type && (pattern.mode.empty() || pattern.mode == event.mode);
      });
  return fits && (kind.needs.empty() || has_one_of(lower, kind.needs));
}

bool near(const Period& a, const Period& b, int days) {
  return a.begin <= b.end.plus_days(days) && b.begin <= a.end.plus_days(days);
}

// Who can be meant. A report without victim can be any that its document or its accused ties it to.
bool same_parties(const Gathered& incident, const Report& report) {
  if (!incident.victims.empty() && !report.victims.empty()) return overlap(incident.victims, report.victims);
  if (!incident.accused.empty() && !report.accused.empty()) return overlap(incident.accused, report.accused);
  return incident.documents.contains(report.event->document);
}

void join(Gathered& incident, const Report& report) {
  incident.reports.push_back(report.event);
  incident.victims.insert(report.victims.begin(), report.victims.end());
  incident.accused.insert(report.accused.begin(), report.accused.end());
  incident.documents.insert(report.event->document);
  if (report.date &&
      (!incident.date || (report.named && (!incident.named || report.date->precision < incident.date->precision))))
    incident.date = report.date;
  incident.named = incident.named || report.named;
}

// The incident that a report without a day of its own means: the latest before it, those of its own document first. An
// incident of the very day of the report is meant only where no earlier one can be, unless it speaks of one more.
Gathered* meant(std::vector<Gathered>& incidents, const Report& report) {
  Gathered* best = nullptr;
  const auto rank = [&](const Gathered& incident) {
    const bool of_the_day = report.told && incident.date && incident.date->begin == *report.told;
    return std::tuple(incident.documents.contains(report.event->document), of_the_day == report.one_more,
                      incident.date ? incident.date->begin : Date());
  };
  for (auto& incident : incidents) {
    if (incident.kind != report.kind || !same_parties(incident, report)) continue;
    if (!incident.accused.empty() && !report.accused.empty() && !overlap(incident.accused, report.accused)) continue;
    if (report.told && incident.date) {
      const int since = report.told->days_since(incident.date->begin);
      if (since < 0 || since > (report.one_more ? kOneMoreWithin : kTalkedOf)) continue;
    } else if (report.one_more) {
      continue;
    }
    if (!best || rank(incident) > rank(*best)) best = &incident;
  }
  return best;
}

}  // namespace

bool has_phrase(std::string_view lower, std::string_view phrase) {
  for (std::size_t at = lower.find(phrase); at != std::string_view::npos; at = lower.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if ((at == 0 || !is_word(lower[at - 1])) && (end == lower.size() || !is_word(lower[end]))) return true;
  }
  return false;
}

bool has_one_of(std::string_view lower, const std::vector<std::string>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](const std::string& phrase) { return has_phrase(lower, phrase); });
}

std::vector<Gathered> gather(std::span<const Event> events, const std::map<std::string, Date>& published,
                             const IncidentKinds& kinds) {
  std::vector<Report> reports;
  for (const auto& event : events) {
    const bool happened = event.modality == Modality::done || event.modality == Modality::ongoing ||
                          event.modality == Modality::attempted;
    if (!happened || event.negated) continue;
    const std::string lower = lower_ascii(event.text);
    for (std::size_t k = 0; k < kinds.kinds.size(); ++k) {
      if (!reports_incident(event, lower, kinds.kinds[k])) continue;
      Report report;
      report.event = &event;
      report.kind = k;
      report.victims = set_of(sides_of(event.recipients));
      report.accused = set_of(sides_of(event.actors));
      if (event.reciprocal) report.victims = report.accused;
      report.date = event.date;
      report.named = event.date && event.date_from == DateSource::expression;
      report.one_more = says_one_more(lower, kinds, kinds.kinds[k]);
      if (const auto day = published.find(event.document); day != published.end()) report.told = day->second;
      if (!report.told && event.date) report.told = event.date->end;
      reports.push_back(std::move(report));
      break;
    }
  }
  // days before months before what is told without a date
  std::sort(reports.begin(), reports.end(), [](const Report& a, const Report& b) {
    const auto key = [](const Report& each) {
      return std::tuple(!each.named, each.date ? static_cast<int>(each.date->precision) : 9, each.victims.empty(),
                        each.date ? each.date->begin : Date(), each.event->document, each.event->sentence,
                        each.event->id);
    };
    return key(a) < key(b);
  });
  std::vector<Gathered> incidents;
  for (const auto& report : reports) {
    Gathered* into = nullptr;
    if (report.named) {
      for (auto& incident : incidents)
        if (incident.kind == report.kind && incident.named && incident.date && same_parties(incident, report) &&
            near(*incident.date, *report.date, kinds.kinds[report.kind].days)) {
          into = &incident;
          break;
        }
    } else {
      into = meant(incidents, report);
    }
    if (!into) {
      if (report.victims.empty()) continue;  // whose incident it was nobody says
      incidents.push_back({});
      into = &incidents.back();
      into->kind = report.kind;
    }
    join(*into, report);
  }
  std::stable_sort(incidents.begin(), incidents.end(), [](const Gathered& a, const Gathered& b) {
    const auto key = [](const Gathered& each) {
      return std::tuple(!each.date.has_value(), each.date ? each.date->begin : Date(), *each.victims.begin());
    };
    return key(a) < key(b);
  });
  return incidents;
}

}  // namespace demarche
