// What a sentence says of an act beside all others of the record: that it was the first, or went furthest.
#include <fmt/format.h>

#include <algorithm>

#include "audit/checks.h"
#include "base/letters.h"
#include "briefing/phrases.h"

namespace demarche {
namespace {

// The reason that a sentence gives, as it stands: "over a cyber-attack" -> "a cyber-attack"; empty where it gives none.
std::string_view reason_in(std::string_view sentence) {
  const std::string lower = lower_ascii(sentence);
  for (const std::string_view lead : {" over ", " because of ", " due to ", " in response to ", " as a result of "})
    if (const auto at = lower.find(lead); at != std::string::npos) return sentence.substr(at + lead.size());
  return {};
}

// The side that is part of what is called the first: one that is named behind the words that say so. "The first time
// that Riyadh had broken with Tehran" is about these two; "Albania broke with Iran, the first such case" about anybody.
std::string side_named(const std::vector<Mention>& mentions, std::string_view behind) {
  for (const auto& mention : mentions)
    if (!mention.text.empty() && behind.find(mention.text) != std::string_view::npos) return side_of(mention);
  return {};
}

Checked check_first(const Event& event, std::string_view sentence, std::string_view behind, const AuditRecord& record,
                    const PrecedentWords& words, const World& world) {
  PrecedentQuery query;
  query.moves = compared_with(event.move->kind);
  query.before = event.date->begin;
  query.actor = side_named(event.actors, behind);
  query.recipient = side_named(event.recipients, behind);
  if (const auto reason = reason_in(sentence); !reason.empty()) {
    const auto kinds = words.kinds_of(reason);
    if (kinds.empty()) return {Verdict::unknown, "the reason is of no kind by which the record can be searched", {}};
    query.why = kinds.front();
  }
  auto earlier = precedents(query, record.acts, words, world);
  // a case told by its month alone is an earlier one only where all of that lies before
  std::erase_if(earlier.cases, [&](const Precedent& each) {
    return each.act->date->end >= event.date->begin ||
           (same_sides(*each.act, event) && touch(*each.act->date, *event.date));
  });
  if (!earlier.cases.empty()) {
    const Act& first = *earlier.cases.front().act;
    return {Verdict::contradicted, "an earlier case: " + told(first, world) + " " + when(*first.date),
            sources_of(first)};
  }
  const std::string kind = words.name_of_moves(query.moves);
  std::string sides;
  if (!query.actor.empty()) sides += " by " + named(query.actor, world);
  if (!query.recipient.empty()) sides += " toward " + named(query.recipient, world);
  if (earlier.acts == 0) return {Verdict::unprecedented, "the record holds no earlier " + kind + sides, {}};
  return {Verdict::unprecedented,
          fmt::format("{} among the {} {}{} before it in the record, {} with a stated reason",
                      query.why.empty() ? "no earlier case" : "none over " + words.name_of_reason(query.why),
                      earlier.acts, plural(kind, earlier.acts), sides, earlier.with_reason),
          {}};
}

// Against all acts of the kind that the record measures.
Checked check_extreme(Superlative superlative, const Event& event, const AuditRecord& record, const World& world) {
  const auto measure = [&](const std::optional<Move>& move) -> std::optional<int> {
    if (!move) return {};
    return superlative == Superlative::notice ? move->notice_hours : move->count;
  };
  const auto own = measure(event.move);
  if (!own) return {};
  std::vector<const Act*> alike;
  for (const auto& act : record.acts)
    if (same_kind(act, event) && known(act) && !(same_sides(act, event) && touch(*act.date, *event.date)))
      alike.push_back(&act);
  std::sort(alike.begin(), alike.end(), [](const Act* a, const Act* b) { return a->date->begin < b->date->begin; });
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

}  // namespace

Checked check_superlative(ToldSuperlative superlative, const Event& event, std::string_view sentence,
                          const AuditRecord& record, const PrecedentWords& words, const World& world) {
  if (superlative.kind == Superlative::none || !event.date || !event.move) return {};
  if (superlative.kind != Superlative::first) return check_extreme(superlative.kind, event, record, world);
  return check_first(event, sentence, sentence.substr(superlative.end), record, words, world);
}

}  // namespace demarche
