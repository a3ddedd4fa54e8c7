// What becomes of the evidence that a speaker claims to have: shown to all, kept back, or shared with some. It may be
// told in the sentence of the claim or in a later one, of the same speaker.
#include <algorithm>

#include "base/among.h"
#include "events/document_coder.h"

namespace demarche {
namespace {

// "did not publish", "refused to publish", "without publishing".
bool is_withheld(const Tree& tree, int verb, const Lexicon& lexicon) {
  const auto is_negated = [&](int word) {
    for (const int c : tree.children(word))
      if (tree.has_relation(c, "advmod") &&
          (tree.lemma(c) == "not" || tree.lemma(c) == "n't" || tree.lemma(c) == "never"))
        return true;
    return tree.subordinator(word) == "without";
  };
  const int above = tree.head(verb);
  return is_negated(verb) ||
         (above >= 0 && tree.has_relation(verb, "xcomp") && lexicon.in_class("withholding", tree.lemma(above)));
}

// "will publish", "plans to publish", "urged it to publish".
bool is_to_come(const Tree& tree, int verb, const Lexicon& lexicon) {
  for (const int c : tree.children(verb))
    if (tree.has_relation(c, "aux") && tree.lemma(c) != "have" && tree.lemma(c) != "be" && tree.lemma(c) != "do")
      return true;
  return tree.subordinator(verb) == "to" && !is_withheld(tree, verb, lexicon);
}

}  // namespace

// The claim whose evidence this word of the sentence is: one that this sentence makes, else the latest of the same
// side, or of any where none is named. Null if none.
CodedClaim* DocumentCoder::claim_resting_on(int proof, const std::string& side) {
  for (std::size_t i = claims_.size(); i-- > 0;) {
    auto& coded = claims_[i];
    if (!coded.claim.evidence) continue;
    if (i >= first_claim_ && coded.proof >= 0 && tree_->lemma(coded.proof) == tree_->lemma(proof)) return &coded;
    if (i < first_claim_ && (side.empty() || coded.claim.on_behalf_of == side)) return &coded;
  }
  return nullptr;
}

void DocumentCoder::read_showing() {
  for (int verb = 0; verb < tree_->size(); ++verb) {
    if (!tree_->is_verbal(verb)) continue;
    const auto& lemma = tree_->lemma(verb);
    const int object = tree_->child(verb, "obj");
    const bool public_object = object >= 0 && tree_->lemma(object) == "public";  // "the intelligence public", as parsed
    const bool made_public = lemma == "make" && (public_object || tree_->has_child_lemma(verb, "xcomp", "public") ||
                                                 tree_->has_child_lemma(verb, "advmod", "public"));
    const bool shows = made_public || lexicon_.in_class("showing", lemma);
    if (!shows && !lexicon_.in_class("sharing", lemma)) continue;
    const auto is_evidence = [&](int word) {
      return lexicon_.in_class("proof", tree_->lemma(word)) || lexicon_.in_class("inquiry", tree_->lemma(word));
    };
    const auto is_to_whom = [&](int word) {
      return tree_->preposition(word) == "with" || tree_->preposition(word) == "to";
    };
    int proof = -1, actor = -1;
    std::vector<int> others;
    for (const int c : tree_->children(verb)) {
      const bool is_proof = is_evidence(c);
      const auto& relation = tree_->token(c).deprel;
      if (is_proof && (relation == "obj" || relation == "nsubj:pass"))
        proof = c;
      else if (relation == "nsubj")
        actor = c;
      else if (relation == "iobj" || (tree_->has_relation(c, "obl") && is_to_whom(c)))
        for (const int each : tree_->coordinated(c)) others.push_back(each);
    }
    for (const int c : public_object ? tree_->children(object) : std::vector<int>())
      if (is_evidence(c)) proof = c;
    // "gave the recordings to Germany": the parser may hang the one on the other
    for (const int c : proof >= 0 ? tree_->children(proof) : std::vector<int>())
      if (tree_->has_relation(c, "nmod") && is_to_whom(c))
        for (const int each : tree_->coordinated(c)) others.push_back(each);
    // "evidence shared with NATO"
    if (proof < 0 && tree_->token(verb).deprel == "acl" && tree_->head(verb) >= 0 &&
        lexicon_.in_class("proof", tree_->lemma(tree_->head(verb))))
      proof = tree_->head(verb);
    if (proof < 0 || is_to_come(*tree_, verb, lexicon_)) continue;
    for (int above = verb; actor < 0 && tree_->has_relation(above, "xcomp") && tree_->head(above) >= 0;) {
      above = tree_->head(above);
      actor = tree_->child(above, "nsubj");
    }
    // whom "it" means may be the accused; the evidence is rather the accuser's
    const auto who = actor >= 0 && tree_->token(actor).upos != Upos::pron ? mentions_.mention(actor) : Mention();
    auto* coded = claim_resting_on(proof, who.country.empty() ? who.id : who.country);
    if (!coded) continue;
    auto& evidence = *coded->claim.evidence;
    if (is_withheld(*tree_, verb, lexicon_)) {
      if (shows) evidence.disclosed = false;
      continue;
    }
    bool shared = false;
    for (const int other : others) {
      const auto with = mentions_.mention(other);
      const auto is_press = [](const std::string& sector) { return sector == "MED" || sector == "JRN"; };
      if (with.id.empty() || std::any_of(with.sectors.begin(), with.sectors.end(), is_press)) continue;  // all see it
      shared = true;
      add_once(evidence.shared_with, with.id);
    }
    if (shows && !shared) evidence.disclosed = true;
  }
}

}  // namespace demarche
