// The briefing on an incident: what happened, who is accused by whom and on what evidence, who denies it, what it drew,
// what belongs to it, whether it was the first of its kind, and what is open.
#include <fmt/format.h>

#include <algorithm>

#include "briefing/phrases.h"
#include "briefing/writer.h"

namespace demarche {
namespace {

constexpr std::size_t kMostPrecedents = 3;

class IncidentBriefing : private BriefingWriter {
 public:
  IncidentBriefing(const Incident& incident, const Record& record, const World& world)
      : BriefingWriter(record, world), incident_(incident), name_(name_in_text(incident)) {
    briefing_.title = capitalised(incident.name);
    for (const auto& ref : incident.reports)
      if (const auto* act = act_of(ref.record); act && !act_) act_ = act;
  }

  Briefing make() {
    lead_of([&] { lead(); });
    section("What happened", [&] {
      if (incident_.disclosed)
        say(fmt::format("the first report of it on record is of {}.", day_of(*incident_.disclosed)), Basis::known,
            sources_of(incident_.reports, 1));
      for (const auto& each : aims_and_effects(incident_, record_.events)) say(each);
      groups();
    });
    section("Who is accused, and by whom", [&] { accusations(); });
    section("On what evidence", [&] { evidence(); });
    section("Who denies it", [&] {
      for (const auto& denial : incident_.denials) say(told(denial, incident_, world_));
    });
    section("What it drew", [&] { responses(); });
    section("What lies behind", [&] { ties(); });
    section("Related incidents", [&] { related(); });
    section("Whether it has happened before", [&] { precedents(); });
    section("What is not known", [&] { gaps(); });
    return finished();
  }

 private:
  static bool anybody(const Attribution&) { return true; }

  void lead() {
    say(what_it_was(incident_, world_));
    std::vector<std::string> accusing, accused, denying;
    std::vector<std::size_t> sources;
    Basis basis = Basis::claimed;
    for (const auto& each : incident_.attributions) {
      if (each.by.empty() || each.by_kind == AttributionBy::perpetrator) continue;
      const auto by = called(side_of_id(each.by)), whom = told(each.accused, world_);
      if (!holds(accusing, by)) accusing.push_back(by);
      if (!holds(accused, whom)) accused.push_back(whom);
      add_once(sources, sources_of(each.sources, 1));
    }
    for (const auto& denial : incident_.denials) {
      denying.push_back(called(side_of_id(denial.by)));
      add_once(sources, sources_of(denial.sources, 1));
      basis = Basis::disputed;
    }
    if (!accusing.empty())
      say(fmt::format("{} {} {}{}.", listed(accusing), accusing.size() > 1 ? "blame" : "blames", listed(accused),
                      denying.empty()
                          ? ""
                          : fmt::format("; {} {} it", listed(denying), denying.size() > 1 ? "deny" : "denies")),
          basis, std::move(sources));
    for (const auto* act : answering())
      if (act->move && band_of(act->move->kind) > 2)
        say(fmt::format("told as an answer to it: {}.", told_with_day(*act)), basis_of(*act), sources_of(*act, 1));
  }

  void groups() {
    std::vector<std::string> names;
    for (const auto& group : incident_.groups) names.push_back(called(group));
    if (!names.empty())
      say(fmt::format("reports of it name {}.", listed(names)), Basis::known, sources_of(incident_.reports, 2));
  }

  void accusations() {
    for (const auto& each : demarche::accusations(incident_, world_, anybody)) say(each);
    for (const auto& each : incident_.attributions)
      if (each.by.empty())
        say(fmt::format("a report lays it to {} without naming who says so.", told(each.accused, world_)),
            Basis::claimed, sources_of(each.sources, 2));
  }

