// The moves of a document that belong together.
#include <algorithm>
#include <set>

#include "events/links.h"
#include "events/mention_lists.h"

namespace demarche {
namespace {

constexpr int kCredentialDays = 366;  // from an appointment to its credentials, at most

// "Police stormed the Mexican embassy in Quito; Mexico broke off relations": the state that wronged the move's side
// last before it.
std::optional<Mention> who_wronged(const Story& story, std::size_t move, const World& world) {
  const auto& actors = story.events[move].event.actors;
  if (actors.empty()) return {};
  for (std::size_t e = move; e-- > 0;) {
    const Event& each = story.events[e].event;
    const std::string country(country_of(each.actors));
    if (each.quad_code != 4 || each.negated || country.empty() || country_among(actors, country) ||
        !country_among(each.recipients, actors.front().country))
      continue;
    const auto state = world.resolve(country, each.date ? std::optional(each.date->begin) : std::nullopt);
    if (!state) return {};
    Mention side;
    identify(side, *state);
    side.country = state->country;
    side.score = 0.5;
    side.why = "who wronged it just before";
    return side;
  }
  return {};
}

}  // namespace

void pair_moves(Story& story, const World& world) {
  constexpr double kCertainty = 0.6;
  for (std::size_t e = 0; e < story.events.size(); ++e) {
    Event& event = story.events[e].event;
    if (!event.move) continue;
    const auto of_a_state = [](const Mention& each) { return !each.country.empty(); };
    const auto parties = std::count_if(event.actors.begin(), event.actors.end(), of_a_state) +
                         std::count_if(event.recipients.begin(), event.recipients.end(), of_a_state);
    // a document that is about two states: "Diplomatic relations were established in 1935"
    if (story.title_states.size() == 2 && parties < 2) {
      const bool first = country_among(event.actors, story.title_states[0].country) ||
                         country_among(event.recipients, story.title_states[0].country);
      const bool second = country_among(event.actors, story.title_states[1].country) ||
                          country_among(event.recipients, story.title_states[1].country);
      if (parties == 0) {
        for (const auto& state : story.title_states)
          event.actors.push_back(understood(state, kCertainty, ", as of the document's title"));
        event.reciprocal = true;
      } else if (first != second) {
        auto& side = event.actors.empty() || event.reciprocal ? event.actors : event.recipients;
        side.push_back(understood(story.title_states[first ? 1 : 0], kCertainty, ", as of the document's title"));
        event.reciprocal = event.reciprocal || (event.recipients.empty() && event.actors.size() > 1);
      }
    }
    if (event.reciprocal || !event.recipients.empty()) continue;
    const Event* other = nullptr;
    for (std::size_t f = 0; f < story.events.size(); ++f) {
      const Event& each = story.events[f].event;
      if (f == e || !each.move || each.recipients.empty() || each.recipients.front().country.empty()) continue;
      if (country_among(event.actors, each.recipients.front().country) || event.actors.empty()) continue;
      if (f < e || !other) other = &each;  // the latest before, else the first behind
    }
    if (other) {
      for (const auto& mention : other->recipients)
        event.recipients.push_back(understood(mention, kCertainty, ", as of the document's other moves"));
    } else if (auto wronged_by = who_wronged(story, e, world)) {
      event.recipients.push_back(std::move(*wronged_by));
    } else {
      event.move.reset();
    }
  }
  std::erase_if(story.events,
                [](const CodedEvent& each) { return each.event.actors.empty() && each.event.recipients.empty(); });
}

void join_departures(Story& story) {
  std::vector<bool> joined(story.events.size(), false);
  for (std::size_t e = 0; e < story.events.size(); ++e) {
    const Event& expelled = story.events[e].event;
    if (!expelled.move || expelled.move->kind != MoveKind::expel || expelled.move->count || expelled.actors.empty() ||
        expelled.recipients.empty())
      continue;
    for (auto& other : story.events) {
      Event& severed = other.event;
      if (!severed.move || severed.move->kind != MoveKind::sever || severed.actors.empty() ||
          severed.recipients.empty())
        continue;
      if (!country_among(severed.actors, expelled.actors.front().country) ||
          !country_among(severed.recipients, expelled.recipients.front().country))
        continue;
      const bool near =
          !severed.date || !expelled.date || std::abs(severed.date->begin.days_since(expelled.date->begin)) <= 3;
      if (!near || joined[e]) continue;
      if (!severed.move->notice_hours) severed.move->notice_hours = expelled.move->notice_hours;
      for (const auto& reason : expelled.reasons)
        if (severed.sentence == expelled.sentence) severed.reasons.push_back(reason);
      joined[e] = true;
      story.explain(other.steps, [&] { return "the departure told by " + expelled.rule + " is part of it"; });
    }
  }
  std::size_t at = 0;
  std::erase_if(story.events, [&](const CodedEvent&) { return joined[at++]; });
}

void join_occasions(Story& story) {
  const auto opens = [](MoveKind kind) {
    return kind == MoveKind::establish || kind == MoveKind::resume || kind == MoveKind::upgrade ||
           kind == MoveKind::open_embassy || kind == MoveKind::reopen_embassy || kind == MoveKind::recognise;
  };
  const auto countries_of = [](const Event& event) {
    std::set<std::string> countries;
    for (const auto* side : {&event.actors, &event.recipients})
      for (const auto& each : *side) countries.insert(each.country);
    return countries;
  };
  for (std::size_t e = 0; e < story.events.size(); ++e) {
    auto& each = story.events[e];
    if (!each.event.move) continue;
    const auto kind = each.event.move->kind;
    const auto countries = countries_of(each.event);
    const bool own = countries.size() == 1 && !countries.contains("") && !each.event.recipients.empty();
    const bool detail = std::any_of(story.events.begin(), story.events.end(), [&](const CodedEvent& other) {
      const auto& move = other.event.move;
      if (&other == &each || !move || other.event.modality != Modality::done) return false;
      if (other.event.sentence == each.event.sentence && opens(move->kind) &&
          (kind == MoveKind::appoint || (opens(kind) && each.when_of == other.predicate)))
        return true;
      const bool before = &other < &each && (opens(move->kind) || move->kind == MoveKind::appoint);
      return before && each.credentials && each.event.date && other.event.date &&
             countries == countries_of(other.event) &&
             each.event.date->begin.days_since(other.event.date->begin) <= kCredentialDays;
    });
    if (own || detail) each.event.move.reset();
  }
}

}  // namespace demarche
