// What is told inside of what is told: the events that an operator stands over, and whose word a clause is.
#include <algorithm>

#include "events/document_text.h"
#include "events/mention_lists.h"
#include "events/sentence_coder.h"

namespace demarche {

// What a match embeds, with who acts in it and how it now stands; gives the ids of the events made.
std::vector<std::string> SentenceCoder::emit_embedded(const Match& match, const std::vector<std::size_t>& embedded,
                                                      const Surrounding& around, int depth) {
  std::vector<std::string> about;
  if (embedded.empty()) return about;
  const Entry& entry = *match.entry;
  const Surrounding below = surrounding_of(match, around);
  const bool announces =
      entry.claim == Stance::asserts && lexicon_.in_class("announcing", tree_.lemma(match.frame.predicate));
  for (const auto each : embedded) {
    Surrounding here = below;
    // "announced the expulsion of two diplomats": what one's own side announces, by a noun, is to come
    if (announces && sentence_.matches[each].frame.kind == FormKind::noun && !here.modality) {
      const auto doers = parties_.actors_of(sentence_.matches[each]);
      if (doers.empty() || country_among(doers, here.speaker_country)) {
        here.modality = Modality::announced;
        if (doers.empty()) here.parties.actors = parties_.actors_of(match, around.parties.actors);
      }
    }
    for (auto& id : emit(each, here, depth + 1)) about.push_back(std::move(id));
  }
  return about;
}

SentenceCoder::Surrounding SentenceCoder::surrounding_of(const Match& match, const Surrounding& around) const {
  const Entry& entry = *match.entry;
  Surrounding below = around;
  below.embedded = true;
  const auto actors = parties_.actors_of(match, around.parties.actors);
  const auto by_role = [&](Role role) {
    return role == Role::actor       ? actors
           : role == Role::recipient ? parties_.recipients_of(match, around.parties.recipients)
                                     : std::vector<Mention>();
  };
  below.parties = {};
  if (const auto* element = match.embedded_element)
    below.parties = {by_role(element->embedded_actor), by_role(element->embedded_recipient)};
  below.time = below.said = sentence_.time_of(match.frame.predicate);
  if (entry.pass) {
    const Standing standing = this->standing(match);
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
  story_.explain(below.steps,
                 [&] { return "under '" + tree_.token(match.frame.predicate).form + "', " + rule_of(match); });
  if (entry.subject_is_reason && !match.frame.subjects.empty()) {
    const Span words = tree_.span(tree_.subtree(match.frame.subjects.front()));
    below.reason = Reason{text_at(context_.document, tree_.sentence().in_title, words), {}, {}};
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
  return below;
}

// What a match speaks of and nobody is said to do; but for its moves on the ladder, where the entry keeps them.
void SentenceCoder::drop_embedded(const Match& match, const std::vector<std::size_t>& embedded,
                                  const Surrounding& around, int depth) {
  const Entry& entry = *match.entry;
  for (const auto each : embedded)
    if (!entry.moves || !sentence_.matches[each].entry->move)
      reject(sentence_.matches[each], [&] { return "what " + rule_of(match) + " is about, not said to be done"; });
  if (!entry.moves) return;
  for (const auto each : embedded) {
    const auto move = code_of(each);
    if (!move || !move->move) continue;
    Surrounding below = around;
    below.parties.actors = parties_.actors_of(match, around.parties.actors);
    below.modality = entry.moves;
    emit(each, below, depth + 1);
  }
}

// "offered to host talks", "demanded an end to attacks on Syria": nouns inside what is only offered or demanded are not
// told as done; what a finite clause inside tells is ("the men whom it arrested in May").
void SentenceCoder::drop_inside(const Match& match, std::vector<bool>& embedded) {
  if (match.entry->code && match.entry->code->type == "REJECT" && !match.entry->claim) drop_refused(match, embedded);
  if (match.entry->embedded != Embedded::drop || match.entry->pass || match.embedded < 0) return;
  const auto is_clause = [&](int word) {
    return tree_.has_relation(word, "advcl") || tree_.token(word).deprel == "acl:relcl";
  };
  for (std::size_t m = 0; m < sentence_.matches.size(); ++m) {
    const Match& other = sentence_.matches[m];
    if (embedded[m] || &other == &match || other.frame.kind != FormKind::noun) continue;
    int at = other.frame.predicate;
    while (at >= 0 && at != match.embedded && !is_clause(at)) at = tree_.head(at);
    if (at != match.embedded) continue;
    embedded[m] = true;
    reject(other, [&] { return "inside what " + rule_of(match) + " is about"; });
  }
}

// "rejected a request by Peru to extradite him": what is asked for or offered by what is refused is not told as done.
void SentenceCoder::drop_refused(const Match& match, std::vector<bool>& embedded) {
  auto refused = match.recipients;
  refused.insert(refused.end(), match.bound.begin(), match.bound.end());
  for (std::size_t m = 0; m < sentence_.matches.size(); ++m) {
    const Match& other = sentence_.matches[m];
    if (embedded[m] || &other == &match) continue;
    int at = other.frame.predicate;
    if (tree_.subordinator(at) != "to") continue;
    const bool of_refusal =
        match.embedded < 0 && tree_.has_relation(at, "xcomp") && tree_.head(at) == match.frame.predicate;
    if (of_refusal) at = refused.empty() ? -1 : refused.front();
    if (!of_refusal && !tree_.has_relation(at, "acl")) continue;
    if (!of_refusal) at = tree_.head(at);
    while (at >= 0 && std::find(refused.begin(), refused.end(), at) == refused.end() && tree_.is_nominal(at))
      at = tree_.head(at);  // "a request by Peru | to extradite him"
    if (std::find(refused.begin(), refused.end(), at) == refused.end()) continue;
    embedded[m] = true;
    reject(other, [&] { return "asked for by what " + rule_of(match) + " refuses"; });
  }
}

// What stands anywhere in a clause that somebody says is that speaker's word: "said that there was proof that X
// attacked".
SentenceCoder::Surrounding SentenceCoder::speech_around(std::size_t index) const {
  Surrounding around;
  if (const auto& quoted = quotations_.speaker()) {
    around.claimed = true;
    around.speaker = quoted;
    around.speaker_country = quoted->country;
  }
  const int predicate = sentence_.matches[index].frame.predicate;
  for (const auto& match : sentence_.matches) {
    const int root = sentence_.embedded_root(match);
    const bool speech = match.entry->claim && match.entry->embedded == Embedded::claimed;
    if (!speech || root < 0 || match.frame.predicate == predicate || !sentence_.stands(match)) continue;
    const bool inside = tree_.dominates(root, predicate) ||
                        std::any_of(match.frame.complements.begin(), match.frame.complements.end(), [&](int clause) {
                          return tree_.has_relation(clause, "ccomp") && tree_.dominates(clause, predicate);
                        });
    if (!inside || tree_.dominates(predicate, match.frame.predicate)) continue;
    around.claimed = true;
    const auto speakers = parties_.actors_of(match);
    around.speaker_country = country_of(speakers);
    if (!speakers.empty()) around.speaker = speakers.front();
    around.said = sentence_.time_of(match.frame.predicate);
  }
  return around;
}

}  // namespace demarche
