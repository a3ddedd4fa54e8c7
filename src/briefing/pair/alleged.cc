// What is said to have happened between the two: who blames whom, on what evidence, who denies it, what it drew.
#include <algorithm>

#include "briefing/pair/pair_briefing.h"

namespace demarche {
namespace {

constexpr std::size_t kMostIncidents = 3;
constexpr std::size_t kMostFollowing = 8;
constexpr std::size_t kLongestQuoted = 240;  // bytes of a sentence that is given whole

// Quotation marks inside others.
std::string within_quotes(std::string text) {
  std::replace(text.begin(), text.end(), '"', '\'');
  return text;
}

bool rests_on(const Incident& incident, const Act& act) {
  return std::any_of(act.reports.begin(), act.reports.end(), [&](const Event* report) {
    return std::any_of(incident.reports.begin(), incident.reports.end(),
                       [&](const RecordRef& ref) { return ref.record == report->id; });
  });
}

}  // namespace

bool PairBriefing::accuses(const Incident& incident, const Attribution& attribution) const {
  const auto accused = side_of_id(attribution.accused.state);
  if ((accused != a_ && accused != b_) || (attribution.date && attribution.date->begin > day_)) return false;
  return std::any_of(incident.victims.begin(), incident.victims.end(),
                     [&](const Victim& victim) { return side_of_id(victim.who) == other(accused); });
}

bool PairBriefing::accuses(const Incident& incident) const {
  return std::any_of(incident.attributions.begin(), incident.attributions.end(),
                     [&](const Attribution& each) { return accuses(incident, each); });
}

bool PairBriefing::answered_by_main(const Incident& incident) const {
  return main_ && std::any_of(incident.responses.begin(), incident.responses.end(), [&](const IncidentResponse& each) {
           return std::any_of(each.sources.begin(), each.sources.end(),
                              [&](const RecordRef& ref) { return act_of(ref.record) == main_; });
         });
}

std::vector<const Incident*> PairBriefing::accused_of() const {
  std::vector<const Incident*> found;
  for (const auto& incident : record_.incidents) {
    if (!incident.started || incident.started->begin > day_) continue;
    const bool of_the_step =
        incident.started->end >= about().plus_days(-2 * kStanceDays) && incident.started->begin <= last_near();
    const bool of_late = incident.started->end >= day_.plus_days(-2 * kStanceDays);
    if ((of_the_step || of_late || answered_by_main(incident)) && accuses(incident)) found.push_back(&incident);
  }
  return found;
}

std::vector<const Incident*> PairBriefing::incidents() const {
  auto found = accused_of();
  // what the step answers first, then the nearest to it; told in order of time
  std::stable_sort(found.begin(), found.end(), [&](const Incident* x, const Incident* y) {
    const auto rank = [&](const Incident* each) {
      return std::tuple(!answered_by_main(*each), std::abs(about().days_since(each->started->begin)));
    };
    return rank(x) < rank(y);
  });
  if (found.size() > kMostIncidents) found.resize(kMostIncidents);
  std::stable_sort(found.begin(), found.end(),
                   [](const Incident* x, const Incident* y) { return x->started->begin < y->started->begin; });
  return found;
}

// Hostile acts between the two of late that are only alleged, and are of no incident.
std::vector<const Act*> PairBriefing::alleged_acts() const {
  const auto told_in = [&](const Act& act) {
    return std::any_of(record_.incidents.begin(), record_.incidents.end(), [&](const Incident& each) {
      if (rests_on(each, act)) return true;
      // an incident of the kind stands for undated tellings of it
      return !act.date && accuses(each) &&
             std::any_of(each.reports.begin(), each.reports.end(), [&](const RecordRef& ref) {
               const auto* other = act_of(ref.record);
               return other && other->type == act.type && other->mode == act.mode;
             });
    });
  };
  std::vector<const Act*> found;
  for (const auto* act : between_) {
    if (act->move || act == main_ || act->first().quad_code != 4 || !(act->claimed || act->disputed)) continue;
    if (act->date && (act->date->end < about().plus_days(-2 * kStanceDays) || act->date->begin > last_near())) continue;
    if (!told_in(*act)) found.push_back(act);
  }
  // one dated telling stands for the undated ones of the same act
  std::vector<const Act*> kept;
  for (const auto* act : found) {
    const bool told_dated = !act->date && std::any_of(found.begin(), found.end(), [&](const Act* other) {
      return other->date && other->type == act->type && other->mode == act->mode && other->actors == act->actors;
    });
    if (!told_dated) kept.push_back(act);
  }
  return kept;
}

// What the incident was and did, who blames whom, and what others did about it.
void PairBriefing::told_of(const Incident& incident) {
  say(what_it_was(incident, world_));
  for (const auto& each : aims_and_effects(incident, record_.events)) say(each);
  for (const auto& each : accusations(incident, world_, [&](const Attribution& one) { return accuses(incident, one); }))
    say(each);
  for (const auto& response : incident.responses) {
    if (response.date && response.date->begin > day_) continue;
    if (response.kind == "statement") continue;  // who stands with whom
    for (const auto& ref : response.sources) {
      const auto* act = act_of(ref.record);
      if (!act || act == main_) break;
      say(fmt::format("told as an answer to it: {}.", told_with_day(*act)), basis_of(*act),
          sources_of(response.sources, 2));
      break;
    }
  }
}

void PairBriefing::alleged() {
  const auto told = incidents();
  for (const auto* incident : told) told_of(*incident);
  std::vector<std::string> others;
  std::vector<std::size_t> sources;
  for (const auto* incident : accused_of())
    if (std::find(told.begin(), told.end(), incident) == told.end()) {
      others.push_back("the " + name_in_text(*incident));
      add_once(sources, sources_of(incident->reports, 1));
    }
  if (!others.empty())
    say(fmt::format("The record also holds, as what one of the two accuses the other of: {}.", listed(others)),
        Basis::claimed, std::move(sources));
  for (const auto* act : alleged_acts()) {
    std::vector<std::string> accusers;
    for (const auto& claim : record_.claims) {
      const bool says =
          claim.stance == Stance::accuses || claim.stance == Stance::asserts || claim.stance == Stance::condemns;
      const std::string side = speaker_side(claim);
      if (says && act_of(claim.about) == act && !side.empty() && !holds(act->actors, side) && !holds(accusers, side))
        accusers.push_back(side);
    }
    const std::string who = accusers.empty() ? "speakers whom the record does not name say"
                                             : named(accusers, world_) + (accusers.size() > 1 ? " say" : " says");
    std::string text = fmt::format("{} that {}", who, told_with_day(*act));
    if (act->disputed) text += "; that is denied";
    say(text + ".", basis_of(*act), sources_of(*act));
  }
}

// What the two did to each other after the step.
void PairBriefing::what_followed() {
  if (!main_) return;
  std::vector<const Act*> later;
  for (const auto* act : between_) {
    if (!act->date || act->claimed || act->date->begin <= main_->date->begin.plus_days(act->move ? kOneOccasion : 0))
      continue;
    const bool tells = act->move || act->first().quad_code == 4 || act->first().quad_code == 2 || act->type == "AGREE";
    const bool of_an_incident = std::any_of(record_.incidents.begin(), record_.incidents.end(),
                                            [&](const Incident& each) { return rests_on(each, *act); });
    const bool twice = std::any_of(later.begin(), later.end(), [&](const Act* each) { return one_step(*each, *act); });
    if (tells && !of_an_incident && !twice) later.push_back(act);
  }
  if (later.size() > kMostFollowing)
    later.erase(later.begin(), later.end() - static_cast<std::ptrdiff_t>(kMostFollowing));
  for (const auto* act : later) say(told_with_day(*act) + ".", basis_of(*act), sources_of(*act, 2));
}

void PairBriefing::denials() {
  std::set<std::string> told_records;
  std::vector<std::string> denying;
  const auto shown = incidents();
  for (const auto* incident : shown)
    for (const auto& denial : incident->denials) {
      const auto side = side_of_id(denial.by);
      if ((side != a_ && side != b_) || (denial.date && denial.date->begin > day_)) continue;
      denying.push_back(side);
      for (const auto& ref : denial.sources) told_records.insert(ref.record);
      say(told(denial, *incident, world_));
    }
  const auto all = alleged_acts();
  const auto accused = [&](const std::string& side) {
    return holds(denying, side) || (main_ && holds(main_->recipients, side)) ||
           std::any_of(all.begin(), all.end(), [&](const Act* act) { return holds(act->actors, side); });
  };
  std::set<std::string> of_the_two;  // documents that tell of something between them
  for (const auto* act : between_)
    for (const auto* report : act->reports) of_the_two.insert(report->document);
  for (const auto& claim : record_.claims) {
    const std::string side = speaker_side(claim);
    if ((side != a_ && side != b_) || !near(claim) || told_records.contains(claim.id) || !accused(side)) continue;
    const auto* about = act_of(claim.about);
    std::string text;
    if (claim.stance == Stance::denies) {
      // what is denied must be something between the two
      if (!about || std::find(between_.begin(), between_.end(), about) == between_.end()) continue;
      text = fmt::format("{} denies this: {}", called(side), told_with_day(*about));
    } else if (claim.stance == Stance::accuses || claim.stance == Stance::condemns) {
      const auto target = claim.toward ? side_of(*claim.toward) : std::string();
      if (target.empty() || target == side) continue;
      // what it says of a third party belongs here where it was said of this quarrel
      if (target != other(side) && !of_the_two.contains(claim.document)) continue;
      text = fmt::format("{} {} {}", called(side), claim.stance == Stance::accuses ? "accuses" : "condemns",
                         called(target));
      if (about == main_ && main_) text += " for the step";
    } else {
      continue;
    }
    // what it says for itself: the words quoted, where they are more than one, else the sentence
    if (claim.quote.find(' ') != std::string::npos)
      text += fmt::format(" (\"{}\")", claim.quote);
    else if (claim.stance != Stance::denies && (about != main_ || !main_) && claim.text.size() <= kLongestQuoted)
      text += fmt::format(", as a report has it: \"{}\"", within_quotes(claim.text));
    say(text + (text.ends_with(".\"") ? "" : "."), Basis::claimed, source_of(claim));
  }
}

}  // namespace demarche
