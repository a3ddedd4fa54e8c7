// Auxiliaries, negation, conditions, questions and purpose. Verbs that change the standing of what they embed ("plan
// to", "fail to", "begin to") are entries of the lexicon; what hangs under a verb that the lexicon does not know is
// taken as not (yet) done.
#include "events/standing.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "events/mention_words.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kNegations = {"not"sv, "n't"sv, "never"sv, "no"sv, "neither"sv, "nor"sv, "hardly"sv};
constexpr std::array kConditions = {"if"sv, "unless"sv, "whether"sv, "lest"sv};
constexpr std::array kPossibly = {"would"sv, "could"sv, "may"sv, "might"sv, "can"sv};
constexpr std::array kPlanned = {"will"sv, "shall"sv};
constexpr std::array kRequired = {"should"sv, "must"sv, "ought"sv};
constexpr std::array kOrder = {"first"sv, "second"sv, "third"sv, "latest"sv};
constexpr std::array kEarlier = {"previously"sv, "formerly"sv};

void read_words(const Tree& tree, int word, const Lexicon& lexicon, Standing& standing) {
  for (const int c : tree.children(word)) {
    const auto& lemma = tree.lemma(c);
    const auto relation = base_relation(tree.token(c).deprel);
    if ((relation == "advmod" || relation == "det" || relation == "cc") && among(kNegations, lemma)) {
      // "not only" affirms
      const bool only = c + 1 < tree.size() && tree.lemma(c + 1) == "only";
      if (!only) standing.negated = true;
    }
    if (relation == "advmod" && (lemma == "long" || lemma == "longer") && c > 0 && tree.lemma(c - 1) == "no")
      standing.negated = true;  // "no longer"
    if ((relation == "advmod" || relation == "amod") && lexicon.in_class("hedges", lemma)) standing.hedged = true;
    if (relation == "advmod" && among(kEarlier, lemma)) standing.past_perfect = true;
    if (relation == "advmod" && lemma == "still" && standing.modality == Modality::done)
      standing.modality = Modality::ongoing;
    if ((relation == "mark" || relation == "case") && (lemma == "without" || lemma == "instead" || lemma == "rather"))
      standing.negated = true;
    if (relation == "mark" && among(kConditions, lemma)) standing.modality = Modality::hypothetical;
  }
}

bool has_condition(const Tree& tree, int verb) {
  return std::any_of(tree.children(verb).begin(), tree.children(verb).end(),
                     [&](int c) { return tree.has_relation(c, "advcl") && among(kConditions, tree.subordinator(c)); });
}

// "said that it would sever ties": will, told in the past. With a condition it stays a thought.
bool is_future_in_past(const Tree& tree, int verb) {
  const int says = tree.head(verb);
  if (!tree.has_relation(verb, "ccomp") || says < 0 || tree.token(says).xpos != "VBD") return false;
  return !has_condition(tree, verb);
}

// "Neither A nor B has sent", "no diplomats were expelled": negation on who or what the verb is about.
bool is_negated_by_argument(const Tree& tree, int verb) {
  return std::any_of(tree.children(verb).begin(), tree.children(verb).end(), [&](int c) {
    if (!tree.has_relation(c, "nsubj") && !tree.has_relation(c, "obj")) return false;
    if (tree.lemma(c) == "none" || tree.lemma(c) == "nobody" || tree.lemma(c) == "neither") return true;
    return std::any_of(tree.children(c).begin(), tree.children(c).end(), [&](int word) {
      return (tree.lemma(word) == "no" || tree.lemma(word) == "neither") &&
             (tree.has_relation(word, "det") || tree.has_relation(word, "cc") || tree.has_relation(word, "advmod"));
    });
  });
}

void read_auxiliaries(const Tree& tree, int verb, Standing& standing) {
  bool being = false, had = false, been = false;
  for (const int c : tree.children(verb)) {
    // "is to expel"
    if (tree.has_relation(c, "cop") && standing.modality == Modality::done && tree.subordinator(verb) == "to")
      standing.modality = Modality::planned;
    if (!tree.has_relation(c, "aux")) continue;
    const auto& lemma = tree.lemma(c);
    if (standing.modality == Modality::done) {
      standing.conditional = (lemma == "would" || among(kPlanned, lemma)) && has_condition(tree, verb);
      if (lemma == "to" || among(kPlanned, lemma) || (lemma == "would" && is_future_in_past(tree, verb)))
        standing.modality = Modality::planned;
      else if (among(kPossibly, lemma))
        standing.modality = Modality::hypothetical;
      else if (among(kRequired, lemma))
        standing.modality = Modality::demanded;
    }
    been = been || tree.token(c).form == "been";
    if (lemma == "have" && (tree.token(c).xpos == "VBD" || tree.token(c).form == "had")) had = true;
    // "was bombing" is going on at the time told of, but in reported speech only a tense shifted back
    const bool shifted = tree.has_relation(verb, "ccomp") && tree.head(verb) < verb;
    const auto& tag = tree.token(c).xpos;
    if (lemma == "be" && tree.token(c).deprel == "aux" && (tag == "VBZ" || tag == "VBP" || (tag == "VBD" && !shifted)))
      being = true;
  }
  if (had) standing.past_perfect = true;
  // "is bombing", "has been bombing"
  if ((being || (been && !had)) && tree.token(verb).xpos == "VBG" && standing.modality == Modality::done)
    standing.modality = Modality::ongoing;
}

