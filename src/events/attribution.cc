// Whose word it is that the words of saying do not tell: of whoever is quoted, of whom the text cites ("according to"),
// of the author.
#include <algorithm>

#include "events/mention_lists.h"
#include "events/sentence_coder.h"

namespace demarche {

// Who writes, where a word outside any quotation is the first person.
std::optional<Mention> SentenceCoder::author(int word) const {
  if (!tree_.is_first_person(word) || quotations_.speaker() || quotations_.holds(tree_.sentence(), word)) return {};
  const auto& token = tree_.token(word);
  Mention author;
  author.text = token.form;
  author.span = Span{token.begin, token.end};
  author.in_title = tree_.sentence().in_title;
  author.score = 0.6;
  author.why = "first person outside any quotation: the author";
  return author;
}

// "We did not attack Moscow," the president said: the speaker's side.
void SentenceCoder::speak_for_self(const Match& match, const Surrounding& around, Event& event) const {
  if (!around.speaker || around.speaker->id.empty()) return;
  const auto speak = [&](const std::vector<int>& heads, std::vector<Mention>& side) {
    for (const int head : heads) {
      if (!tree_.is_first_person(head)) continue;
      Mention self = *around.speaker;
      const bool alone = tree_.lemma(head) == "i" || tree_.lemma(head) == "me" || self.country.empty();
      if (const auto state = alone ? std::nullopt : context_.world.resolve(self.country, context_.document.date))
        identify(self, *state);
      const auto& token = tree_.token(head);
      self.text = token.form;
      self.span = Span{token.begin, token.end};
      self.in_title = tree_.sentence().in_title;
      self.why = "first person: the speaker's side";
      add_mentions(side, {self});
    }
  };
  speak(match.actors, event.actors);
  speak(match.recipients, event.recipients);
}

// "The minister said two diplomats would be expelled": whoever says in the passive what is to come will do it.
void SentenceCoder::announce_for_self(const Match& match, const Standing& standing, const Surrounding& around,
                                      Event& event) const {
  const bool announced = match.frame.passive && match.actors.empty() && standing.modality == Modality::planned &&
                         around.claimed && !around.modality;
  if (!announced || !event.actors.empty() || !around.speaker || around.speaker->country.empty()) return;
  const auto state = context_.world.resolve(around.speaker->country, context_.document.date);
  if (!state || country_among(event.recipients, around.speaker->country)) return;
  Mention self = *around.speaker;
  identify(self, *state);
  self.score *= 0.7;
  self.why = "says what is to be done";
  event.actors = {std::move(self)};
}

// Somebody's word for an event of this sentence: a claim that asserts it. `kind` tells it from others about the event.
CodedClaim SentenceCoder::word_for(const Event& event, const Mention& speaker, const char* kind) const {
  CodedClaim coded;
  coded.embeds = true;
  Claim& claim = coded.claim;
  claim.id = event.id.substr(0, 12) + kind;
  claim.document = event.document;
  claim.sentence = event.sentence;
  claim.in_title = event.in_title;
  claim.text = event.text;
  claim.words = event.words;
  claim.speaker = speaker;
  claim.on_behalf_of = !speaker.country.empty() ? speaker.country : speaker.id;
  claim.about = event.id;
  if (event.quad_code >= 3 && !event.actors.empty() && !event.actors.front().id.empty() &&
      !country_among(event.actors, claim.on_behalf_of))
    claim.toward = event.actors.front();
  if (context_.document.date) claim.said = Period::of_day(*context_.document.date);
  return coded;
}

// Whom the quotation's sentence is the word of says what it tells.
void SentenceCoder::add_quoted_claims() {
  const auto& quoted = quotations_.speaker();
  const auto claims = story_.claims_here();
  if (!quoted && !claims.empty() && has_quotation_mark(tree_.sentence()))
    quotations_.quote(claims.back().claim.speaker);
  if (!quoted || quoted->id.empty()) return;
  for (const auto& each : story_.events_here()) {
    const auto here = story_.claims_here();
    const bool told = std::any_of(here.begin(), here.end(),
                                  [&](const CodedClaim& claim) { return claim.claim.about == each.event.id; });
    if (told || !each.event.claimed) continue;
    auto coded = word_for(each.event, understood(*quoted, 0.8, ", who is quoted"), "quot");
    coded.claim.quote = coded.claim.text;
    coded.claim.score = 0.7 * coded.claim.speaker.score;
    story_.claims.push_back(std::move(coded));
  }
}

// "according to X": what the clause tells is X's word; "in my view": the author's.
void SentenceCoder::add_according_to() {
  for (int i = 0; i < tree_.size(); ++i) {
    if (!tree_.is_nominal(i)) continue;
    const int whose = tree_.child(i, "nmod:poss");
    const auto author = whose >= 0 && lexicon_.in_class("views", tree_.lemma(i)) ? this->author(whose) : std::nullopt;
    if (!author && !tree_.preposition(i).starts_with("accord") && !tree_.subordinator(i).starts_with("accord"))
      continue;
    const int head = tree_.head(i);
    if (head < 0) continue;
    const Mention speaker = author ? *author : cited(i);
    for (auto& coded : story_.events_here()) {
      Event& event = coded.event;
      if (!tree_.dominates(head, coded.predicate) || tree_.dominates(i, coded.predicate)) continue;
      if (!speaker.country.empty() && country_among(event.actors, speaker.country)) continue;
      event.claimed = true;
      if (!author && speaker.id.empty()) continue;
      auto claim = word_for(event, speaker, "acco");
      claim.claim.author_is_speaker = author.has_value();
      claim.claim.words = {Span{tree_.token(i).begin, tree_.token(i).end}};
      claim.claim.score = 0.8 * speaker.score;
      story_.claims.push_back(std::move(claim));
    }
  }
}

// Whom the text cites by a noun: "a United Nations report", "a statement by the ministry" are whose they are.
Mention SentenceCoder::cited(int noun) const {
  Mention speaker = mentions_.mention(noun);
  for (const int c : tree_.children(noun)) {
    if (!speaker.id.empty()) break;
    const auto behind = tree_.has_relation(c, "nmod") ? tree_.preposition(c) : std::string();
    const bool owns = tree_.has_relation(c, "compound") || tree_.has_relation(c, "amod") ||
                      tree_.token(c).deprel == "nmod:poss" || behind == "by" || behind == "of" || behind == "from";
    if (!owns) continue;
    speaker = mentions_.mention(c);
    parties_.people_to_state(speaker);
  }
  return speaker;
}

}  // namespace demarche
