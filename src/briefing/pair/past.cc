// The past of the two: their history, its turns, earlier cases of the same step; and what is not known.
#include <algorithm>

#include "briefing/pair/pair_briefing.h"

namespace demarche {
namespace {

constexpr std::size_t kMostInHistory = 24;
constexpr std::ptrdiff_t kMostDays = 5;

// Moves that cannot come twice without their contrary between.
bool comes_once(MoveKind kind) {
  return kind == MoveKind::open_embassy || kind == MoveKind::reopen_embassy || kind == MoveKind::establish ||
         kind == MoveKind::resume || kind == MoveKind::sever || kind == MoveKind::suspend ||
         kind == MoveKind::recognise || kind == MoveKind::derecognise;
}

}  // namespace

void PairBriefing::history() {
  const auto steps = main_and_twins();
  const auto is_told = [&](const Act* act) {  // with the step, or after it
    return std::find(steps.begin(), steps.end(), act) != steps.end() ||
           (main_ && act->date->begin >= main_->date->begin.plus_days(act->move ? -kOneOccasion : -kStanceDays));
  };
  std::vector<const Act*> acts;
  for (const auto* act : between_) {
    if (!act->date || act->claimed || is_told(act)) continue;
    const bool important =
        act->move || act->first().quad_code == 4 || act->first().quad_code == 2 || act->type == "AGREE";
    const bool twice = std::any_of(acts.begin(), acts.end(), [&](const Act* each) { return one_step(*each, *act); });
    if (important && !twice) acts.push_back(act);
  }
  if (acts.size() > kMostInHistory)  // moves say more than the rest, late ones more than early ones
    std::erase_if(acts, [](const Act* act) { return !act->move; });
  if (acts.size() > kMostInHistory) {
    const auto more = acts.size() - kMostInHistory;
    say(fmt::format("{} earlier moves between the two are left out here; the first: {}.", more,
                    told_with_day(*acts.front())),
        basis_of(*acts.front()), sources_of(*acts.front(), 1));
    acts.erase(acts.begin(), acts.begin() + static_cast<std::ptrdiff_t>(more));
  }
  std::vector<const Act*> told_already;
  for (std::size_t i = 0; i < acts.size(); ++i) {
    const auto* act = acts[i];
    if (std::find(told_already.begin(), told_already.end(), act) != told_already.end()) continue;
    std::string text = told_with_day(*act);
    auto sources = sources_of(*act, 2);
    if (act->move && comes_once(act->move->kind)) {
      // the next move of the two being the same again, the record has one step with two dates
      for (std::size_t next = i + 1; next < acts.size(); ++next) {
        if (!acts[next]->move) continue;
        if (acts[next]->move->kind != act->move->kind || told(*acts[next], world_) != told(*act, world_)) break;
        told_already.push_back(acts[next]);
        text += fmt::format("{}{}", text.find("; another") == std::string::npos ? "; another report has it " : " or ",
                            when(*acts[next]->date));
        add_once(sources, sources_of(*acts[next], 1));
      }
    }
    if (act->move && act->move->reciprocal && !is_upward(act->move->kind)) text += ", in answer";
    if (const auto reason = act->move ? telling_reason(*act) : std::string(); !reason.empty())
      text += fmt::format(" (reason given: \"{}\")", reason);
    say(text + ".", basis_of(*act), std::move(sources));
  }
}

// But for the step that the briefing is about, which the lead tells.
void PairBriefing::ladder_turns() {
  const auto steps = main_and_twins();
  for (const auto& turn : record_.ladder_turns) {
    if (!turn.act || std::find(steps.begin(), steps.end(), turn.act) != steps.end()) continue;
    const auto before = rung_in_words(turn.before), after = rung_in_words(turn.after);
    say(fmt::format("on the ladder, relations turned for the {}{}{}: {}.", turn.for_the_worse ? "worse" : "better",
                    before.empty() ? "" : ", from " + before, after.empty() ? "" : " to " + after,
                    told_with_day(*turn.act)),
        Basis::inferred, sources_of(*turn.act, 2));
  }
}

void PairBriefing::turns() {
  ladder_turns();
  for (const auto& turn : record_.turns) {
    std::vector<std::size_t> sources;
    std::vector<std::string> events;
    const auto cite = [&](const Act& act) {
      if (events.size() == 2) return;
      const auto text = told_with_day(act);
      if (holds(events, text)) return;
      events.push_back(text);
      add_once(sources, sources_of(act, 1));
    };
    // moves of the first two steps of the new level say more than other events of it
    const Date end = next_begin(record_.step, next_begin(record_.step, turn.day));
    for (const auto* act : between_)
      if (act->move && act->date && !act->claimed && act->date->begin >= turn.day && act->date->begin < end &&
          (turn.for_the_worse() ? band_of(act->move->kind) > 0 : is_upward(act->move->kind)))
        cite(*act);
    for (const auto& id : turn.events)
      if (const auto* act = act_of(id); events.empty() && act && act->date) cite(*act);
    if (events.empty()) continue;  // something ceased: no source tells that
    const auto when_turned = record_.step == Step::year
                                 ? std::to_string(turn.day.year())
                                 : when(Period::of_month(turn.day.year(), turn.day.month())).substr(3);
    say(fmt::format("by the series of conflict and cooperation, relations turned for the {} in {} (from {:.1f} to "
                    "{:.1f} a {}, on "
                    "Goldstein's scale): {}.",
                    turn.for_the_worse() ? "worse" : "better", when_turned, turn.before, turn.after,
                    name_of(record_.step), fmt::join(events, "; ")),
        Basis::inferred, std::move(sources));
  }
}

// Acts of the main act's kind and reason.
PrecedentQuery PairBriefing::query_of_main() const {
  PrecedentQuery query;
  query.moves = compared_with(main_->move->kind);
  query.why = kind_of_reason();
  return query;
}

// A case told by its month or year alone is an earlier one only where all of that lies before.
Precedents PairBriefing::earlier_than_main(const PrecedentQuery& query) const {
  auto answer = earlier_cases(*main_, query, record_.acts, *record_.words, world_);
  std::erase_if(answer.cases, [&](const Precedent& each) { return each.act->date->end >= main_->date->begin; });
  return answer;
}

void PairBriefing::precedents() {
  if (!main_ || !record_.words) return;
  const auto& words = *record_.words;
  const auto kind = kind_of_reason();
  const auto query = query_of_main();
  const auto name = plural(words.name_of_moves(query.moves), 2);
  const auto answer = earlier_than_main(query);
  const auto before = day_of(main_->date->begin);
  std::vector<std::size_t> first_source = sources_of(*main_, 1);
  const auto one_case = [&](const char* which, const Precedent& each) {
    say(fmt::format("{}: {}{}.", which, told_with_day(*each.act),
                    each.reasons.empty() ? "" : fmt::format(" (reason given: \"{}\")", each.reasons.front())),
        basis_of(*each.act), sources_of(*each.act, 2));
  };
  if (!kind.empty() && answer.acts > 0) {
    const auto reason = words.name_of_reason(kind);
    const auto among = fmt::format("the {} {} before {} that this ledger holds ({} with a stated reason)", answer.acts,
                                   name, before, answer.with_reason);
    if (answer.cases.empty()) {
      say(fmt::format("Among {} none is over {}.", among, reason), Basis::inferred, std::move(first_source));
    } else {
      say(fmt::format("Of {}, {} are over {}.", among, answer.cases.size(), reason), Basis::inferred,
          sources_of(*answer.cases.front().act, 1));
      one_case("The earliest of them", answer.cases.front());
      if (answer.cases.size() > 1) one_case("The latest of them", answer.cases.back());
    }
  } else if (answer.acts > 0 && band_of(main_->move->kind) > 0) {
    say(fmt::format("This ledger holds {} {} by anybody before {}; the reason given is of no kind by which to compare "
                    "them.",
                    answer.acts, name, before),
        Basis::inferred, std::move(first_source));
  }
  same_step_before();
}

void PairBriefing::same_step_before() {
  const auto steps = main_and_twins();
  std::vector<std::string> days;
  std::vector<std::size_t> sources;
  for (const auto* act : between_) {
    if (!act->move || act->move->kind != main_->move->kind || !act->date || act->claimed ||
        act->date->end >= main_->date->begin || std::find(steps.begin(), steps.end(), act) != steps.end())
      continue;
    if (const auto day = when(*act->date); !holds(days, day)) days.push_back(day);
    add_once(sources, sources_of(*act, 1));
  }
  if (days.empty()) return;
  if (days.size() > kMostDays) {
    days.erase(days.begin() + 1, days.end() - kMostDays + 1);
    days.front() += " (the first)";
    days[1] = "lately " + days[1];
  }
  say(fmt::format("Between these two the same kind of step was taken before: {}.", listed(days)), Basis::known,
      std::move(sources));
}

void PairBriefing::head_gap(const Part& part, const std::string& owner, const std::string& host) {
  const auto text = fmt::format("The record does not say who heads {} mission in {}", possessive(owner), host);
  if (part.how == Knowledge::unknown) say(text + ".", Basis::unknown, {});
  if (is_old(part) && part.act)
    say(fmt::format("{}; its last word on that: {}.", text, told_with_day(*part.act)), Basis::unknown,
        sources_of(*part.act, 1));
}

void PairBriefing::gaps() {
  const auto open = [&](const Part& part, const std::string& what) {
    if (part.how == Knowledge::unknown) say("The record does not say " + what + ".", Basis::unknown, {});
  };
  open(state_.consular,
       state_.relations.value == "severed"
           ? "whether consular relations continue; severing diplomatic relations does not by itself end them"
           : "whether there are consular relations");
  if (state_.relations.value != "severed") {
    head_gap(state_.head_of_a, called(a_), called(b_));
    head_gap(state_.head_of_b, called(b_), called(a_));
  }
  for (const auto* incident : incidents())
    say(fmt::format("Who was behind the {} rests on what speakers say; the record holds their word, not the evidence.",
                    name_in_text(*incident)),
        Basis::unknown, {});
  for (const auto* act : alleged_acts())
    if (act->claimed)
      say(fmt::format("That {} rests on what speakers say; no report tells it as its own finding.", told(*act, world_)),
          Basis::unknown, {});
  if (main_ && given_reasons().empty() && band_of(main_->move->kind) > 0)
    say("The record does not say what reason was given.", Basis::unknown, {});
  if (state_.relations.value == "severed" && protecting_move() == nullptr)
    say("The record names no protecting power for the interests of either side.", Basis::unknown, {});
}

}  // namespace demarche
