#include "events/evidence.h"

#include <algorithm>

#include "base/among.h"

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

bool is_evidence(const Tree& tree, int word, const Lexicon& lexicon) {
  return lexicon.in_class("proof", tree.lemma(word)) || lexicon.in_class("inquiry", tree.lemma(word));
}

// The object of "made the intelligence public", as parsed: "public".
int public_object(const Tree& tree, int verb) {
  const int object = tree.child(verb, "obj");
  return object >= 0 && tree.lemma(object) == "public" ? object : -1;
}

bool makes_public(const Tree& tree, int verb) {
  return tree.lemma(verb) == "make" &&
         (public_object(tree, verb) >= 0 || tree.has_child_lemma(verb, "xcomp", "public") ||
          tree.has_child_lemma(verb, "advmod", "public"));
}

// A verb that tells of evidence: who does what with it, and to whom.
struct Disclosure {
  int proof = -1, actor = -1;  // words, or -1
  std::vector<int> to_whom;
};

Disclosure disclosure_of(const Tree& tree, int verb, const Lexicon& lexicon) {
  Disclosure found;
  const auto is_to_whom = [&](int word) { return tree.preposition(word) == "with" || tree.preposition(word) == "to"; };
  const auto add_whom = [&](int word) {
    for (const int each : tree.coordinated(word)) found.to_whom.push_back(each);
  };
  for (const int c : tree.children(verb)) {
    const auto& relation = tree.token(c).deprel;
    if ((relation == "obj" || relation == "nsubj:pass") && is_evidence(tree, c, lexicon))
      found.proof = c;
    else if (relation == "nsubj")
      found.actor = c;
    else if (relation == "iobj" || (tree.has_relation(c, "obl") && is_to_whom(c)))
      add_whom(c);
  }
  if (const int object = public_object(tree, verb); object >= 0)
    for (const int c : tree.children(object))
      if (is_evidence(tree, c, lexicon)) found.proof = c;
  // "gave the recordings to Germany": the parser may hang the one on the other
  if (found.proof >= 0)
    for (const int c : tree.children(found.proof))
      if (tree.has_relation(c, "nmod") && is_to_whom(c)) add_whom(c);
  // "evidence shared with NATO"
  const int above = tree.head(verb);
  if (found.proof < 0 && above >= 0 && tree.token(verb).deprel == "acl" && lexicon.in_class("proof", tree.lemma(above)))
    found.proof = above;
  for (int at = verb; found.actor < 0 && tree.has_relation(at, "xcomp") && tree.head(at) >= 0;) {
    at = tree.head(at);
    found.actor = tree.child(at, "nsubj");
  }
  return found;
}

// The claim whose evidence this word of the sentence is: one that this sentence makes, else the latest of the same
// side, or of any where none is named. Null if none.
CodedClaim* claim_resting_on(const Tree& tree, int proof, const std::string& side, Story& story) {
  for (std::size_t i = story.claims.size(); i-- > 0;) {
    auto& coded = story.claims[i];
    if (!coded.claim.evidence) continue;
    const bool here = i >= story.first_claim;
    if (here && coded.proof >= 0 && tree.lemma(coded.proof) == tree.lemma(proof)) return &coded;
    if (!here && (side.empty() || coded.claim.on_behalf_of == side)) return &coded;
  }
  return nullptr;
}

}  // namespace

void read_disclosure(const CodingContext& context, const Tree& tree, const MentionReader& mentions, Story& story) {
  const Lexicon& lexicon = context.lexicon;
  for (int verb = 0; verb < tree.size(); ++verb) {
    if (!tree.is_verbal(verb)) continue;
    const bool shows = makes_public(tree, verb) || lexicon.in_class("showing", tree.lemma(verb));
    if (!shows && !lexicon.in_class("sharing", tree.lemma(verb))) continue;
    const auto found = disclosure_of(tree, verb, lexicon);
    if (found.proof < 0 || is_to_come(tree, verb, lexicon)) continue;
    // whom "it" means may be the accused; the evidence is rather the accuser's
    const bool named = found.actor >= 0 && tree.token(found.actor).upos != Upos::pron;
    const auto who = named ? mentions.mention(found.actor) : Mention();
    auto* coded = claim_resting_on(tree, found.proof, who.country.empty() ? who.id : who.country, story);
    if (!coded) continue;
    auto& evidence = *coded->claim.evidence;
    if (is_withheld(tree, verb, lexicon)) {
      if (shows) evidence.disclosed = false;
      continue;
    }
    bool shared = false;
    for (const int other : found.to_whom) {
      const auto with = mentions.mention(other);
      const auto is_of_press = [](const std::string& sector) { return sector == "MED" || sector == "JRN"; };
      if (with.id.empty() || std::any_of(with.sectors.begin(), with.sectors.end(), is_of_press))
        continue;  // all see it
      shared = true;
      add_once(evidence.shared_with, with.id);
    }
    if (shows && !shared) evidence.disclosed = true;
  }
}

}  // namespace demarche
