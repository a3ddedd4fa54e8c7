// The briefing on a pair: the analyst's questions in their order, each answered from the record or said to be open.
#include <algorithm>
#include <map>

#include "briefing/pair/pair_briefing.h"

namespace demarche {
namespace {

std::string in_words(const std::string& rung) {
  static const std::map<std::string, std::string> kRungs = {
      {"ambassador", "relations at the level of ambassadors"},
      {"recalled", "relations without the ambassador of one side"},
      {"charge", "relations at the level of chargés d'affaires"},
      {"closed", "relations with an embassy closed"},
      {"suspended", "suspended relations"},
      {"severed", "severed relations"},
      {"none", "no relations"}};
  const auto found = kRungs.find(rung);
  return found == kRungs.end() ? std::string() : found->second;
}

// Sources that no statement cites go; the others are numbered in the order in which a reader meets them.
void number_sources(Briefing& briefing) {
  std::vector<std::size_t> place(briefing.sources.size(), briefing.sources.size());
  std::vector<Source> cited;
  const auto meet = [&](std::vector<std::size_t>& sources) {
    for (auto& one : sources) {
      if (place[one] == briefing.sources.size()) {
        place[one] = cited.size();
        cited.push_back(briefing.sources[one]);
      }
      one = place[one];
    }
    std::sort(sources.begin(), sources.end());
    sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  };
  for (auto& statement : briefing.lead) meet(statement.sources);
  for (auto& section : briefing.sections)
    for (auto& statement : section.statements) meet(statement.sources);
  for (auto& move : briefing.chart.moves) meet(move.sources);
  briefing.sources = std::move(cited);
}

}  // namespace

Briefing brief_pair(const std::string& a, const std::string& b, Date day, const Record& record, const World& world) {
  return PairBriefing(a, b, day, record, world).make();
}

PairBriefing::PairBriefing(const std::string& a, const std::string& b, Date day, const Record& record,
                           const World& world)
    : a_(a), b_(b), day_(day), record_(record), world_(world), state_(pair_state(a, b, day, record.acts, world)) {
  briefing_.title = fmt::format("{} and {}, as of {}", capitalised(named(a, world)), named(b, world), day_of(day));
  for (const auto& act : record.acts) {
    if (act.date && act.date->begin > day) continue;
    const bool between = (holds(act.actors, a) && (holds(act.recipients, b) || holds(act.actors, b))) ||
                         (holds(act.actors, b) && holds(act.recipients, a));
    if (between) between_.push_back(&act);
  }
  // whether fresh; then the harshest of the fresh, the latest of the old; then the more told
  const auto weight = [&](const Act& act) {
    const bool fresh = act.date->begin >= day.plus_days(-kNewsDays);
    return std::tuple(fresh ? band_of(act.move->kind) + 1 : 0, act.date->begin, act.reports.size());
  };
  for (const auto* act : between_)
    if (act->date && !act->claimed && act->move && (!main_ || weight(*act) > weight(*main_))) main_ = act;
}

Briefing PairBriefing::make() {
  lead();
  section("What happened", &PairBriefing::what_happened);
  section("Where they stand", &PairBriefing::standing);
  section("How harsh the step is", &PairBriefing::harshness);
  section("The reason given, and the evidence", &PairBriefing::reasons);
  section("What is alleged", &PairBriefing::incident);
  section("What the accused says", &PairBriefing::denials);
  section("Who stands with whom", &PairBriefing::positions);
  section("What lies behind", &PairBriefing::background);
  section("How they came here", &PairBriefing::history);
  section("When it turned", &PairBriefing::turns);
  section("Whether it has happened before", &PairBriefing::precedents);
  section("What is not known", &PairBriefing::gaps);
  chart();
  number_sources(briefing_);
  const auto documents = [&] {
    std::set<std::string> ids;
    for (const auto& one : briefing_.sources)
      if (!one.record.empty()) ids.insert(one.document);
    return ids.size();
  }();
  briefing_.note = fmt::format(
      "Coded and written by machine, from {} document{}. What a document says was read by rules and a parser, which "
      "err; what is not in the ledger was not looked at. Read the sources before you rely on a statement.",
      documents, documents == 1 ? "" : "s");
  return std::move(briefing_);
}

// What matters: the step, why, who denies it, from where to where it led, and whether it was the first of its kind.
void PairBriefing::lead() {
  briefing_.sections.push_back({"lead", {}});
  if (main_) {
    std::string text = told(*main_, world_) + " " + when(*main_->date);
    auto sources = sources_of(*main_, 2);
    Basis basis = basis_of(*main_);
    const auto kind = kind_of_reason();
    if (!kind.empty()) {
      text += ", giving " + record_.words->name_of_reason(kind) + " as the reason";
      basis = basis == Basis::known ? Basis::claimed : basis;
    } else if (const auto given = given_reasons(); !given.empty()) {
      text += fmt::format(", for the reason reported as \"{}\"", given.front().text);
      basis = basis == Basis::known ? Basis::claimed : basis;
      sources.push_back(source({given.front().reports.front()->document,
                                given.front().reports.front()->sentence,
                                given.front().reports.front()->text,
                                given.front().reports.front()->id,
                                {}}));
    }
    for (const auto* incident : incidents()) {
      const auto blames =
          std::find_if(incident->attributions.begin(), incident->attributions.end(), [&](const auto& each) {
            return accuses(*incident, each) && holds(main_->actors, side_of_id(each.by)) &&
                   std::any_of(incident->responses.begin(), incident->responses.end(),
                               [&](const IncidentResponse& response) {
                                 return std::any_of(response.sources.begin(), response.sources.end(),
                                                    [&](const RecordRef& ref) { return act_of(ref.record) == main_; });
                               });
          });
      if (blames == incident->attributions.end()) continue;
      const auto accused = side_of_id(blames->accused.state);
      text += ": it blames " + called(accused);
      const auto denial = std::find_if(incident->denials.begin(), incident->denials.end(), [&](const Denial& each) {
        return side_of_id(each.by) == accused && (!each.date || each.date->begin <= day_);
      });
      for (const auto one : sources_of(blames->sources, 1)) sources.push_back(one);
      if (denial != incident->denials.end()) {
        text += ", which denies it";
        basis = Basis::disputed;
        for (const auto one : sources_of(denial->sources, 1)) sources.push_back(one);
      }
      break;
    }
    say(text + ".", basis, std::move(sources));

    const auto before = in_words(pair_state(a_, b_, main_->date->begin.plus_days(-1), record_.acts, world_).rung);
    const auto after = in_words(pair_state(a_, b_, main_->date->end, record_.acts, world_).rung);
    const int band = band_of(main_->move->kind);
    std::string step;
    if (band > 0)
      step = band == 8 ? "it is of the harshest band of steps, 8 of 8"
                       : fmt::format("it is of band {} of 8, by how harsh it is", band);
    if (!before.empty() && !after.empty() && before != after)
      step = fmt::format("the step led from {} to {}{}", before, after, step.empty() ? "" : "; " + step);
    if (!step.empty()) say(step + ".", Basis::inferred, sources_of(*main_, 1));

    if (record_.words && !kind.empty()) {
      const auto query = query_of_main();
      const auto earlier = earlier_than_main(query);
      if (earlier.cases.empty() && earlier.acts > 0)
        say(fmt::format("the ledger knows of no earlier {} over {}.", record_.words->name_of_moves(query.moves),
                        record_.words->name_of_reason(kind)),
            Basis::inferred, sources_of(*main_, 1));
    }
  }
  briefing_.lead = std::move(briefing_.sections.back().statements);
  briefing_.sections.pop_back();
}

std::string PairBriefing::called(const Incident& incident) {
  auto name = incident.name;
  if (const auto comma = name.rfind(", "); comma != std::string::npos) name.replace(comma, 2, " of ");
  return name;
}

void PairBriefing::section(const char* title, void (PairBriefing::*fill)()) {
  briefing_.sections.push_back({title, {}});
  (this->*fill)();
  if (briefing_.sections.back().statements.empty()) briefing_.sections.pop_back();
}

void PairBriefing::say(std::string text, Basis basis, std::vector<std::size_t> sources) {
  text = capitalised(std::move(text));
  for (const auto& section : briefing_.sections)
    for (const auto& each : section.statements)
      if (each.text == text) return;  // nothing is told twice
  briefing_.sections.back().statements.push_back({std::move(text), basis, std::move(sources)});
}

void PairBriefing::chart() {
  auto& chart = briefing_.chart;
  chart.step = record_.step;
  for (const auto& point : record_.points) chart.steps.push_back({point.begin, point.conflict, point.cooperation});
  for (const auto& turn : record_.turns) chart.turns.push_back({turn.day, turn.for_the_worse()});
  for (const auto* act : between_) {
    if (!act->move || !act->date || act->claimed) continue;
    const bool again = std::any_of(between_.begin(), std::find(between_.begin(), between_.end(), act),
                                   [&](const Act* each) { return one_step(*each, *act); });
    if (again) continue;
    chart.moves.push_back({*act->date, capitalised(told(*act, world_)) + " " + when(*act->date) + ".",
                           band_of(act->move->kind), is_upward(act->move->kind), sources_of(*act, 2)});
  }
}

std::size_t PairBriefing::source(Source source) {
  const auto found = std::find_if(briefing_.sources.begin(), briefing_.sources.end(), [&](const Source& each) {
    return each.document == source.document && each.text == source.text && each.record.empty() == source.record.empty();
  });
  if (found != briefing_.sources.end()) return static_cast<std::size_t>(found - briefing_.sources.begin());
  if (record_.name_of_document && !source.record.empty()) source.name = record_.name_of_document(source.document);
  briefing_.sources.push_back(std::move(source));
  return briefing_.sources.size() - 1;
}

namespace {

void add_once(std::vector<std::size_t>& list, std::size_t one) {
  if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(one);
}

}  // namespace

std::vector<std::size_t> PairBriefing::sources_of(const Act& act, std::size_t most) {
  std::vector<std::size_t> list;
  for (const auto* report : act.reports)
    if (list.size() < most) add_once(list, source({report->document, report->sentence, report->text, report->id, {}}));
  return list;
}

std::vector<std::size_t> PairBriefing::sources_of(const std::vector<RecordRef>& refs, std::size_t most) {
  std::vector<std::size_t> list;
  for (const auto& ref : refs)
    if (list.size() < most) add_once(list, source({ref.document, ref.sentence, ref.text, ref.record, {}}));
  return list;
}

std::vector<std::size_t> PairBriefing::source_of(const Claim& claim) {
  return {source({claim.document, claim.sentence, claim.text, claim.id, {}})};
}

std::vector<std::size_t> PairBriefing::source_of(const Tie& tie) {
  return {
      source({tie.file, 0, tie.source.empty() ? "recorded in the project's files of the world" : tie.source, {}, {}})};
}

const Act* PairBriefing::act_of(const std::string& event) const {
  if (event.empty()) return nullptr;
  for (const auto& act : record_.acts)
    for (const auto* report : act.reports)
      if (report->id == event) return &act;
  return nullptr;
}

bool PairBriefing::one_step(const Act& x, const Act& y) const {
  if (&x == &y || !x.move || !y.move || x.move->kind != y.move->kind || !x.date || !y.date) return false;
  if (x.date->end < y.date->begin || y.date->end < x.date->begin) return false;
  return std::any_of(x.actors.begin(), x.actors.end(),
                     [&](const std::string& one) { return (one == a_ || one == b_) && holds(y.actors, one); });
}

std::vector<const Act*> PairBriefing::main_and_twins() const {
  std::vector<const Act*> found;
  if (main_) found.push_back(main_);
  for (const auto* act : between_)
    if (main_ && !act->claimed && one_step(*act, *main_)) found.push_back(act);
  return found;
}

bool PairBriefing::near(const Claim& claim) const {
  return claim.said && claim.said->begin >= about().plus_days(-kStanceDays) && claim.said->begin <= day_;
}

std::string PairBriefing::speaker_side(const Claim& claim) const {
  return !claim.on_behalf_of.empty() ? claim.on_behalf_of : side_of(claim.speaker);
}

}  // namespace demarche
