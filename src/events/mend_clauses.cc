// Which noun is whose subject where clauses meet: "says hackers from Russia struck", "called the deal a failure",
// "launched what it called an operation", "condemned the attack, as did Kuwait", "the envoy, who had left, accused".
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/among.h"
#include "base/letters.h"
#include "events/mend_rules.h"
#include "events/tree.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// A sentence's tokens with the questions that the rules ask of them.
class Words {
 public:
  explicit Words(Sentence& sentence) : tokens_(sentence.tokens) {}

  int size() const { return static_cast<int>(tokens_.size()); }
  Token& at(int i) { return tokens_[static_cast<std::size_t>(i)]; }
  const Token& at(int i) const { return tokens_[static_cast<std::size_t>(i)]; }
  std::string form(int i) const { return i >= 0 && i < size() ? lower_ascii(at(i).form) : std::string(); }
  std::string lemma(int i) const { return lower_ascii(at(i).lemma); }
  bool is(int i, std::string_view relation) const { return base_relation(at(i).deprel) == relation; }
  bool is_noun(int i) const { return at(i).upos == Upos::noun || at(i).upos == Upos::propn; }
  bool is_past(int i) const { return at(i).xpos == "VBD" || at(i).xpos == "VBN"; }
  // The first child by a relation from a place on, or -1.
  int child(int head, std::string_view relation, int from = 0) const {
    for (int i = from; i < size(); ++i)
      if (at(i).head == head && is(i, relation)) return i;
    return -1;
  }
  std::vector<Token>::const_iterator begin() const { return tokens_.begin(); }
  bool is_below(int word, int above) const {
    for (int steps = 0; word >= 0 && steps < size(); ++steps)
      if ((word = at(word).head) == above) return true;
    return false;
  }
  void hang(int word, int head, std::string_view relation) {
    at(word).head = head;
    at(word).deprel = std::string(relation);
  }

 private:
  std::vector<Token>& tokens_;
};

// "says hackers from Russia struck its ministries": what stands between a verb of saying and a clause without a
// subject is that clause's.
void mend_told_subject(Words& words, const Lexicon& lexicon) {
  for (int clause = 2; clause < words.size(); ++clause) {
    const int says = words.at(clause).head;
    const bool finite = words.at(clause).xpos == "VBD" || words.at(clause).xpos == "VBZ" ||
                        words.at(clause).xpos == "VBP" || words.child(clause, "aux") >= 0;
    if (!words.is(clause, "ccomp") || says < 0 || says > clause || !finite || words.child(clause, "nsubj") >= 0 ||
        words.child(clause, "mark") >= 0)
      continue;
    const auto verb = words.lemma(says);
    if (verb == "tell" || !lexicon.in_class("saying", verb)) continue;
    const int subject = words.child(says, "obj", says);
    if (subject < 0 || subject > clause || words.child(says, "obj", subject + 1) >= 0) continue;
    words.hang(subject, clause, words.child(clause, "aux:pass") >= 0 ? "nsubj:pass" : "nsubj");
  }
}

// "firms that it says help the army": a remark between "that" and the verb whose subject it is.
void mend_remark_in_relative_clause(Words& words, const Lexicon& lexicon) {
  for (int that = 1; that + 3 < words.size(); ++that) {
    const int noun = that - 1, says = words.at(that).head;
    if ((words.form(that) != "that" && words.form(that) != "which" && words.form(that) != "who") ||
        !words.is_noun(noun) || says <= that || !lexicon.in_class("saying", words.lemma(says)))
      continue;
    const int verb = words.child(says, "ccomp", says), speaker = words.child(says, "nsubj", that + 1);
    if (verb != says + 1 || speaker < 0 || speaker > says || words.child(verb, "nsubj") >= 0) continue;
    words.hang(verb, noun, "acl:relcl");
    words.hang(that, verb, "nsubj");
    words.at(that).upos = Upos::pron;
    words.at(that).xpos = "WDT";
    words.hang(says, verb, "parataxis");
  }
}

