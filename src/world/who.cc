#include "world/who.h"

#include <algorithm>
#include <climits>

#include "base/among.h"

namespace demarche {
namespace {

constexpr int kLately = 90;  // days around a term in which the press still, or already, writes of its holder as such

const Office& office_of(const World::Tables& tables, const Term& term) {
  return tables.offices[static_cast<std::size_t>(term.office)];
}

bool names_office(const World::Tables& tables, const Segment& title, const Office& office) {
  for (const auto& match : title.matches) {
    if (match.entry->form == NameForm::title &&
        &tables.offices[static_cast<std::size_t>(match.entry->index)] == &office)
      return true;
    if (match.entry->form != NameForm::agent) continue;
    const auto& agent = tables.agents[static_cast<std::size_t>(match.entry->index)];
    if (among(agent.offices, office.kind)) return true;
    // The heads of organisations and groups go by many titles.
    if (office.owner.find('.') != std::string::npos && agent.generic) return true;
  }
  return false;
}

// Days between a day and a term: 0 within, negative before it begins.
int gap(const Term& term, Date on) {
  if (term.when.from && on < *term.when.from) return on.days_since(*term.when.from);
  if (term.when.to && on > *term.when.to) return on.days_since(*term.when.to);
  return 0;
}

int weight_of(const std::string& kind) {
  if (kind.starts_with("head-of") || kind == "supreme-leader" || kind == "head" || kind == "leader") return 3;
  return kind == "foreign-minister" ? 2 : 1;
}

}  // namespace

std::string describe(const World::Tables& tables, const Term& term) {
  const auto& office = office_of(tables, term);
  std::string text = office.kind + " of " + office.owner;
  if (term.when.from && term.when.to) return text + " " + term.when.from->text() + ".." + term.when.to->text();
  if (term.when.from) return text + " since " + term.when.from->text();
  if (term.when.to) return text + " until " + term.when.to->text();
  return text;
}

bool held_titled_office(const World::Tables& tables, int person, const std::vector<const Segment*>& titles) {
  const auto terms = tables.terms_of.find(tables.entities[static_cast<std::size_t>(person)].id);
  if (terms == tables.terms_of.end()) return false;
  for (const auto& term : terms->second)
    for (const auto* title : titles)
      if (names_office(tables, *title, office_of(tables, term))) return true;
  return false;
}

bool is_out_of_mind(const World::Tables& tables, int person, Date on) {
  constexpr int kBefore = 365, kAfter = 10 * 365;  // days
  const auto terms = tables.terms_of.find(tables.entities[static_cast<std::size_t>(person)].id);
  if (terms == tables.terms_of.end()) return false;
  return std::all_of(terms->second.begin(), terms->second.end(), [&](const Term& term) {
    const auto& kind = office_of(tables, term).kind;
    const bool named = std::any_of(tables.agents.begin(), tables.agents.end(),
                                   [&](const AgentWord& agent) { return among(agent.offices, kind); });
    const int days = gap(term, on);
    return !named && (days < -kBefore || days > kAfter);
  });
}

PersonChoice choose_person(const World::Tables& tables, const std::vector<int>& persons, const Affiliation& affiliation,
                           const std::vector<const Segment*>& titles, std::optional<Date> on) {
  struct Scored {
    int person, rank, distance, weight;
    const Term* term;
  };
  std::vector<Scored> scored;
  for (const int person : persons) {
    const auto& entity = tables.entities[static_cast<std::size_t>(person)];
    const auto terms = tables.terms_of.find(entity.id);
    if (terms == tables.terms_of.end()) continue;
    if (affiliation) {
      const bool same_country = !affiliation.country.empty() && affiliation.country == entity.country;
      if (!same_country && !entity.id.starts_with(affiliation.id + ".")) continue;
    }
    Scored best{person, INT_MIN, 0, 0, nullptr};
    for (const auto& term : terms->second) {
      bool titled = titles.empty();
      for (const auto* title : titles) titled = titled || names_office(tables, *title, office_of(tables, term));
      const int days = on ? gap(term, *on) : term.when.to ? 1 : 0;
      const int distance = std::abs(days);
      int rank = !on ? (term.when.to ? 1 : 2) : days == 0 ? 3 : distance <= kLately ? 2 : days > 0 ? 1 : 0;
      if (titled) rank += 4;
      const int weight = weight_of(office_of(tables, term).kind);
      if (std::tuple(rank, weight, -distance) > std::tuple(best.rank, best.weight, -best.distance))
        best = {person, rank, distance, weight, &term};
    }
    if (best.term) scored.push_back(best);
  }
  if (scored.empty()) return {};
  // In rank and weight alike, whoever held office nearest to the day, if that is clear.
  std::stable_sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) {
    return std::tuple(-a.rank, -a.weight, a.distance) < std::tuple(-b.rank, -b.weight, b.distance);
  });
  const auto& best = scored[0];
  if (scored.size() > 1) {
    const auto& next = scored[1];
    const bool told_apart = next.rank != best.rank || next.weight != best.weight ||
                            (best.rank % 4 < 2 && next.distance > best.distance + 365 && affiliation);
    if (!told_apart) return {};
  }
  const bool titled = best.rank >= 4 && !titles.empty();
  const int in_time = best.rank % 4;
  double score = in_time == 3 ? 0.95 : in_time == 2 ? 0.9 : in_time == 1 ? 0.8 : 0.6;
  if (!titled && !titles.empty()) score -= 0.15;
  return {best.person, score, describe(tables, *best.term), best.distance};
}

const Office* titled_office(const World::Tables& tables, const std::string& owner,
                            const std::vector<const Segment*>& titles) {
  const auto offices = tables.offices_of.find(owner);
  if (offices == tables.offices_of.end()) return nullptr;
  for (const auto* title : titles)
    for (const auto& match : title->matches)
      if (match.entry->form == NameForm::title && !match.entry->plural)
        if (const auto& office = tables.offices[static_cast<std::size_t>(match.entry->index)]; office.owner == owner)
          return &office;
  for (const auto* title : titles)
    for (const auto& match : title->matches) {
      if (match.entry->form != NameForm::agent || match.entry->plural) continue;
      for (const auto& kind : tables.agents[static_cast<std::size_t>(match.entry->index)].offices)
        for (const int each : offices->second)
          if (const auto& office = tables.offices[static_cast<std::size_t>(each)]; office.kind == kind) return &office;
    }
  return nullptr;
}

int holder_of(const Office& office, Date on) {
  int holder = -1;
  for (const auto& term : office.terms)  // of two that overlap on the day of change, the one who came in
    if (term.when.covers(on)) holder = term.person;
  return holder;
}

}  // namespace demarche
