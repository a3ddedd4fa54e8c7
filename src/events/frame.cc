// How each construction is undone:
//   passive             subject -> object, "by" -> subject
//   relative clause     the noun it modifies stands for the relative pronoun, or fills the gap
//   participle on noun  "sanctions imposed by X": the noun is the object; "troops attacking X": the subject
//   control             "ordered X to leave": X leaves; "promised to leave": the subject does
//   participle clause   "Accusing X of ..., Y left": Y accuses
//   naming              "called X a failure": "as a failure"
//   coordination        the second verb takes the subject (and lends its object to the first)
//   noun                possessor, adjective or noun of nation before it, "by" -> subject; a light verb lends subject
//   and prepositions
// What it leaves out: gaps across several clauses, and heads that the parser got wrong.
#include "events/frame.h"

#include <algorithm>

#include "base/among.h"

namespace demarche {
namespace {

constexpr int kDeepest = 6;  // clauses climbed for a subject

bool is_relative_pronoun(const Tree& tree, int i) {
  const auto& lemma = tree.lemma(i);
  return (lemma == "who" || lemma == "which" || lemma == "that" || lemma == "whom") && tree.token(i).upos == Upos::pron;
}

bool is_participle_ing(const Tree& tree, int i) { return tree.token(i).xpos == "VBG"; }

bool is_participle_past(const Tree& tree, int i) {
  if (tree.token(i).xpos != "VBN" && tree.token(i).xpos != "VBD") return false;
  return tree.child(i, "aux") < 0;
}

void append(std::vector<int>& list, const std::vector<int>& more) {
  for (const int i : more) add_once(list, i);
}

// The noun that a relative pronoun stands for is the one the clause modifies.
std::vector<int> antecedent_or_self(const Tree& tree, int argument, int clause) {
  if (is_relative_pronoun(tree, argument) && tree.has_relation(clause, "acl")) {
    // "severed relations with Iran, which it accused of ...", "..., which attacked a ship": who can be accused or acts
    // on somebody is the name right before, whatever thing it hangs on; "the treaty with Iran, which was signed" is not
    const int noun = tree.head(clause), name = argument - 2;
    const auto laid_to = [&](int c) {
      const auto mark = tree.is_verbal(c) ? tree.subordinator(c) : tree.preposition(c);
      return mark == "of" || mark == "for";
    };
    const auto& below = tree.children(clause);
    const bool of_somebody = tree.token(argument).deprel == "nsubj" ? tree.child(clause, "obj") >= 0
                                                                    : std::any_of(below.begin(), below.end(), laid_to);
    if (tree.lemma(argument) == "which" && of_somebody && name > noun && tree.token(argument - 1).form == "," &&
        tree.token(name).upos == Upos::propn && tree.token(noun).upos == Upos::noun && tree.dominates(noun, name))
      return {name};
    return tree.coordinated(noun);
  }
  return tree.coordinated(argument);
}

struct Surface {
  std::vector<int> subjects, objects;  // as written, before the passive is undone
};

std::vector<int> written_subjects(const Tree& tree, int verb) {
  std::vector<int> found;
  for (const int c : tree.children(verb))
    if (tree.has_relation(c, "nsubj")) append(found, antecedent_or_self(tree, c, verb));
  return found;
}

// An object; what the parser calls one although a preposition stands before it is none, but for a particle right behind
// the verb ("broke off relations").
bool is_object(const Tree& tree, int word) {
  if (!tree.has_relation(word, "obj") && !tree.has_relation(word, "iobj")) return false;
  const int mark = tree.child(word, "case");
  return mark < 0 || mark > word || mark == tree.head(word) + 1;
}

std::vector<int> written_objects(const Tree& tree, int verb) {
  std::vector<int> found;
  for (const int c : tree.children(verb))
    if (is_object(tree, c)) append(found, antecedent_or_self(tree, c, verb));
  return found;
}

std::vector<int> agents_by(const Tree& tree, int predicate) {
  std::vector<int> found;
  for (const int c : tree.children(predicate))
    if ((tree.has_relation(c, "obl") || tree.has_relation(c, "nmod")) && tree.preposition(c) == "by")
      append(found, tree.coordinated(c));
  if (!found.empty() || !tree.is_verbal(predicate)) return found;
  for (const int c : tree.children(predicate))  // "was planned and carried out by X"
    if (tree.has_relation(c, "conj") && tree.is_verbal(c) && tree.child(c, "nsubj") < 0)
      append(found, agents_by(tree, c));
  return found;
}

// Who acts in the clauses that a noun embeds ("Iran's decision to ..."): its possessor, or the subject of the verb that
// carries it.
std::vector<int> noun_controllers(const Tree& tree, int noun, int depth);

// The surface subject: written, or that of the construction the verb stands in.
std::vector<int> surface_subjects(const Tree& tree, int verb, int depth, bool* inherited) {
  if (auto own = written_subjects(tree, verb); !own.empty() || depth > kDeepest) return own;
  const int head = tree.head(verb);
  if (head < 0) return {};
  if (inherited) *inherited = true;
  const auto relation = base_relation(tree.token(verb).deprel);
  const bool adjectival = tree.child(verb, "cop") >= 0;
  if (relation == "acl") {
    const auto& full = tree.token(verb).deprel;
    if (full == "acl:relcl") return {};
    // "severed ties with X, accusing it ...": behind a comma the participle is the main verb's, whatever noun the
    // parser hung it on; "met many leaders, including meeting the pope" likewise
    const auto mark = tree.subordinator(verb);
    const bool of_clause = (verb > 0 && tree.token(verb - 1).form == ",") || mark == "include" || mark == "including";
    if (is_participle_ing(tree, verb) && of_clause)
      for (int above = head, steps = 0; above >= 0 && steps < kDeepest; above = tree.head(above), ++steps)
        if (tree.is_verbal(above)) return surface_subjects(tree, above, depth + 1, nullptr);
    if (is_participle_ing(tree, verb) || is_participle_past(tree, verb)) return tree.coordinated(head);
    return noun_controllers(tree, head, depth + 1);
  }
  // "protesting legislators"
  if (relation == "amod") return is_participle_ing(tree, verb) ? tree.coordinated(head) : std::vector<int>();
  // "The hackers broke into the systems, officials said": what is told before the words of telling is not the
  // speaker's; its subject may stand at a verb that the parser set beside it
  if (relation == "ccomp" && verb < head && !is_participle_ing(tree, verb)) {
    for (const int c : tree.children(head))
      if (c < verb && tree.has_relation(c, "ccomp"))
        if (auto own = written_subjects(tree, c); !own.empty()) return own;
    return {};
  }
  if (relation == "xcomp" || (relation == "ccomp" && tree.subordinator(verb) != "that" && !adjectival)) {
    if (!is_passive(tree, head))
      if (auto objects = written_objects(tree, head); !objects.empty() && relation == "xcomp") return objects;
    return surface_subjects(tree, head, depth + 1, nullptr);
  }
  if (relation == "advcl") {
    // "announced it in an address after speaking with ...": of the clause, whatever noun of it the parser chose
    int above = head;
    while (above >= 0 && tree.is_nominal(above) && tree.child(above, "cop") < 0 &&
           written_subjects(tree, above).empty() && tree.head(above) >= 0)
      above = tree.head(above);
    return surface_subjects(tree, above, depth + 1, nullptr);
  }
  if (relation == "conj" && (tree.is_verbal(head) || tree.child(head, "cop") >= 0)) {
    // "was arrested and fled": voice may differ, the surface subject is shared
    return surface_subjects(tree, head, depth + 1, nullptr);
  }
  if (relation == "parataxis" && is_participle_ing(tree, verb)) return surface_subjects(tree, head, depth + 1, nullptr);
  return {};
}

bool is_state_of_subject(const Tree& tree, int noun) {
  return tree.child(noun, "cop") >= 0 && (tree.preposition(noun) == "on" || tree.preposition(noun) == "behind");
}

std::vector<int> noun_controllers(const Tree& tree, int noun, int depth) {
  std::vector<int> found;
  if (is_state_of_subject(tree, noun)) append(found, written_subjects(tree, noun));
  // "Egypt was the first country to make peace"
  if (tree.child(noun, "cop") >= 0 && tree.child(noun, "amod") >= 0) append(found, written_subjects(tree, noun));
  for (const int c : tree.children(noun))
    if (tree.token(c).deprel == "nmod:poss") append(found, tree.coordinated(c));
  append(found, agents_by(tree, noun));
  if (!found.empty() || depth > kDeepest) return found;
  const int head = tree.head(noun);
  if (head >= 0 && tree.is_verbal(head) && (tree.has_relation(noun, "obj") || tree.has_relation(noun, "obl")))
    return subjects_of(tree, head);
  for (const int c : tree.children(noun))
    if (tree.has_relation(c, "amod") || tree.has_relation(c, "compound")) found.push_back(c);
  return found;
}

// "X, attacked by Y": a relative clause without a relative pronoun lacks its object.
std::vector<int> gap_object(const Tree& tree, int verb) {
  if (tree.token(verb).deprel != "acl:relcl" || tree.head(verb) < 0) return {};
  const bool has_pronoun = std::any_of(tree.children(verb).begin(), tree.children(verb).end(),
                                       [&](int c) { return is_relative_pronoun(tree, c); });
  if (has_pronoun || tree.child(verb, "nsubj") < 0) return {};
  return tree.coordinated(tree.head(verb));
}

void add_obliques(const Tree& tree, int predicate, Frame& frame) {
  for (const int c : tree.children(predicate)) {
    const auto relation = base_relation(tree.token(c).deprel);
    if (relation == "obl" || relation == "nmod" || ((relation == "obj" || relation == "iobj") && !is_object(tree, c))) {
      if (tree.token(c).deprel == "nmod:poss") continue;
      const std::string preposition = tree.preposition(c);
      if (preposition.empty()) continue;
      for (const int one : tree.coordinated(c)) frame.obliques.push_back({preposition, one, tree.is_verbal(one)});
    } else if (relation == "advcl" || relation == "acl" || relation == "xcomp" || relation == "ccomp") {
      // "a charge that Yerevan denied" lacks its object: it says which charge, not what was charged
      if (tree.token(c).deprel == "acl:relcl" && tree.child(c, "obj") < 0) continue;
      const std::string mark = tree.subordinator(c);
      if (relation == "xcomp" && mark.empty() && !tree.is_verbal(c)) {
        frame.obliques.push_back({"as", c, false});
        // "stopped short | of recognising", "held Iran responsible | for the attack"
        for (const int own : tree.children(c)) {
          const auto below = base_relation(tree.token(own).deprel);
          const bool clause = below == "advcl" && tree.is_verbal(own);
          const std::string with = clause ? tree.subordinator(own) : tree.preposition(own);
          if ((clause || below == "obl") && !with.empty()) frame.obliques.push_back({with, own, clause});
        }
      }
      if (mark.empty() || mark == "that")
        frame.complements.push_back(c);
      else
        frame.obliques.push_back({mark, c, true});
    } else if (relation == "compound" && tree.token(c).deprel == "compound:prt") {
      frame.particles.push_back(tree.lemma(c));
    } else if (relation == "advmod" || relation == "case") {
      frame.particles.push_back(tree.lemma(c));
    }
  }
}

// Prepositions that the parser may have hung on a noun below instead of the predicate: "severance of ties | with R | by
// A".
void add_nested(const Tree& tree, int noun, Frame& frame, int depth) {
  for (const int c : tree.children(noun)) {
    if (!tree.has_relation(c, "nmod") || tree.token(c).deprel == "nmod:poss") continue;
    const std::string preposition = tree.preposition(c);
    if (preposition.empty()) continue;
    for (const int one : tree.coordinated(c)) {
      const bool there = std::any_of(frame.obliques.begin(), frame.obliques.end(),
                                     [&](const FrameArgument& each) { return each.head == one; });
      if (!there) frame.obliques.push_back({preposition, one, false});
    }
    if (depth < 2) add_nested(tree, c, frame, depth + 1);
  }
}

// "by X" below the predicate's objects and complements, where the predicate itself has none.
void take_nested_agents(Frame& frame) {
  if (!frame.subjects.empty()) return;
  for (const auto& oblique : frame.obliques)
    if (oblique.preposition == "by" && !oblique.clause) frame.subjects.push_back(oblique.head);
}

void fill_verb(const Tree& tree, Frame& frame) {
  const int verb = frame.predicate;
  frame.passive = is_passive(tree, verb);
  auto subjects = surface_subjects(tree, verb, 0, &frame.subject_inherited);
  auto objects = written_objects(tree, verb);
  if (objects.empty()) objects = gap_object(tree, verb);
  if (objects.empty() && tree.child(verb, "compound:prt") >=
                             0)  // "shot down an aircraft": behind a particle, what has no preposition is the object
    for (const int c : tree.children(verb))
      if (tree.token(c).deprel == "obl" && tree.preposition(c).empty()) append(objects, tree.coordinated(c));
  add_obliques(tree, verb, frame);
  if (frame.passive) {
    append(subjects, objects);  // "was given an order": both are objects of the active voice
    frame.objects = std::move(subjects);
    frame.subjects = agents_by(tree, verb);
  } else {
    frame.subjects = std::move(subjects);
    frame.objects = std::move(objects);
  }
  // "attacked and burned the embassy": the first verb borrows the object
  if (frame.objects.empty() && !frame.passive)
    for (const int c : tree.children(verb))
      if (tree.has_relation(c, "conj") && tree.is_verbal(c) && tree.child(c, "nsubj") < 0 && !is_passive(tree, c))
        append(frame.objects, written_objects(tree, c));
  for (const int object : std::vector<int>(frame.objects))
    if (tree.head(object) == verb) add_nested(tree, object, frame, 1);
  // "were declared persona non grata by X": the agent, on whatever noun below the parser hung it
  if (!frame.passive || !frame.subjects.empty()) return;
  for (const int word : tree.subtree(verb)) {
    if (word < verb || tree.preposition(word) != "by" || !tree.is_nominal(word)) continue;
    int above = tree.head(word);
    while (above >= 0 && above != verb && !tree.is_verbal(above)) above = tree.head(above);
    if (above == verb) append(frame.subjects, tree.coordinated(word));
  }
}

void fill_adjective(const Tree& tree, Frame& frame) {
  frame.subjects = surface_subjects(tree, frame.predicate, 0, &frame.subject_inherited);
  if (frame.subjects.empty() && tree.has_relation(frame.predicate, "amod"))
    frame.subjects = {tree.head(frame.predicate)};
  add_obliques(tree, frame.predicate, frame);
}

// Adds what a verb that carries the noun knows: "launched an attack on", "the attack was launched by", "came under
// attack from".
void add_light_verb(const Tree& tree, Frame& frame, const Lexicon& lexicon, int verb, bool noun_is_object) {
  const int particle = tree.child(verb, "compound:prt");
  std::string with = particle >= 0 ? tree.lemma(particle) : std::string();
  const std::string preposition = tree.preposition(frame.predicate);
  if (with.empty() && !noun_is_object) with = preposition;
  const LightVerb kind = lexicon.light_verb(tree.lemma(verb), with);
  if (kind == LightVerb::none) return;
  Frame carrier;
  carrier.kind = FormKind::verb;
  carrier.predicate = verb;
  fill_verb(tree, carrier);
  frame.governor = verb;
  std::erase_if(carrier.obliques, [&](const FrameArgument& each) { return each.head == frame.predicate; });
  for (const auto& oblique : carrier.obliques) {
    const bool there = std::any_of(frame.obliques.begin(), frame.obliques.end(),
                                   [&](const FrameArgument& each) { return each.head == oblique.head; });
    if (!there) frame.obliques.push_back(oblique);
  }
  if (kind == LightVerb::does) {
    append(frame.subjects, carrier.subjects);
    std::erase(carrier.objects, frame.predicate);
    append(frame.objects, carrier.objects);  // "gave Albania support"
  } else {
    append(frame.objects, carrier.subjects);
    for (const auto& oblique : carrier.obliques)
      if (oblique.preposition == "from" || oblique.preposition == "by" || oblique.preposition == "at")
        append(frame.subjects, {oblique.head});
  }
}

// The words before a noun, and those before nouns before it: "a | US | counter-terrorism | operation".
void add_modifiers(const Tree& tree, int noun, std::vector<int>& found, int depth) {
  for (const int c : tree.children(noun)) {
    if (!tree.has_relation(c, "amod") && !tree.has_relation(c, "compound")) continue;
    found.push_back(c);
    if (depth < 2 && tree.has_relation(c, "compound")) add_modifiers(tree, c, found, depth + 1);
  }
}

void fill_noun(const Tree& tree, Frame& frame, const Lexicon& lexicon) {
  const int noun = frame.predicate;
  for (const int c : tree.children(noun))
    if (tree.token(c).deprel == "nmod:poss" && !is_relative_pronoun(tree, c))
      append(frame.subjects, tree.coordinated(c));
  append(frame.subjects, agents_by(tree, noun));
  add_obliques(tree, noun, frame);
  for (const int c : tree.children(noun))
    if (tree.has_relation(c, "nmod") && tree.token(c).deprel != "nmod:poss") add_nested(tree, c, frame, 1);
  take_nested_agents(frame);
  std::erase_if(frame.obliques, [](const FrameArgument& each) { return each.preposition == "by"; });
  // "an attack carried out by X on Y", "the attack that X launched"
  for (const int c : tree.children(noun))
    if (tree.has_relation(c, "acl") && tree.is_verbal(c) &&
        (tree.token(c).deprel != "acl:relcl" || tree.child(c, "obj") < 0 ||
         is_relative_pronoun(tree, tree.child(c, "obj"))))
      add_light_verb(tree, frame, lexicon, c, true);
  // "Jordan was on the verge of", "Russia was behind the attack"
  if (is_state_of_subject(tree, noun)) append(frame.subjects, surface_subjects(tree, noun, 0, nullptr));
  const int head = tree.head(noun);
  // "accusing X of an attack | on Y": what stands right behind the noun is its own, whoever the parser gave it to
  if (head >= 0)
    for (const int c : tree.children(head)) {
      const int mark = tree.child(c, "case");
      if (c <= noun || mark != noun + 1 || !(tree.has_relation(c, "obl") || tree.has_relation(c, "nmod"))) continue;
      for (const int one : tree.coordinated(c)) frame.obliques.push_back({tree.preposition(c), one, false});
    }
  if (head >= 0 && tree.is_verbal(head)) {
    const bool object = tree.has_relation(noun, "obj") || tree.token(noun).deprel == "nsubj:pass";
    // "called the raid a violation", but "called a strike"
    const bool named = lexicon.in_class("naming", tree.lemma(head)) && tree.child(head, "xcomp") >= 0;
    if (!named && (object || tree.has_relation(noun, "obl") || tree.has_relation(noun, "xcomp")))
      add_light_verb(tree, frame, lexicon, head, object);
  }
  // an adjective or noun of nation: "the Iranian attack"; whether it is one is the resolver's to say
  if (frame.subjects.empty()) add_modifiers(tree, noun, frame.subjects, 0);
}

}  // namespace

bool is_passive(const Tree& tree, int verb) {
  if (tree.child(verb, "nsubj:pass") >= 0 || tree.child(verb, "aux:pass") >= 0) return true;
  if (tree.token(verb).xpos != "VBN") return tree.token(verb).xpos == "VBD" && tree.token(verb).deprel == "acl";
  if (tree.child(verb, "aux") >= 0) return false;
  const auto relation = base_relation(tree.token(verb).deprel);
  if (relation == "acl" && tree.token(verb).deprel != "acl:relcl") return true;
  if (relation == "conj" && tree.head(verb) >= 0 && tree.child(verb, "nsubj") < 0)
    return is_passive(tree, tree.head(verb)) && tree.child(verb, "obj") < 0;
  return relation == "advcl" || relation == "xcomp";
}

std::vector<int> subjects_of(const Tree& tree, int verb) {
  if (is_passive(tree, verb)) return agents_by(tree, verb);
  return surface_subjects(tree, verb, 0, nullptr);
}

Frame frame_of(const Tree& tree, int predicate, FormKind kind, const Lexicon& lexicon) {
  Frame frame;
  frame.kind = kind;
  frame.predicate = predicate;
  if (kind == FormKind::verb)
    fill_verb(tree, frame);
  else if (kind == FormKind::noun)
    fill_noun(tree, frame, lexicon);
  else
    fill_adjective(tree, frame);
  return frame;
}

}  // namespace demarche
