// One act, one event: what a document tells again becomes a further telling of the first.
#include <algorithm>
#include <map>

#include "events/links.h"
#include "events/mention_lists.h"

namespace demarche {
namespace {

// Whether all that one side names the other names too; a side that names nobody fits every other.
bool names_within(const std::vector<Mention>& few, const std::vector<Mention>& many) {
  return std::all_of(few.begin(), few.end(), [&](const Mention& each) {
    return std::any_of(many.begin(), many.end(), [&](const Mention& other) { return same_actor(each, other); });
  });
}

// "is expelling two diplomats", "expelled two diplomats": of an act the tense is the paper's.
bool same_standing(const Event& a, const Event& b) {
  const auto told = [](Modality modality) { return modality == Modality::ongoing ? Modality::done : modality; };
  return (a.modality == b.modality || (a.move && b.move && told(a.modality) == told(b.modality))) &&
         a.negated == b.negated && a.claimed == b.claimed;
}

// Whether a title tells an act by a description of who did it: "West African bloc closes borders with Mali".
bool is_headline_of(const Event& title, const Event& event) {
  return title.in_title && !event.in_title && !title.actors.empty() && !any_known(title.actors) &&
         any_known(event.actors);
}

// Whether a later event may be an earlier one told again: the same code and standing, no party or day of its own.
bool retells(const CodedEvent& later, const CodedEvent& earlier) {
  const Event& a = earlier.event;
  const Event& b = later.event;
  const bool same_code = a.type == b.type && a.mode == b.mode && a.cameo == b.cameo &&
                         a.move.has_value() == b.move.has_value() && (!a.move || a.move->kind == b.move->kind);
  if (!same_code || !same_standing(a, b)) return false;
  const bool headline = is_headline_of(a, b);
  if ((!headline && !names_within(b.actors, a.actors)) || !names_within(b.recipients, a.recipients)) return false;
  if (later.definite && !later.dated_by_itself) return true;
  const bool all_named = (headline || names_within(a.actors, b.actors)) && names_within(a.recipients, b.recipients);
  const bool same_day = a.date && b.date && *a.date == *b.date;
  return all_named && (same_day || (a.move && !b.date));
}

// Takes over from a retelling what the first telling lacks.
void take_over(Event& kept, Event& again) {
  if (is_headline_of(kept, again)) kept.actors = again.actors;
  kept.retold.push_back({again.sentence, again.in_title, again.words, again.rule});
  for (auto& reason : again.reasons) kept.reasons.push_back(std::move(reason));
  if (kept.answers.empty()) kept.answers = again.answers;
  if (kept.outcome == Outcome::unsaid) kept.outcome = again.outcome;
  if (kept.move && again.move) {
    if (!kept.move->notice_hours) kept.move->notice_hours = again.move->notice_hours;
    if (!kept.move->count) kept.move->count = again.move->count;
    if (kept.move->rank.empty()) kept.move->rank = again.move->rank;
    kept.move->immediate = kept.move->immediate || again.move->immediate;
    kept.move->reciprocal = kept.move->reciprocal || again.move->reciprocal;
  }
  kept.score = std::max(kept.score, again.score);
  kept.disputed = kept.disputed || again.disputed;
}

}  // namespace

void merge_retold(Story& story) {
  std::map<std::string, std::string> now;  // id of what was told again -> id of the event
  std::vector<bool> gone(story.events.size(), false);
  for (std::size_t later = 1; later < story.events.size(); ++later)
    for (std::size_t earlier = 0; earlier < later && !gone[later]; ++earlier) {
      if (gone[earlier] || !retells(story.events[later], story.events[earlier])) continue;
      auto& kept = story.events[earlier];
      auto& again = story.events[later];
      story.explain(kept.steps, [&] {
        return "told again in sentence " + std::to_string(again.event.sentence) + " by " + again.event.rule;
      });
      take_over(kept.event, again.event);
      now[again.event.id] = kept.event.id;
      gone[later] = true;
    }
  std::size_t at = 0;
  std::erase_if(story.events, [&](const CodedEvent&) { return gone[at++]; });
  const auto renew = [&](std::string& id) {
    if (const auto found = now.find(id); found != now.end()) id = found->second;
  };
  for (auto& each : story.events) {
    Event& event = each.event;
    renew(event.answers);
    if (event.answers == event.id) event.answers.clear();
    for (auto& reason : event.reasons) renew(reason.event);
    std::erase_if(event.reasons, [&](const Reason& reason) { return reason.event == event.id; });
  }
  for (auto& each : story.claims) renew(each.claim.about);
}

}  // namespace demarche
