// Links within a document: notice, moves that belong together, and what an event that is told again takes over from
// where it was told first.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/among.h"
#include "events/details.h"
#include "events/document_coder.h"
#include "events/roles.h"

namespace demarche {
namespace {

constexpr int kCredentialDays = 366;  // from an appointment to its credentials, at most

}  // namespace

// "They were given 24 hours to leave": the term belongs to the latest move that sends people home, in this sentence or
// before.
void DocumentCoder::add_notice(const Tree& tree) {
  const bool persons =
      std::any_of(tree.sentence().tokens.begin(), tree.sentence().tokens.end(), [&](const Token& token) {
        return lexicon_.in_class("diplomats", token.lemma) || lexicon_.in_class("ambassadors", token.lemma) ||
               token.lemma == "embassy" || token.lemma == "they";
      });
  const auto hours = persons ? notice_hours(tree) : std::nullopt;
  if (!hours) return;
  for (auto each = events_.rbegin(); each != events_.rend(); ++each) {
    auto& move = each->event.move;
    if (!move || sentence_ - each->sentence > 3) continue;
    const bool sends_home = move->kind == MoveKind::sever || move->kind == MoveKind::expel ||
                            move->kind == MoveKind::expel_ambassador || move->kind == MoveKind::close_embassy ||
                            move->kind == MoveKind::close_consulate || move->kind == MoveKind::suspend;
    if (!sends_home || each->event.modality != Modality::done) continue;
    if (!move->notice_hours) move->notice_hours = hours;
    // the term is a detail of the move, no ultimatum (CAMEO 139) of its own
    std::erase_if(events_, [&](const CodedEvent& other) {
      return other.sentence == sentence_ && other.event.cameo == "139" && other.event.type == "THREATEN";
    });
    return;
  }
}

// An event that is told again without date, actor or recipient takes them from where the document told it before.
void DocumentCoder::fill_from_earlier() {
  const auto countries_meet = [](const std::vector<Mention>& a, const std::vector<Mention>& b) {
    return a.empty() || b.empty() || std::any_of(a.begin(), a.end(), [&](const Mention& each) {
             return country_among(b, !each.country.empty() ? each.country : each.id);
           });
  };
  for (std::size_t e = 0; e < events_.size(); ++e) {
    auto& later = events_[e];
    const bool incomplete = !later.event.date || later.event.recipients.empty() || later.event.actors.empty();
    if (!incomplete || !(later.definite || later.event.claimed) || later.event.reciprocal) continue;
    for (std::size_t f = 0; f < events_.size(); ++f) {
      const auto& other = events_[f];
      if (f == e || other.event.type != later.event.type || other.event.mode != later.event.mode ||
          other.event.cameo != later.event.cameo)
        continue;
      if (!countries_meet(other.event.actors, later.event.actors) ||
          !countries_meet(other.event.recipients, later.event.recipients))
        continue;
      if (!later.event.date && other.event.date && other.dated_by_itself) {
        later.event.date = other.event.date;
        later.event.date_from = other.event.date_from;
        explain(later.steps, [&] { return "date as of " + other.event.rule + " told elsewhere in the document"; });
      }
      const bool known = std::all_of(other.event.recipients.begin(), other.event.recipients.end(),
                                     [](const Mention& each) { return !each.id.empty(); });
      if (later.event.recipients.empty() && !other.event.recipients.empty() && known) {
        later.event.recipients = other.event.recipients;
        for (auto& mention : later.event.recipients)
          mention.span.reset(), mention.score *= 0.7, mention.why += ", told elsewhere in the document";
        explain(later.steps, [&] { return "recipient as of " + other.event.rule + " told elsewhere in the document"; });
      }
    }
  }
}

// "Police", "the government", of no nation that is said, are those of the country that the document is about: all of
// whose known parties, three at least, are of it, and no other stands in its title.
void DocumentCoder::settle_in_story() {
  std::map<std::string, std::size_t> told;
  std::size_t all = 0;
  const auto count = [&](const Mention& each) {
    if (!each.country.empty()) ++told[each.country], ++all;
  };
  for (const auto& coded : events_) {
    for (const auto& each : coded.event.actors) count(each);
    for (const auto& each : coded.event.recipients) count(each);
  }
  for (const auto& coded : claims_) count(coded.claim.speaker);
  for (const auto& state : title_states_) told[state.country];
  if (told.size() != 1 || all < 3) return;
  const auto& country = told.begin()->first;
  const auto settle = [&](Mention& mention) {
    static constexpr std::array kAuthorities = {"GOV", "LEG", "JUD", "COP", "MIL"};
    if (!mention.id.empty() || mention.sectors.empty() || !mention.country.empty() ||
        !among(kAuthorities, mention.sectors.front()))
      return;
    mention.country = country;
    mention.id = country + "." + mention.sectors.front();
    mention.name = world_.name_of(mention.id);
    mention.why += "; the document is about " + world_.name_of(country);
  };
  for (auto& coded : events_) {
    for (auto& each : coded.event.actors) settle(each);
    for (auto& each : coded.event.recipients) settle(each);
  }
  for (auto& coded : claims_) settle(coded.claim.speaker);
}

// "the attack" of a document that told of a cyber-attack is that one: a general code gives way to the latest special
// one of like actors.
void DocumentCoder::specialise() {
  for (std::size_t e = 0; e < events_.size(); ++e) {
    auto& later = events_[e];
    const bool general =
        later.definite && later.event.type == "ASSAULT" && later.event.mode.empty() && later.event.cameo == "190";
    if (!general) continue;
    for (const auto& told : told_codes_) {
      const bool special = told.type == "COERCE" ? told.mode == "cyber" : told.type == "ASSAULT" && !told.mode.empty();
      if (!special) continue;
      explain(later.steps, [&] { return "the one told of before: " + told.cameo + " " + told.type; });
      later.event.type = told.type;
      later.event.mode = told.mode;
      later.event.cameo = told.cameo;
      later.event.goldstein = told.goldstein;
      later.event.event_scale = told.event_scale;
      for (const auto& context : told.contexts) add_once(later.event.contexts, context);
      break;
    }
  }
}

// A move takes two: one told without the other side ("downgraded its relations") is with whom the document's moves are;
// failing that it is no move.
void DocumentCoder::pair_moves() {
  const auto without_span = [](Mention mention, const char* why) {
    mention.span.reset();
    mention.score *= 0.6;
    mention.why += why;
    return mention;
  };
  for (std::size_t e = 0; e < events_.size(); ++e) {
    Event& event = events_[e].event;
    if (!event.move) continue;
    const auto of_a_state = [](const Mention& each) { return !each.country.empty(); };
    const auto parties = std::count_if(event.actors.begin(), event.actors.end(), of_a_state) +
                         std::count_if(event.recipients.begin(), event.recipients.end(), of_a_state);
    // a document that is about two states: "Diplomatic relations were established in 1935"
    if (title_states_.size() == 2 && parties < 2) {
      const bool first = country_among(event.actors, title_states_[0].country) ||
                         country_among(event.recipients, title_states_[0].country);
      const bool second = country_among(event.actors, title_states_[1].country) ||
                          country_among(event.recipients, title_states_[1].country);
      if (parties == 0) {
        for (const auto& state : title_states_)
          event.actors.push_back(without_span(state, ", as of the document's title"));
        event.reciprocal = true;
      } else if (first != second) {
        auto& side = event.actors.empty() || event.reciprocal ? event.actors : event.recipients;
        side.push_back(without_span(title_states_[first ? 1 : 0], ", as of the document's title"));
        event.reciprocal = event.reciprocal || (event.recipients.empty() && event.actors.size() > 1);
      }
    }
    if (event.reciprocal || !event.recipients.empty()) continue;
    const Event* other = nullptr;
    for (std::size_t f = 0; f < events_.size(); ++f) {
      const Event& told = events_[f].event;
      if (f == e || !told.move || told.recipients.empty() || told.recipients.front().country.empty()) continue;
      if (country_among(event.actors, told.recipients.front().country) || event.actors.empty()) continue;
      if (f < e || !other) other = &told;  // the latest before, else the first behind
    }
    if (other) {
      for (const auto& mention : other->recipients)
        event.recipients.push_back(without_span(mention, ", as of the document's other moves"));
      continue;
    }
    // "Police stormed the Mexican embassy in Quito; Mexico broke off relations": with whoever wronged it before
    if (const auto wrong = std::find_if(events_.rend() - static_cast<std::ptrdiff_t>(e), events_.rend(),
                                        [&](const CodedEvent& each) {
                                          return each.event.quad_code == 4 && !each.event.negated &&
                                                 !country_of(each.event.actors).empty() && !event.actors.empty() &&
                                                 !country_among(event.actors,
                                                                std::string(country_of(each.event.actors))) &&
                                                 country_among(each.event.recipients, event.actors.front().country);
                                        });
        wrong != events_.rend() && !event.actors.empty()) {
      const auto state = world_.resolve(std::string(country_of(wrong->event.actors)), document_.date);
      if (state) {
        Mention side;
        side.id = state->id;
        side.country = state->country;
        side.sectors = state->sectors;
        side.name = state->name;
        side.score = 0.5;
        side.why = "who wronged it just before";
        event.recipients.push_back(std::move(side));
        continue;
      }
    }
    event.move.reset();
  }
  std::erase_if(events_,
                [](const CodedEvent& each) { return each.event.actors.empty() && each.event.recipients.empty(); });
}

// The staff's departure under a severance is a detail of it, no expulsion of its own.
void DocumentCoder::join_departures() {
  std::vector<bool> joined(events_.size(), false);
  for (std::size_t e = 0; e < events_.size(); ++e) {
    const Event& expelled = events_[e].event;
    if (!expelled.move || expelled.move->kind != MoveKind::expel || expelled.move->count || expelled.actors.empty() ||
        expelled.recipients.empty())
      continue;
    for (auto& other : events_) {
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
      explain(other.steps, [&] { return "the departure told by " + expelled.rule + " is part of it"; });
    }
  }
  std::size_t at = 0;
  std::erase_if(events_, [&](const CodedEvent&) { return joined[at++]; });
}

// "Relations were established when the embassy opened"; an ambassador's credentials complete the appointment or the
// opening told before: how it was done, no move of its own. Nor is what a state does to itself.
void DocumentCoder::join_occasions() {
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
  for (std::size_t e = 0; e < events_.size(); ++e) {
    auto& each = events_[e];
    if (!each.event.move) continue;
    const auto kind = each.event.move->kind;
    const auto countries = countries_of(each.event);
    const bool own = countries.size() == 1 && !countries.contains("") && !each.event.recipients.empty();
    const bool detail = std::any_of(events_.begin(), events_.end(), [&](const CodedEvent& other) {
      const auto& move = other.event.move;
      if (&other == &each || !move || other.event.modality != Modality::done) return false;
      if (other.sentence == each.sentence && opens(move->kind) &&
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

Coding DocumentCoder::finish() {
  finish_part();
  return std::move(done_);
}

void DocumentCoder::finish_part() {
  pair_moves();
  join_departures();
  join_occasions();
  specialise();
  fill_from_earlier();
  settle_in_story();
  settle_deeds();
  dispute();
  answer_claims();
  merge_retold();
  const auto order = [](const auto& a, const auto& b) {
    if (a.sentence != b.sentence) return a.sentence < b.sentence;
    const auto begin = [](const auto& each) { return each.words.empty() ? 0u : each.words.front().begin; };
    return begin(a) != begin(b) ? begin(a) < begin(b) : a.id < b.id;
  };
  const auto hand_on = [&](auto& from, auto part, auto& to) {
    const auto first = static_cast<std::ptrdiff_t>(to.size());
    for (auto& each : from) to.push_back(std::move(each.*part));
    std::stable_sort(to.begin() + first, to.end(), order);
    from.clear();
  };
  if (explain_) {
    if (!done_.explanation) done_.explanation.emplace();
    for (auto& each : events_) done_.explanation->events.push_back({each.event.id, std::move(each.steps)});
    std::move(rejections_.begin(), rejections_.end(), std::back_inserter(done_.explanation->rejections));
    rejections_.clear();
  }
  hand_on(events_, &CodedEvent::event, done_.events);
  hand_on(claims_, &CodedClaim::claim, done_.claims);
  told_codes_.clear();
}

}  // namespace demarche
