#include "relations/acts.h"

#include <algorithm>
#include <array>
#include <deque>
#include <set>
#include <tuple>
#include <utility>

#include "ledger/fingerprint.h"
#include "relations/same_act.h"

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

// Reports of one act, in the order in which they joined.
using Group = std::vector<const Report*>;

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

// Groups reports of one family. What comes out for reports that cannot be of one act with any of the others does not
// depend on those others: ActIndex rests on it.
std::vector<Group> grouped(std::vector<const Report*> reports) {
  std::sort(reports.begin(), reports.end(), [](const Report* a, const Report* b) { return says_more(*a, *b); });
  std::vector<Group> groups;
  std::unordered_map<std::string, std::vector<std::size_t>> by_side;  // groups of whose reports one names that side
  for (const auto* report : reports) {
    std::set<std::size_t> candidates;
    for (const auto& side : report->sides) {
      const auto found = by_side.find(side);
      if (found != by_side.end()) candidates.insert(found->second.begin(), found->second.end());
    }
    std::size_t best = groups.size();
    double most = kOneAct;
    for (const auto at : candidates)
      if (const double one = agreement(groups[at], *report); one > most || (one == most && best == groups.size()))
        most = one, best = at;
    if (best == groups.size()) groups.emplace_back();
    groups[best].push_back(report);
    for (const auto& side : report->sides) {
      auto& of_side = by_side[side];
      if (std::find(of_side.rbegin(), of_side.rend(), best) == of_side.rend()) of_side.push_back(best);
    }
  }
  return groups;
}

