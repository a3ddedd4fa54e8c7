#include "events/reasons.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "events/document_text.h"
#include "events/mention_lists.h"

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

// The words of a reason that hangs on a word: all below it; of "in response" also what it is a response to, wherever
// the parser hung that; and whole words with hyphens.
std::string reason_text(const Tree& tree, int head, bool in_answer, const Document& document) {
  const auto words = tree.subtree(head);
  int last = words.back();
  if (in_answer && last == head && tree.head(head) >= 0)
    for (const int c : tree.children(tree.head(head)))
      if (c > head && (tree.has_relation(c, "obl") || tree.has_relation(c, "advcl")))
        if (const auto more = tree.subtree(c); more.front() == last + 1) last = more.back();
  while (last + 2 < tree.size() && (is_hyphen(tree.token(last + 1)) || is_hyphen(tree.token(last)))) ++last;
  // a stop, or a clause's comma, at its end is not part of it
  while (last > head && tree.token(last).upos == Upos::punct && !is_hyphen(tree.token(last)) &&
         tree.token(last).form != "\"" && tree.token(last).form != "”")
    --last;
  std::size_t first = 0;  // nor is a comma before it
  while (first + 1 < words.size() && words[first] < head && tree.token(words[first]).form == ",") ++first;
  return text_at(document, tree.sentence().in_title, {tree.token(words[first]).begin, tree.token(last).end});
}

// How a phrase below an event may give its reason.
struct Marker {
  std::string word;        // preposition or subordinator; "" for a participle
  bool in_answer = false;  // "in response", "in turn"
  bool replies = false;    // what it names is what the event answers
  bool surely = false;     // it gives a reason even where no event was coded behind it
};

// Nothing where the phrase gives none.
std::optional<Marker> marker_of(const Tree& tree, int phrase, bool of_move, const Lexicon& lexicon) {
  const auto relation = base_relation(tree.token(phrase).deprel);
  if (relation != "obl" && relation != "advcl" && relation != "nmod") return {};
  const bool clause = relation == "advcl";
  const auto& lemma = tree.lemma(phrase);
  Marker marker;
  marker.word = tree.is_verbal(phrase) && clause ? tree.subordinator(phrase) : tree.preposition(phrase);
  const auto& word = marker.word;
  if (word == "in") {
    const auto below = tree.subtree(phrase);
    const bool in_turn = std::any_of(below.begin(), below.end(), [&](int each) {
      return tree.lemma(each).starts_with("tit-") || tree.lemma(each) == "tit" || tree.lemma(each) == "retaliatory";
    });
    marker.in_answer = in_turn || lexicon.in_class("answering", lemma);
  }
  const bool grounds = word == "on" && lexicon.in_class("grounds", lemma);
  const bool citing =
      clause && word.empty() && tree.token(phrase).xpos == "VBG" && lexicon.in_class("giving-reasons", lemma);
  const bool aim = clause && word == "to" && lexicon.in_class("aims", lemma);
  if (!citing && !marker.in_answer && !grounds && !aim && !among(kReasonMarkers, word)) return {};
  // an expulsion "for activities that ..." names its reason, a recall "for consultations" its purpose
  const bool for_what = word == "for" && of_move && !lexicon.in_class("purposes", lemma);
  marker.surely = for_what || marker.in_answer || grounds || citing || aim || among(kPlainReasons, word);
  marker.replies = marker.in_answer || among(kReplyMarkers, word);
  return marker;
}

// The event of this sentence, other than the one that is explained, that a phrase tells; "" where it tells none. Of
// "accusing it of the attack" the attack is the reason, not the accusation.
std::string event_below(const Tree& tree, int phrase, const CodedEvent& explained, Story& story) {
  const CodedEvent* found = nullptr;
  for (const auto& each : story.events_here()) {
    if (&each == &explained || !tree.dominates(phrase, each.predicate)) continue;
    if (!found || (is_doing(each.event) && !is_doing(found->event))) found = &each;
  }
  return found ? found->event.id : std::string();
}

void add_reasons_of(CodedEvent& coded, const CodingContext& context, const MatchedSentence& sentence,
                    const MentionReader& mentions, Story& story) {
  const Tree& tree = sentence.tree;
  Event& event = coded.event;
  auto below = tree.children(coded.predicate);
  // "sanctioned Iran earlier in the month | over the plots": no month has a reason
  for (const int c : tree.children(coded.predicate))
    if (sentence.timed[static_cast<std::size_t>(c)])
      for (const int more : tree.children(c)) below.push_back(more);
  for (const int phrase : below) {
    const auto marker = marker_of(tree, phrase, event.move.has_value(), context.lexicon);
    if (!marker) continue;
    // "shot down two jets over Kashmir": where, not why
    if (marker->word == "over" && event.type == "ASSAULT" && mentions.place(phrase)) continue;
    Reason reason;
    reason.event = event_below(tree, phrase, coded, story);
    if (reason.event.empty() && !marker->surely) continue;
    reason.text = reason_text(tree, phrase, marker->in_answer, context.document);
    for (const auto& actor : event.actors)
      if (reason.given_by.empty()) reason.given_by = !actor.country.empty() ? actor.country : actor.id;
    if (!reason.event.empty() && marker->replies) {
      event.answers = reason.event;
      if (event.move) event.move->reciprocal = true;
    }
    event.reasons.push_back(std::move(reason));
  }
}

// "The reason, the ministry said, was the burning of a Koran": of the deed told last before this sentence.
void add_told_reason(const CodingContext& context, const MatchedSentence& sentence, Story& story) {
  if (story.first_event == 0) return;
  const Tree& tree = sentence.tree;
  CodedEvent& deed = story.events[story.first_event - 1];
  if (sentence.index - deed.event.sentence > 2 || deed.event.negated) return;
  for (int i = 0; i < tree.size(); ++i) {
    const int what = tree.head(i);
    if (!tree.has_relation(i, "nsubj") || !context.lexicon.in_class("reason-nouns", tree.lemma(i)) || what < i)
      continue;
    const int be = tree.child(what, "cop") >= 0 ? tree.child(what, "cop") : tree.lemma(what) == "be" ? what : -1;
    if (be < 0) continue;
    const int first = be + 1;
    int last = tree.subtree(what).back();
    while (last > first && tree.token(last).upos == Upos::punct) --last;
    if (first > last) continue;
    Reason reason;
    reason.text = text_at(context.document, tree.sentence().in_title, {tree.token(first).begin, tree.token(last).end});
    for (const auto& each : story.events_here())
      if (reason.event.empty() && tree.dominates(what, each.predicate)) reason.event = each.event.id;
    for (const auto& each : story.claims_here()) reason.given_by = each.claim.on_behalf_of;
    if (reason.given_by.empty()) reason.given_by = country_of(deed.event.actors);
    story.explain(deed.steps, [&] { return "its reason is told in sentence " + std::to_string(sentence.index); });
    deed.event.reasons.push_back(std::move(reason));
  }
}

}  // namespace

void add_reasons(const CodingContext& context, const MatchedSentence& sentence, const MentionReader& mentions,
                 Story& story) {
  for (auto& each : story.events_here()) add_reasons_of(each, context, sentence, mentions, story);
  add_told_reason(context, sentence, story);
}

}  // namespace demarche