  void evidence() {
    std::vector<std::string> seen;
    for (const auto& each : incident_.attributions) {
      if (each.basis.empty() || each.by.empty() || holds(seen, each.basis)) continue;
      seen.push_back(each.basis);
      say(fmt::format("{} says that it has \"{}\"{}.", called(side_of_id(each.by)), each.basis,
                      each.confidence == Certainty::unsaid
                          ? ""
                          : fmt::format(" and speaks of it as {}", name_of(each.confidence))),
          Basis::claimed, sources_of(each.sources));
    }
  }

  // Acts that are told as answers, each once.
  std::vector<const Act*> answering() const {
    std::vector<const Act*> acts;
    for (const auto& response : incident_.responses)
      for (const auto& ref : response.sources)
        if (const auto* act = act_of(ref.record); act && std::find(acts.begin(), acts.end(), act) == acts.end())
          acts.push_back(act);
    return acts;
  }

  void responses() {
    for (const auto& response : incident_.responses) {
      const Act* act = nullptr;
      for (const auto& ref : response.sources)
        if (!act) act = act_of(ref.record);
      if (act) {
        say(told_with_day(*act) + ".", basis_of(*act), sources_of(*act, 2));
      } else {
        const auto by = called(side_of_id(response.by));
        say(fmt::format("{} made a statement on it{}{}.", by,
                        response.toward.empty() ? "" : ", toward " + called(side_of_id(response.toward)),
                        response.date ? ", " + when(*response.date) : ""),
            Basis::known, sources_of(response.sources, 2));
      }
    }
  }

  // What ties the accused to the groups named, and the groups to those hit.
  void ties() {
    std::vector<std::string> accused = incident_.groups;
    for (const auto& each : incident_.attributions)
      for (const auto* id : {&each.accused.group, &each.accused.state})
        if (!id->empty() && !holds(accused, *id)) accused.push_back(*id);
    const auto day = incident_.started ? std::optional(incident_.started->begin) : std::nullopt;
    for (const auto& victim : incident_.victims) {
      const auto side = side_of_id(victim.who);
      for (const auto& tie : world_.ties_of(side, day)) {
        const bool host = tie.kind == "host" && tie.from == side;
        const bool against = tie.kind == "opposes" && tie.to == side && holds(accused, tie.from);
        if (host) {
          for (const auto& other : world_.ties_of(tie.to, day))
            if (other.kind == "opposes" && other.from == tie.to && holds(accused, other.to))
              say(fmt::format("{} shelters {}, which the project's files count as an opponent of {}.", called(side),
                              called(tie.to), called(other.to)),
                  Basis::known, both(tie, other));
        } else if (against) {
          say(fmt::format("the project's files count {} as an opponent of {}.", called(tie.from), called(side)),
              Basis::known, source_of(tie));
        }
      }
    }
    for (const auto& id : accused)
      for (const auto& tie : world_.ties_of(id, day))
        if (tie.kind == "patron" && tie.to == id && holds(accused, tie.from))
          say(fmt::format("the project's files count {} as the patron of {}.", called(tie.from), called(id)),
              Basis::known, source_of(tie));
  }

  std::vector<std::size_t> both(const Tie& one, const Tie& other) {
    auto list = source_of(one);
    add_once(list, source_of(other));
    return list;
  }

  const Incident* incident_of(const std::string& id) const {
    const auto found = std::find_if(record_.incidents.begin(), record_.incidents.end(),
                                    [&](const Incident& each) { return each.id == id; });
    return found == record_.incidents.end() ? nullptr : &*found;
  }

  void related() {
    for (const auto& each : incident_.related)
      if (const auto* other = incident_of(each.id))
        say(fmt::format("{} {} ({}): {}.", with_article(other->name.substr(0, other->name.rfind(", "))),
                        other->started ? when(*other->started) : "of a day not told", other->id,
                        each.relation == "same-author" ? "a report says that both are of one author"
                                                       : "the same is accused of both"),
            each.relation == "same-author" ? Basis::claimed : Basis::inferred, sources_of(other->reports, 2));
  }

