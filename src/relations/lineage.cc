#include "relations/lineage.h"

#include <algorithm>

namespace demarche {
namespace {

bool holds(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

std::vector<Tie> continuations_of(const std::string& id, const World& world) {
  return world.ties_of(
      id, {}, [](std::string_view kind, std::string_view, std::string_view) { return kind == "continued-by"; });
}

}  // namespace

bool Lineage::has(const std::vector<std::string>& sides) const {
  return std::any_of(sides.begin(), sides.end(), [&](const std::string& side) { return holds(line, side); });
}

Lineage lineage_of(const std::string& id, const World& world, std::optional<Date> known_by) {
  Lineage lineage{id, {id}, {}, world.existence_of(id).to};
  if (known_by && lineage.end && *lineage.end >= *known_by) lineage.end.reset();
  // the line grows while it is walked: those before and those after
  for (std::size_t i = 0; i < lineage.line.size(); ++i) {
    const auto each = lineage.line[i];
    for (const auto& tie : continuations_of(each, world)) {
      if (known_by && tie.when.from && *tie.when.from > *known_by) continue;
      const auto& other = tie.from == each ? tie.to : tie.from;
      if (!holds(lineage.line, other)) lineage.line.push_back(other);
    }
  }
  // the party began where the first state that it continues began
  std::vector<std::string> before = {id};
  lineage.begin = world.existence_of(id).from;
  for (std::size_t i = 0; i < before.size(); ++i)
    for (const auto& tie : continuations_of(before[i], world))
      if (tie.to == before[i]) {
        before.push_back(tie.from);
        lineage.begin = world.existence_of(tie.from).from;
      }
  return lineage;
}

std::set<std::string> family_of(const std::string& id, const World& world, std::optional<Date> known_by) {
  std::set<std::string> family;
  const auto add = [&](const std::string& member) {
    const auto lineage = lineage_of(member, world, known_by);
    family.insert(member);
    family.insert(lineage.line.begin(), lineage.line.end());
  };
  add(id);
  const auto is_rival = [](std::string_view kind, std::string_view, std::string_view) {
    return kind == "rival-government";
  };
  for (const auto& tie : world.ties_of(id, {}, is_rival)) add(tie.from == id ? tie.to : tie.from);
  return family;
}

Succession succession_of(const std::string& id, const World& world) {
  Succession succession;
  const auto from_id = [&](std::string_view, std::string_view from, std::string_view) { return from == id; };
  for (const auto& tie : world.ties_of(id, {}, from_id)) {
    if (tie.kind == "continued-by")
      succession.continued_by = tie.to;
    else if (tie.kind == "succeeded-by" || tie.kind == "merged-into" || tie.kind == "annexed-by")
      succession.successors.push_back(tie.to);
    else
      continue;
    succession.tie = tie.file + (tie.source.empty() ? "" : " (" + tie.source + ")");
    if (tie.kind == "merged-into") succession.how = "merged";
    if (tie.kind == "annexed-by") succession.how = "annexed";
  }
  if (succession.how.empty()) succession.how = "dissolved";
  return succession;
}

std::string rival_of(const std::string& id, Date day, const World& world) {
  const auto is_rival = [](std::string_view kind, std::string_view, std::string_view) {
    return kind == "rival-government";
  };
  for (const auto& tie : world.ties_of(id, day, is_rival)) return tie.from == id ? tie.to : tie.from;
  return {};
}

}  // namespace demarche
