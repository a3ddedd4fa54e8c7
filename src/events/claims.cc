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
