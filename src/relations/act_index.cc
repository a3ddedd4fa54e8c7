#include "relations/act_index.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "relations/grouping.h"

namespace demarche {

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