// "forced their way into the embassy to arrest him": a way does nothing.
void mend_way(Words& words) {
  for (int verb = 1; verb < words.size(); ++verb) {
    const int above = words.at(verb).head;
    if (words.at(verb).deprel != "xcomp" || above < 0 || above > verb) continue;
    const int object = words.child(above, "obj", above);
    if (object >= 0 && object < verb && words.lemma(object) == "way" && words.child(object, "nmod:poss") >= 0)
      words.at(verb).deprel = "advcl";
  }
}

// "Ukraine's minister, Andriy Deshchytsia, thanked the countries": a noun before a finite verb that has no subject, but
// another object behind it, is its subject.
void mend_subject_before(Words& words) {
  for (int noun = 0; noun < words.size(); ++noun) {
    const int verb = words.at(noun).head;
    if (verb < noun || words.at(noun).deprel != "obj" || !words.is_noun(noun)) continue;
    const auto& tag = words.at(verb).xpos;
    if ((tag != "VBD" && tag != "VBZ") || words.child(verb, "nsubj") >= 0 || words.child(verb, "mark") >= 0) continue;
    if (words.child(verb, "obj", verb) >= 0) words.at(noun).deprel = "nsubj";
  }
}

// "after gunmen killed 26 tourists": a noun without a preposition between "after" and a verb that has no subject.
void mend_marked_subject(Words& words) {
  for (int noun = 1; noun + 1 < words.size(); ++noun) {
    const int verb = words.at(noun).head;
    if (words.at(noun).deprel != "obl" || !words.is_noun(noun) || verb <= noun || words.at(verb).xpos != "VBD")
      continue;
    const int mark = words.child(verb, "mark");
    if (mark < 0 || mark > noun || words.child(noun, "case") >= 0 || words.child(verb, "nsubj") >= 0) continue;
    const bool next = std::all_of(words.begin() + noun + 1, words.begin() + verb,
                                  [&](const Token& each) { return each.head == noun || each.upos == Upos::adv; });
    if (next) words.at(noun).deprel = "nsubj";
  }
}

// "the rebel group M23 captured": of two subjects side by side the second is the name of the first.
void mend_named_subject(Words& words) {
  for (int name = 1; name < words.size(); ++name) {
    const int noun = name - 1, verb = words.at(name).head;
    const bool both = words.is(name, "nsubj") && words.is(noun, "nsubj") && words.at(noun).head == verb && verb > name;
    if (both && words.at(noun).upos == Upos::noun && words.at(name).upos == Upos::propn)
      words.hang(name, noun, "appos");
  }
}

// "Russian, Turkish and Iranian officials met": the first adjective was taken for the noun that all of them stand
// before.
void mend_adjectives_in_a_row(Words& words) {
  for (int noun = 2; noun < words.size(); ++noun) {
    const int first = words.at(noun).head;
    if (words.at(noun).deprel != "conj" || words.at(noun).xpos != "NNS" || first < 0 || first > noun ||
        words.at(first).upos != Upos::adj || words.is(first, "amod") || words.at(first).head < 0)
      continue;
    const int last = noun - 1;
    if (words.at(last).head != noun || words.at(last).upos != Upos::adj || words.child(first, "det") >= 0) continue;
    const auto relation = words.at(first).deprel;
    words.hang(noun, words.at(first).head, relation.str());
    words.hang(first, noun, "amod");
    words.hang(last, first, "conj");
  }
}

// "the ministers of France, Germany and Italy": names in a row are of one kind, whatever the first hangs on.
void mend_names_in_a_row(Words& words) {
  for (int name = 2; name < words.size(); ++name) {
    const int noun = words.at(name).head;
    if (words.at(name).deprel != "conj" || words.at(name).upos != Upos::propn || noun < 0 ||
        words.at(noun).xpos != "NNS")
      continue;
    const int first = words.child(noun, "nmod", noun);
    if (first < 0 || first > name || words.at(first).upos != Upos::propn || words.child(name, "case") >= 0) continue;
    const int of = words.child(first, "case");
    const bool next = first + 2 == name && (words.form(first + 1) == "," || words.form(first + 1) == "and");
    if (next && of >= 0 && words.form(of) == "of") words.hang(name, first, "conj");
  }
}

