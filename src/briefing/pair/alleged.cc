// What is said to have happened between the two: who blames whom, on what evidence, who denies it, what it drew.
#include <algorithm>

#include "briefing/pair/pair_briefing.h"

namespace demarche {
namespace {

constexpr std::size_t kMostIncidents = 3;

std::string who(const Accused& accused, const World& world) {
  std::string text;
  for (const auto* id : {&accused.group, &accused.organ})
    if (text.empty() && !id->empty()) text = named(*id, world);
  if (text.empty()) text = accused.persona;
  if (accused.state.empty()) return text;
  return text.empty() ? named(accused.state, world) : text + " (" + named(accused.state, world) + ")";
}

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

std::vector<const Incident*> PairBriefing::incidents() const {
  std::vector<const Incident*> found;
  for (const auto& incident : record_.incidents) {
    if (!incident.started || incident.started->begin > day_ ||
        incident.started->end < about().plus_days(-2 * kStanceDays))
      continue;
    if (std::any_of(incident.attributions.begin(), incident.attributions.end(),
                    [&](const Attribution& each) { return accuses(incident, each); }))
      found.push_back(&incident);
  }
  if (found.size() > kMostIncidents) found.erase(found.begin(), found.end() - kMostIncidents);
  return found;
}

// Hostile acts between the two of late that are only alleged, and are of no incident.
std::vector<const Act*> PairBriefing::alleged() const {
  std::vector<const Act*> found;
  const auto incidents = this->incidents();
  for (const auto* act : between_) {
    if (act->move || act == main_ || act->first().quad_code != 4) continue;
    if (act->date && act->date->end < about().plus_days(-2 * kStanceDays)) continue;
    // an incident of the kind stands for undated tellings of it
    const bool told = std::any_of(incidents.begin(), incidents.end(), [&](const Incident* each) {
      return rests_on(*each, *act) ||
             (!act->date && std::any_of(each->reports.begin(), each->reports.end(), [&](const RecordRef& ref) {
               const auto* other = act_of(ref.record);
               return other && other->type == act->type && other->mode == act->mode;
             }));
    });
    if ((act->claimed || act->disputed) && !told) found.push_back(act);
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

void PairBriefing::attributions(const Incident& incident) {
  // those who say the same on the same day are told together
  struct Told {
    std::vector<std::string> by;
    std::string what, when;
    std::vector<std::size_t> sources;
  };
  std::vector<Told> all;
  for (const auto& each : incident.attributions) {
    if (!accuses(incident, each) || each.by.empty()) continue;
    const auto accused = who(each.accused, world_), link = said_link(each.link);
    Told one{{side_of_id(each.by)},
             link.empty() ? fmt::format("lays the {} to {}", called(incident), accused)
                          : fmt::format("says that {} {} the {}", accused, link, called(incident)),
             each.date ? when(*each.date) : "",
             sources_of(each.sources)};
    if (each.supersedes) one.what += ", other than it said before";
    const auto same =
        std::find_if(all.begin(), all.end(), [&](const Told& x) { return x.what == one.what && x.when == one.when; });
    if (same == all.end()) {
      all.push_back(std::move(one));
    } else if (!holds(same->by, one.by.front())) {
      same->by.push_back(one.by.front());
      same->sources.insert(same->sources.end(), one.sources.begin(), one.sources.end());
    }
  }
  for (auto& each : all) {
    if (each.by.size() > 1) each.what.replace(0, each.what.find(' '), each.what.starts_with("says") ? "say" : "lay");
    say(fmt::format("{} {}{}.", named(each.by, world_), each.what,
                    each.when.empty() ? "" : " (said " + each.when + ")"),
        Basis::claimed, std::move(each.sources));
  }
}

// What the incident was and did, and what others did about it.
void PairBriefing::tell_others_of(const Incident& incident) {
  const auto features = [&](const char* what, const std::vector<ToldFeature>& told) {
    if (told.empty()) return;
    std::vector<std::string> values;
    std::vector<RecordRef> refs;
    for (const auto& each : told) {
      values.push_back(each.value);
      refs.push_back(each.source);
    }
    say(fmt::format("Words of its reports tell {}: {}.", what, fmt::join(values, ", ")), Basis::inferred,
        sources_of(refs));
  };
  features("an aim", incident.aims);
  features("an effect", incident.effects);
  features("the means", incident.means);
  for (const auto& response : incident.responses) {
    if (response.date && response.date->begin > day_) continue;
    if (std::any_of(response.sources.begin(), response.sources.end(),
                    [&](const RecordRef& ref) { return main_ && act_of(ref.record) == main_; }))
      continue;
    if (response.kind == "statement") continue;  // who stands with whom
    say(fmt::format("It drew: {} by {}{}{}.", response.kind, called(side_of_id(response.by)),
                    response.toward.empty() ? "" : " toward " + called(side_of_id(response.toward)),
                    response.date ? ", " + when(*response.date) : ""),
        Basis::known, sources_of(response.sources, 2));
  }
}

void PairBriefing::incident() {
  for (const auto* incident : incidents()) {
    std::vector<std::string> victims;
    for (const auto& victim : incident->victims) {
      const bool told_closer = std::any_of(incident->victims.begin(), incident->victims.end(),
                                           [&](const Victim& each) { return each.who.starts_with(victim.who + "."); });
      if (!told_closer && !holds(victims, called(victim.who))) victims.push_back(called(victim.who));
    }
    say(fmt::format("the {}: reports date it {}{}{}.", called(*incident), when(*incident->started).substr(3),
                    victims.empty() ? "" : "; hit, as they tell: ", fmt::join(victims, ", ")),
        Basis::known, sources_of(incident->reports, 2));
    tell_others_of(*incident);
    attributions(*incident);
  }
  for (const auto* act : alleged()) {
    std::vector<std::string> accusers;
    for (const auto& claim : record_.claims) {
      const bool says =
          claim.stance == Stance::accuses || claim.stance == Stance::asserts || claim.stance == Stance::condemns;
      const bool toward = claim.toward && holds(act->actors, side_of(*claim.toward));
      const bool about = std::any_of(act->reports.begin(), act->reports.end(),
                                     [&](const Event* each) { return each->id == claim.about; });
      const std::string side = speaker_side(claim);
      if (says && (about || (toward && claim.stance == Stance::accuses)) && near(claim) && !side.empty() &&
          !holds(act->actors, side) && !holds(accusers, side))
        accusers.push_back(side);
    }
    std::string text = fmt::format("{} said to have carried out {}{}",
                                   capitalised(named(act->actors, world_)) + (act->actors.size() > 1 ? " are" : " is"),
                                   as_noun(*act, world_), act->date ? " " + when(*act->date) : "");
    text += accusers.empty() ? ", by speakers whom the record does not name" : ", by " + named(accusers, world_);
    if (act->disputed) text += "; that is denied";
    say(text + ".", basis_of(*act), sources_of(*act));
  }
}

void PairBriefing::denials() {
  std::set<std::string> told;  // records
  std::vector<std::string> denying;
  for (const auto* incident : incidents())
    for (const auto& denial : incident->denials) {
      const auto side = side_of_id(denial.by);
      if ((side != a_ && side != b_) || (denial.date && denial.date->begin > day_)) continue;
      denying.push_back(side);
      for (const auto& ref : denial.sources) told.insert(ref.record);
      say(fmt::format("{} denies the accusation over the {}{}.", called(side), called(*incident),
                      denial.date ? " (" + when(*denial.date) + ")" : ""),
          Basis::claimed, sources_of(denial.sources));
    }
  const auto all = alleged();
  for (const auto& claim : record_.claims) {
    const std::string side = speaker_side(claim);
    if ((side != a_ && side != b_) || !near(claim) || told.contains(claim.id)) continue;
    const bool accused =
        holds(denying, side) ||
        std::any_of(all.begin(), all.end(), [&](const Act* act) { return holds(act->actors, side); }) ||
        (main_ && holds(main_->recipients, side));
    const bool denies = claim.stance == Stance::denies;
    if (!accused || (!denies && claim.stance != Stance::accuses && claim.stance != Stance::condemns)) continue;
    if (!denies && (!claim.toward || side_of(*claim.toward) == side)) continue;
    if (denies && holds(denying, side)) continue;
    if (denies) denying.push_back(side);
    const auto target = claim.toward ? side_of(*claim.toward) : std::string();
    const std::string text =
        denies ? fmt::format("{} denies what it is accused of", called(side))
               : fmt::format("{} {} {}", called(side), claim.stance == Stance::accuses ? "accuses" : "condemns",
                             target.empty() ? "\"" + claim.toward->text + "\"" : called(target));
    const bool telling = claim.quote.find(' ') != std::string::npos &&
                         text.find(claim.quote) == std::string::npos;  // a quoted word tells little
    say(text + (telling ? fmt::format(" (\"{}\")", claim.quote) : "") + ".", Basis::claimed, source_of(claim));
  }
}

}  // namespace demarche
