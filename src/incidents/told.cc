#include "incidents/told.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <tuple>

#include "base/letters.h"
#include "relations/acts.h"

namespace demarche {
namespace {

constexpr int kAnsweredWithin = 500;  // days: indictments and sanctions come late

bool holds(const std::set<std::string>& set, const std::vector<std::string>& list) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& one) { return set.contains(one); });
}

std::string speaker_of(const Claim& claim) {
  if (!claim.on_behalf_of.empty()) return claim.on_behalf_of;
  const auto side = side_of(claim.speaker);
  if (!side.empty()) return side;
  return claim.speaker.text;
}

bool ends_with_group(const std::string& id) { return id.starts_with("GRP."); }

Accused accused_of(const Mention& mention) {
  Accused accused;
  if (ends_with_group(mention.id)) {
    accused.group = mention.id;
  } else if (!mention.country.empty()) {
    accused.state = mention.country;
    if (mention.id != mention.country) accused.organ = mention.id;
  } else if (!mention.id.empty()) {
    accused.organ = mention.id;
  } else if (!mention.text.empty() && mention.text.front() >= 'A' && mention.text.front() <= 'Z') {
    accused.persona = mention.text;
  }
  return accused;
}

bool nobody(const Accused& accused) { return accused == Accused{}; }

AccusedLink link_in(const std::string& text, const IncidentKinds& kinds) {
  const std::string lower = lower_ascii(text);
  for (std::size_t i = 0; i < kinds.links.size(); ++i)
    if (has_one_of(lower, kinds.links[i].words))
      for (const auto link :
           {AccusedLink::conducted, AccusedLink::directed, AccusedLink::funded, AccusedLink::tolerated})
        if (name_of(link) == kinds.links[i].name) return link;
  return AccusedLink::unsaid;
}

AttributionBy kind_of_speaker(const Mention* speaker, const std::string& by, const Accused& accused,
                              const Gathered& incident, std::optional<Date> on, const World& world) {
  if (!by.empty() && (by == accused.state || by == accused.group)) return AttributionBy::perpetrator;
  if (incident.victims.contains(by)) return AttributionBy::victim;
  if (!speaker) return AttributionBy::media;
  const auto has = [&](std::string_view sector) {
    return std::find(speaker->sectors.begin(), speaker->sectors.end(), sector) != speaker->sectors.end();
  };
  if (has("JUD")) return AttributionBy::court;
  if (has("MED")) return AttributionBy::media;
  if (has("BUS")) return AttributionBy::vendor;
  // allied: a treaty, or members of one alliance; the alliance itself, but no body that the accused belongs to as well,
  // such as the United Nations
  std::set<std::string> bodies, of_accused;
  if (!accused.state.empty())
    for (const auto& tie : world.ties_of(accused.state, on))
      if (tie.kind == "member" && tie.from == accused.state) of_accused.insert(tie.to);
  for (const auto& victim : incident.victims)
    for (const auto& tie : world.ties_of(victim, on)) {
      const std::string& other = tie.from == victim ? tie.to : tie.from;
      const bool tied = tie.kind == "alliance" || (tie.kind == "member" && !of_accused.contains(other));
      if (tied && other == by) return AttributionBy::ally;
      if (tie.kind == "member" && tie.from == victim) bodies.insert(tie.to);
    }
  for (const auto& tie : world.ties_of(by, on))
    if (tie.kind == "member" && tie.from == by && tie.to == "ORG.NATO" && bodies.contains(tie.to))
      return AttributionBy::ally;
  return AttributionBy::other;
}

// Ids of the incident's reports and of what else a claim may be about.
std::set<std::string> ids_of(const Gathered& incident) {
  std::set<std::string> ids;
  for (const auto* report : incident.reports) ids.insert(report->id);
  return ids;
}

bool before(const std::optional<Period>& a, const std::optional<Period>& b) {
  if (a.has_value() != b.has_value()) return a.has_value();
  return a && b && a->begin < b->begin;
}

