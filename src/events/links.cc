// What a document tells again takes over from where it was told first; what it leaves open, the story tells.
#include "events/links.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/among.h"
#include "events/mention_lists.h"

namespace demarche {
namespace {

// "the attack" of a document that told of a cyber-attack is that one: a general code gives way to the latest special
// one of like actors.
void specialise(Story& story) {
  for (std::size_t e = 0; e < story.events.size(); ++e) {
    auto& later = story.events[e];
    const bool general =
        later.definite && later.event.type == "ASSAULT" && later.event.mode.empty() && later.event.cameo == "190";
    if (!general) continue;
    for (const auto& code : story.hostile_codes) {
      const bool special = code.type == "COERCE" ? code.mode == "cyber" : code.type == "ASSAULT" && !code.mode.empty();
      if (!special) continue;
      story.explain(later.steps, [&] { return "the one told of before: " + code.cameo + " " + code.type; });
      set_code(later.event, code);
      for (const auto& context : code.contexts) add_once(later.event.contexts, context);
      break;
    }
  }
}

// An event that is told again without date, actor or recipient takes them from where the document told it before.
void fill_from_earlier(Story& story) {
  const auto countries_meet = [](const std::vector<Mention>& a, const std::vector<Mention>& b) {
    return a.empty() || b.empty() || std::any_of(a.begin(), a.end(), [&](const Mention& each) {
             return country_among(b, !each.country.empty() ? each.country : each.id);
           });
  };
  for (std::size_t e = 0; e < story.events.size(); ++e) {
    auto& later = story.events[e];
    const bool incomplete = !later.event.date || later.event.recipients.empty() || later.event.actors.empty();
    if (!incomplete || !(later.definite || later.event.claimed) || later.event.reciprocal) continue;
    for (std::size_t f = 0; f < story.events.size(); ++f) {
      const auto& other = story.events[f];
      if (f == e || other.event.type != later.event.type || other.event.mode != later.event.mode ||
          other.event.cameo != later.event.cameo)
        continue;
      if (!countries_meet(other.event.actors, later.event.actors) ||
          !countries_meet(other.event.recipients, later.event.recipients))
        continue;
      if (!later.event.date && other.event.date && other.dated_by_itself) {
        later.event.date = other.event.date;
        later.event.date_from = other.event.date_from;
        story.explain(later.steps,
                      [&] { return "date as of " + other.event.rule + " told elsewhere in the document"; });
      }
      const bool known = std::all_of(other.event.recipients.begin(), other.event.recipients.end(),
                                     [](const Mention& each) { return !each.id.empty(); });
      if (later.event.recipients.empty() && !other.event.recipients.empty() && known) {
        later.event.recipients = other.event.recipients;
        for (auto& each : later.event.recipients)
          each = understood(std::move(each), 0.7, ", told elsewhere in the document");
        story.explain(later.steps,
                      [&] { return "recipient as of " + other.event.rule + " told elsewhere in the document"; });
      }
    }
  }
}

// "Police", "the government", of no nation that is said, are those of the country that the document is about: all of
// whose known parties, three at least, are of it, and no other stands in its title.
void settle_in_story(Story& story, const World& world) {
  std::set<std::string> countries;
  std::size_t all = 0;
  const auto count = [&](const Mention& each) {
    if (!each.country.empty()) countries.insert(each.country), ++all;
  };
  for (const auto& coded : story.events) {
    for (const auto& each : coded.event.actors) count(each);
    for (const auto& each : coded.event.recipients) count(each);
  }
  for (const auto& coded : story.claims) count(coded.claim.speaker);
  for (const auto& state : story.title_states) countries.insert(state.country);
  if (countries.size() != 1 || all < 3) return;
  const auto& country = *countries.begin();
  const auto settle = [&](Mention& mention) {
    static constexpr std::array kAuthorities = {"GOV", "LEG", "JUD", "COP", "MIL"};
    if (!mention.id.empty() || mention.sectors.empty() || !mention.country.empty() ||
        !among(kAuthorities, mention.sectors.front()))
      return;
    mention.country = country;
    mention.id = country + "." + mention.sectors.front();
    mention.name = world.name_of(mention.id);
    mention.why += "; the document is about " + world.name_of(country);
  };
  for (auto& coded : story.events) {
    for (auto& each : coded.event.actors) settle(each);
    for (auto& each : coded.event.recipients) settle(each);
  }
  for (auto& coded : story.claims) settle(coded.claim.speaker);
}

}  // namespace

void link_story(Story& story, const Lexicon& lexicon, const World& world) {
  pair_moves(story, world);
  join_departures(story);
  join_occasions(story);
  specialise(story);
  fill_from_earlier(story);
  settle_in_story(story, world);
  settle_deeds(story, lexicon);
  dispute(story, lexicon);
  answer_claims(story);
  merge_retold(story);
}

}  // namespace demarche
