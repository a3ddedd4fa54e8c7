// Links within a document: reasons, notice, disputes, and what an event that is told again takes over from where it was
// told first.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "events/details.h"
#include "events/document_coder.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr int kCredentialDays = 366;  // from an appointment to its credentials, at most

constexpr std::array kReasonMarkers = {
    "over"sv,           "because_of"sv,         "because"sv,       "for"sv,   "after"sv, "following"sv, "due_to"sv,
    "in_response_to"sv, "in_retaliation_for"sv, "in_protest_at"sv, "since"sv, "amid"sv,  "on"sv,        "as"sv};
// "in response to the attack": nouns behind "in" whose own complement is the reason.
constexpr std::array kReasonNouns = {"response"sv, "retaliation"sv, "reaction"sv, "protest"sv,
                                     "reply"sv,    "revenge"sv,     "reprisal"sv, "answer"sv,
                                     "return"sv,   "exchange"sv,    "light"sv,    "solidarity"sv};
constexpr std::array kCiting = {"cite"sv, "blame"sv, "invoke"sv, "allege"sv, "accuse"sv};
constexpr std::array kAims = {"protest"sv,   "punish"sv, "stop"sv,     "prevent"sv, "avenge"sv,
                              "deter"sv,     "press"sv,  "halt"sv,     "curb"sv,    "force"sv,
                              "counter"sv,   "show"sv,   "pressure"sv, "contain"sv, "stem"sv,
                              "retaliate"sv, "compel"sv, "persuade"sv, "mark"sv,    "denounce"sv};
constexpr std::array kReplyMarkers = {"in_response_to"sv, "in_retaliation_for"sv, "in"sv};
// Markers that give a reason even where no event was coded behind them.
constexpr std::array kPlainReasons = {"over"sv,           "because_of"sv,         "because"sv,      "due_to"sv,
                                      "in_response_to"sv, "in_retaliation_for"sv, "in_protest_at"sv};

template <std::size_t n>
bool among(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool country_among(const std::vector<Mention>& mentions, const std::string& country) {
  return !country.empty() && std::any_of(mentions.begin(), mentions.end(), [&](const Mention& each) {
    return each.country == country || each.id == country;
  });
}

bool is_doing(const Event& event) { return event.quad_code == 4; }

}  // namespace

// "cut ties over a cyber-attack", "expelled two diplomats, accusing them of ...": what hangs under the event behind
// such a marker.
void DocumentCoder::add_reasons(const Tree& tree) {
  for (std::size_t e = first_event_; e < events_.size(); ++e) {
    Event& event = events_[e].event;
    for (const int c : tree.children(events_[e].predicate)) {
      const auto relation = base_relation(tree.token(c).deprel);
      if (relation != "obl" && relation != "advcl" && relation != "nmod") continue;
      const std::string marker = tree.is_verbal(c) && relation == "advcl" ? tree.subordinator(c) : tree.preposition(c);
      const bool participle = relation == "advcl" && marker.empty() && tree.token(c).xpos == "VBG";
      const auto words_below = tree.subtree(c);
      const bool in_turn = marker == "in" && std::any_of(words_below.begin(), words_below.end(), [&](int word) {
                             return tree.lemma(word).starts_with("tit-") || tree.lemma(word) == "tit" ||
                                    tree.lemma(word) == "retaliatory";
                           });
      const bool in_answer = in_turn || (marker == "in" && among(kReasonNouns, tree.lemma(c)));
      const bool grounds = marker == "on" && tree.lemma(c) == "ground";
      const bool citing = participle && among(kCiting, tree.lemma(c));
      const bool aim = relation == "advcl" && marker == "to" && among(kAims, tree.lemma(c));
      if (!participle && !in_answer && !grounds && !aim && !among(kReasonMarkers, marker)) continue;
      Reason reason;
      for (std::size_t f = first_event_; f < events_.size(); ++f) {
        if (f == e || !tree.dominates(c, events_[f].predicate)) continue;
        // of "accusing it of the attack" the attack is the reason, not the accusation
        const bool better =
            reason.event.empty() ||
            (is_doing(events_[f].event) && std::none_of(events_.begin(), events_.end(), [&](const CodedEvent& each) {
               return each.event.id == reason.event && is_doing(each.event);
             }));
        if (better) reason.event = events_[f].event.id;
      }
      // an expulsion "for activities that ..." names its reason, a recall "for consultations" its purpose
      const bool for_what = marker == "for" && event.move && !lexicon_.in_class("purposes", tree.lemma(c));
      const bool plain = for_what || in_answer || grounds || citing || aim || among(kPlainReasons, marker);
      if (reason.event.empty() && !plain) continue;
      const auto words = tree.subtree(c);
      const Span span = tree.span(words);
      const auto& field = event.in_title ? document_.title : document_.text;
      if (span.end <= field.size()) reason.text = field.substr(span.begin, span.end - span.begin);
      for (const auto& actor : event.actors)
        if (reason.given_by.empty()) reason.given_by = !actor.country.empty() ? actor.country : actor.id;
      if (!reason.event.empty() && (in_answer || among(kReplyMarkers, marker))) {
        event.answers = reason.event;
        if (event.move) event.move->reciprocal = true;
      }
      event.reasons.push_back(std::move(reason));
    }
  }
}

