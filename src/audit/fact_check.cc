// Standing facts of an article against ties, capitals and offices of the world, and the ladder.
#include <fmt/format.h>

#include <algorithm>

#include "audit/checks.h"
#include "base/letters.h"
#include "briefing/phrases.h"
#include "relations/ladder.h"

namespace demarche {
namespace {

constexpr int kHandoverDays = 21;  // between the act and the news that an office has changed hands

AuditSource world_source(const Tie& tie) { return {tie.file, 0, tie.source, {}, tie.when.from}; }

// A first of January stands for a year in the files of the world.
bool is_year(Date date) { return date.month() == 1 && date.day() == 1; }

// Whether a day told as precisely as `told` can be this one.
bool agrees(const Period& told, Date date) {
  if (is_year(date)) return told.begin.year() <= date.year() && date.year() <= told.end.year();
  return told.begin <= date && date <= told.end;
}

bool may_agree(const Period& told, Date date, int slack) {
  return agrees(told, date) ||
         (!is_year(date) && told.begin <= date.plus_days(slack) && date <= told.end.plus_days(slack));
}

// Who belonged to what the organisation came from is not on its list.
std::optional<Date> list_begins(const std::string& organisation, const World& world) {
  std::optional<Date> first;
  for (const auto& tie : world.ties_of(organisation, {}))
    if (tie.kind == "member" && tie.to == organisation && tie.when.from && (!first || *tie.when.from < *first))
      first = tie.when.from;
  return first;
}

// Who is not on a whole list was never a member; a state that was not yet there says nothing of one before it.
Checked check_never_member(const StandingFact& fact, const FactWords& words, const World& world, Date day) {
  if (std::find(words.member.whole.begin(), words.member.whole.end(), fact.object) == words.member.whole.end() ||
      !world.existence_of(fact.subject).covers(day) || world.country_of(fact.subject) != fact.subject)
    return {};
  const std::string object = named(fact.object, world);
  return {fact.negated ? Verdict::supported : Verdict::contradicted,
          fmt::format("{} is not among the members of {}, past or present", named(fact.subject, world), object),
          {{"the world's list of the members of " + object, 0, {}, {}, {}}}};
}

Checked check_member(const StandingFact& fact, const FactWords& words, const World& world, std::optional<Date> told) {
  std::vector<Tie> ties;
  for (auto& tie : world.ties_of(fact.subject, {}))
    if (tie.kind == "member" && tie.from == fact.subject && tie.to == fact.object) ties.push_back(std::move(tie));
  const std::optional<Date> day = fact.when ? std::optional(fact.when->end) : told;
  // the African Union's list begins after the Organisation of African Unity, whose heir it is
  if (const auto begin = list_begins(fact.object, world); !begin || (day && *day < *begin)) return {};
  if (ties.empty()) return told ? check_never_member(fact, words, world, *told) : Checked{};
  const auto covering =
      std::find_if(ties.begin(), ties.end(), [&](const Tie& tie) { return day && tie.when.covers(*day); });
  if (fact.negated) {
    if (!day || fact.time != FactTime::holds) return {};
    if (covering != ties.end())
      return {Verdict::contradicted,
              covering->when.from ? "a member since " + since(*covering->when.from) : "a member",
              {world_source(*covering)}};
    return {Verdict::supported, "not a member on that day", {world_source(ties.front())}};
  }
  if (fact.time == FactTime::ends) {
    for (const auto& tie : ties)
      if (tie.when.to && (!fact.when || may_agree(*fact.when, *tie.when.to, 40)))
        return {Verdict::supported, "the membership ended " + when(Period::of_day(*tie.when.to)), {world_source(tie)}};
    const auto still = std::find_if(ties.begin(), ties.end(), [&](const Tie& tie) { return !tie.when.to; });
    if (still != ties.end() && told && still->when.covers(*told) && (!fact.when || fact.when->end <= *told))
      return {Verdict::contradicted, "still a member", {world_source(*still)}};
    if (fact.when && ties.size() == 1 && ties.front().when.to)
      return {Verdict::contradicted,
              "the membership ended " + when(Period::of_day(*ties.front().when.to)),
              {world_source(ties.front())}};
    return {};
  }
  if (fact.time == FactTime::begins || fact.time == FactTime::since) {
    if (!fact.when) {
      if (covering == ties.end()) return {};
      return {Verdict::supported,
              covering->when.from ? "a member since " + since(*covering->when.from) : "a member",
              {world_source(*covering)}};
    }
    for (const auto& tie : ties)
      if (tie.when.from && may_agree(*fact.when, *tie.when.from, 1))
        return {Verdict::supported, "the record says " + since(*tie.when.from), {world_source(tie)}};
    if (ties.size() == 1 && ties.front().when.from)
      return {Verdict::contradicted, "the record says " + since(*ties.front().when.from), {world_source(ties.front())}};
    return {};
  }
  if (!day) return {};
  if (covering != ties.end())
    return {Verdict::supported,
            covering->when.from ? "a member since " + since(*covering->when.from) : "a member",
            {world_source(*covering)}};
  const auto& tie = ties.back();
  const std::string why = tie.when.from && *tie.when.from > *day ? "a member only since " + since(*tie.when.from)
                          : tie.when.to                          ? "a member until " + since(*tie.when.to)
                                                                 : "not a member then";
  return {Verdict::contradicted, why, {world_source(tie)}};
}

Checked check_relations(const StandingFact& fact, const AuditRecord& record, const World& world,
                        std::optional<Date> told) {
  const std::optional<Date> day = fact.when && fact.time == FactTime::holds ? std::optional(fact.when->end) : told;
  if (!day) return {};
  const auto state = pair_state(fact.subject, fact.object, *day, record.acts, world);
  const auto& relations = state.relations;
  if (relations.how == Knowledge::unknown) return {};
  const bool none = relations.value == "severed" || relations.value == "never" || relations.value == "suspended";
  if (!none && relations.value != "established") return {};
  Checked checked;
  checked.why = "relations are " + (relations.value == "never" ? "none and never were" : relations.value);
  if (relations.since) checked.why += " since " + since(*relations.since);
  if (relations.act)
    checked.sources = sources_of(*relations.act);
  else if (!relations.tie.empty())
    checked.sources = {{relations.tie, 0, {}, {}, relations.since}};
  if (none == fact.negated)
    checked.verdict = Verdict::supported;
  else if (relations.how == Knowledge::known)
    checked.verdict = Verdict::contradicted;
  else
    return {};
  return checked;
}

Checked check_capital(const StandingFact& fact, const World& world) {
  const auto capital = world.capital_of(fact.object);
  if (!capital) return {};
  const bool same = lower_ascii(capital->name) == lower_ascii(fact.subject);
  const AuditSource source{"the world's entry of " + fact.object, 0, {}, {}, {}};
  return {
      same != fact.negated ? Verdict::supported : Verdict::contradicted, "the capital is " + capital->name, {source}};
}

// "Jens Stoltenberg" once spoke for Norway, then for NATO, under an id of each: by the last word of the name.
bool same_person(const Resolution& holder, const StandingFact& fact, const World& world) {
  const auto last_word = [](const std::string& name) { return lower_ascii(name.substr(name.rfind(' ') + 1)); };
  return holder.id == fact.subject || last_word(holder.name) == last_word(world.name_of(fact.subject));
}

Checked check_office(const StandingFact& fact, const FactWords& words, const World& world, std::optional<Date> told) {
  const std::optional<Date> day = fact.when ? std::optional(fact.when->begin) : told;
  if (!day || fact.former) return {};
  const auto holder_on = [&](Date on) -> std::optional<Resolution> {
    auto holder = world.resolve(fact.office, on);
    if (!holder || holder->kind != ActorKind::person) return {};
    return holder;
  };
  const auto holder = holder_on(*day);
  if (!holder) return {};
  const AuditSource source{"the world's offices of " + fact.object, 0, holder->why, {}, {}};
  if (same_person(*holder, fact, world)) return {Verdict::supported, holder->why, {source}};
  if (std::find(words.office.loose.begin(), words.office.loose.end(), fact.role) != words.office.loose.end()) return {};
  // a title before a name may be that of the time told of
  const auto held = world.tenures_of(fact.subject, std::nullopt), now = world.tenures_of(holder->id, day);
  const auto is_same_office = [&](const Tenure& each) {
    return std::any_of(now.begin(), now.end(), [&](const Tenure& other) {
      return each.owner == other.owner && each.office == other.office && each.owner == fact.object;
    });
  };
  if (fact.in_front && std::any_of(held.begin(), held.end(), is_same_office)) return {};
  // the news may be ahead of the files, or behind them, by some days
  for (const int days : {-kHandoverDays, kHandoverDays})
    if (const auto near = holder_on(day->plus_days(days)); !near || same_person(*near, fact, world)) return {};
  return {Verdict::contradicted,
          fmt::format("{} of {} on that day was {}", fact.role, named(fact.object, world), holder->name),
          {source}};
}

std::string time_text(const StandingFact& fact) {
  if (!fact.when) return {};
  if (fact.time == FactTime::since) return " since " + when(*fact.when).substr(3);
  return " " + when(*fact.when);
}

}  // namespace

Checked check_fact(const StandingFact& fact, const FactWords& words, const AuditRecord& record, const World& world,
                   std::optional<Date> told_on) {
  switch (fact.kind) {
    case FactKind::member:
      return check_member(fact, words, world, told_on);
    case FactKind::relations:
      return check_relations(fact, record, world, told_on);
    case FactKind::capital:
      return check_capital(fact, world);
    case FactKind::office:
      return check_office(fact, words, world, told_on);
  }
  return {};
}

std::string told(const StandingFact& fact, const World& world) {
  const std::string not_ = fact.negated ? "not " : "";
  switch (fact.kind) {
    case FactKind::member: {
      const std::string subject = named(fact.subject, world), object = named(fact.object, world);
      if (fact.time == FactTime::begins)
        return subject + (fact.negated ? " did not join " : " joined ") + object + time_text(fact);
      if (fact.time == FactTime::ends)
        return subject + (fact.negated ? " did not leave " : " left ") + object + time_text(fact);
      return subject + " is " + not_ + "a member of " + object + time_text(fact);
    }
    case FactKind::relations:
      return fmt::format("{} and {} have {}diplomatic relations{}", named(fact.subject, world),
                         named(fact.object, world), fact.negated ? "no " : "", time_text(fact));
    case FactKind::capital:
      return fmt::format("{} is {}the capital of {}", fact.subject, not_, named(fact.object, world));
    case FactKind::office:
      return fmt::format("{} is {}{} of {}{}", world.name_of(fact.subject), fact.former ? "a former " : "", fact.role,
                         named(fact.object, world), time_text(fact));
  }
  return {};
}

}  // namespace demarche
