#include "relations/ladder_turns.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr int kLastingDays = 365;  // what is undone sooner was no turn
constexpr int kRelations = 4;      // of closeness: relations that are neither broken off nor lowered

// How close two states stand, in steps that are turns; nothing where it is not known, or where one of them is not
// there.
std::optional<int> closeness(const PairState& state, const World& world) {
  for (const auto& id : {state.a, state.b}) {
    const auto begin = lineage_of(id, world, state.known_by).begin;
    if (state.end || (begin && state.day < *begin)) return {};
  }
  if (state.rung == "none" || state.rung == "severed") return 0;
  if (state.rung == "suspended") return 1;
  if (state.rung == "closed") return 2;
  if (state.rung == "charge") return 3;
  if (state.relations.value == "established") return kRelations;
  return {};
}

// The last move that the state was led to on that day.
const Act* made_on(const PairState& state, Date day) {
  const auto found =
      std::find_if(state.moves.rbegin(), state.moves.rend(), [&](const Act* act) { return act->date->begin == day; });
  return found == state.moves.rend() ? nullptr : *found;
}

struct Spell {
  Date from;
  std::optional<int> closeness;
  std::string rung;
  const Act* act = nullptr;
};

// Whether the pair is back where it stood before within a year.
bool is_undone(const std::vector<Spell>& spells, std::size_t at, int before) {
  const int now = *spells[at].closeness;
  for (std::size_t i = at + 1; i < spells.size() && spells[i].from.days_since(spells[at].from) <= kLastingDays; ++i)
    if (spells[i].closeness && (now < before ? *spells[i].closeness >= before : *spells[i].closeness <= before))
      return true;
  return false;
}

}  // namespace

std::vector<Date> days_of_change(const std::string& a, const std::string& b, std::span<const Act> acts,
                                 const World& world, std::optional<Date> known_by) {
  const auto of_a = family_of(a, world, known_by), of_b = family_of(b, world, known_by);
  const auto touches = [](const Act& act, const std::set<std::string>& family) {
    const auto is = [&](const std::string& side) { return family.contains(side); };
    return std::any_of(act.actors.begin(), act.actors.end(), is) ||
           std::any_of(act.recipients.begin(), act.recipients.end(), is);
  };
  std::vector<Date> days;
  for (const auto& act : acts)
    if (act.move && act.date && touches(act, of_a) && touches(act, of_b)) days.push_back(act.date->begin);
  for (const auto& side : of_a)
    for (const auto& tie : world.ties_of(side, {}, [&](std::string_view, std::string_view from, std::string_view to) {
           return of_b.contains(std::string(from == side ? to : from));
         })) {
      if (tie.when.from) days.push_back(*tie.when.from);
      if (tie.when.to) days.push_back(tie.when.to->plus_days(1));
    }
  for (const auto& id : {a, b}) {
    const auto exists = world.existence_of(id);
    if (exists.from) days.push_back(*exists.from);
    if (exists.to) days.push_back(exists.to->plus_days(1));
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

std::vector<LadderTurn> ladder_turns(const std::string& a, const std::string& b, Date until, std::span<const Act> acts,
                                     const World& world, std::optional<Date> known_by) {
  std::vector<Spell> spells;
  for (const auto day : days_of_change(a, b, acts, world, known_by)) {
    if (day > until) break;
    const auto state = pair_state(a, b, day, acts, world, known_by);
    const auto close = closeness(state, world);
    if (spells.empty() || spells.back().closeness != close)
      spells.push_back({day, close, close == kRelations && state.rung == "unknown" ? "established" : state.rung,
                        made_on(state, day)});
  }
  std::vector<LadderTurn> turns;
  const Spell* standing = nullptr;  // the last that lasted; what lies between may be unknown, or a crisis
  for (std::size_t i = 0; i < spells.size(); ++i) {
    const auto& spell = spells[i];
    if (!spell.closeness) continue;
    // relations that are broken off existed, whatever the record says of them
    const bool broken = !standing && spell.act && band_of(spell.act->move->kind) > 0 && *spell.closeness < kRelations;
    const int before = broken ? kRelations : standing ? *standing->closeness : *spell.closeness;
    if (before != *spell.closeness && is_undone(spells, i, before)) continue;
    if (before != *spell.closeness) {
      const bool worse = *spell.closeness < before;
      if (!turns.empty() && turns.back().for_the_worse == worse &&
          spell.from.days_since(turns.back().day) <= kLastingDays)
        turns.back().after = spell.rung;
      else
        turns.push_back({spell.from, standing ? standing->rung : std::string(), spell.rung, worse, spell.act});
    }
    standing = &spell;
  }
  return turns;
}

}  // namespace demarche
