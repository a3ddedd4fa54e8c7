// Claims: who says, accuses, denies, condemns or supports, toward whom, on what evidence, and about which event.
#include "base/content_hash.h"
#include "events/document_coder.h"

namespace demarche {

// What the speaker says to rest on: proof before mere inquiry, and how sure it is said to be.
void DocumentCoder::read_evidence(Claim& claim, const std::string& field) const {
  int best = -1;
  for (int i = 0; i < tree_->size(); ++i) {
    if (lexicon_.in_class("proof", tree_->lemma(i)))
      best = i;
    else if (best < 0 && lexicon_.in_class("inquiry", tree_->lemma(i)))
      best = i;
  }
  if (best < 0) return;
  const auto words = mentions_.words_of_phrase(best);
  const Span span = tree_->span(words);
  if (span.end <= field.size())
    claim.evidence = Evidence{tree_->lemma(best), {}, {}, field.substr(span.begin, span.end - span.begin)};
  for (const int word : words)
    if (lexicon_.in_class("certainly", tree_->lemma(word))) claim.certainty = Certainty::certain;
}

// How sure the speaker sounds, by the words of what is said.
Certainty DocumentCoder::certainty_below(int root) const {
  if (root < 0) return Certainty::unsaid;
  for (const int word : tree_->subtree(root)) {
    const auto& lemma = tree_->lemma(word);
    if (lexicon_.in_class("sounding-doubtful", lemma)) return Certainty::doubtful;
    if (lexicon_.in_class("sounding-certain", lemma)) return Certainty::certain;
    if (lexicon_.in_class("sounding-likely", lemma)) return Certainty::likely;
    if (lexicon_.in_class("sounding-possible", lemma)) return Certainty::possible;
  }
  return Certainty::unsaid;
}

// What a claim of this sentence is about, where it is told further inside ("said there was proof that X attacked"), and
// toward whom: who is asked, or who is said to have done harm.
void DocumentCoder::complete_claims() {
  for (std::size_t i = first_claim_; i < claims_.size(); ++i) {
    Claim& claim = claims_[i].claim;
    const CodedEvent* told = nullptr;
    for (std::size_t e = first_event_; e < events_.size() && !told; ++e)
      if (events_[e].event.id == claim.about ||
          (claim.about.empty() && claims_[i].root >= 0 && tree_->dominates(claims_[i].root, events_[e].predicate)))
        told = &events_[e];
    if (!told) continue;
    if (claim.about.empty()) claim.about = told->event.id;
    if (claim.toward) continue;
    const bool asks = claim.stance == Stance::demands || claim.stance == Stance::threatens;
    const auto& side = asks ? told->event.recipients : told->event.actors;
    if (side.empty() || side.front().id.empty() || side.front().country == claim.speaker.country) continue;
    if (asks || told->event.quad_code >= 3) claim.toward = side.front();
  }
}

void DocumentCoder::emit_claim(const Match& match, const std::vector<std::string>& about, const Surrounding& around) {
  auto speakers = actors_of(match, around);
  if (speakers.empty()) return;
  const Standing standing = standing_of(*tree_, match.frame);
  if (standing.negated || standing.modality == Modality::hypothetical || standing.modality == Modality::planned) return;
  CodedClaim coded;
  Claim& claim = coded.claim;
  coded.embeds = match.embedded >= 0 && !about.empty();
  claim.document = document_.id;
  claim.sentence = sentence_;
  claim.speaker = speakers.front();
  const bool own_side =
      claim.speaker.id.starts_with("GRP.") || claim.speaker.country.empty();  // a group speaks for itself
  claim.on_behalf_of = own_side ? claim.speaker.id : claim.speaker.country;
  claim.stance = *match.entry->claim;
  const auto toward = recipients_of(match, {});
  if (!toward.empty()) claim.toward = toward.front();
  if (!about.empty()) claim.about = about.front();
  const int expression = expression_of(*tree_, match.frame.predicate, expressions_, owner_);
  if (expression >= 0 && expressions_[static_cast<std::size_t>(expression)].period)
    claim.said = expressions_[static_cast<std::size_t>(expression)].period;
  else if (document_.date && !standing.past_perfect)
    claim.said = Period::of_day(*document_.date);
  claim.certainty = match.entry->certainty;
  coded.root = embedded_root(match);
  if (claim.certainty == Certainty::unsaid) claim.certainty = certainty_below(coded.root);
  claim.in_title = tree_->sentence().in_title;
  for (const int word : match.words) claim.words.push_back({tree_->token(word).begin, tree_->token(word).end});
  const auto& field = claim.in_title ? document_.title : document_.text;
  const auto& sentence = tree_->sentence();
  if (sentence.end <= field.size()) claim.text = field.substr(sentence.begin, sentence.end - sentence.begin);
  // the quoted words, and the evidence that the speaker says to have
  for (const auto& [left, right] : {std::pair<std::string, std::string>{"“", "”"}, {"\"", "\""}}) {
    const auto begin = claim.text.find(left);
    const auto end = begin == std::string::npos ? begin : claim.text.find(right, begin + left.size());
    if (claim.quote.empty() && end != std::string::npos)
      claim.quote = claim.text.substr(begin + left.size(), end - begin - left.size());
  }
  read_evidence(claim, field);
  claim.score = 0.9 * (claim.speaker.score > 0 ? claim.speaker.score : 0.4);
  claim.id = hex_id(content_hash(
      {content_, claim.in_title ? "title" : "text", std::to_string(claim.words.front().begin), name_of(claim.stance)}));
  claims_.push_back(std::move(coded));
}

}  // namespace demarche