// Copies of a text and reports of one publisher are one source, also by way of a third.
std::size_t independent_sources(const Act& act, const Group& group) {
  std::map<std::string, const Provenance*> documents;
  for (const auto* report : group) documents.emplace(report->event->document, report->source);
  std::vector<std::vector<const Provenance*>> sources;
  for (const auto& [document, source] : documents) {
    std::vector<const Provenance*> joined{source};
    std::erase_if(sources, [&](const std::vector<const Provenance*>& other) {
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

void sort_acts(std::vector<Act>& acts) {
  std::sort(acts.begin(), acts.end(), [](const Act& a, const Act& b) {
    if (a.date.has_value() != b.date.has_value()) return a.date.has_value();
    if (a.date && a.date->begin != b.date->begin) return a.date->begin < b.date->begin;
    return std::tie(a.id, a.first().document) < std::tie(b.id, b.first().document);
  });
}

const Provenance* source_of(const Event& event, const Provenances& sources) {
  const auto found = sources.find(event.document);
  return found == sources.end() ? nullptr : &found->second;
}

}  // namespace

bool happens(Modality modality) {
  return modality == Modality::done || modality == Modality::ongoing || modality == Modality::announced;
}

bool told_as_done(const Event& event) { return happens(event.modality) && !event.negated; }

std::string side_of(const Mention& mention) {
  // a group is its own side, and so are a state's rebels and its opposition
  const bool apart =
      mention.id.starts_with("GRP.") ||
      (!mention.sectors.empty() && (mention.sectors.front() == "OPP" || mention.sectors.front() == "REB"));
  return apart || mention.country.empty() ? mention.id : mention.country;
}

std::vector<std::string> sides_of(const std::vector<Mention>& mentions) {
  std::vector<std::string> sides;
  for (const auto& mention : mentions)
    if (auto side = side_of(mention); !side.empty()) sides.push_back(std::move(side));
  std::sort(sides.begin(), sides.end());
  sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
  return sides;
}

std::vector<Act> acts_of(std::span<const Event> events, const Provenances& sources) {
  std::deque<Report> reports;
  std::map<std::string, std::vector<const Report*>> families;
  for (const auto& event : events)
    if (told_as_done(event)) {
      reports.push_back(report_of(event, source_of(event, sources)));
      families[reports.back().family].push_back(&reports.back());
    }
  std::vector<Act> acts;
  for (auto& [family, members] : families)
    for (const auto& group : grouped(std::move(members))) acts.push_back(act_of(group));
  sort_acts(acts);
  return acts;
}

std::vector<std::string> why_one_act(const Act& act, const Provenances& sources) {
  std::vector<Report> reports;
  for (const auto* event : act.reports) reports.push_back(report_of(*event, source_of(*event, sources)));
  const auto place = [](const Report& report) {
    return report.event->document + ":" + std::to_string(report.event->sentence);
  };
  std::vector<std::string> lines;
  for (std::size_t i = 1; i < reports.size(); ++i) {
    std::size_t best = i == 1 ? 0 : i - 1;
    double most = kNever;
    for (std::size_t j = 0; j < reports.size(); ++j)
      if (const double one = j == i ? kNever : agreement(reports[j], reports[i]); one > most) most = one, best = j;
    std::vector<std::string> why;
    (void)agreement(reports[best], reports[i], &why);
    std::string line = place(reports[i]) + " with " + place(reports[best]) + ":";
    for (std::size_t each = 0; each < why.size(); ++each) line += (each ? "; " : " ") + why[each];
    lines.push_back(std::move(line));
  }
  return lines;
}

// --- kept up to date

// Reports that can be of one act, directly or by way of others, form a cluster; a change touches clusters alone.
struct ActIndex::Parts {
  struct Kept {
    Event event;
    Provenance source;
    Report report;
    std::size_t cluster = 0;
  };
  struct Cluster {
    std::vector<Kept*> members;
    std::vector<Group> groups;
  };

  static std::vector<std::string> keys_of(const Report& report) {
    std::vector<std::string> keys;
    for (const auto& side : report.sides) keys.push_back(report.family + "|" + side);
    if (keys.empty()) keys.push_back(report.family + "|");
    return keys;
  }

  void group(Cluster& cluster) {
    std::vector<const Report*> reports;
    for (const auto* member : cluster.members) reports.push_back(&member->report);
    cluster.groups = grouped(std::move(reports));
  }

  // The cluster of a report that is new to the index, joined with all that it touches. Not grouped yet.
  std::size_t place(Kept* kept) {
    std::set<std::size_t> touched;
    for (const auto& key : keys_of(kept->report))
      for (const auto* other : by_key[key])
        if (!touched.contains(other->cluster) && agreement(other->report, kept->report) != kNever)
          touched.insert(other->cluster);
    const std::size_t into = touched.empty() ? next++ : *touched.begin();
    auto& cluster = clusters[into];
    for (const auto each : touched)
      if (each != into) {
        for (auto* member : clusters[each].members) member->cluster = into, cluster.members.push_back(member);
        clusters.erase(each);
      }
    kept->cluster = into;
    cluster.members.push_back(kept);
    for (const auto& key : keys_of(kept->report)) by_key[key].push_back(kept);
    return into;
  }

  void take_out(Kept* kept) {
    for (const auto& key : keys_of(kept->report)) std::erase(by_key[key], kept);
  }

  std::unordered_map<std::string, std::vector<std::unique_ptr<Kept>>> by_document;
  std::unordered_map<std::string, std::vector<Kept*>> by_key;
  std::map<std::size_t, Cluster> clusters;
  std::size_t next = 0;
};

ActIndex::ActIndex() : parts_(std::make_unique<Parts>()) {}
ActIndex::ActIndex(ActIndex&&) noexcept = default;
ActIndex& ActIndex::operator=(ActIndex&&) noexcept = default;
ActIndex::~ActIndex() = default;

void ActIndex::add(Event event, const Provenance& source) {
  if (!told_as_done(event)) return;
  auto kept = std::make_unique<Parts::Kept>(Parts::Kept{std::move(event), source, {}, 0});
  kept->report = report_of(kept->event, &kept->source);
  parts_->group(parts_->clusters[parts_->place(kept.get())]);
  parts_->by_document[kept->event.document].push_back(std::move(kept));
}

void ActIndex::remove(const std::string& document) {
  const auto found = parts_->by_document.find(document);
  if (found == parts_->by_document.end()) return;
  std::set<std::size_t> touched;
  for (const auto& kept : found->second) {
    parts_->take_out(kept.get());
    touched.insert(kept->cluster);
  }
  // what held a cluster together may be gone: its other reports are placed anew
  std::set<std::size_t> to_group;
  for (const auto each : touched) {
    const auto members = std::move(parts_->clusters[each].members);
    parts_->clusters.erase(each);
    std::vector<Parts::Kept*> left;
    for (auto* member : members)
      if (member->event.document != document) left.push_back(member), parts_->take_out(member);
    for (auto* member : left) parts_->place(member);
    for (auto* member : left) to_group.insert(member->cluster);
  }
  for (const auto each : to_group) parts_->group(parts_->clusters[each]);
  parts_->by_document.erase(found);
}

std::vector<Act> ActIndex::acts() const {
  std::vector<Act> acts;
  for (const auto& [number, cluster] : parts_->clusters)
    for (const auto& group : cluster.groups) acts.push_back(act_of(group));
  sort_acts(acts);
  return acts;
}

}  // namespace demarche
