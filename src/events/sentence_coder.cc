#include "events/sentence_coder.h"

#include <algorithm>

#include "base/content_hash.h"
#include "events/content.h"
#include "events/details.h"
#include "events/document_text.h"
#include "events/evidence.h"
#include "events/mention_lists.h"
#include "events/notice.h"
#include "events/reasons.h"
#include "events/repeated.h"
#include "events/sectors.h"

namespace demarche {
namespace {

constexpr int kDeepest = 4;  // events embedded in events

double mean_score(const std::vector<Mention>& mentions) {
  if (mentions.empty()) return 0.5;
  double sum = 0;
  for (const auto& mention : mentions) sum += mention.score > 0 ? mention.score : 0.4;
  return sum / static_cast<double>(mentions.size());
}

// "has spoken of breaking off relations": a participle behind such a preposition, under a verb that the lexicon does
// not know, is talk.
bool is_talk(const Tree& tree, const Frame& frame) {
  if (frame.kind != FormKind::verb || tree.token(frame.predicate).xpos != "VBG") return false;
  const std::string mark = tree.subordinator(frame.predicate);
  if (mark != "of" && mark != "about" && mark != "against" && mark != "from") return false;
  const int above = tree.head(frame.predicate);
  return mark != "of" || above < 0 || tree.token(above).upos != Upos::adj;  // but "guilty of bombing"
}

// Why an event is not told where its parties fit; empty: it is.
std::string_view why_untold(const Tree& tree, const Match& match, bool is_move, bool repeated, const Event& event,
                            const Standing& standing) {
  if (match.entry->only_planned && !repeated && event.modality != Modality::planned && !standing.conditional)
    return "an event only where it is to come";
  // "declined to say whether it had bombed the base": asked, not told
  if (event.modality == Modality::hypothetical && tree.subordinator(match.frame.predicate) == "whether")
    return "nobody says that it is so";
  // what nobody is said to do is not to come either
  if (event.actors.empty() && !is_move &&
      (event.modality == Modality::planned || event.modality == Modality::hypothetical))
    return "not done, and nobody is said to be about to do it";
  return {};
}

}  // namespace

SentenceCoder::SentenceCoder(const CodingContext& context, const Matcher& matcher, const MentionReader& mentions,
                             Quotations& quotations, std::size_t index, Story& story)
    : context_(context),
      lexicon_(context.lexicon),
      matcher_(matcher),
      mentions_(mentions),
      quotations_(quotations),
      story_(story),
      tree_(mentions.tree()),
      sentence_(tree_, index),
      parties_(context, sentence_, mentions) {}

void SentenceCoder::code() {
  story_.first_event = story_.events.size();
  story_.first_claim = story_.claims.size();
  sentence_.set_times(time_expressions(tree_, context_.document.date, story_.last_time));
  for (const auto& each : sentence_.times)
    if (each.period && !each.leads) story_.last_time = each.period;
  match_words();
  settle_embedded();
  settle_taken();
  settle_owners();
  const auto embedded = embedded_matches();
  for (std::size_t m = 0; m < sentence_.matches.size(); ++m)
    if (!embedded[m] && sentence_.stands(sentence_.matches[m])) emit(m, speech_around(m), 0);
  complete_claims();
  add_quoted_claims();
  add_according_to();
  read_disclosure(context_, tree_, mentions_, story_);
  add_reasons(context_, sentence_, mentions_, story_);
  add_notice(context_, sentence_, story_);
}

void SentenceCoder::match_words() {
  const BoundWords bound(tree_, lexicon_);
  for (int i = 0; i < tree_.size(); ++i) {
    if (is_in_name(i)) continue;
    auto match = matcher_.best(tree_, bound, i, sentence_.timed);
    if (!match) {
      if (story_.explained) reject_word(i);
      continue;
    }
    if (match->entry->code && match->entry->code->type == "REQUEST" && is_naming(i)) {
      reject(*match, [] { return "says what somebody calls it, and asks nobody"; });
      continue;
    }
    auto besides = matcher_.besides(tree_, bound, *match);
    sentence_.match_at[static_cast<std::size_t>(i)] = static_cast<int>(sentence_.matches.size());
    sentence_.matches.push_back(std::move(*match));
    if (besides) sentence_.matches.push_back(std::move(*besides));
  }
}

// A capital verb below a name that holds it: "the Committee to Protect Journalists" protects nobody here.
bool SentenceCoder::is_in_name(int word) const {
  const auto& token = tree_.token(word);
  if (word == 0 || token.form.empty() || token.form[0] < 'A' || token.form[0] > 'Z' || !tree_.is_verbal(word))
    return false;
  for (int at = tree_.head(word), steps = 0; at >= 0 && steps < 3; at = tree_.head(at), ++steps)
    if (tree_.is_nominal(at) && mentions_.names(at, word)) return true;
  return false;
}

// "called the inquiry a coup", "called the deal lousy": says what somebody thinks of it, and asks nobody.
bool SentenceCoder::is_naming(int word) const {
  if (!lexicon_.in_class("naming", tree_.lemma(word)) || !tree_.is_verbal(word)) return false;
  int objects = 0;
  for (const int c : tree_.children(word)) {
    if (tree_.has_relation(c, "obj") || tree_.has_relation(c, "iobj")) ++objects;
    if (tree_.has_relation(c, "xcomp") && !tree_.is_verbal(c) && tree_.subordinator(c).empty()) return true;
  }
  return objects > 1;
}

// What a claim is about may be told by a word that its form only binds.
void SentenceCoder::settle_embedded() {
  // what a charge or a denial is bound to may be an event itself ("accused it of aggression"): that is what it is about
  for (auto& match : sentence_.matches)
    for (const int word : match.bound)
      if (match.entry->claim && match.embedded < 0 && word != match.frame.predicate && sentence_.at(word))
        match.embedded = word;
  // "the attack, for which it holds Iran responsible": the noun for its pronoun
  for (auto& match : sentence_.matches) {
    if (match.embedded < 0 || tree_.token(match.embedded).upos != Upos::pron) continue;
    int clause = tree_.head(match.embedded);
    while (clause >= 0 && tree_.token(clause).deprel != "acl:relcl") clause = tree_.head(clause);
    if (clause >= 0 && tree_.dominates(clause, match.frame.predicate)) match.embedded = tree_.head(clause);
  }
}

void SentenceCoder::settle_taken() {
  // a noun that another form bound ("held talks with", "severed ties") is part of that event, not one of its own
  for (const auto& match : sentence_.matches)
    for (const int word : match.words) {
      if (word == match.frame.predicate || word == match.embedded || !sentence_.at(word)) continue;
      reject(*sentence_.at(word), [&] { return "part of " + rule_of(match); });
      sentence_.match_at[static_cast<std::size_t>(word)] = -1;
    }
  // what is condemned or welcomed may be an event: it is no party, it is what the claim is about
  for (auto& match : sentence_.matches) {
    if (!match.entry->claim || match.embedded >= 0) continue;
    for (const int head : match.recipients)
      if (sentence_.at(head) && mentions_.mention(head).id.empty()) match.embedded = head;
    std::erase(match.recipients, match.embedded);
  }
}

void SentenceCoder::settle_owners() {
  for (const auto& match : sentence_.matches) {
    if (!sentence_.stands(match)) continue;
    const auto& frame = match.frame;
    sentence_.owner[static_cast<std::size_t>(frame.predicate)] = frame.predicate;
    if (frame.governor >= 0 && sentence_.owner[static_cast<std::size_t>(frame.governor)] < 0)
      sentence_.owner[static_cast<std::size_t>(frame.governor)] = frame.predicate;
  }
}

// By match: whether another one embeds it, or it stands inside what another only speaks of.
std::vector<bool> SentenceCoder::embedded_matches() {
  std::vector<bool> embedded(sentence_.matches.size(), false);
  for (const auto& match : sentence_.matches) {
    if (!sentence_.stands(match)) continue;
    for (const auto inner : sentence_.embedded_in(match)) embedded[inner] = true;
    drop_inside(match, embedded);
  }
  return embedded;
}

Standing SentenceCoder::standing(const Match& match) const {
  Standing standing = standing_of(tree_, match.frame, lexicon_);
  if (!match.entry->stands_done) return standing;
  standing.modality = Modality::done;
  standing.negated = false;
  return standing;
}

// The deed told before that a match tells of by reference, where it does and the deed is done; else null.
const Event* SentenceCoder::repeated_by(const Match& match) const {
  if (match.entry->repeats == Repeats::nothing || match.frame.subjects.empty()) return nullptr;
  const auto standing = this->standing(match);
  if (standing.modality != Modality::done || standing.negated) return nullptr;
  const auto subject = mentions_.mention(match.frame.subjects.front());
  return deed_to_repeat(story_, subject.country.empty() ? subject.id : subject.country, match.entry->repeats);
}

std::optional<SentenceCoder::Code> SentenceCoder::code_of(std::size_t index, int depth) const {
  const Match& match = sentence_.matches[index];
  const Entry& entry = *match.entry;
  if (depth > kDeepest) return {};
  const auto inner = sentence_.embedded_in(match);
  const auto first = inner.empty() ? std::nullopt : code_of(inner.front(), depth + 1);
  if (entry.pass && first) return first;
  if (!entry.compose.empty() && first && standing(sentence_.matches[inner.front()]).negated)
    if (const auto* code = lexicon_.compose(entry.compose + "-not", first->code, first->move)) return Code{*code, {}};
  if (!entry.compose.empty() && first)
    if (const auto* code = lexicon_.compose(entry.compose, first->code, first->move)) return Code{*code, {}};
  // a noun that embeds ("a commitment to ...") is an event only with what it embeds
  if (!entry.compose.empty() && match.form->kind == FormKind::noun && match.embedded >= 0 && !first) return {};
  if (const auto* deed = repeated_by(match)) {
    std::optional<MoveKind> move;
    if (deed->move) move = deed->move->kind;
    return Code{code_of_event(*deed), move};
  }
  if (entry.code) return Code{*entry.code, entry.move};
  return {};
}

std::vector<std::string> SentenceCoder::emit(std::size_t index, const Surrounding& around, int depth) {
  if (depth > kDeepest) return {};
  const Match& match = sentence_.matches[index];
  const Entry& entry = *match.entry;
  const auto inner = sentence_.embedded_in(match);
  const bool passes = entry.pass && !inner.empty(), repeated = repeated_by(match) != nullptr;
  std::vector<std::string> made, about;
  if (!passes)
    if (const auto code = code_of(index); code && !code->code.type.empty())
      if (auto id = emit_event(match, *code, around, inner)) made.push_back(std::move(*id));
  if (entry.pass || entry.embedded != Embedded::drop)
    about = emit_embedded(match, inner, around, depth);
  else
    drop_embedded(match, inner, around, depth);
  // "has responded in kind": what is an event only where it is to come is no threat either where it has come
  const bool over = entry.only_planned && inner.empty() && (made.empty() || repeated);
  if (entry.claim && !over) emit_claim(match, about, made, around);
  return passes ? about : made;
}

std::optional<std::string> SentenceCoder::emit_event(const Match& match, const Code& code, const Surrounding& around,
                                                     const std::vector<std::size_t>& embedded) {
  const bool is_move = code.move.has_value();
  CodedEvent coded;
  Event& event = coded.event;
  if (code.code.quad_code == 4) story_.hostile_codes.push_back(code.code);
  parties_.find(match, code.code, around.parties, embedded, event);
  const Event* const repeated = repeated_by(match);
  if (repeated) event.recipients = recipients_of_repeated(*repeated, match.entry->repeats);
  if (around.claimed) speak_for_self(match, around, event);
  const Standing standing = this->standing(match);
  announce_for_self(match, standing, around, event);
  auto why_not = parties_.why_unfit(match, code.code, is_move, story_.title_states.size() == 2, event);
  if (why_not.empty()) {
    set_standing(match, standing, around, event);
    why_not = why_untold(tree_, match, is_move, repeated != nullptr, event, standing);
  }
  if (!why_not.empty()) {
    reject(match, [&] { return why_not; });
    return {};
  }
  EventCode told = settle_intention(code, standing, around, event);
  if (const auto* note = note_of_protest(told, event)) told = *note;
  set_code(event, told);
  event.contexts = contexts_of(tree_, match, told, lexicon_);
  if (code.move) {
    event.move = move_of(tree_, match, *code.move, lexicon_);
    if (event.move->kind == MoveKind::expel && event.move->rank == "ambassador" && event.move->count.value_or(1) == 1)
      event.move->kind = MoveKind::expel_ambassador;
  }
  event.place = place_of(tree_, match, event.type, event.recipients, context_.world);
  if (around.reason) event.reasons.push_back(*around.reason);
  set_words(match, event);
  auto sides = event.actors;
  sides.insert(sides.end(), event.recipients.begin(), event.recipients.end());
  event.content = content_of(sentence_, match, sides, context_.document);
  const double base = match.frame.kind == FormKind::verb ? 0.95 : 0.85;
  event.score = base * mean_score(event.actors) * (event.reciprocal ? 1 : 0.5 + 0.5 * mean_score(event.recipients));
  set_place_in_clause(match, coded);
  const auto stance = match.entry->claim;
  if (event.type == "REJECT" || stance == Stance::condemns || stance == Stance::supports || stance == Stance::accuses)
    coded.deed = deed_of(match);
  set_date(coded, match, standing, around);
  // what was announced long ago has been done since
  if (event.background && event.modality == Modality::announced && match.frame.kind == FormKind::noun)
    event.modality = Modality::done;
  explain_event(coded, match, code, around);
  event.id = id_of(event);
  std::string id = event.id;
  if (!story_.event_of(id)) story_.events.push_back(std::move(coded));
  return id;
}

void SentenceCoder::set_standing(const Match& match, const Standing& standing, const Surrounding& around,
                                 Event& event) const {
  event.modality = around.modality.value_or(standing.modality);
  if (around.modality == Modality::done && standing.modality != Modality::planned) event.modality = standing.modality;
  if (event.modality == Modality::done && !around.embedded && is_talk(tree_, match.frame))
    event.modality = Modality::hypothetical;
  event.negated = standing.negated != around.negated;
  event.outcome = around.outcome;
  event.claimed = (around.claimed && !is_own_word(around, event)) || standing.hedged;
}

// What somebody says to be about to do is a promise or a threat of it (CAMEO 03, 13), or a refusal; a move that its own
// side says is to come is announced. Gives the code that the event is told by.
EventCode SentenceCoder::settle_intention(const Code& code, const Standing& standing, const Surrounding& around,
                                          Event& event) const {
  // "said that it would attack if Iran did": a threat, though of something that may not come
  const bool threatens = standing.conditional && !event.negated && !around.modality && !event.actors.empty() &&
                         (!around.claimed || is_own_word(around, event));
  if (threatens && event.modality != Modality::done) {
    const auto* threat = lexicon_.compose("intended", code.code, code.move);
    if (!code.move && threat && threat->type == "THREATEN") {
      event.modality = Modality::done;
      return *threat;
    }
  }
  if (event.modality != Modality::planned) return code.code;
  if (code.move) {
    if (around.claimed && is_own_word(around, event) && !around.modality) event.modality = Modality::announced;
    return code.code;
  }
  const bool intended =
      around.modality == Modality::planned || (standing.modality == Modality::planned && standing.finite);
  if (!intended || event.actors.empty() || event.claimed) return code.code;
  const auto* intent = lexicon_.compose(event.negated ? "not-intended" : "intended", code.code, code.move);
  if (!intent) return code.code;
  event.modality = Modality::done;
  event.negated = false;
  return *intent;
}

// What states protest by is a note, no demonstration: "Russia protested against the extradition". Null: it is none.
const EventCode* SentenceCoder::note_of_protest(const EventCode& code, const Event& event) const {
  if (code.type != "PROTEST" || event.actors.empty()) return nullptr;
  const auto is_power = [](const Mention& each) { return !each.id.empty() && is_state_power(each); };
  if (!std::all_of(event.actors.begin(), event.actors.end(), is_power)) return nullptr;
  return lexicon_.compose("protest-of-state", code, {});
}

// Whether the speaker tells of an act of the own side.
bool SentenceCoder::is_own_word(const Surrounding& around, const Event& event) {
  if (!around.speaker_country.empty() && country_of(event.actors) == around.speaker_country) return true;
  return around.speaker && std::any_of(event.actors.begin(), event.actors.end(),
                                       [&](const Mention& each) { return same_actor(each, *around.speaker); });
}

// Which words it rests on, where they stand, and by what rule.
void SentenceCoder::set_words(const Match& match, Event& event) const {
  const auto& sentence = tree_.sentence();
  event.document = context_.document.id;
  event.sentence = sentence_.index;
  event.in_title = sentence.in_title;
  event.text = text_at(context_.document, sentence.in_title, {sentence.begin, sentence.end});
  event.rule = match.entry->id;
  event.coder = context_.version;
  for (const int word : match.words) {
    const Span span{tree_.token(word).begin, tree_.token(word).end};
    if (event.words.empty() || event.words.back() != span) event.words.push_back(span);
  }
}

// How it stands in its sentence, for the links.
void SentenceCoder::set_place_in_clause(const Match& match, CodedEvent& coded) const {
  const auto& frame = match.frame;
  coded.predicate = frame.clause();
  for (int at = coded.predicate, steps = 0; at >= 0 && steps < 3 && coded.when_of < 0; at = tree_.head(at), ++steps)
    if (tree_.has_relation(at, "advcl") &&
        (tree_.has_child_lemma(at, "advmod", "when") || tree_.subordinator(at) == "when"))
      coded.when_of = tree_.head(at);
  coded.credentials = std::any_of(match.bound.begin(), match.bound.end(),
                                  [&](int word) { return lexicon_.in_class("credentials", tree_.lemma(word)); });
  coded.definite =
      frame.kind == FormKind::noun && (frame.governor < 0 || tree_.has_child_lemma(frame.predicate, "det", "the"));
}

std::string SentenceCoder::id_of(const Event& event) const {
  return hex_id(
      content_hash({context_.content, event.in_title ? "title" : "text", std::to_string(event.words.front().begin),
                    std::to_string(event.words.back().end), event.type, event.mode, event.cameo, event.rule}));
}

}  // namespace demarche