  // Earlier incidents of the kind: of the same victim, else of anybody.
  void precedents() {
    if (!incident_.started) return;
    std::vector<const Incident*> earlier, of_victim;
    for (const auto& each : record_.incidents) {
      if (each.kind != incident_.kind || !each.started || each.started->end >= incident_.started->begin) continue;
      earlier.push_back(&each);
      const bool same = std::any_of(each.victims.begin(), each.victims.end(), [&](const Victim& one) {
        return std::any_of(incident_.victims.begin(), incident_.victims.end(),
                           [&](const Victim& own) { return side_of_id(one.who) == side_of_id(own.who); });
      });
      if (same) of_victim.push_back(&each);
    }
    auto cite = sources_of(incident_.reports, 1);
    if (earlier.empty()) {
      say("the ledger holds no earlier incident of the kind.", Basis::inferred, std::move(cite));
      return;
    }
    say(fmt::format("the ledger holds {} earlier incident{} of the kind, {} of them against the same side; the "
                    "earliest is the {} ({}).",
                    earlier.size(), earlier.size() == 1 ? "" : "s", of_victim.size(), name_in_text(*earlier.front()),
                    earlier.front()->id),
        Basis::inferred, sources_of(earlier.front()->reports, 1));
    if (of_victim.size() > kMostPrecedents)
      of_victim.erase(of_victim.begin(), of_victim.end() - static_cast<std::ptrdiff_t>(kMostPrecedents));
    for (const auto* each : of_victim)
      say(fmt::format("against the same side: the {} ({}).", name_in_text(*each), each->id), Basis::known,
          sources_of(each->reports, 1));
    // whether an answer of this harshness was ever given to such a thing
    if (!record_.words) return;
    for (const auto* act : answering()) {
      if (!act->move || !act->date || band_of(act->move->kind) < 3) continue;
      PrecedentQuery query;
      query.moves = compared_with(act->move->kind);
      for (const auto& kind : record_.words->kinds())
        if (act_ && record_.words->is_cause(kind, *act_)) query.why = kind;
      if (query.why.empty()) continue;
      const auto cases = earlier_cases(*act, query, record_.acts, *record_.words, world_);
      const auto what = fmt::format("{} over {}", record_.words->name_of_moves(query.moves),
                                    record_.words->name_of_reason(query.why));
      if (cases.cases.empty())
        say(fmt::format("the ledger knows of no {} before that of {} (among {} acts of the kind, {} with a stated "
                        "reason).",
                        what, day_of(act->date->begin), cases.acts, cases.with_reason),
            Basis::inferred, sources_of(*act, 1));
      else
        say(fmt::format("the earliest {} in the ledger: {}.", what, told_with_day(*cases.cases.front().act)),
            Basis::inferred, sources_of(*cases.cases.front().act, 1));
    }
  }

  void gaps() {
    if (!incident_.attributions.empty())
      say(fmt::format(
              "Who was behind the {} rests on what speakers say; the record holds their word, not the evidence.",
              name_),
          Basis::unknown, {});
    else
      say("The record names nobody who is accused of it.", Basis::unknown, {});
    if (incident_.denials.empty() && !incident_.attributions.empty())
      say("The record does not tell whether the accused denies it.", Basis::unknown, {});
    if (incident_.effects.empty()) say("The record does not tell what it did.", Basis::unknown, {});
    if (incident_.aims.empty()) say("The record does not tell what it was meant to do.", Basis::unknown, {});
    if (incident_.responses.empty()) say("The record does not tell of an answer to it.", Basis::unknown, {});
  }

  std::string told_with_day(const Act& act) const {
    return told(act, world_) + (act.date ? " " + when(*act.date) : "");
  }

  const Incident& incident_;
  const std::string name_;
  const Act* act_ = nullptr;  // the incident itself
};

}  // namespace

Briefing brief_incident(const Incident& incident, const Record& record, const World& world) {
  return IncidentBriefing(incident, record, world).make();
}

}  // namespace demarche
