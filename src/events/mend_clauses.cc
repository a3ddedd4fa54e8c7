// Which noun is whose subject where clauses meet: "says hackers from Russia struck", "called the deal a failure",
// "launched what it called an operation", "condemned the attack, as did Kuwait", "the envoy, who had left, accused".
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/among.h"
#include "events/mend_rules.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// "says hackers from Russia struck its ministries": what stands between a verb of saying and a clause without a
// subject is that clause's.
void mend_told_subject(OpenTree& tree, const Lexicon& lexicon) {
  for (int clause = 2; clause < tree.size(); ++clause) {
    const int says = tree.at(clause).head;
    const bool finite = tree.is_finite(clause) || tree.has_child(clause, "aux");
    if (!tree.is(clause, "ccomp") || says < 0 || says > clause || !finite || tree.has_child(clause, "nsubj") ||
        tree.has_child(clause, "mark"))
      continue;
    const auto verb = tree.lemma(says);
    if (verb == "tell" || !lexicon.in_class("saying", verb)) continue;
    const int subject = tree.child(says, "obj", says);
    if (subject < 0 || subject > clause || tree.child(says, "obj", subject + 1) >= 0) continue;
    tree.hang(subject, clause, tree.has_child(clause, "aux:pass") ? "nsubj:pass" : "nsubj");
  }
}

// "firms that it says help the army": a remark between "that" and the verb whose subject it is.
void mend_remark_in_relative_clause(OpenTree& tree, const Lexicon& lexicon) {
  for (int that = 1; that + 3 < tree.size(); ++that) {
    const int noun = that - 1, says = tree.at(that).head;
    if ((tree.form(that) != "that" && tree.form(that) != "which" && tree.form(that) != "who") || !tree.is_noun(noun) ||
        says <= that || !lexicon.in_class("saying", tree.lemma(says)))
      continue;
    const int verb = tree.child(says, "ccomp", says), speaker = tree.child(says, "nsubj", that + 1);
    if (verb != says + 1 || speaker < 0 || speaker > says || tree.has_child(verb, "nsubj")) continue;
    tree.hang(verb, noun, "acl:relcl");
    tree.hang(that, verb, "nsubj");
    tree.at(that).upos = Upos::pron;
    tree.at(that).xpos = "WDT";
    tree.hang(says, verb, "parataxis");
  }
}

// "forced their way into the embassy to arrest him": a way does nothing.
void mend_way(OpenTree& tree) {
  for (int verb = 1; verb < tree.size(); ++verb) {
    const int above = tree.at(verb).head;
    if (tree.at(verb).deprel != "xcomp" || above < 0 || above > verb) continue;
    const int object = tree.child(above, "obj", above);
    if (object >= 0 && object < verb && tree.lemma(object) == "way" && tree.has_child(object, "nmod:poss"))
      tree.at(verb).deprel = "advcl";
  }
}

// "Ukraine's minister, Andriy Deshchytsia, thanked the countries": a noun before a finite verb that has no subject, but
// another object behind it, is its subject.
void mend_subject_before(OpenTree& tree) {
  for (int noun = 0; noun < tree.size(); ++noun) {
    const int verb = tree.at(noun).head;
    if (verb < noun || tree.at(noun).deprel != "obj" || !tree.is_noun(noun)) continue;
    const auto& tag = tree.at(verb).xpos;
    if ((tag != "VBD" && tag != "VBZ") || tree.has_child(verb, "nsubj") || tree.has_child(verb, "mark")) continue;
    if (tree.child(verb, "obj", verb) >= 0) tree.at(noun).deprel = "nsubj";
  }
}

// "after gunmen killed 26 tourists": a noun without a preposition between "after" and a verb that has no subject.
void mend_marked_subject(OpenTree& tree) {
  for (int noun = 1; noun + 1 < tree.size(); ++noun) {
    const int verb = tree.at(noun).head;
    if (tree.at(noun).deprel != "obl" || !tree.is_noun(noun) || verb <= noun || tree.at(verb).xpos != "VBD") continue;
    const int mark = tree.child(verb, "mark");
    if (mark < 0 || mark > noun || tree.has_child(noun, "case") || tree.has_child(verb, "nsubj")) continue;
    const bool next = std::all_of(tree.begin() + noun + 1, tree.begin() + verb,
                                  [&](const Token& each) { return each.head == noun || each.upos == Upos::adv; });
    if (next) tree.at(noun).deprel = "nsubj";
  }
}

// "the rebel group M23 captured": of two subjects side by side the second is the name of the first.
void mend_named_subject(OpenTree& tree) {
  for (int name = 1; name < tree.size(); ++name) {
    const int noun = name - 1, verb = tree.at(name).head;
    const bool both = tree.is(name, "nsubj") && tree.is(noun, "nsubj") && tree.at(noun).head == verb && verb > name;
    if (both && tree.at(noun).upos == Upos::noun && tree.at(name).upos == Upos::propn) tree.hang(name, noun, "appos");
  }
}