// "called the deal a failure", "called the measures illegal": what a thing is called stands to the verb as a
// complement.
void mend_naming(Words& words, const Lexicon& lexicon) {
  for (int verb = 0; verb < words.size(); ++verb) {
    if (words.at(verb).upos != Upos::verb || !lexicon.in_class("naming", words.lemma(verb))) continue;
    const int thing = words.child(verb, "obj", verb);
    if (thing < 0) continue;
    // "called the decision groundless", where the last was taken for a noun
    if (const int before = thing - 1; words.is(before, "compound") && words.at(before).head == thing &&
                                      words.at(before).upos == Upos::noun && words.lemma(thing).ends_with("less")) {
      words.hang(before, verb, "obj");
      words.hang(thing, verb, "xcomp");
      for (int i = verb + 1; i < before; ++i)
        if (words.at(i).head == thing) words.at(i).head = before;
      continue;
    }
    int called = words.child(verb, "obj", thing + 1);
    if (called < 0) called = words.child(thing, "obj", thing + 1);
    if (called >= 0 && words.is_noun(called) && words.child(called, "case") < 0 &&
        !lexicon.in_class("whither", words.lemma(called))) {
      words.hang(called, verb, "xcomp");
      continue;
    }
    const int adjective = words.child(thing, "amod", thing + 1);
    if (adjective == thing + 1 || (adjective == thing + 2 && words.at(thing + 1).upos == Upos::adv))
      words.hang(adjective, verb, "xcomp");
  }
}

// "declared the president persona non grata": whom stands right before what.
void mend_persona(Words& words) {
  for (int what = 1; what < words.size(); ++what) {
    const int whom = what - 1, verb = words.at(what).head;
    if (words.form(what) != "persona" || !words.is(what, "obj") || words.at(whom).head != what || !words.is_noun(whom))
      continue;
    words.hang(whom, verb, "obj");
    words.hang(what, verb, "xcomp");
  }
}

// "launched what it called an operation", "fired what witnesses described as rockets": the noun stands where "what"
// does.
void mend_what_they_call(Words& words, const Lexicon& lexicon) {
  for (int what = 1; what + 3 < words.size(); ++what) {
    if (words.form(what) != "what") continue;
    int verb = what + 2;
    while (verb < std::min(words.size(), what + 8) && words.at(verb).upos != Upos::verb) ++verb;
    if (verb >= words.size() || words.child(verb, "nsubj") < what) continue;
    const auto lemma = words.lemma(verb);
    int noun = -1;
    for (int i = verb + 1; i < words.size() && noun < 0; ++i) {
      if (words.at(i).head != verb || !words.is_noun(i)) continue;
      const int mark = words.child(i, "case");
      const bool as = mark > verb && words.form(mark) == "as";
      const bool plain = mark < 0 && (words.is(i, "obj") || words.is(i, "xcomp"));
      if ((as && lexicon.in_class("describing", lemma)) || (plain && lexicon.in_class("naming", lemma))) noun = i;
    }
    if (noun < 0) continue;
    const bool own = words.at(what).head != verb && !words.is_below(what, verb);  // else as the parser has the clause
    const int outer = own ? words.at(what).head : words.at(verb).head;
    if (outer < 0 || outer == verb || words.is_below(outer, verb)) continue;
    const std::string relation = own ? words.at(what).deprel.str() : std::string("obj");
    words.hang(noun, outer, relation);
    words.hang(verb, noun, "acl:relcl");
    for (int i = 0; i < words.size(); ++i)
      if (words.at(i).head == what && i < what) words.at(i).head = noun;
    for (int i = verb + 1; i < noun; ++i)
      if (words.at(i).head == noun && words.form(i) == "as") words.hang(i, verb, "fixed");
    words.hang(what, noun, "det");
  }
}

