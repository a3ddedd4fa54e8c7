// Who is said to have done it, by whom, and on what evidence.
#include <algorithm>
#include <functional>

#include "base/letters.h"
#include "incidents/records_at_hand.h"
#include "relations/acts.h"

namespace demarche {
namespace {

Accused accused_of(const Mention& mention) {
  Accused accused;
  if (mention.id.starts_with("GRP.")) {
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

class Attributions {
 public:
  Attributions(const Gathered& incident, const RecordsAtHand& told) : incident_(incident), told_(told) {}

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
  const RecordsAtHand& told_;
  std::vector<Attribution> list_;
};

}  // namespace

std::vector<Attribution> attributions_of(const Gathered& incident, const RecordsAtHand& told) {
  return Attributions(incident, told).make();
}

}  // namespace demarche