// "Russian, Turkish and Iranian officials met": the first adjective was taken for the noun that all of them stand
// before.
void mend_adjectives_in_a_row(OpenTree& tree) {
  for (int noun = 2; noun < tree.size(); ++noun) {
    const int first = tree.at(noun).head;
    if (tree.at(noun).deprel != "conj" || tree.at(noun).xpos != "NNS" || first < 0 || first > noun ||
        tree.at(first).upos != Upos::adj || tree.is(first, "amod") || tree.at(first).head < 0)
      continue;
    const int last = noun - 1;
    if (tree.at(last).head != noun || tree.at(last).upos != Upos::adj || tree.has_child(first, "det")) continue;
    const auto relation = tree.at(first).deprel;
    tree.hang(noun, tree.at(first).head, relation.str());
    tree.hang(first, noun, "amod");
    tree.hang(last, first, "conj");
  }
}

// "the ministers of France, Germany and Italy": names in a row are of one kind, whatever the first hangs on.
void mend_names_in_a_row(OpenTree& tree) {
  for (int name = 2; name < tree.size(); ++name) {
    const int noun = tree.at(name).head;
    if (tree.at(name).deprel != "conj" || tree.at(name).upos != Upos::propn || noun < 0 || tree.at(noun).xpos != "NNS")
      continue;
    const int first = tree.child(noun, "nmod", noun);
    if (first < 0 || first > name || tree.at(first).upos != Upos::propn || tree.has_child(name, "case")) continue;
    const int of = tree.child(first, "case");
    const bool next = first + 2 == name && (tree.form(first + 1) == "," || tree.form(first + 1) == "and");
    if (next && of >= 0 && tree.form(of) == "of") tree.hang(name, first, "conj");
  }
}

// "called the deal a failure", "called the measures illegal": what a thing is called stands to the verb as a
// complement.
void mend_naming(OpenTree& tree, const Lexicon& lexicon) {
  for (int verb = 0; verb < tree.size(); ++verb) {
    if (tree.at(verb).upos != Upos::verb || !lexicon.in_class("naming", tree.lemma(verb))) continue;
    const int thing = tree.child(verb, "obj", verb);
    if (thing < 0) continue;
    // "called the decision groundless", where the last was taken for a noun
    if (const int before = thing - 1; tree.is(before, "compound") && tree.at(before).head == thing &&
                                      tree.at(before).upos == Upos::noun && tree.lemma(thing).ends_with("less")) {
      tree.hang(before, verb, "obj");
      tree.hang(thing, verb, "xcomp");
      for (int i = verb + 1; i < before; ++i)
        if (tree.at(i).head == thing) tree.at(i).head = before;
      continue;
    }
    int called = tree.child(verb, "obj", thing + 1);
    if (called < 0) called = tree.child(thing, "obj", thing + 1);
    if (called >= 0 && tree.is_noun(called) && !tree.has_child(called, "case") &&
        !lexicon.in_class("whither", tree.lemma(called))) {
      tree.hang(called, verb, "xcomp");
      continue;
    }
    const int adjective = tree.child(thing, "amod", thing + 1);
    if (adjective == thing + 1 || (adjective == thing + 2 && tree.at(thing + 1).upos == Upos::adv))
      tree.hang(adjective, verb, "xcomp");
  }
}

// "declared the president persona non grata": whom stands right before what.
void mend_persona(OpenTree& tree) {
  for (int what = 1; what < tree.size(); ++what) {
    const int whom = what - 1, verb = tree.at(what).head;
    if (tree.form(what) != "persona" || !tree.is(what, "obj") || tree.at(whom).head != what || !tree.is_noun(whom))
      continue;
    tree.hang(whom, verb, "obj");
    tree.hang(what, verb, "xcomp");
  }
}

// "launched what it called an operation", "fired what witnesses described as rockets": the noun stands where "what"
// does.
void mend_what_they_call(OpenTree& tree, const Lexicon& lexicon) {
  for (int what = 1; what + 3 < tree.size(); ++what) {
    if (tree.form(what) != "what") continue;
    int verb = what + 2;
    while (verb < std::min(tree.size(), what + 8) && tree.at(verb).upos != Upos::verb) ++verb;
    if (verb >= tree.size() || tree.child(verb, "nsubj") < what) continue;
    const auto lemma = tree.lemma(verb);
    int noun = -1;
    for (int i = verb + 1; i < tree.size() && noun < 0; ++i) {
      if (tree.at(i).head != verb || !tree.is_noun(i)) continue;
      const int mark = tree.child(i, "case");
      const bool as = mark > verb && tree.form(mark) == "as";
      const bool plain = mark < 0 && (tree.is(i, "obj") || tree.is(i, "xcomp"));
      if ((as && lexicon.in_class("describing", lemma)) || (plain && lexicon.in_class("naming", lemma))) noun = i;
    }
    if (noun < 0) continue;
    const bool own = tree.at(what).head != verb && !tree.is_below(what, verb);  // else as the parser has the clause
    const int outer = own ? tree.at(what).head : tree.at(verb).head;
    if (outer < 0 || outer == verb || tree.is_below(outer, verb)) continue;
    const std::string relation = own ? tree.at(what).deprel.str() : std::string("obj");
    tree.hang(noun, outer, relation);
    tree.hang(verb, noun, "acl:relcl");
    tree.hand_over(what, noun, what);
    for (int i = verb + 1; i < noun; ++i)
      if (tree.at(i).head == noun && tree.form(i) == "as") tree.hang(i, verb, "fixed");
    tree.hang(what, noun, "det");
  }
}

