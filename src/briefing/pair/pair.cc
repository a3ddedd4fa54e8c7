// The briefing on a pair: the analyst's questions in their order, each answered from the record or said to be open.
#include <algorithm>
#include <map>

#include "briefing/pair/pair_briefing.h"

namespace demarche {

std::string rung_in_words(const std::string& rung) {
  static const std::map<std::string, std::string> kRungs = {
      {"established", "relations"},
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

Briefing brief_pair(const std::string& a, const std::string& b, Date day, const Record& record, const World& world) {
  return PairBriefing(a, b, day, record, world).make();
}

const Act* move_briefed(const std::string& a, const std::string& b, Date day, const Record& record,
                        const World& world) {
  return PairBriefing(a, b, day, record, world).main();
}

PairBriefing::PairBriefing(const std::string& a, const std::string& b, Date day, const Record& record,
                           const World& world)
    : BriefingWriter(record, world), a_(a), b_(b), day_(day), state_(pair_state(a, b, day, record.acts, world)) {
  briefing_.title = fmt::format("{} and {}, as of {}", capitalised(named(a, world)), named(b, world), day_of(day));
  for (const auto& act : record.acts) {
    if (act.date && act.date->begin > day) continue;
    // what the two do together to somebody else is not between them
    const bool together = holds(act.actors, a) && holds(act.actors, b) && (act.recipients.empty() || act.move);
    const bool between = (holds(act.actors, a) && holds(act.recipients, b)) ||
                         (holds(act.actors, b) && holds(act.recipients, a)) || together;
    if (between) between_.push_back(&act);
  }
  // a step that is also told with its day needs no telling by its year
  std::erase_if(between_, [&](const Act* act) {
    return act->move && act->date && act->date->precision != DatePrecision::day &&
           std::any_of(record.acts.begin(), record.acts.end(), [&](const Act& each) {
             return each.date && each.date->precision == DatePrecision::day && one_step(*act, each);
           });
  });
  // of one day the step stands before the answer to it
  std::stable_sort(between_.begin(), between_.end(), [](const Act* x, const Act* y) {
    if (x->date.has_value() != y->date.has_value()) return x->date.has_value();
    if (!x->date || x->date->begin != y->date->begin) return x->date && x->date->begin < y->date->begin;
    return !(x->move && x->move->reciprocal) && y->move && y->move->reciprocal;
  });
  // whether fresh; then the harshest of the fresh, the latest of the old; of one day the step, not the answer to it;
  // then the more told
  const auto weight = [&](const Act& act) {
    return std::tuple(is_fresh(act) ? band_of(act.move->kind) + 1 : 0, act.date->begin,
                      is_fresh(act) ? 0 : band_of(act.move->kind), !act.move->reciprocal, act.reports.size());
  };
  for (const auto* act : between_)
    if (act->date && !act->claimed && act->move && (!main_ || weight(*act) > weight(*main_))) main_ = act;
}

Briefing PairBriefing::make() {
  lead_of([&] { lead(); });
  section("What happened", [&] { what_happened(); });
  section("Where they stand", [&] { standing(); });
  section("How harsh the step is", [&] { harshness(); });
  section("The reason given, and the evidence", [&] { reasons(); });
  section("What is alleged", [&] { alleged(); });
  section("What followed", [&] { what_followed(); });
  section("Who stands with whom", [&] { positions(); });
  section("What the accused says", [&] { denials(); });
  section("What lies behind", [&] { background(); });
  section("How they came here", [&] { history(); });
  section("When it turned", [&] { turns(); });
  section("Whether it was to be expected", [&] { surprise(); });
  section("Whether it has happened before", [&] { precedents(); });
  section("What is not known", [&] { gaps(); });
  chart();
  return finished();
}

// What matters: the step, why, who denies it, from where to where it led, and whether it was the first of its kind.
void PairBriefing::lead() {
  if (!main_) return;
  // nothing of late: where they stand comes first, unless it is by this step
  if (!is_fresh(*main_) && !rests_on_main(state_.relations)) relations_part();
  std::string text = told_with_day(*main_);
  if (main_->move->reciprocal) {
    std::vector<std::string> others;
    for (const auto& one : main_->recipients)
      if (one == a_ || one == b_) others.push_back(called(one));
    if (!others.empty()) text += fmt::format(", in answer to a step of {}", listed(others));
  }
  say((is_fresh(*main_) ? "" : "the latest step on record: ") + text + ".", basis_of(*main_), sources_of(*main_, 2));
  lead_on_reason();
  for (const auto* answer : answers())
    say(fmt::format("{} answered: it {}.", called(answer->actors.front()),
                    told_with_day(*answer).substr(called(answer->actors.front()).size() + 1)),
        basis_of(*answer), sources_of(*answer, 1));

  const auto before = rung_in_words(pair_state(a_, b_, main_->date->begin.plus_days(-1), record_.acts, world_).rung);
  const auto after = rung_in_words(pair_state(a_, b_, main_->date->end, record_.acts, world_).rung);
  if (!before.empty() && !after.empty() && before != after)
    say(fmt::format("that took the two from {} to {}.", before, after), Basis::inferred, sources_of(*main_, 1));

  if (const auto kind = kind_of_reason(); record_.words && !kind.empty()) {
    const auto query = query_of_main();
    const auto earlier = earlier_than_main(query);
    if (earlier.cases.empty() && earlier.acts > 0)
      say(fmt::format("the ledger knows of no earlier {} over {}.", record_.words->name_of_moves(query.moves),
                      record_.words->name_of_reason(kind)),
          Basis::inferred, sources_of(*main_, 1));
  }
}

// "It gives a cyber-attack as the reason and blames Iran, which denies it."
void PairBriefing::lead_on_reason() {
  std::string text;
  std::vector<std::size_t> sources;
  Basis basis = Basis::claimed;
  const std::string who = main_->actors.size() > 1 ? "they" : "it";
  const auto given = given_reasons();
  if (!given.empty()) {
    const auto kind = kind_of_reason();
    const auto name = kind.empty() ? std::string() : record_.words->name_of_reason(kind);
    // a kind that is named by several things says less than the words of the reason
    text = name.empty() || name.find(" or ") != std::string::npos
               ? fmt::format("the reason given: \"{}\"", given.front().text)
               : fmt::format("{} {} {} as the reason", who, who == "it" ? "gives" : "give", name);
    for (const auto* report : given.front().reports)
      if (sources.empty()) sources.push_back(source(*report));
  }
  for (const auto* incident : incidents()) {
    if (!answered_by_main(*incident)) continue;
    const auto blames = std::find_if(
        incident->attributions.begin(), incident->attributions.end(),
        [&](const Attribution& each) { return accuses(*incident, each) && holds(main_->actors, side_of_id(each.by)); });
    if (blames == incident->attributions.end()) continue;
    const auto accused = side_of_id(blames->accused.state);
    text += (text.empty() ? who : " and") + std::string(" blames ") + called(accused);
    add_once(sources, sources_of(blames->sources, 1));
    const auto denial = std::find_if(incident->denials.begin(), incident->denials.end(), [&](const Denial& each) {
      return side_of_id(each.by) == accused && (!each.date || each.date->begin <= day_);
    });
    if (denial != incident->denials.end()) {
      text += ", which denies it";
      basis = Basis::disputed;
      add_once(sources, sources_of(denial->sources, 1));
    }
    break;
  }
  if (!text.empty()) say(text + ".", basis, std::move(sources));
}

void PairBriefing::chart() {
  auto& chart = briefing_.chart;
  chart.step = record_.step;
  for (const auto& point : record_.points) chart.steps.push_back({point.begin, point.conflict, point.cooperation});
  for (const auto& turn : record_.turns) chart.turns.push_back({turn.day, turn.for_the_worse()});
  for (const auto& turn : record_.ladder_turns) chart.turns.push_back({turn.day, turn.for_the_worse});
  std::sort(chart.turns.begin(), chart.turns.end(),
            [](const ChartTurn& x, const ChartTurn& y) { return x.day < y.day; });
  for (const auto* act : between_) {
    if (!act->move || !act->date || act->claimed) continue;
    const bool again = std::any_of(between_.begin(), std::find(between_.begin(), between_.end(), act),
                                   [&](const Act* each) { return one_step(*each, *act); });
    if (again) continue;
    chart.moves.push_back({*act->date, capitalised(told_with_day(*act)) + ".", band_of(act->move->kind),
                           is_upward(act->move->kind), sources_of(*act, 2)});
  }
  if (chart.moves.empty()) return;
  chart.until = day_;
  // the state after each move, and at the beginning of what is drawn
  std::vector<Act> moves;
  for (const auto* act : state_.moves) moves.push_back(*act);
  std::set<Date> days;
  Date first = chart.moves.front().when.begin;
  if (!chart.steps.empty()) first = std::min(first, chart.steps.front().begin);
  days.insert(first);
  for (const auto& act : moves)
    if (act.date && act.date->end >= first) days.insert(std::min(act.date->end, day_));
  for (const auto day : days) {
    const auto rung = pair_state(a_, b_, day, moves, world_).rung;
    if (chart.rungs.empty() || chart.rungs.back().rung != rung) chart.rungs.push_back({day, rung});
  }
}

std::string PairBriefing::told_with_day(const Act& act) const {
  return told(act, world_) + (act.date ? " " + when(*act.date) : "");
}

bool PairBriefing::one_step(const Act& x, const Act& y) const {
  // the ambassador may be one of the diplomats expelled
  const auto kind = [](const Move& move) {
    return move.kind == MoveKind::expel && move.rank == "ambassador" ? MoveKind::expel_ambassador : move.kind;
  };
  if (&x == &y || !x.move || !y.move || kind(*x.move) != kind(*y.move) || !x.date || !y.date) return false;
  if (x.date->end < y.date->begin || y.date->end < x.date->begin) return false;
  const auto common = [&](const std::vector<std::string>& of_x, const std::vector<std::string>& of_y) {
    return std::any_of(of_x.begin(), of_x.end(),
                       [&](const std::string& one) { return (one == a_ || one == b_) && holds(of_y, one); });
  };
  return common(x.actors, y.actors) &&
         (x.recipients.empty() || y.recipients.empty() || common(x.recipients, y.recipients));
}

std::vector<const Act*> PairBriefing::main_and_twins() const {
  std::vector<const Act*> found;
  if (main_) found.push_back(main_);
  for (const auto* act : between_)
    if (main_ && !act->claimed && one_step(*act, *main_)) found.push_back(act);
  return found;
}

std::vector<const Act*> PairBriefing::answers() const {
  std::vector<const Act*> found;
  if (!main_ || main_->actors.empty()) return found;
  for (const auto* act : between_)
    if (act != main_ && act->move && act->date && !act->claimed && act->actors.size() == 1 && act->move->reciprocal &&
        !holds(main_->actors, act->actors.front()) && act->date->begin >= main_->date->begin &&
        act->date->begin <= main_->date->begin.plus_days(kOneOccasion))
      found.push_back(act);
  return found;
}

Date PairBriefing::last_near() const { return std::min(day_, about().plus_days(kStanceDays)); }

bool PairBriefing::near(const Claim& claim) const { return claim.said && near(claim.said->begin); }

std::string PairBriefing::speaker_side(const Claim& claim) const {
  return !claim.on_behalf_of.empty() ? claim.on_behalf_of : side_of(claim.speaker);
}

}  // namespace demarche