// "according to X": what the clause tells is X's word.
void DocumentCoder::add_according_to(const Tree& tree) {
  for (int i = 0; i < tree.size(); ++i) {
    if (!tree.is_nominal(i)) continue;
    const std::string marker = tree.preposition(i);
    if (!marker.starts_with("accord") && !tree.subordinator(i).starts_with("accord")) continue;
    const int head = tree.head(i);
    const Mention speaker = mentions_.mention(i);
    for (std::size_t e = first_event_; e < events_.size(); ++e) {
      Event& event = events_[e].event;
      if (head < 0 || !tree.dominates(head, events_[e].predicate) || tree.dominates(i, events_[e].predicate)) continue;
      if (!speaker.country.empty() && country_among(event.actors, speaker.country)) continue;
      event.claimed = true;
      if (speaker.id.empty()) continue;
      CodedClaim coded;
      coded.embeds = true;
      Claim& claim = coded.claim;
      claim.id = event.id.substr(0, 12) + "acco";
      claim.document = event.document;
      claim.sentence = event.sentence;
      claim.speaker = speaker;
      claim.on_behalf_of = !speaker.country.empty() ? speaker.country : speaker.id;
      claim.about = event.id;
      claim.text = event.text;
      claim.words = {Span{tree.token(i).begin, tree.token(i).end}};
      claim.in_title = event.in_title;
      if (document_.date) claim.said = Period::of_day(*document_.date);
      claim.score = 0.8 * speaker.score;
      claims_.push_back(std::move(coded));
    }
  }
}

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
        std::find(kAuthorities.begin(), kAuthorities.end(), mention.sectors.front()) == kAuthorities.end())
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
      for (const auto& context : told.contexts)
        if (std::find(later.event.contexts.begin(), later.event.contexts.end(), context) == later.event.contexts.end())
          later.event.contexts.push_back(context);
      break;
    }
  }
}

// A denial disputes the event it names, or the charges made against the speaker's side; it answers who made them.
void DocumentCoder::dispute() {
  for (auto& coded : claims_) {
    Claim& denial = coded.claim;
    if (denial.stance != Stance::denies) continue;
    const std::string side = denial.on_behalf_of;
    std::string type;
    for (const auto& each : events_)
      if (each.event.id == denial.about && coded.embeds) type = each.event.type;
    std::string target;
    for (auto& each : events_) {
      Event& event = each.event;
      const bool charged = country_among(event.actors, side) &&
                           ((event.claimed && is_doing(event)) || (event.id == denial.about && coded.embeds));
      if (!charged || (!type.empty() && is_doing(event) && event.type != type)) continue;
      event.disputed = true;
      explain(each.steps, [&] { return "disputed: " + denial.speaker.text + " denies it"; });
      if (target.empty() || (event.date && !event.recipients.empty())) target = event.id;
    }
    if (!target.empty()) denial.about = target;
    for (const auto& other : claims_) {
      const Claim& charge = other.claim;
      if (charge.id == denial.id || charge.stance != Stance::accuses) continue;
      const bool against = (charge.toward && (charge.toward->country == side || charge.toward->id == side)) ||
                           (!charge.about.empty() && charge.about == target);
      if (against && charge.on_behalf_of != side) denial.answers = charge.id;
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
    if (!other) {
      event.move.reset();
      continue;
    }
    for (const auto& mention : other->recipients)
      event.recipients.push_back(without_span(mention, ", as of the document's other moves"));
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
  dispute();
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