// "condemned the attack, as did Kuwait and Turkey": they did the same.
void mend_as_did(OpenTree& tree) {
  static constexpr std::array kAuxiliaries = {"did"sv, "does"sv, "do"sv,   "have"sv,
                                              "has"sv, "had"sv,  "will"sv, "would"sv};
  for (int as = 2; as + 2 < tree.size(); ++as) {
    const int aux = as + 1;
    if (tree.form(as) != "as" || tree.form(as - 1) != "," || !among(kAuxiliaries, tree.form(aux))) continue;
    int who = -1;
    for (int i = aux + 1; i < tree.size() && who < 0; ++i)
      if (tree.is_noun(i) && (tree.at(i).head == aux || tree.at(i).head == tree.at(aux).head)) who = i;
    if (who < 0) continue;
    int verb = as - 1;
    while (verb >= 0 && !(tree.at(verb).upos == Upos::verb && tree.has_child(verb, "nsubj"))) --verb;
    if (verb < 0) continue;
    const int subject = tree.child(verb, "nsubj");
    if (tree.is_below(subject, aux)) continue;
    tree.hang(who, subject, "conj");
    for (int i = who + 1; i < tree.size(); ++i)
      if (tree.at(i).head == who && tree.is(i, "conj")) tree.at(i).head = subject;
  }
}

// "granted asylum to the man, who has been holed up in an embassy, and accused Britain"; "Biden, who had spoken with
// Egypt's president, praised him": a relative clause that begins at a comma ends at one.
void mend_after_relative_clause(OpenTree& tree) {
  for (int clause = 2; clause < tree.size(); ++clause) {
    if (tree.at(clause).deprel != "acl:relcl") continue;
    const int noun = tree.at(clause).head;
    const int pronoun = tree.child(clause, "nsubj");
    if (noun < 0 || pronoun <= noun || tree.form(pronoun - 1) != "," ||
        (tree.form(pronoun) != "who" && tree.form(pronoun) != "which"))
      continue;
    for (int verb = clause + 2; verb < tree.size(); ++verb) {
      const bool joined = tree.at(verb).deprel == "conj" || tree.at(verb).deprel == "advcl";
      if (tree.at(verb).head != clause || !joined || !tree.is_past(verb) || tree.has_child(verb, "aux") ||
          tree.has_child(verb, "mark"))
        continue;
      const bool and_before = tree.form(verb - 1) == "and" && tree.form(verb - 2) == ",";
      const int own = tree.child(verb, "nsubj");
      if (tree.at(noun).head < 0 && tree.form(verb - 1) == ",") {
        // the sentence has no other verb
        if (own > verb) tree.at(own).deprel = "obj";
        const auto root = tree.at(noun).deprel;
        tree.hang(verb, -1, root.str());
        tree.hang(noun, verb, "nsubj");
        tree.at(verb).xpos = "VBD";
        break;
      }
      int above = tree.at(noun).head;
      while (above >= 0 && tree.at(above).upos != Upos::verb) above = tree.at(above).head;
      if (and_before && own < 0 && above >= 0 && above < noun && tree.at(above).xpos == "VBD") {
        tree.hang(verb, above, "conj");
        tree.at(verb).xpos = "VBD";
        break;
      }
    }
  }
}

// "So did India.", "and so did India": who stands behind the verb is its subject.
void mend_so_did(OpenTree& tree) {
  for (int so = 0; so + 2 < tree.size(); ++so) {
    const int verb = so + 1;
    const bool begins = so == 0 || tree.at(so - 1).upos == Upos::cconj || tree.at(so - 1).upos == Upos::punct;
    if (!begins || tree.form(so) != "so" || tree.lemma(verb) != "do" || tree.has_child(verb, "nsubj")) continue;
    const int who = tree.child(verb, "obj", verb);
    if (who < 0 || !tree.is_noun(who)) continue;
    tree.at(who).deprel = "nsubj";
    if (tree.at(so).head != verb) tree.hang(so, verb, "advmod");
  }
}

}  // namespace

void mend_clauses(OpenTree& tree, const Lexicon& lexicon) {
  mend_told_subject(tree, lexicon);
  mend_subject_before(tree);
  mend_remark_in_relative_clause(tree, lexicon);
  mend_way(tree);
  mend_marked_subject(tree);
  mend_named_subject(tree);
  mend_names_in_a_row(tree);
  mend_adjectives_in_a_row(tree);
  mend_after_relative_clause(tree);
  mend_what_they_call(tree, lexicon);
  mend_naming(tree, lexicon);
  mend_persona(tree);
  mend_as_did(tree);
  mend_so_did(tree);
}

}  // namespace demarche
