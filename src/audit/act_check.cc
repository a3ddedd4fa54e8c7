// Acts of an article against those of the record.
#include <fmt/format.h>

#include <algorithm>

#include "audit/checks.h"
#include "briefing/phrases.h"
#include "relations/ladder.h"

namespace demarche {
namespace {

constexpr int kMisdatedWithin = 365 * 8;  // a wrong year is seldom further off
constexpr int kAliveWithin = 365 * 10;    // further on, a resumption that nobody recorded is as likely
constexpr int kStepsWithin = 14;          // steps of one quarrel

bool swapped_sides(const Act& act, const Event& event) {
  return meet(sides_of(event.actors), act.recipients) && meet(sides_of(event.recipients), act.actors);
}

// Acts that cannot be done twice without their opposite between.
std::optional<std::vector<MoveKind>> undone_by(MoveKind kind) {
  switch (kind) {
    case MoveKind::sever:
    case MoveKind::suspend:
      return std::vector{MoveKind::resume, MoveKind::establish};
    case MoveKind::resume:
    case MoveKind::establish:
      return std::vector{MoveKind::sever, MoveKind::suspend};
    case MoveKind::recognise:
      return std::vector{MoveKind::derecognise, MoveKind::switch_recognition};
    case MoveKind::close_embassy:
      return std::vector{MoveKind::reopen_embassy, MoveKind::open_embassy};
    default:
      return {};
  }
}

bool breaks(MoveKind kind) {
  return kind == MoveKind::sever || kind == MoveKind::suspend || kind == MoveKind::switch_recognition;
}
bool takes_up(MoveKind kind) { return kind == MoveKind::resume || kind == MoveKind::establish; }

// What nobody can do to a state that he has no relations with.
bool presupposes_relations(MoveKind kind) {
  switch (kind) {
    case MoveKind::recall:
    case MoveKind::withdraw:
    case MoveKind::return_ambassador:
    case MoveKind::expel:
    case MoveKind::expel_ambassador:
    case MoveKind::downgrade:
    case MoveKind::upgrade:
    case MoveKind::suspend:
    case MoveKind::sever:
    case MoveKind::switch_recognition:
      return true;
    default:
      return false;
  }
}

// The act that shows relations alive after a break that the article tells of: the next one of the pair, within some
// years, unless they were taken up again before it. Null: none.
const Act* alive_after(const Event& event, const AuditRecord& record) {
  const Act* next = nullptr;
  for (const auto& act : record.acts)
    if (act.move && known(act) && between(act, event) &&
        (takes_up(act.move->kind) || presupposes_relations(act.move->kind)) && act.date->begin > event.date->end &&
        act.date->begin.days_since(event.date->end) <= kAliveWithin && (!next || act.date->begin < next->date->begin))
      next = &act;
  return next && !takes_up(next->move->kind) ? next : nullptr;
}

// A lesser step that cannot stand beside a break told of: relations that were downgraded on that very day, or an
// ambassador whom the same state recalled shortly before and sent back later. Null: none.
const Act* lesser_step(const Event& event, const AuditRecord& record) {
  for (const auto& act : record.acts) {
    if (!act.move || !known(act) || act.actors.empty() || !meet(sides_of(event.actors), act.actors) ||
        !meet(sides_of(event.recipients), act.recipients))
      continue;
    const auto kind = act.move->kind;
    if (kind == MoveKind::downgrade && touch(*act.date, *event.date)) return &act;
    if (kind != MoveKind::recall || apart(*act.date, *event.date) > kStepsWithin) continue;
    const Act* next = alive_after(event, record);
    if (next && next->move->kind == MoveKind::return_ambassador && meet(sides_of(event.actors), next->actors))
      return &act;
  }
  return nullptr;
}

bool undone_between(const Event& event, const Act& act, const AuditRecord& record, const std::vector<MoveKind>& kinds) {
  const Date from = std::min(event.date->begin, act.date->begin), to = std::max(event.date->end, act.date->end);
  return std::any_of(record.acts.begin(), record.acts.end(), [&](const Act& each) {
    return each.move && each.date && between(each, event) && each.date->begin >= from && each.date->begin <= to &&
           std::find(kinds.begin(), kinds.end(), each.move->kind) != kinds.end();
  });
}

// What of the same act cannot be so; empty: nothing.
std::string detail_against(const Act& act, const Event& event) {
  if (!act.move || !event.move) return {};
  if (act.move->count && event.move->count && *act.move->count != *event.move->count)
    return fmt::format("the record counts {}", *act.move->count);
  return {};
}

// Acts of the record of the event's kind, as far as there are such: of the same sides at the same time, of the same
// sides at another time (the nearest), of the sides exchanged at the same time.
struct Alike {
  const Act *same = nullptr, *elsewhen = nullptr, *swapped = nullptr;
};

Alike alike_in(const AuditRecord& record, const Event& event) {
  Alike found;
  for (const auto& act : record.acts) {
    if (!same_kind(act, event)) continue;
    const bool in_time = !event.date || !act.date || touch(*act.date, *event.date);
    if (same_sides(act, event)) {
      auto& [same, elsewhen, swapped] = found;
      if (in_time && (!same || (same->claimed && !act.claimed) || (!same->date && act.date))) same = &act;
      if (!in_time && known(act) && (!elsewhen || apart(*act.date, *event.date) < apart(*elsewhen->date, *event.date)))
        elsewhen = &act;
    } else if (in_time && known(act) && swapped_sides(act, event)) {
      found.swapped = &act;
    }
  }
  return found;
}

// "has not severed relations": what the record has done by then.
Checked check_negated(const Event& event, const AuditRecord& record, std::optional<Date> told_on) {
  if (!told_on) return {};
  Event later = event;
  later.date = Period::of_day(event.date ? event.date->end : *told_on);
  for (const auto& act : record.acts) {
    if (!act.move || act.disputed || !known(act) || act.date->end > later.date->end || !same_kind(act, event) ||
        !same_sides(act, event))
      continue;
    const auto kinds = undone_by(act.move->kind);
    if (kinds && !undone_between(later, act, record, *kinds))
      return {Verdict::contradicted, "the record says that it was done " + when(*act.date), sources_of(act)};
  }
  return {};
}

Checked check_same(const Act& same, const Event& event) {
  if (const auto against = detail_against(same, event); !against.empty() && known(same))
    return {Verdict::contradicted, against, sources_of(same)};
  if (same.disputed) return {Verdict::disputed, "somebody denies it", sources_of(same)};
  if (same.claimed) return {Verdict::unknown, "the record has it as a claim only", sources_of(same)};
  return {Verdict::supported, same.date ? "the record has it " + when(*same.date) : "the record has it",
          sources_of(same)};
}

// A move whose day the text names, against the same move of another day, or with the sides exchanged.
Checked check_misdated(const Event& event, const Alike& alike, const AuditRecord& record, const World& world) {
  const auto kind = event.move->kind;
  const auto kinds = undone_by(kind);
  const auto* elsewhen = alike.elsewhen;
  const bool near = elsewhen && kinds && apart(*elsewhen->date, *event.date) <= kMisdatedWithin;
  if (near && (!undone_between(event, *elsewhen, record, *kinds) || (breaks(kind) && alive_after(event, record))))
    return {Verdict::contradicted, "the record says that it was " + when(*elsewhen->date), sources_of(*elsewhen)};
  if (alike.swapped && breaks(kind))
    return {Verdict::contradicted, "the record has it the other way round: " + told(*alike.swapped, world),
            sources_of(*alike.swapped)};
  return {};
}

}  // namespace

Checked check_event(const Event& event, const AuditRecord& record, const World& world, std::optional<Date> told_on) {
  if (!happens(event.modality) || sides_of(event.actors).empty()) return {};
  const bool two_sided = event.reciprocal ? sides_of(event.actors).size() >= 2 : !sides_of(event.recipients).empty();
  if (!two_sided) return {};
  if (event.negated) return check_negated(event, record, told_on);
  const auto alike = alike_in(record, event);
  if (alike.same) return check_same(*alike.same, event);
  if (!event.move) return {};
  const bool dated = event.date && event.date_from == DateSource::expression;
  if (dated)
    if (auto checked = check_misdated(event, alike, record, world); checked.verdict != Verdict::unknown) return checked;
  if (event.date && breaks(event.move->kind))
    if (const auto* lesser = lesser_step(event, record))
      return {Verdict::contradicted,
              "the record has a lesser step: " + told(*lesser, world) + " " + when(*lesser->date), sources_of(*lesser)};
  // what can be done again may have been: the nearest is told, and nothing said of it
  if (dated && alike.elsewhen && apart(*alike.elsewhen->date, *event.date) <= kMisdatedWithin)
    return {Verdict::unknown, "the record has one " + when(*alike.elsewhen->date), sources_of(*alike.elsewhen)};
  return {};
}

Checked check_notice(const Event& event, const AuditRecord& record) {
  for (const auto& act : record.acts) {
    if (!known(act) || !act.move || !act.move->notice_hours || !same_kind(act, event) || !same_sides(act, event) ||
        (event.date && !touch(*act.date, *event.date)))
      continue;
    return {*act.move->notice_hours == *event.move->notice_hours ? Verdict::supported : Verdict::contradicted,
            fmt::format("the record gives a notice of {} hours", *act.move->notice_hours), sources_of(act)};
  }
  return {};
}

}  // namespace demarche
