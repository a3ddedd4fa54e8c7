// The ties that stanzas state: of organisations and groups with their members, hosts and foes, and those by themselves.
#include <algorithm>
#include <tuple>

#include "world/load.h"

namespace demarche {

Result<void> WorldBuilder::add_organisation_ties(const Stanza& stanza) {
  for (const auto& line : stanza.lines) {
    if (line.key != "member") continue;
    if (auto added = add_tie(stanza, line, "member", true); !added) return added;
  }
  return add_heads(stanza, "head", "head");
}

Result<void> WorldBuilder::add_group_ties(const Stanza& stanza) {
  for (const auto& line : stanza.lines) {
    Result<void> added;
    if (line.key == "opposes") added = add_tie(stanza, line, "opposes", false);
    if (line.key == "host") added = add_tie(stanza, line, "host", true);
    if (line.key == "patron") added = add_tie(stanza, line, "patron", true);
    if (line.key == "ally") added = add_tie(stanza, line, "ally", false);
    if (line.key == "member") added = add_tie(stanza, line, "member", true);
    if (line.key == "part-of") added = add_tie(stanza, line, "part-of", false);
    if (line.key == "country")
      for (const auto& country : list_of(line.value))
        if (added) added = must_exist(line, country);
    if (!added) return added;
  }
  return add_heads(stanza, "leader", "leader");
}

// tie KIND: lines "between A B [SPAN]"; symmetric kinds stand once.
Result<void> WorldBuilder::add_ties(const Stanza& stanza) {
  if (auto keys = known_keys(stanza, {"between"}); !keys) return keys;
  if (stanza.id.empty()) return mistake("a tie needs a kind", stanza);
  for (const auto& line : stanza.lines) {
    if (line.key != "between") continue;
    auto parts = list_of(line.value, ' ');
    if (parts.size() != 2 && parts.size() != 3)
      return mistake("two ids and a span are meant, as in 'RUS BLR 1999..'", line);
    for (const auto* id : {&parts[0], &parts[1]})
      if (auto known = must_exist(line, *id); !known) return known;
    auto when = span(line, parts.size() == 3 ? parts[2] : "");
    if (!when) return tl::unexpected(when.error());
    hold_tie(stanza, line, stanza.id, parts[0], parts[1], *when);
  }
  return {};
}

// "IRQ 1986..2016": a tie between the stanza's own id and another's.
Result<void> WorldBuilder::add_tie(const Stanza& stanza, const StanzaLine& line, std::string_view kind,
                                   bool from_other) {
  std::string_view value = line.value;
  const auto space = std::min(value.find_first_of(" \t"), value.size());
  const auto other = value.substr(0, space);
  if (auto known = must_exist(line, other); !known) return known;
  auto when = span(line, trimmed(value.substr(space)));
  if (!when) return tl::unexpected(when.error());
  hold_tie(stanza, line, kind, from_other ? other : stanza.id, from_other ? stanza.id : other, *when);
  return {};
}

void WorldBuilder::hold_tie(const Stanza& stanza, const StanzaLine& line, std::string_view kind, std::string_view from,
                            std::string_view to, const Validity& when) {
  const auto once = [&](std::string_view text) {
    shared_texts_.emplace(text, true);
    return shared_texts_.find(text)->first;
  };
  const auto file = std::string_view(file_->path).substr(file_->path.rfind('/') + 1);
  tables_->ties.push_back(
      {once(kind), once(from), once(to), once(stanza.value("source")), once(file), when, line.line});
}

void WorldBuilder::order_ties() {
  const auto order = [](const HeldTie& a, const HeldTie& b) {
    return std::tie(a.kind, a.from, a.to, a.when.from, a.when.to) <
           std::tie(b.kind, b.from, b.to, b.when.from, b.when.to);
  };
  std::stable_sort(tables_->ties.begin(), tables_->ties.end(), order);
  for (int i = 0; i < std::ssize(tables_->ties); ++i) {
    const auto& tie = tables_->ties[static_cast<std::size_t>(i)];
    tables_->ties_of[tie.from].push_back(i);
    if (tie.to != tie.from) tables_->ties_of[tie.to].push_back(i);
  }
}

}  // namespace demarche
