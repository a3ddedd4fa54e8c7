#include "relations/grouping.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "ledger/fingerprint.h"
#include "relations/candidates.h"

namespace demarche {
namespace {

constexpr std::size_t kCompared = 32;  // reports of an act that a further one is compared with

// The reports that say most come first: precise days before "in December", named days before the report's own, both
// sides before one, more details before fewer. What is left is settled by ids.
bool says_more(const Report& a, const Report& b) {
  const auto key = [](const Report& report) {
    const Event& event = *report.event;
    const int details =
        event.move ? event.move->count.has_value() + event.move->notice_hours.has_value() + !event.move->rank.empty()
                   : event.place.has_value();
    return std::tuple(event.date ? static_cast<int>(event.date->precision) : 9,
                      report.actors.empty() + report.recipients.empty(), !report.by_words,
                      event.date ? event.date->begin.days_since_epoch() : 0, -details, event.background);
  };
  const auto ka = key(a), kb = key(b);
  if (ka != kb) return ka < kb;
  return std::tie(a.event->id, a.event->document) < std::tie(b.event->id, b.event->document);
}

int rank_order(const std::string& rank) {
  static constexpr std::array<std::string_view, 4> kHigh = {"ambassador", "nuncio", "high-commissioner", "charge"};
  const auto found = std::find(kHigh.begin(), kHigh.end(), rank);
  if (found != kHigh.end()) return static_cast<int>(found - kHigh.begin());
  return rank.empty() ? 9 : 5;
}

void join_details(Move& into, const Move& more) {
  if (more.kind == MoveKind::expel_ambassador) into.kind = MoveKind::expel_ambassador;
  if (more.count && (!into.count || *more.count > *into.count)) into.count = more.count;
  if (rank_order(more.rank) < rank_order(into.rank)) into.rank = more.rank;
  into.immediate = into.immediate || more.immediate;
  into.reciprocal = into.reciprocal || more.reciprocal;
  if (more.notice_hours && (!into.notice_hours || *more.notice_hours < *into.notice_hours))
    into.notice_hours = more.notice_hours;
  if (into.whose == MissionOwner::unsaid) into.whose = more.whose;
  if (into.motive == Motive::unsaid) into.motive = more.motive;
  if (into.protecting_power.empty()) into.protecting_power = more.protecting_power;
  if (!into.announced) into.announced = more.announced;
  if (!into.effective) into.effective = more.effective;
  if (!into.deadline) into.deadline = more.deadline;
}

// How well a report agrees with an act: the mean of its three best agreements; kNever where one report rules it out.
double agreement(const Group& group, const Report& report) {
  std::array<double, 3> best{kNever, kNever, kNever};
  std::size_t compared = 0;
  for (const auto* member : group) {
    const double one = agreement(*member, report);
    if (one == kNever) return kNever;
    if (one > best[2]) best[2] = one;
    std::sort(best.begin(), best.end(), std::greater<>());
    if (++compared == kCompared) break;
  }
  double sum = 0;
  const auto counted = std::min<std::size_t>(compared, best.size());
  for (std::size_t i = 0; i < counted; ++i) sum += best[i];
  return sum / static_cast<double>(counted);
}

// Copies of a text and reports of one publisher are one source, also by way of a third.
std::size_t independent_sources(const Act& act, const Group& group) {
  std::map<std::string, const Provenance*> documents;
  for (const auto* report : group) documents.emplace(report->event->document, report->source);
  std::vector<std::vector<const Provenance*>> sources;
  for (const auto& [document, source] : documents) {
    std::vector<const Provenance*> joined{source};
    std::erase_if(sources, [&, source = source](const std::vector<const Provenance*>& other) {
      const bool same = source && std::any_of(other.begin(), other.end(), [&](const Provenance* each) {
                          return each && (near_copies(each->fingerprint, source->fingerprint) ||
                                          (!each->publisher.empty() && each->publisher == source->publisher));
                        });
      if (same) joined.insert(joined.end(), other.begin(), other.end());
      return same;
    });
    sources.push_back(std::move(joined));
  }
  return std::max<std::size_t>(1, std::min(sources.size(), act.reports.size()));
}

bool better_dated(const Event& a, const Event& b) {
  if (a.date->precision != b.date->precision) return a.date->precision < b.date->precision;
  const bool a_told = a.date_from == DateSource::expression, b_told = b.date_from == DateSource::expression;
  return a_told != b_told ? a_told : a.date->begin < b.date->begin;
}

}  // namespace

std::vector<Group> grouped(std::vector<const Report*> reports) {
  std::sort(reports.begin(), reports.end(), [](const Report* a, const Report* b) { return says_more(*a, *b); });
  std::vector<Group> groups;
  std::vector<std::set<std::string>> sides;  // of each group
  Candidates candidates;
  for (const auto* report : reports) {
    std::size_t best = groups.size();
    double most = kOneAct;
    for (const auto at : candidates.of(*report))
      if (const double one = agreement(groups[at], *report); one > most || (one == most && best == groups.size()))
        most = one, best = at;
    if (best == groups.size()) groups.emplace_back(), sides.emplace_back();
    groups[best].push_back(report);
    for (const auto& side : report->sides)
      if (sides[best].insert(side).second) candidates.add(best, *groups[best].front(), side);
  }
  return groups;
}

Act act_of(const Group& group) {
  Act act;
  const Event& fullest = *group.front()->event;
  act.type = fullest.type;
  act.mode = fullest.mode;
  act.claimed = true;
  const Event* dated = nullptr;
  std::set<std::string> actors, recipients;
  for (const auto* report : group) {
    const Event& event = *report->event;
    if (act.id.empty() || event.id < act.id) act.id = event.id;
    if (act.mode.empty()) act.mode = event.mode;
    actors.insert(report->actors.begin(), report->actors.end());
    recipients.insert(report->recipients.begin(), report->recipients.end());
    if (event.move) {
      if (act.move)
        join_details(*act.move, *event.move);
      else
        act.move = event.move;
    }
    if (event.date && (!dated || better_dated(event, *dated))) dated = &event;
    act.claimed = act.claimed && event.claimed;
    act.disputed = act.disputed || event.disputed;
    act.reports.push_back(&event);
  }
  if (dated) act.date = dated->date;
  // of what both sides do, one report has the first under actors, another the second: the fullest report settles it
  if (group.front()->mutual) {
    recipients.insert(actors.begin(), actors.end());
    if (fullest.reciprocal) {
      actors = std::exchange(recipients, {});
    } else {
      actors = {group.front()->actors.begin(), group.front()->actors.end()};
      for (const auto& side : actors) recipients.erase(side);
    }
  }
  act.actors.assign(actors.begin(), actors.end());
  act.recipients.assign(recipients.begin(), recipients.end());
  std::sort(act.reports.begin(), act.reports.end(), [](const Event* a, const Event* b) {
    if (a->background != b->background) return !a->background;  // news of the day before what is told later
    return std::tie(a->document, a->sentence, a->id) < std::tie(b->document, b->sentence, b->id);
  });
  act.sources = independent_sources(act, group);
  return act;
}

}  // namespace demarche