// "condemned the attack, as did Kuwait and Turkey": they did the same.
void mend_as_did(Words& words) {
  static constexpr std::array kAuxiliaries = {"did"sv, "does"sv, "do"sv,   "have"sv,
                                              "has"sv, "had"sv,  "will"sv, "would"sv};
  for (int as = 2; as + 2 < words.size(); ++as) {
    const int aux = as + 1;
    if (words.form(as) != "as" || words.form(as - 1) != "," || !among(kAuxiliaries, words.form(aux))) continue;
    int who = -1;
    for (int i = aux + 1; i < words.size() && who < 0; ++i)
      if (words.is_noun(i) && (words.at(i).head == aux || words.at(i).head == words.at(aux).head)) who = i;
    if (who < 0) continue;
    int verb = as - 1;
    while (verb >= 0 && !(words.at(verb).upos == Upos::verb && words.child(verb, "nsubj") >= 0)) --verb;
    if (verb < 0) continue;
    const int subject = words.child(verb, "nsubj");
    if (words.is_below(subject, aux)) continue;
    words.hang(who, subject, "conj");
    for (int i = who + 1; i < words.size(); ++i)
      if (words.at(i).head == who && words.is(i, "conj")) words.at(i).head = subject;
  }
}

// "granted asylum to the man, who has been holed up in an embassy, and accused Britain"; "Biden, who had spoken with
// Egypt's president, praised him": a relative clause that begins at a comma ends at one.
void mend_after_relative_clause(Words& words) {
  for (int clause = 2; clause < words.size(); ++clause) {
    if (words.at(clause).deprel != "acl:relcl") continue;
    const int noun = words.at(clause).head;
    const int pronoun = words.child(clause, "nsubj");
    if (noun < 0 || pronoun <= noun || words.form(pronoun - 1) != "," ||
        (words.form(pronoun) != "who" && words.form(pronoun) != "which"))
      continue;
    for (int verb = clause + 2; verb < words.size(); ++verb) {
      const bool joined = words.at(verb).deprel == "conj" || words.at(verb).deprel == "advcl";
      if (words.at(verb).head != clause || !joined || !words.is_past(verb) || words.child(verb, "aux") >= 0 ||
          words.child(verb, "mark") >= 0)
        continue;
      const bool and_before = words.form(verb - 1) == "and" && words.form(verb - 2) == ",";
      const int own = words.child(verb, "nsubj");
      if (words.at(noun).head < 0 && words.form(verb - 1) == ",") {
        // the sentence has no other verb
        if (own > verb) words.at(own).deprel = "obj";
        const auto root = words.at(noun).deprel;
        words.hang(verb, -1, root.str());
        words.hang(noun, verb, "nsubj");
        words.at(verb).xpos = "VBD";
        break;
      }
      int above = words.at(noun).head;
      while (above >= 0 && words.at(above).upos != Upos::verb) above = words.at(above).head;
      if (and_before && own < 0 && above >= 0 && above < noun && words.at(above).xpos == "VBD") {
        words.hang(verb, above, "conj");
        words.at(verb).xpos = "VBD";
        break;
      }
    }
  }
}

}  // namespace

void mend_clauses(Sentence& sentence, const Lexicon& lexicon) {
  Words words(sentence);
  mend_told_subject(words, lexicon);
  mend_subject_before(words);
  mend_remark_in_relative_clause(words, lexicon);
  mend_way(words);
  mend_marked_subject(words);
  mend_named_subject(words);
  mend_names_in_a_row(words);
  mend_adjectives_in_a_row(words);
  mend_after_relative_clause(words);
  mend_what_they_call(words, lexicon);
  mend_naming(words, lexicon);
  mend_persona(words);
  mend_as_did(words);
}

}  // namespace demarche
