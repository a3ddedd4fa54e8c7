// Claims: who says, accuses, denies, condemns or supports, toward whom, on what evidence, and about which event.
#include "base/content_hash.h"
#include "events/document_coder.h"
#include "events/roles.h"

namespace demarche {

namespace {

// A noun with all that belongs to it but its clauses: "strong evidence, including intercepted calls, | that ...".
std::vector<int> phrase_of(const Tree& tree, int head) {
  std::vector<int> words{head};
  for (std::size_t at = 0; at < words.size(); ++at)
    for (const int c : tree.children(words[at])) {
      const auto relation = base_relation(tree.token(c).deprel);
      const bool clause = relation == "acl" || relation == "advcl" || relation == "ccomp" || relation == "parataxis";
      const bool outside = at == 0 && (relation == "nsubj" || relation == "cop" || relation == "case");
      if (!clause && !outside && relation != "punct") words.push_back(c);
    }
  return words;
}

}  // namespace

// What the speaker says to rest on: proof before mere inquiry, and how sure it is said to be.
void DocumentCoder::read_evidence(CodedClaim& coded, const std::string& field) const {
  Claim& claim = coded.claim;
  if (claim.stance == Stance::demands || claim.stance == Stance::threatens || claim.stance == Stance::promises) return;
  // a word of the claim's own clause, and no "no evidence", no "intelligence agency"
  // "..., and Britain said ...", "...; Britain said ...", but no remark between commas: "held evidence, he said, that"
  const auto begins_clause = [&](int word) {
    if (tree_->child(word, "nsubj") < 0) return false;
    if (tree_->has_relation(word, "conj")) return true;
    if (!tree_->has_relation(word, "parataxis")) return false;
    for (int i = tree_->head(word) + 1; i < word; ++i)
      if (tree_->token(i).form == ";" || tree_->token(i).form == ":") return true;
    return false;
  };
  int clause = coded.predicate;
  while (clause >= 0 && !begins_clause(clause) && tree_->head(clause) >= 0) clause = tree_->head(clause);
  const auto is_own = [&](int word) {
    if (tree_->has_relation(word, "compound") || tree_->has_child_lemma(word, "det", "no")) return false;
    // "the head of Indian intelligence"
    if (tree_->has_relation(word, "nmod") && tree_->head(word) >= 0 &&
        world_.is_agent_word(tree_->lemma(tree_->head(word))))
      return false;
    const bool told = coded.root >= 0 && (word == coded.root || tree_->dominates(coded.root, word));
    if (!told && clause >= 0 && word != clause && !tree_->dominates(clause, word)) return false;
    for (int at = word; at >= 0 && at != coded.predicate && at != clause; at = tree_->head(at))
      if (begins_clause(at) && at != coded.root) return false;
    return true;
  };
  int best = -1;
  bool is_proof = false;
  for (int i = 0; i < tree_->size(); ++i) {
    if (!is_own(i)) continue;
    const bool proof = lexicon_.in_class("proof", tree_->lemma(i)) && tree_->is_nominal(i);
    const bool inside = best >= 0 && tree_->dominates(best, i);  // "evidence, including telephone intercepts"
    if (proof && !(is_proof && inside))
      best = i, is_proof = true;
    else if (best < 0 && lexicon_.in_class("inquiry", tree_->lemma(i)))
      best = i;
  }
  if (best < 0) return;
  coded.proof = best;
  const auto words = phrase_of(*tree_, best);
  const Span span = tree_->span(words);
  if (span.end <= field.size())
    claim.evidence = Evidence{tree_->lemma(best), {}, {}, field.substr(span.begin, span.end - span.begin)};
  for (const int word : words)
    if (lexicon_.in_class("certainly", tree_->lemma(word))) claim.certainty = Certainty::certain;
}

// "condemned the decision", "a move that it described as unfriendly", "disputed the account": the noun for what was
// told before, and whose it is said to be.
void DocumentCoder::read_deed(CodedClaim& coded, const Match& match) const {
  auto heads = match.recipients;
  heads.insert(heads.end(), match.bound.begin(), match.bound.end());
  for (const int head : heads) {
    const auto& noun = tree_->lemma(head);
    const bool account = lexicon_.in_class("accounts", noun);
    if (!account && !lexicon_.in_class("deeds", noun) && lexicon_.forms(FormKind::noun, noun).empty()) continue;
    if (head == match.frame.predicate || (!account && !mentions_.mention(head).id.empty())) continue;
    const int owner = tree_->child(head, "nmod:poss");
    const int det = tree_->child(head, "det");
    const bool told = owner >= 0 || (det >= 0 && tree_->lemma(det) != "a" && tree_->lemma(det) != "any") ||
                      (head > 0 && tree_->token(head - 1).form == ",") ||
                      (det > 0 && tree_->token(det - 1).form == ",");  // ", a move that ..."
    if (!told) continue;
    coded.deed = noun;
    if (owner >= 0) coded.deed_of = mentions_.mention(owner).country;
  }
}

// "said in a televised speech", "told a news conference".
void DocumentCoder::read_venue(Claim& claim, const Match& match, const std::string& field) const {
  for (const int c : tree_->children(match.frame.predicate)) {
    const std::string preposition = tree_->preposition(c);
    const bool where =
        tree_->has_relation(c, "obl") && (preposition == "in" || preposition == "at" || preposition == "on" ||
                                          preposition == "during" || preposition == "via");
    const bool told = (tree_->has_relation(c, "obj") || tree_->has_relation(c, "iobj")) &&
                      match.form->heads.size() > 0 && lexicon_.in_class("saying", tree_->lemma(match.frame.predicate));
    if ((!where && !told) || !lexicon_.in_class("venues", tree_->lemma(c))) continue;
    const Span span = tree_->span(phrase_of(*tree_, c));
    if (span.end <= field.size()) claim.venue = field.substr(span.begin, span.end - span.begin);
  }
}

// "We did not attack Moscow," the president said: the speaker's side.
void DocumentCoder::speak_for_self(const Match& match, const Surrounding& around, Event& event) const {
  if (!around.speaker || around.speaker->id.empty()) return;
  const auto speak = [&](const std::vector<int>& heads, std::vector<Mention>& side) {
    for (const int head : heads) {
      if (!tree_->is_first_person(head)) continue;
      Mention self = *around.speaker;
      const bool alone = tree_->lemma(head) == "i" || tree_->lemma(head) == "me" || self.country.empty();
      if (const auto state = alone ? std::nullopt : world_.resolve(self.country, document_.date)) {
        self.id = state->id;
        self.sectors = state->sectors;
        self.name = state->name;
      }
      const auto& token = tree_->token(head);
      self.text = token.form;
      self.span = Span{token.begin, token.end};
      self.in_title = tree_->sentence().in_title;
      self.why = "first person: the speaker's side";
      add_mentions(side, {self});
    }
  };
  speak(match.actors, event.actors);
  speak(match.recipients, event.recipients);
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
    if (tree_->token(word).upos == Upos::aux && (lemma == "may" || lemma == "might")) return Certainty::possible;
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
    // "there is evidence that Russia supplied the weapons": toward whom it is evidence
    if (!told && !claim.toward && claims_[i].proof >= 0)
      for (const int word : tree_->subtree(claims_[i].proof))
        if (tree_->is_verbal(word) && (tree_->has_relation(word, "acl") || tree_->has_relation(word, "ccomp")))
          if (const int who = tree_->child(word, "nsubj"); who >= 0 && !claim.toward) {
            auto accused = mentions_.mention(who);
            if (!accused.country.empty() && accused.country != claim.speaker.country) claim.toward = std::move(accused);
          }
    if (!told) continue;
    if (claim.about.empty()) claim.about = told->event.id;
    // who says that his own side did no such thing denies it
    if (claim.stance == Stance::asserts && told->event.negated && told->event.quad_code >= 3 &&
        country_among(told->event.actors, claim.on_behalf_of) && told->event.modality == Modality::done)
      claim.stance = Stance::denies;
    if (claim.toward) continue;
    const bool asks = claim.stance == Stance::demands || claim.stance == Stance::threatens;
    const auto& side = asks ? told->event.recipients : told->event.actors;
    if (side.empty() || side.front().id.empty() || side.front().country == claim.speaker.country) continue;
    if (asks || told->event.quad_code >= 3 || claim.stance == Stance::accuses) claim.toward = side.front();
  }
}

