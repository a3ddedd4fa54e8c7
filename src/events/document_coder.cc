#include "events/document_coder.h"

#include <algorithm>
#include <array>

#include "base/content_hash.h"
#include "events/details.h"
#include "events/roles.h"

namespace demarche {
namespace {

constexpr int kDeepest = 4;                // events embedded in events
constexpr std::size_t kMostLinked = 2000;  // events and claims of one part of a document: links go no further

// Of the title or of a heading: who is named there the document is about.
bool is_heading(const Document& document, const Sentence& sentence) {
  return sentence.in_title ||
         (sentence.paragraph < document.paragraphs.size() && document.paragraphs[sentence.paragraph].heading);
}

double mean_score(const std::vector<Mention>& mentions) {
  if (mentions.empty()) return 0.5;
  double sum = 0;
  for (const auto& mention : mentions) sum += mention.score > 0 ? mention.score : 0.4;
  return sum / static_cast<double>(mentions.size());
}

}  // namespace

DocumentCoder::DocumentCoder(const Lexicon& lexicon, const World& world, const std::string& version,
                             const Document& document, const ParseSentences& parse, bool explain)
    : lexicon_(lexicon),
      world_(world),
      version_(version),
      document_(document),
      content_(hex_id(content_hash({document.id, document.title, document.text}))),
      matcher_(lexicon, [this](int word) { return mentions_.is_party(word); }),
      mentions_(world, document, parse),
      explain_(explain) {}

void DocumentCoder::read(Sentence&& sentence, std::size_t index, bool coded) {
  const bool heading = is_heading(document_, sentence);
  follow_quote(sentence);
  mentions_.enter(std::move(sentence));
  if (!coded && !heading) return;
  if (events_.size() + claims_.size() >= kMostLinked) finish_part();
  tree_ = &mentions_.tree();
  sentence_ = index;
  if (heading)
    for (auto& state : mentions_.states()) add_mentions(title_states_, {state});
  code_sentence(*tree_);
  tree_ = nullptr;
}

void DocumentCoder::code_sentence(const Tree& tree) {
  matches_.clear();
  match_at_.assign(static_cast<std::size_t>(tree.size()), -1);
  owner_.assign(static_cast<std::size_t>(tree.size()), -1);
  first_event_ = events_.size();
  first_claim_ = claims_.size();
  expressions_ = time_expressions(tree, document_.date, told_last_);
  for (const auto& each : expressions_)
    if (each.period && !each.leads) told_last_ = each.period;
  timed_.assign(static_cast<std::size_t>(tree.size()), false);
  for (const auto& expression : expressions_)
    for (int i = expression.first; i <= expression.last; ++i) timed_[static_cast<std::size_t>(i)] = true;
  const BoundWords bound(tree, lexicon_);
  for (int i = 0; i < tree.size(); ++i) {
    if (is_in_name(tree, i)) continue;
    auto match = matcher_.best(tree, bound, i, timed_);
    if (!match) {
      if (explain_) reject_word(i);
      continue;
    }
    if (match->entry->code && match->entry->code->type == "REQUEST" && is_naming(tree, i)) {
      reject(*match, "says what somebody calls it, and asks nobody");
      continue;
    }
    auto besides = matcher_.besides(tree, bound, *match);
    match_at_[static_cast<std::size_t>(i)] = static_cast<int>(matches_.size());
    matches_.push_back(std::move(*match));
    if (besides) matches_.push_back(std::move(*besides));
  }
  // what a charge or a denial is bound to may be an event itself ("accused it of aggression"): that is what it is about
  for (auto& match : matches_)
    for (const int word : match.bound)
      if (match.entry->claim && match.embedded < 0 && word != match.frame.predicate &&
          match_at_[static_cast<std::size_t>(word)] >= 0)
        match.embedded = word;
  // "the attack, for which it holds Iran responsible": the noun for its pronoun
  for (auto& match : matches_) {
    if (match.embedded < 0 || tree.token(match.embedded).upos != Upos::pron) continue;
    int clause = tree.head(match.embedded);
    while (clause >= 0 && tree.token(clause).deprel != "acl:relcl") clause = tree.head(clause);
    if (clause >= 0 && tree.dominates(clause, match.frame.predicate)) match.embedded = tree.head(clause);
  }
  // a noun that another form bound ("held talks with", "severed ties") is part of that event, not one of its own
  for (const auto& match : matches_)
    for (const int word : match.words)
      if (word != match.frame.predicate && match_at_[static_cast<std::size_t>(word)] >= 0 && word != match.embedded) {
        auto& taken = match_at_[static_cast<std::size_t>(word)];
        reject(matches_[static_cast<std::size_t>(taken)], "part of " + shown(match));
        taken = -1;
      }
  // what is condemned or welcomed may be an event: it is no party, it is what the claim is about
  for (auto& match : matches_) {
    if (!match.entry->claim || match.embedded >= 0) continue;
    for (const int head : match.recipients)
      if (match_at_[static_cast<std::size_t>(head)] >= 0 && mentions_.mention(head).id.empty()) match.embedded = head;
    std::erase(match.recipients, match.embedded);
  }
  for (const auto& match : matches_) {
    if (match_at_[static_cast<std::size_t>(match.frame.predicate)] < 0) continue;
    owner_[static_cast<std::size_t>(match.frame.predicate)] = match.frame.predicate;
    if (match.frame.governor >= 0 && owner_[static_cast<std::size_t>(match.frame.governor)] < 0)
      owner_[static_cast<std::size_t>(match.frame.governor)] = match.frame.predicate;
  }
  std::vector<bool> embedded(matches_.size(), false);
  for (std::size_t m = 0; m < matches_.size(); ++m) {
    if (match_at_[static_cast<std::size_t>(matches_[m].frame.predicate)] < 0) continue;
    for (const auto inner : embedded_in(matches_[m])) embedded[inner] = true;
    drop_inside(matches_[m], embedded);
  }
  for (std::size_t m = 0; m < matches_.size(); ++m)
    if (!embedded[m] && match_at_[static_cast<std::size_t>(matches_[m].frame.predicate)] >= 0)
      emit(m, speech_around(m), 0);
  complete_claims();
  add_quoted_claims();
  add_according_to(tree);
  read_showing();
  add_reasons(tree);
  add_notice(tree);
}

// A capital verb below a name that holds it: "the Committee to Protect Journalists" protects nobody here.
bool DocumentCoder::is_in_name(const Tree& tree, int word) const {
  const auto& token = tree.token(word);
  if (word == 0 || token.form.empty() || token.form[0] < 'A' || token.form[0] > 'Z' || !tree.is_verbal(word))
    return false;
  for (int at = tree.head(word), steps = 0; at >= 0 && steps < 3; at = tree.head(at), ++steps)
    if (tree.is_nominal(at) && mentions_.names(at, word)) return true;
  return false;
}

// "called the inquiry a coup", "called the deal lousy": says what somebody thinks of it, and asks nobody.
bool DocumentCoder::is_naming(const Tree& tree, int word) const {
  if (!lexicon_.in_class("naming", tree.lemma(word)) || !tree.is_verbal(word)) return false;
  int objects = 0;
  for (const int c : tree.children(word)) {
    if (tree.has_relation(c, "obj") || tree.has_relation(c, "iobj")) ++objects;
    if (tree.has_relation(c, "xcomp") && !tree.is_verbal(c) && tree.subordinator(c).empty()) return true;
  }
  return objects > 1;
}

std::optional<DocumentCoder::Code> DocumentCoder::code_of(std::size_t index, int depth) const {
  const Match& match = matches_[index];
  if (depth > kDeepest) return {};
  const auto inner = embedded_in(match);
  const auto first = inner.empty() ? std::nullopt : code_of(inner.front(), depth + 1);
  if (match.entry->pass && first) return first;
  if (!match.entry->compose.empty() && first)
    if (const auto* code = lexicon_.compose(match.entry->compose, first->code, first->move)) return Code{*code, {}};
  // a noun that embeds ("a commitment to ...") is an event only with what it embeds
  if (!match.entry->compose.empty() && match.form->kind == FormKind::noun && match.embedded >= 0 && !first) return {};
  if (match.entry->code) return Code{*match.entry->code, match.entry->move};
  return {};
}

std::vector<std::string> DocumentCoder::emit(std::size_t index, const Surrounding& around, int depth) {
  const Match& match = matches_[index];
  const Entry& entry = *match.entry;
  if (depth > kDeepest) return {};
  const auto inner = embedded_in(match);
  std::vector<std::string> made;
  const auto code = code_of(index);
  const bool passes = entry.pass && !inner.empty();
  if (!passes && code && !code->code.type.empty())
    if (auto id = emit_event(match, *code, around, inner)) made.push_back(std::move(*id));

  // what it embeds, with who acts in it and how it now stands
  const bool keep = entry.pass || entry.embedded != Embedded::drop;
  std::vector<std::string> about;
  if (keep && !inner.empty()) {
    const Standing standing = standing_of(*tree_, match.frame);
    Surrounding below = around;
    below.embedded = true;
    const auto actors = actors_of(match, around);
    const auto recipients = recipients_of(match, around);
    const auto by_role = [&](Role role) {
      return role == Role::actor ? actors : role == Role::recipient ? recipients : std::vector<Mention>();
    };
    below.actors = match.embedded_element ? by_role(match.embedded_element->embedded_actor) : std::vector<Mention>();
    below.recipients =
        match.embedded_element ? by_role(match.embedded_element->embedded_recipient) : std::vector<Mention>();
    below.expression = expression_of(*tree_, match.frame.predicate, expressions_, owner_);
    below.said = below.expression;
    if (entry.pass) {
      const bool told = standing.modality == Modality::done || standing.modality == Modality::ongoing;
      if (entry.pass->modality && told)
        below.modality = entry.pass->modality;
      else if (standing.modality != Modality::done)
        below.modality = standing.modality;
      else if (!below.modality)
        below.modality = Modality::done;  // a known verb: what it embeds is not left hypothetical
      below.negated = below.negated != (entry.pass->negated != standing.negated);
      if (entry.pass->outcome != Outcome::unsaid) below.outcome = entry.pass->outcome;
      below.finite = standing.finite;
      below.past_perfect = standing.past_perfect;
    }
    explain(below.steps, [&] { return "under '" + tree_->token(match.frame.predicate).form + "', " + shown(match); });
    if (entry.subject_is_reason && !match.frame.subjects.empty()) {
      const auto words = tree_->subtree(match.frame.subjects.front());
      const Span span = tree_->span(words);
      const auto& field = tree_->sentence().in_title ? document_.title : document_.text;
      if (span.end <= field.size()) below.reason = Reason{field.substr(span.begin, span.end - span.begin), {}, {}};
    }
    if (entry.embedded == Embedded::claimed && entry.claim) {
      below.claimed = true;
      below.speaker_country = country_of(actors);
      below.speaker = actors.empty() ? std::nullopt : std::optional(actors.front());
      if (entry.claim == Stance::denies) {  // the denial is kept as a claim; the act stands as somebody else's word
        below.negated = false;
        below.speaker_country.clear();
        below.speaker.reset();
      }
    }
    for (const auto each : inner) {
      Surrounding here = below;
      // "announced the expulsion of two diplomats": what one's own side announces, by a noun, is to come
      if (entry.claim == Stance::asserts && lexicon_.in_class("announcing", tree_->lemma(match.frame.predicate)) &&
          matches_[each].frame.kind == FormKind::noun && !here.modality) {
        const auto doers = actors_of(matches_[each], {});
        if (doers.empty() || country_among(doers, here.speaker_country)) {
          here.modality = Modality::announced;
          if (doers.empty()) here.actors = actors;
        }
      }
      for (auto& id : emit(each, here, depth + 1)) about.push_back(std::move(id));
    }
  }
  if (!keep)
    for (const auto each : inner)
      if (!entry.moves || !matches_[each].entry->move)
        reject(matches_[each], "what " + shown(match) + " is about, not said to be done");
  if (!keep && entry.moves)
    for (const auto each : inner) {
      const auto move = code_of(each);
      if (!move || !move->move) continue;
      Surrounding below = around;
      below.actors = actors_of(match, around);
      below.modality = entry.moves;
      emit(each, below, depth + 1);
    }
  if (entry.claim) {
    emit_claim(match, about, made, around);
  }
  if (passes) made = about;
  return made;
}

std::optional<std::string> DocumentCoder::emit_event(const Match& match, const Code& code, const Surrounding& around,
                                                     const std::vector<std::size_t>& embedded) {
  const Entry& entry = *match.entry;
  CodedEvent coded;
  Event& event = coded.event;
  if (code.code.quad_code == 4) told_codes_.push_back(code.code);
  event.sentence = sentence_;
  find_parties(match, code.code, around, embedded, event);
  if (around.claimed) speak_for_self(match, around, event);
  if (const auto why = why_unfit(match, code, event); !why.empty()) {
    reject(match, std::string(why));
    return {};
  }

  const Standing standing = standing_of(*tree_, match.frame);
  event.modality = around.modality.value_or(standing.modality);
  if (around.modality == Modality::done && standing.modality != Modality::planned) event.modality = standing.modality;
  // "has spoken of breaking off relations": under a verb that the lexicon does not know it is talk
  if (!around.embedded && match.frame.kind == FormKind::verb && tree_->token(match.frame.predicate).xpos == "VBG") {
    const std::string mark = tree_->subordinator(match.frame.predicate);
    const bool guilt = mark == "of" && tree_->head(match.frame.predicate) >= 0 &&
                       tree_->token(tree_->head(match.frame.predicate)).upos == Upos::adj;  // "guilty of bombing"
    if (event.modality == Modality::done && !guilt &&
        (mark == "of" || mark == "about" || mark == "against" || mark == "from"))
      event.modality = Modality::hypothetical;
  }
  event.negated = standing.negated != around.negated;
  event.outcome = around.outcome;
  const bool own_word =
      (!around.speaker_country.empty() && country_of(event.actors) == around.speaker_country) ||
      (around.speaker && std::any_of(event.actors.begin(), event.actors.end(),
                                     [&](const Mention& each) { return same_actor(each, *around.speaker); }));
  event.claimed = (around.claimed && !own_word) || standing.hedged;

  // "declined to say whether it had bombed the base": asked, not told
  if (event.modality == Modality::hypothetical && tree_->subordinator(match.frame.predicate) == "whether") {
    reject(match, "nobody says that it is so");
    return {};
  }
  // what nobody is said to do is not to come either
  if (event.actors.empty() && !code.move &&
      (event.modality == Modality::planned || event.modality == Modality::hypothetical)) {
    reject(match, "not done, and nobody is said to be about to do it");
    return {};
  }

  // what somebody says to be about to do is a promise or a threat of it (CAMEO 03, 13), or a refusal
  EventCode told = code.code;
  const bool intended =
      around.modality == Modality::planned || (standing.modality == Modality::planned && standing.finite);
  if (event.modality == Modality::planned && intended && !code.move && !event.actors.empty() && !event.claimed)
    if (const auto* intent = lexicon_.compose(event.negated ? "not-intended" : "intended", told, code.move)) {
      told = *intent;
      event.modality = Modality::done;
      event.negated = false;
    }
  // a move that its own side says is to come is announced
  if (event.modality == Modality::planned && code.move && around.claimed && own_word && !around.modality)
    event.modality = Modality::announced;
  if (around.reason) event.reasons.push_back(*around.reason);
  event.document = document_.id;
  event.type = told.type;
  event.mode = told.mode;
  event.cameo = told.cameo;
  event.goldstein = told.goldstein;
  event.event_scale = told.event_scale;
  event.quad_code = told.quad_code;
  event.contexts = contexts_of(*tree_, match, told, lexicon_);
  if (code.move) {
    event.move = move_of(*tree_, match, *code.move, lexicon_);
    if (event.move->kind == MoveKind::expel && event.move->rank == "ambassador" && event.move->count.value_or(1) == 1)
      event.move->kind = MoveKind::expel_ambassador;
  }
  event.place = place_of(*tree_, match, event.type, event.recipients, world_);
  event.rule = entry.id;
  event.in_title = tree_->sentence().in_title;
  for (const int word : match.words) {
    const Span span{tree_->token(word).begin, tree_->token(word).end};
    if (event.words.empty() || event.words.back() != span) event.words.push_back(span);
  }
  const auto& field = event.in_title ? document_.title : document_.text;
  const auto& sentence = tree_->sentence();
  if (sentence.end <= field.size()) event.text = field.substr(sentence.begin, sentence.end - sentence.begin);
  event.coder = version_;
  const double base = match.frame.kind == FormKind::verb ? 0.95 : 0.85;
  event.score = base * mean_score(event.actors) * (event.reciprocal ? 1 : 0.5 + 0.5 * mean_score(event.recipients));

  coded.sentence = sentence_;
  coded.predicate = match.frame.governor >= 0 ? match.frame.governor : match.frame.predicate;
  for (int at = coded.predicate, steps = 0; at >= 0 && steps < 3 && coded.when_of < 0; at = tree_->head(at), ++steps)
    if (tree_->has_relation(at, "advcl") &&
        (tree_->has_child_lemma(at, "advmod", "when") || tree_->subordinator(at) == "when"))
      coded.when_of = tree_->head(at);
  coded.credentials = std::any_of(match.bound.begin(), match.bound.end(),
                                  [&](int word) { return lexicon_.in_class("credentials", tree_->lemma(word)); });
  coded.definite = match.frame.kind == FormKind::noun &&
                   (match.frame.governor < 0 || tree_->has_child_lemma(match.frame.predicate, "det", "the"));
  set_date(coded, match, standing, around);
  // what was announced long ago has been done since
  if (event.background && event.modality == Modality::announced && match.frame.kind == FormKind::noun)
    event.modality = Modality::done;
  explain_event(coded, match, code, around);

  event.id =
      hex_id(content_hash({content_, event.in_title ? "title" : "text", std::to_string(event.words.front().begin),
                           std::to_string(event.words.back().end), event.type, event.mode, event.cameo, event.rule}));
  const bool twice =
      std::any_of(events_.begin(), events_.end(), [&](const CodedEvent& each) { return each.event.id == event.id; });
  if (twice) return event.id;
  events_.push_back(std::move(coded));
  return events_.back().event.id;
}

}  // namespace demarche
