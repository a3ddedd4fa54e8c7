// Why, as the text gives it: what hangs under an event behind a marker of reasons, and sentences that name the reason
// of what was told before ("The reason was ...").
#include <algorithm>
#include <array>

#include "base/among.h"
#include "events/document_coder.h"
#include "events/roles.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kReasonMarkers = {
    "over"sv,           "because_of"sv,         "because"sv,       "for"sv,   "after"sv, "following"sv, "due_to"sv,
    "in_response_to"sv, "in_retaliation_for"sv, "in_protest_at"sv, "since"sv, "amid"sv,  "on"sv,        "as"sv};
// Markers that give a reason even where no event was coded behind them.
constexpr std::array kPlainReasons = {"over"sv,           "because_of"sv,         "because"sv,      "due_to"sv,
                                      "in_response_to"sv, "in_retaliation_for"sv, "in_protest_at"sv};
constexpr std::array kReplyMarkers = {"in_response_to"sv, "in_retaliation_for"sv, "in"sv};

bool is_doing(const Event& event) { return event.quad_code == 4; }

bool is_hyphen(const Token& token) { return token.form == "-" || token.form == "–"; }

}  // namespace

// The words of a reason that hangs on a word: all below it; of "in response" also what it is a response to, wherever
// the parser hung that; and whole words with hyphens.
std::string DocumentCoder::reason_text(int head, bool in_answer, bool in_title) const {
  auto words = tree_->subtree(head);
  int last = words.back();
  const auto take = [&](int above) {
    const auto more = tree_->subtree(above);
    if (more.front() == last + 1) last = more.back();
  };
  if (in_answer && last == head && tree_->head(head) >= 0)
    for (const int c : tree_->children(tree_->head(head)))
      if (c > head && (tree_->has_relation(c, "obl") || tree_->has_relation(c, "advcl"))) take(c);
  while (last + 2 < tree_->size() && (is_hyphen(tree_->token(last + 1)) || is_hyphen(tree_->token(last)))) ++last;
  // a stop, or a clause's comma, at its end is not part of it
  while (last > head && tree_->token(last).upos == Upos::punct && !is_hyphen(tree_->token(last)) &&
         tree_->token(last).form != "\"" && tree_->token(last).form != "”")
    --last;
  std::size_t first = 0;  // nor is a comma before it
  while (first + 1 < words.size() && words[first] < head && tree_->token(words[first]).upos == Upos::punct &&
         tree_->token(words[first]).form == ",")
    ++first;
  const Span span{tree_->token(words[first]).begin, tree_->token(last).end};
  const auto& field = in_title ? document_.title : document_.text;
  return span.end <= field.size() ? field.substr(span.begin, span.end - span.begin) : std::string();
}

// "cut ties over a cyber-attack", "expelled two diplomats, accusing them of ...": what hangs under the event behind
// such a marker.
void DocumentCoder::add_reasons(const Tree& tree) {
  for (std::size_t e = first_event_; e < events_.size(); ++e) {
    Event& event = events_[e].event;
    auto below = tree.children(events_[e].predicate);
    // "sanctioned Iran earlier in the month | over the plots": no month has a reason
    for (const int c : tree.children(events_[e].predicate))
      if (timed_[static_cast<std::size_t>(c)])
        for (const int more : tree.children(c)) below.push_back(more);
    for (const int c : below) {
      const auto relation = base_relation(tree.token(c).deprel);
      if (relation != "obl" && relation != "advcl" && relation != "nmod") continue;
      const std::string marker = tree.is_verbal(c) && relation == "advcl" ? tree.subordinator(c) : tree.preposition(c);
      const bool participle = relation == "advcl" && marker.empty() && tree.token(c).xpos == "VBG";
      const auto words_below = tree.subtree(c);
      const bool in_turn = marker == "in" && std::any_of(words_below.begin(), words_below.end(), [&](int word) {
                             return tree.lemma(word).starts_with("tit-") || tree.lemma(word) == "tit" ||
                                    tree.lemma(word) == "retaliatory";
                           });
      const bool in_answer = in_turn || (marker == "in" && lexicon_.in_class("answering", tree.lemma(c)));
      const bool grounds = marker == "on" && lexicon_.in_class("grounds", tree.lemma(c));
      const bool citing = participle && lexicon_.in_class("giving-reasons", tree.lemma(c));
      const bool aim = relation == "advcl" && marker == "to" && lexicon_.in_class("aims", tree.lemma(c));
      if (!citing && !in_answer && !grounds && !aim && !among(kReasonMarkers, marker)) continue;
      // "shot down two jets over Kashmir": where, not why
      if (marker == "over" && event.type == "ASSAULT" && mentions_.place(c)) continue;
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
      reason.text = reason_text(c, in_answer, event.in_title);
      for (const auto& actor : event.actors)
        if (reason.given_by.empty()) reason.given_by = !actor.country.empty() ? actor.country : actor.id;
      if (!reason.event.empty() && (in_answer || among(kReplyMarkers, marker))) {
        event.answers = reason.event;
        if (event.move) event.move->reciprocal = true;
      }
      event.reasons.push_back(std::move(reason));
    }
  }
  add_told_reason(tree);
}

// "The reason, the ministry said, was the burning of a Koran": of the deed told last before this sentence.
void DocumentCoder::add_told_reason(const Tree& tree) {
  for (int i = 0; i < tree.size(); ++i) {
    const int what = tree.head(i);
    if (!tree.has_relation(i, "nsubj") || !lexicon_.in_class("reason-nouns", tree.lemma(i)) || what < i) continue;
    const int be = tree.child(what, "cop") >= 0 ? tree.child(what, "cop") : tree.lemma(what) == "be" ? what : -1;
    if (be < 0 || first_event_ == 0) continue;
    CodedEvent& told = events_[first_event_ - 1];
    if (sentence_ - told.sentence > 2 || told.event.negated) continue;
    const int first = be + 1;
    int last = tree.subtree(what).back();
    while (last > first && tree.token(last).upos == Upos::punct) --last;
    if (first > last) continue;
    Reason reason;
    const auto& field = tree.sentence().in_title ? document_.title : document_.text;
    const Span span{tree.token(first).begin, tree.token(last).end};
    if (span.end <= field.size()) reason.text = field.substr(span.begin, span.end - span.begin);
    for (std::size_t e = first_event_; e < events_.size(); ++e)
      if (reason.event.empty() && tree.dominates(what, events_[e].predicate)) reason.event = events_[e].event.id;
    for (std::size_t c = first_claim_; c < claims_.size(); ++c) reason.given_by = claims_[c].claim.on_behalf_of;
    if (reason.given_by.empty()) reason.given_by = country_of(told.event.actors);
    explain(told.steps, [&] { return "its reason is told in sentence " + std::to_string(sentence_); });
    told.event.reasons.push_back(std::move(reason));
  }
}

}  // namespace demarche