void DocumentCoder::emit_claim(const Match& match, const std::vector<std::string>& about,
                               const std::vector<std::string>& made, const Surrounding& around) {
  auto speakers = actors_of(match, around);
  bool by_author = false;
  if (speakers.empty() && !around.speaker)
    for (const int head : match.actors)
      if (const auto writes = author(head)) speakers = {*writes}, by_author = true;
  if (speakers.empty()) return;
  const Standing standing = standing_of(*tree_, match.frame);
  if (standing.negated || standing.modality == Modality::hypothetical || standing.modality == Modality::planned) return;
  CodedClaim coded;
  Claim& claim = coded.claim;
  coded.embeds = match.embedded >= 0 && !about.empty();
  coded.predicate = match.frame.predicate;
  claim.document = document_.id;
  claim.sentence = sentence_;
  claim.speaker = speakers.front();
  claim.author_is_speaker = by_author;
  const bool own_side =
      claim.speaker.id.starts_with("GRP.") || claim.speaker.country.empty();  // a group speaks for itself
  claim.on_behalf_of = own_side ? claim.speaker.id : claim.speaker.country;
  claim.stance = *match.entry->claim;
  // "called the step groundless", "described it as a brave decision"
  const bool judges = claim.stance == Stance::interprets;
  for (const int word : judges ? tree_->subtree(match.frame.predicate) : std::vector<int>()) {
    if (lexicon_.in_class("blaming", tree_->lemma(word))) claim.stance = Stance::condemns;
    if (judges && claim.stance == Stance::interprets && lexicon_.in_class("praising", tree_->lemma(word)))
      claim.stance = Stance::supports;
  }
  if (!made.empty()) coded.made = made.front();
  read_deed(coded, match);
  const auto toward = recipients_of(match, {});
  if (!toward.empty()) claim.toward = toward.front();
  // nobody accuses himself: a noun that stands for another was taken for the speaker
  if (claim.toward && !claim.toward->id.empty() &&
      (claim.toward->id == claim.speaker.id || claim.toward->id == claim.on_behalf_of))
    claim.toward.reset();
  if (coded.deed_of == claim.on_behalf_of && claim.stance != Stance::supports) coded.deed_of.clear();
  if (!about.empty() || !made.empty()) claim.about = about.empty() ? made.front() : about.front();
  int expression = expression_of(*tree_, match.frame.predicate, expressions_, owner_);
  if (expression < 0 && !around.claimed) expression = around.expression;
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
  read_evidence(coded, field);
  read_venue(claim, match, field);
  claim.score = 0.9 * (claim.speaker.score > 0 ? claim.speaker.score : 0.4);
  claim.id = hex_id(content_hash(
      {content_, claim.in_title ? "title" : "text", std::to_string(claim.words.front().begin), name_of(claim.stance)}));
  claims_.push_back(std::move(coded));
}

}  // namespace demarche