bool has_tense(const Tree& tree, int verb) {
  const auto& tag = tree.token(verb).xpos;
  if (tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD") return true;
  return std::any_of(tree.children(verb).begin(), tree.children(verb).end(), [&](int c) {
    const auto& aux = tree.token(c).xpos;
    return (tree.has_relation(c, "aux") || tree.has_relation(c, "cop")) &&
           (aux == "VBD" || aux == "VBZ" || aux == "VBP" || aux == "MD");
  });
}

// "the first country to recognise it", "the first to do so": who is called so has done it.
bool is_first(const Tree& tree, int noun, const Lexicon& lexicon) {
  if (noun < 0) return false;
  const auto& lemma = tree.lemma(noun);
  if (among(kOrder, lemma)) return true;
  const bool somebody = lexicon.in_class("country-nouns", lemma) || lexicon.in_class("organisation-nouns", lemma) ||
                        names_person(lexicon, lemma);
  return somebody && std::any_of(tree.children(noun).begin(), tree.children(noun).end(),
                                 [&](int c) { return tree.has_relation(c, "amod") && among(kOrder, tree.lemma(c)); });
}

// What the clause a verb stands in makes of it.
void read_clause(const Tree& tree, int verb, const Lexicon& lexicon, Standing& standing) {
  const auto relation = base_relation(tree.token(verb).deprel);
  const std::string mark = tree.subordinator(verb);
  const bool infinitive = mark == "to";
  const bool under_noun = relation == "acl" && tree.token(verb).deprel != "acl:relcl";
  const bool has_done = under_noun && is_first(tree, tree.head(verb), lexicon);
  if (standing.modality == Modality::done && infinitive && !has_done &&
      (relation == "advcl" || relation == "xcomp" || relation == "ccomp" || under_noun || relation == "csubj"))
    standing.modality = Modality::planned;
  const int head = tree.head(verb);
  if (relation == "conj" && head >= 0 && tree.is_verbal(head) && tree.child(verb, "nsubj") < 0) {
    // "will sever ties and expel diplomats": auxiliaries and marks of the first verb hold for the second
    Standing first;
    read_words(tree, head, lexicon, first);
    read_auxiliaries(tree, head, first);
    read_clause(tree, head, lexicon, first);
    if (standing.modality == Modality::done && tree.child(verb, "aux") < 0)
      standing.modality = first.modality == Modality::ongoing ? Modality::done : first.modality;
    if (tree.child(verb, "aux") < 0) standing.past_perfect = standing.past_perfect || first.past_perfect;
  }
  // "had been allied with them in fighting": what goes with a deed of the past is of the past
  if (head >= 0 && tree.is_verbal(head) && tree.token(verb).xpos == "VBG" && tree.child(verb, "aux") < 0 &&
      (relation == "advcl" || relation == "obl" || relation == "xcomp"))
    for (const int c : tree.children(head))
      if (tree.has_relation(c, "aux") && tree.token(c).form == "had") standing.past_perfect = true;
  // "there is no record that he ever did"
  if ((relation == "acl" || relation == "ccomp") && head >= 0 && tree.is_nominal(head) && mark == "that" &&
      tree.has_child_lemma(head, "det", "no"))
    standing.negated = true;
  // a question
  const auto& last = tree.token(tree.size() - 1);
  if (last.form == "?" && (relation == "root" || relation == "conj") && standing.modality == Modality::done)
    standing.modality = Modality::hypothetical;
}

}  // namespace

Standing standing_of(const Tree& tree, const Frame& frame, const Lexicon& lexicon) {
  Standing standing;
  read_words(tree, frame.predicate, lexicon, standing);
  const int verb = frame.kind == FormKind::noun ? frame.governor : frame.predicate;
  if (verb < 0) return standing;
  if (verb != frame.predicate) read_words(tree, verb, lexicon, standing);
  if (is_negated_by_argument(tree, verb)) standing.negated = true;
  read_auxiliaries(tree, verb, standing);
  read_clause(tree, verb, lexicon, standing);
  standing.finite = has_tense(tree, verb);
  if (!standing.finite && tree.has_relation(verb, "conj") && tree.head(verb) >= 0)
    standing.finite = has_tense(tree, tree.head(verb));
  return standing;
}

}  // namespace demarche