void add_source(std::vector<RecordRef>& sources, RecordRef source) {
  if (std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(std::move(source));
}

class Attributions {
 public:
  Attributions(const Gathered& incident, const Told& told) : incident_(incident), told_(told) {}

  std::vector<Attribution> make() {
    const auto ids = ids_of(incident_);
    std::set<std::string> spoken_for;  // reports that some speaker's claim stands behind
    for (const auto* about : told_.claims_about(ids)) {
      const Claim& claim = *about;
      const bool accuses = claim.stance == Stance::accuses || claim.stance == Stance::asserts ||
                           claim.stance == Stance::interprets || claim.stance == Stance::admits ||
                           claim.stance == Stance::claims_responsibility;
      if (!accuses) continue;
      const Event* report = report_of(claim.about);
      spoken_for.insert(claim.about);
      if (claim.stance == Stance::claims_responsibility || claim.stance == Stance::admits) {
        add(accused_of(claim.speaker), claim.speaker, speaker_of(claim), claim.said, claim, ref_of(claim));
        continue;
      }
      for (const auto& actor : report->actors)
        if (const auto accused = accused_of(actor); !nobody(accused) && !is_speaker(actor, claim))
          add(accused, claim.speaker, speaker_of(claim), claim.said, claim, ref_of(claim));
      if (report->actors.empty() && claim.toward)
        if (const auto accused = accused_of(*claim.toward); !nobody(accused) && !is_speaker(*claim.toward, claim))
          add(accused, claim.speaker, speaker_of(claim), claim.said, claim, ref_of(claim));
    }
    for (const auto* accusation : accusations()) {
      const Event& event = *accusation;
      if (!holds(incident_.accused, sides_of(event.recipients)) || !speaks_of_it(event)) continue;
      for (const auto& by : event.actors)
        for (const auto& whom : event.recipients)
          if (const auto accused = accused_of(whom); !nobody(accused))
            add(accused, by, side_of(by), event.date, {}, ref_of(event));
    }
    // what a report tells as its own knowledge
    for (const auto* report : incident_.reports)
      if (!report->claimed && !spoken_for.contains(report->id))
        for (const auto& actor : report->actors)
          if (const auto accused = accused_of(actor); !nobody(accused)) add_told_by_report(accused, *report);
    std::stable_sort(list_.begin(), list_.end(), [](const Attribution& a, const Attribution& b) {
      return before(a.date, b.date) || (!before(b.date, a.date) && a.by < b.by);
    });
    for (std::size_t i = 0; i < list_.size(); ++i)
      for (std::size_t k = i; k-- > 0;)
        if (list_[k].by == list_[i].by && list_[k].accused.state != list_[i].accused.state && !list_[k].by.empty()) {
          list_[i].supersedes = k;
          break;
        }
    return std::move(list_);
  }

 private:
  const Event* report_of(const std::string& id) const {
    return *std::find_if(incident_.reports.begin(), incident_.reports.end(),
                         [&](const Event* report) { return report->id == id; });
  }
  // Of the documents that tell of the incident, in the order of the records.
  std::vector<const Event*> accusations() const {
    std::vector<const Event*> found;
    for (const auto& document : incident_.documents)
      for (const auto* event : told_.events_of(document))
        if (event->type == "ACCUSE" && event->mode == "allege" && !event->negated) found.push_back(event);
    std::sort(found.begin(), found.end(), std::less<>());
    return found;
  }
  bool is_speaker(const Mention& mention, const Claim& claim) const {
    return !side_of(mention).empty() && side_of(mention) == speaker_of(claim);
  }
  // An accusation is of this incident where its sentence names what happened, or names nothing else.
  bool speaks_of_it(const Event& event) const {
    const auto& beside = told_.events_of(event.document);
    const bool alone = std::none_of(beside.begin(), beside.end(), [&](const Event* other) {
      return other != &event && other->sentence == event.sentence && other->in_title == event.in_title;
    });
    if (alone && event.reasons.empty()) return true;
    const auto& kind = told_.kinds.kinds[incident_.kind];
    return has_one_of(lower_ascii(event.text), kind.nouns) &&
           (kind.context.empty() ||
            std::find(event.contexts.begin(), event.contexts.end(), kind.context) != event.contexts.end());
  }
  void add(const Accused& accused, const Mention& speaker, const std::string& by, const std::optional<Period>& date,
           const std::optional<Claim>& claim, RecordRef source) {
    Attribution one;
    one.accused = accused;
    one.by = by.empty() ? speaker.text : by;
    one.by_kind = kind_of_speaker(&speaker, one.by, accused, incident_,
                                  date ? std::optional(date->begin) : std::nullopt, told_.world);
    one.date = date;
    one.link = link_in(source.text, told_.kinds);
    if (claim) {
      one.confidence = claim->certainty;
      if (claim->evidence) one.basis = claim->evidence->text;
    }
    join(std::move(one), std::move(source));
  }
  void add_told_by_report(const Accused& accused, const Event& report) {
    Attribution one;
    one.accused = accused;
    one.by_kind = AttributionBy::media;
    one.link = link_in(report.text, told_.kinds);
    join(std::move(one), ref_of(report));
  }
  // The same speaker on the same accused is one attribution, however often it is told.
  void join(Attribution one, RecordRef source) {
    for (auto& known : list_)
      if (known.by == one.by && known.by_kind == one.by_kind && known.accused.state == one.accused.state &&
          known.accused.group == one.accused.group && known.accused.persona == one.accused.persona) {
        if (known.accused.organ.empty()) known.accused.organ = one.accused.organ;
        if (known.link == AccusedLink::unsaid) known.link = one.link;
        if (known.basis.empty()) known.basis = one.basis;
        if (known.confidence == Certainty::unsaid) known.confidence = one.confidence;
        if (before(one.date, known.date)) known.date = one.date;
        add_source(known.sources, std::move(source));
        return;
      }
    one.sources = {std::move(source)};
    list_.push_back(std::move(one));
  }

  const Gathered& incident_;
  const Told& told_;
  std::vector<Attribution> list_;
};

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
  Responses(std::span<const Gathered> incidents, const Told& told) : incidents_(incidents), told_(told) {
    for (std::size_t i = 0; i < incidents.size(); ++i)
      for (const auto* report : incidents[i].reports) report_of_[report->id] = i;
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
    for (std::size_t i = 0; i < incidents_.size(); ++i) {
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
  const Told& told_;
  std::map<std::string, std::size_t> report_of_;
  std::vector<std::vector<IncidentResponse>> lists_;
};

}  // namespace

Told::Told(std::span<const Event> all_events, std::span<const Claim> all_claims, const IncidentKinds& by_kinds,
           const World& in_world)
    : events(all_events), claims(all_claims), kinds(by_kinds), world(in_world) {
  for (const auto& claim : claims) {
    about_[claim.about].push_back(&claim);
    answers_[claim.answers].push_back(&claim);
  }
  for (const auto& event : events) of_document_[event.document].push_back(&event);
}

std::vector<const Claim*> Told::claims_about(const std::set<std::string>& ids, bool answering) const {
  std::vector<const Claim*> found;
  const auto take = [&](const auto& index, const std::string& id) {
    if (const auto claims_of = index.find(id); claims_of != index.end())
      found.insert(found.end(), claims_of->second.begin(), claims_of->second.end());
  };
  for (const auto& id : ids) {
    take(about_, id);
    if (answering) take(answers_, id);
  }
  std::sort(found.begin(), found.end(), std::less<>());  // borrowed from one span: the order of the records
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

const std::vector<const Event*>& Told::events_of(const std::string& document) const {
  static const std::vector<const Event*> none;
  const auto found = of_document_.find(document);
  return found == of_document_.end() ? none : found->second;
}

RecordRef ref_of(const Event& event) { return {event.id, event.document, event.sentence, event.text}; }
RecordRef ref_of(const Claim& claim) { return {claim.id, claim.document, claim.sentence, claim.text}; }

std::vector<Attribution> attributions_of(const Gathered& incident, const Told& told) {
  return Attributions(incident, told).make();
}

std::vector<Denial> denials_of(const Gathered& incident, const Told& told) {
  // a denial may answer a claim about the incident, or about such a claim, as well as the deed itself
  auto ids = ids_of(incident);
  for (auto latest = ids; !latest.empty();) {
    std::set<std::string> further;
    for (const auto* claim : told.claims_about(latest))
      if (ids.insert(claim->id).second) further.insert(claim->id);
    latest = std::move(further);
  }
  std::vector<Denial> denials;
  for (const auto* about : told.claims_about(ids, true)) {
    const Claim& claim = *about;
    if (claim.stance != Stance::denies) continue;
    const std::string by = speaker_of(claim);
    auto known = std::find_if(denials.begin(), denials.end(), [&](const Denial& each) { return each.by == by; });
    if (known == denials.end()) {
      denials.push_back({{}, by, claim.said});
      known = denials.end() - 1;
    }
    if (before(claim.said, known->date)) known->date = claim.said;
    add_source(known->sources, ref_of(claim));
  }
  std::stable_sort(denials.begin(), denials.end(), [](const Denial& a, const Denial& b) {
    return before(a.date, b.date) || (!before(b.date, a.date) && a.by < b.by);
  });
  return denials;
}

std::vector<std::vector<IncidentResponse>> responses_to(std::span<const Gathered> incidents, const Told& told) {
  return Responses(incidents, told).make();
}

}  // namespace demarche
