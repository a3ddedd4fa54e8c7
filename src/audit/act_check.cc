// Acts and claims of an article against those of the record.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "audit/checks.h"
#include "base/letters.h"
#include "briefing/phrases.h"
#include "relations/ladder.h"

namespace demarche {
namespace {

constexpr int kSlackDays = 2;             // told of one act: seldom dated further apart
constexpr int kMisdatedWithin = 365 * 8;  // a wrong year is seldom further off
constexpr int kAliveWithin = 365 * 10;    // further on, a resumption that nobody recorded is as likely
constexpr int kStepsWithin = 14;          // steps of one quarrel

using Sides = std::vector<std::string>;

bool meet(const Sides& a, const Sides& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

// Kinds that are told of one act: an ambassador is a diplomat, a change of sides breaks with the one left.
MoveKind family_of(MoveKind kind) {
  return kind == MoveKind::expel_ambassador     ? MoveKind::expel
         : kind == MoveKind::switch_recognition ? MoveKind::sever
                                                : kind;
}

bool same_kind(const Act& act, const Event& event) {
  if (act.move.has_value() != event.move.has_value()) return false;
  if (act.move) return family_of(act.move->kind) == family_of(event.move->kind);
  return act.type == event.type && act.mode == event.mode;
}

// Whether two of the act's sides are two of the event's, whoever acts.
bool between(const Act& act, const Event& event) {
  Sides all = sides_of(event.actors), others = act.actors;
  const auto recipients = sides_of(event.recipients);
  all.insert(all.end(), recipients.begin(), recipients.end());
  others.insert(others.end(), act.recipients.begin(), act.recipients.end());
  return std::count_if(all.begin(), all.end(), [&](const std::string& one) {
           return std::find(others.begin(), others.end(), one) != others.end();
         }) >= 2;
}

// Both sides are known and meet those of the act, in its direction unless both act.
bool same_sides(const Act& act, const Event& event) {
  if (event.reciprocal || act.recipients.empty()) return between(act, event);
  return meet(sides_of(event.actors), act.actors) && meet(sides_of(event.recipients), act.recipients);
}

bool swapped_sides(const Act& act, const Event& event) {
  return meet(sides_of(event.actors), act.recipients) && meet(sides_of(event.recipients), act.actors);
}

bool touch(const Period& a, const Period& b) {
  return a.begin <= b.end.plus_days(kSlackDays) && b.begin <= a.end.plus_days(kSlackDays);
}

int apart(const Period& a, const Period& b) {
  if (touch(a, b)) return 0;
  return a.begin > b.end ? a.begin.days_since(b.end) : b.begin.days_since(a.end);
}

bool known(const Act& act) { return !act.claimed && act.date.has_value(); }

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

// The first telling word of the reason that a sentence gives: "over a cyber-attack" -> "cyber"; empty where it gives
// none.
std::string cause_in(std::string_view sentence) {
  const std::string lower = lower_ascii(sentence);
  for (const std::string_view lead : {" over ", " because of ", " due to ", " in response to ", " as a result of "}) {
    const auto at = lower.find(lead);
    if (at == std::string::npos) continue;
    std::string word;
    for (std::size_t i = at + lead.size(); i <= lower.size(); ++i) {
      const char c = i < lower.size() ? lower[i] : ' ';
      if (c >= 'a' && c <= 'z') {
        word += c;
        continue;
      }
      if (word.size() > 3) return word;
      word.clear();
    }
  }
  return {};
}

bool given_as_reason(const Act& act, const std::string& cause) {
  return std::any_of(act.reports.begin(), act.reports.end(), [&](const Event* report) {
    return std::any_of(report->reasons.begin(), report->reasons.end(),
                       [&](const Reason& reason) { return lower_ascii(reason.text).find(cause) != std::string::npos; });
  });
}

}  // namespace

AuditSource source_of(const Event& report) {
  return {report.document, report.sentence, report.text, report.id,
          report.date ? std::optional(report.date->begin) : std::nullopt};
}

std::vector<AuditSource> sources_of(const Act& act) {
  std::vector<AuditSource> list;
  for (const auto* report : act.reports)
    if (list.size() < 3) list.push_back(source_of(*report));
  return list;
}

Checked check_event(const Event& event, const AuditRecord& record, const World& world, std::optional<Date> told_on) {
  if (!happens(event.modality) || sides_of(event.actors).empty()) return {};
  const bool two_sided = event.reciprocal ? sides_of(event.actors).size() >= 2 : !sides_of(event.recipients).empty();
  if (!two_sided) return {};
  const Act *same = nullptr, *elsewhen = nullptr, *swapped = nullptr;
  for (const auto& act : record.acts) {
    if (!same_kind(act, event)) continue;
    const bool in_time = !event.date || !act.date || touch(*act.date, *event.date);
    if (same_sides(act, event)) {
      if (in_time && (!same || (same->claimed && !act.claimed) || (!same->date && act.date))) same = &act;
      if (!in_time && known(act) && (!elsewhen || apart(*act.date, *event.date) < apart(*elsewhen->date, *event.date)))
        elsewhen = &act;
    } else if (in_time && known(act) && swapped_sides(act, event)) {
      swapped = &act;
    }
  }
  if (event.negated) {
    // "has not severed relations": what the record has done by then
    const auto date = event.date ? event.date->end : told_on.value_or(Date());
    for (const auto& act : record.acts)
      if (same_kind(act, event) && same_sides(act, event) && known(act) && act.move && act.date->end <= date &&
          told_on && !act.disputed) {
        const auto kinds = undone_by(act.move->kind);
        Event later = event;
        later.date = Period::of_day(date);
        if (kinds && !undone_between(later, act, record, *kinds))
          return {Verdict::contradicted, "the record says that it was done " + when(*act.date), sources_of(act)};
      }
    return {};
  }
  if (same) {
    if (const auto against = detail_against(*same, event); !against.empty() && known(*same))
      return {Verdict::contradicted, against, sources_of(*same)};
    if (same->disputed) return {Verdict::disputed, "somebody denies it", sources_of(*same)};
    if (same->claimed) return {Verdict::unknown, "the record has it as a claim only", sources_of(*same)};
    return {Verdict::supported, same->date ? "the record has it " + when(*same->date) : "the record has it",
            sources_of(*same)};
  }
  const bool dated = event.date && event.date_from == DateSource::expression;
  if (event.move && dated) {
    const auto kinds = undone_by(event.move->kind);
    const bool near = elsewhen && kinds && apart(*elsewhen->date, *event.date) <= kMisdatedWithin;
    if (near &&
        (!undone_between(event, *elsewhen, record, *kinds) || (breaks(event.move->kind) && alive_after(event, record))))
      return {Verdict::contradicted, "the record says that it was " + when(*elsewhen->date), sources_of(*elsewhen)};
    if (swapped && breaks(event.move->kind))
      return {Verdict::contradicted, "the record has it the other way round: " + told(*swapped, world),
              sources_of(*swapped)};
  }
  if (event.move && event.date && breaks(event.move->kind))
    if (const auto* lesser = lesser_step(event, record))
      return {Verdict::contradicted,
              "the record has a lesser step: " + told(*lesser, world) + " " + when(*lesser->date), sources_of(*lesser)};
  // what can be done again may have been: the nearest is told, and nothing said of it
  if (event.move && dated && elsewhen && apart(*elsewhen->date, *event.date) <= kMisdatedWithin)
    return {Verdict::unknown, "the record has one " + when(*elsewhen->date), sources_of(*elsewhen)};
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

Checked check_superlative(Superlative superlative, const Event& event, std::string_view sentence,
                          const AuditRecord& record, const World& world) {
  if (superlative == Superlative::none || !event.date) return {};
  std::vector<const Act*> alike;  // of the same kind, known
  for (const auto& act : record.acts)
    if (same_kind(act, event) && known(act) && !(same_sides(act, event) && touch(*act.date, *event.date)))
      alike.push_back(&act);
  std::sort(alike.begin(), alike.end(), [](const Act* a, const Act* b) { return a->date->begin < b->date->begin; });
  if (superlative == Superlative::first) {
    const std::string cause = cause_in(sentence);
    std::size_t reasoned = 0;
    for (const auto* act : alike) {
      if (act->date->end >= event.date->begin) continue;
      const bool has_reason = std::any_of(act->reports.begin(), act->reports.end(),
                                          [](const Event* report) { return !report->reasons.empty(); });
      reasoned += has_reason;
      if (cause.empty() || given_as_reason(*act, cause))
        return {Verdict::contradicted, "an earlier case: " + told(*act, world) + " " + when(*act->date),
                sources_of(*act)};
    }
    const auto earlier =
        std::count_if(alike.begin(), alike.end(), [&](const Act* act) { return act->date->end < event.date->begin; });
    return {Verdict::unprecedented,
            fmt::format("no earlier case among {} of the kind in the record, {} of them with a stated reason", earlier,
                        reasoned),
            {}};
  }
  const auto measure = [&](const std::optional<Move>& move) -> std::optional<int> {
    if (!move) return {};
    return superlative == Superlative::notice ? move->notice_hours : move->count;
  };
  const auto own = measure(event.move);
  if (!own) return {};
  std::size_t measured = 0;
  for (const auto* act : alike) {
    const auto theirs = measure(act->move);
    if (!theirs || act->date->begin > event.date->end) continue;
    ++measured;
    if (superlative == Superlative::notice ? *theirs < *own : *theirs > *own)
      return {Verdict::contradicted, fmt::format("{} {}: {}", told(*act, world), when(*act->date), *theirs),
              sources_of(*act)};
  }
  return {Verdict::unprecedented, fmt::format("none beyond it among {} that the record measures", measured), {}};
}

Checked check_claim(const Claim& claim, const AuditRecord& record, const World& world) {
  const std::string speaker = claim.on_behalf_of.empty() ? side_of(claim.speaker) : claim.on_behalf_of;
  if (speaker.empty()) return {};
  const std::string toward = claim.toward ? side_of(*claim.toward) : std::string();
  Checked found;
  for (const auto& other : record.claims) {
    const std::string other_speaker = other.on_behalf_of.empty() ? side_of(other.speaker) : other.on_behalf_of;
    if (other_speaker != speaker || other.stance != claim.stance) continue;
    const std::string other_toward = other.toward ? side_of(*other.toward) : std::string();
    if (toward.empty() || other_toward != toward) continue;
    if (!claim.said || !other.said || apart(*claim.said, *other.said) > 5) continue;
    found.verdict = Verdict::supported;
    found.why = fmt::format("{} said so elsewhere too", named(speaker, world));
    const bool known = std::any_of(found.sources.begin(), found.sources.end(), [&](const AuditSource& source) {
      return source.document == other.document && source.sentence == other.sentence;
    });
    if (!known && found.sources.size() < 3)
      found.sources.push_back({other.document, other.sentence, other.text, other.id, other.said->begin});
  }
  return found;
}

}  // namespace demarche
