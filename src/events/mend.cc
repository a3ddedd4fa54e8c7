// Where only the meaning of a word tells where a phrase hangs.
#include "events/mend.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>
#include <vector>

#include "base/among.h"
#include "events/mend_rules.h"
#include "events/mention_words.h"

namespace demarche {

namespace {

// "..., South Korea's minister told reporters"; "..., said the minister": the words of telling stand behind what is
// told and hang on it as a clause; they are a remark beside it.
void mend_telling_behind(OpenTree& tree, const Lexicon& lexicon) {
  for (int telling = 1; telling < tree.size(); ++telling) {
    const auto& token = tree.at(telling);
    const bool clause =
        tree.is(telling, "ccomp") || token.deprel == "conj" || token.deprel == "advcl" || token.deprel == "acl";
    if (!clause || token.head < 0 || token.head > telling || token.xpos != "VBD") continue;
    const auto lemma = tree.lemma(telling);
    if (!lexicon.in_class("saying", lemma) && !lexicon.in_class("taking-position", lemma)) continue;
    // a comma or a quotation mark stands before the words of telling and whoever tells
    int first = telling;
    for (int i = 0; i < telling; ++i)
      if (tree.at(i).head == telling && tree.is(i, "nsubj")) {
        first = i;
        while (first > 0 && tree.at(first - 1).upos != Upos::punct) --first;
      }
    if (first == 0 || tree.at(first - 1).upos != Upos::punct || tree.at(first - 1).form == "-") continue;
    // "that he told", "and, on Tuesday, told": joined to what stands before, no remark
    const bool marked = tree.has_child(telling, "mark") || (first == telling && tree.has_child(telling, "cc"));
    int root = token.head;
    for (int steps = 0; steps < tree.size() && tree.at(root).head >= 0; ++steps) root = tree.at(root).head;
    if (marked || (root != token.head && token.deprel != "acl")) continue;
    tree.hang(telling, root, "parataxis");
  }
}

// "UK urges US to waive": in capitals the United States, not the pronoun.
void mend_united_states(OpenTree& tree) {
  for (int i = 0; i < tree.size(); ++i)
    if (auto& token = tree.at(i); token.form == "US" && token.upos == Upos::pron) {
      token.upos = Upos::propn;
      token.xpos = "NNP";
      token.lemma = "US";
    }
}

// "..., the ministry said, demanding their release": whoever said it demands.
void mend_participle_of_speaker(OpenTree& tree, const Lexicon& lexicon) {
  for (int says = 0; says + 2 < tree.size(); ++says) {
    auto& participle = tree.at(says + 2);
    if (participle.xpos == "VBG" && participle.deprel == "advcl" && tree.at(says + 1).form == "," &&
        tree.at(says).xpos == "VBD" && lexicon.in_class("saying", tree.lemma(says)))
      participle.head = says;
  }
}

// "filed a complaint with the United Nations against Israel": a name has no adversary; what is done behind it does.
void mend_against(OpenTree& tree) {
  for (int whom = 2; whom < tree.size(); ++whom) {
    const int name = tree.at(whom).head;
    if (!tree.is(whom, "nmod") || name < 0 || name > whom) continue;
    bool against = false;
    for (int mark = tree.child(whom, "case"); mark >= 0; mark = tree.child(whom, "case", mark + 1))
      against = against || tree.form(mark) == "against";
    const int verb = tree.at(name).head;
    if (!against || tree.at(name).upos != Upos::propn || !tree.is(name, "obl") || verb < 0 ||
        tree.at(verb).upos != Upos::verb || !tree.has_child(verb, "obj"))
      continue;
    tree.hang(whom, verb, "obl");
  }
}

// "Russia is to expel ten diplomats": what is to come, no copula and no purpose.
void mend_is_to(OpenTree& tree) {
  for (int be = 0; be + 2 < tree.size(); ++be) {
    const int to = be + 1, verb = tree.at(be).head;
    if (tree.at(be).deprel != "cop" || !tree.is_finite(be) || tree.form(to) != "to" || tree.at(to).head != verb ||
        verb < 0 || tree.at(verb).xpos != "VB")
      continue;
    tree.at(be).deprel = tree.at(to).deprel = "aux";
    for (int i = 0; i < tree.size(); ++i)
      if (tree.at(i).head == verb && tree.at(i).deprel == "nsubj:outer") tree.at(i).deprel = "nsubj";
  }
}

// "ordered the ambassador to leave and recalled its envoy": a past tense is no infinitive's like; it is the governing
// verb's.
void mend_tense_of_second(OpenTree& tree) {
  for (int i = 0; i < tree.size(); ++i) {
    auto& second = tree.at(i);
    if (second.xpos != "VBD" || second.deprel != "conj" || second.head < 0) continue;
    const auto& first = tree.at(second.head);
    const bool infinitive = first.xpos == "VB" && first.head >= 0 &&
                            (first.deprel == "xcomp" || first.deprel == "advcl" || first.deprel == "ccomp");
    if (infinitive && tree.at(first.head).xpos == "VBD") second.head = first.head;
  }
}

// "The reason, the ministry said, was the burning of a Koran"; "Thailand, its neighbour's minister told the council,
// has withdrawn": words of telling set into a clause take the clause's subject for their own.
void mend_telling_within(OpenTree& tree, const Lexicon& lexicon) {
  for (int says = 1; says < tree.size(); ++says) {
    if (tree.at(says).xpos != "VBD" || !lexicon.in_class("saying", tree.lemma(says))) continue;
    // the clause behind, finite, without a subject, behind a comma
    int clause = -1, first = -1, second = -1;
    for (int i = 0; i < tree.size(); ++i) {
      if (tree.at(i).head != says) continue;
      if (i > says && tree.is(i, "ccomp")) clause = i;
      if (i < says && tree.is(i, "nsubj")) (first < 0 ? first : second) = i;
    }
    if (clause < 0 || first < 0) continue;
    bool finite = tree.is_finite(clause), has_subject = false;
    int begin = clause;
    for (int i = 0; i < tree.size(); ++i) {
      if (tree.at(i).head != clause) continue;
      finite = finite || tree.is(i, "aux") || tree.is(i, "cop");
      has_subject = has_subject || tree.is(i, "nsubj") || tree.is(i, "mark") || tree.is(i, "expl");
      if (tree.at(i).upos != Upos::punct) begin = std::min(begin, i);
    }
    if (!finite || has_subject || begin <= says || tree.at(begin - 1).form != ",") continue;
    if (second < 0)
      for (int i = first + 1; i < says; ++i)
        if (tree.at(i).head == first && tree.at(i).deprel == "appos") second = i;
    if (second < 0) continue;
    tree.hang(first, clause, "nsubj");
    tree.hang(second, says, "nsubj");
  }
}

// "expelled a diplomat, a move that the ministry described as unfriendly": the clause right behind the noun is about
// it.
void mend_clause_behind_noun(OpenTree& tree) {
  for (int mark = 1; mark < tree.size(); ++mark) {
    const int noun = mark - 1, clause = tree.at(mark).head;
    if (tree.at(mark).deprel != "mark" || tree.form(mark) != "that" || clause <= noun) continue;
    if (tree.at(noun).upos != Upos::noun || tree.at(noun).deprel != "obl:unmarked" ||
        tree.at(clause).deprel != "advcl" || tree.has_child(clause, "obj") ||
        tree.at(clause).head != tree.at(noun).head)
      continue;
    tree.hang(clause, noun, "acl:relcl");
  }
}

// "said that Iran was responsible and condemned the attack": what somebody says ends where the speaker does the next
// thing. The parser hangs the second verb on the nearest; a word for taking a position is the speaker's.
void mend_next_deed(OpenTree& tree, const Lexicon& lexicon) {
  for (int next = 0; next < tree.size(); ++next) {
    const int told = tree.at(next).head;
    if (tree.at(next).upos != Upos::verb || !tree.is_past(next) || tree.at(next).deprel != "conj" || told < 0 ||
        tree.has_child(next, "nsubj") || tree.has_child(next, "aux"))
      continue;
    const int says = tree.at(told).head;
    if (says < 0 || !tree.is(told, "ccomp") || tree.at(says).xpos != "VBD" || !tree.has_child(says, "nsubj") ||
        !lexicon.in_class("saying", tree.lemma(says)))
      continue;
    const bool unlike = tree.at(told).upos != Upos::verb;  // an adjective, a noun: no verb's like
    if (unlike || lexicon.in_class("taking-position", tree.lemma(next))) tree.at(next).head = says;
  }
}

// "joined the alliance after Turkey and Hungary dropped their objections": a past tense that nothing joins to the verb
// it hangs on, right behind a noun with "after", has that noun for its subject.
void mend_clause_after(OpenTree& tree) {
  static constexpr std::array<std::string_view, 4> kMarks = {"after", "before", "since", "until"};
  for (int verb = 2; verb < tree.size(); ++verb) {
    const auto& past = tree.at(verb);
    if (past.xpos != "VBD" || past.deprel != "conj" || past.head < 0 || past.head > verb) continue;
    if (tree.has_child(verb, "cc") || tree.has_child(verb, "nsubj") || tree.has_child(verb, "aux")) continue;
    // the noun right before, or the first of those that it is coordinated with
    int noun = verb - 1;
    while (tree.at(noun).head >= 0 && tree.at(noun).head < noun &&
           (tree.at(noun).deprel == "conj" || tree.at(noun).deprel == "flat"))
      noun = tree.at(noun).head;
    if (!tree.is_noun(noun) || !(tree.is(noun, "nmod") || tree.is(noun, "obl"))) continue;
    for (int mark = tree.child(noun, "case"); mark >= 0 && mark < noun; mark = tree.child(noun, "case", mark + 1)) {
      if (!among(kMarks, tree.form(mark))) continue;
      tree.hang(mark, verb, "mark");
      tree.hang(noun, verb, "nsubj");
      tree.at(verb).deprel = "advcl";
      break;
    }
  }
}

// "arrested more than 100 members": a counted thing right behind an active verb without object
// is its object, unless it measures ("walked two miles").
void mend_counted_object(OpenTree& tree, const Lexicon& lexicon) {
  const auto has_active_subject = [&](int verb) {
    return std::any_of(tree.begin(), tree.end(), [&](const Token& each) {
      return each.head == verb && base_relation(each.deprel) == "nsubj" && each.deprel != "nsubj:pass";
    });
  };
  for (int thing = 1; thing < tree.size(); ++thing) {
    const int verb = tree.at(thing).head;
    if (tree.at(thing).deprel != "obl" || tree.at(thing).upos != Upos::noun || verb < 0 || verb > thing) continue;
    if (tree.at(verb).upos != Upos::verb || !tree.has_child(thing, "nummod") || tree.has_child(thing, "case") ||
        tree.has_child(verb, "obj") || !has_active_subject(verb) || lexicon.in_class("measures", tree.lemma(thing)))
      continue;
    const bool next = std::all_of(tree.begin() + verb + 1, tree.begin() + thing, [&](const Token& each) {
      return each.head == thing || (each.head > verb && each.head < thing);
    });
    if (next) tree.at(thing).deprel = "obj";
  }
}

// "rejected as baseless the accusation": behind such an adjective the noun without a preposition is the object.
void mend_shifted_object(OpenTree& tree) {
  for (int noun = 3; noun < tree.size(); ++noun) {
    const int verb = tree.at(noun).head;
    if (tree.at(noun).deprel != "obl" || tree.at(noun).upos != Upos::noun || verb < 0 || verb >= noun) continue;
    const auto is_of_noun = [&](const Token& each) { return each.head == noun; };
    const auto first = std::find_if(tree.begin(), tree.begin() + noun, is_of_noun);
    const int adjective = static_cast<int>(first - tree.begin()) - 1;
    if (tree.has_child(noun, "case") || tree.has_child(verb, "obj") || adjective < 2 ||
        tree.at(adjective).upos != Upos::adj || tree.at(adjective).head != verb || tree.form(adjective - 1) != "as")
      continue;
    tree.at(noun).deprel = "obj";
  }
}

// "called its ambassador in Lima home": by itself behind a verb the word is no thing but where to; a name before it
// that the parser joined with it is what the preposition means.
void mend_home(OpenTree& tree, const Lexicon& lexicon) {
  for (int i = 2; i < tree.size(); ++i) {
    auto& home = tree.at(i);
    auto& name = tree.at(i - 1);
    if (home.form != "home" || !tree.is_noun(i) || home.head < 0) continue;
    // "called its ambassador home": no home of an ambassador
    const bool person = name.upos == Upos::noun && (name.xpos == "NNS" || names_person(lexicon, name.lemma));
    const bool named = name.head == i && (name.upos == Upos::propn || person);
    const bool bare = std::all_of(tree.begin(), tree.end(), [&](const Token& each) {
      return each.head != i || each.upos == Upos::punct || named;
    });
    if (!bare || (home.head > i && !named) || (tree.is(i, "obj") && !named) || tree.is(i, "nsubj") ||
        tree.is(i, "conj"))
      continue;
    int verb = i - 1;
    while (verb > 0 && tree.at(verb).upos != Upos::verb) --verb;
    if (tree.at(verb).upos != Upos::verb) continue;
    if (named) {
      name.head = home.head == i - 1 ? verb : home.head;
      name.deprel = home.deprel;
      for (int child = 0; child < tree.size(); ++child)
        if (tree.at(child).head == i && child != i - 1) tree.at(child).head = i - 1;
    }
    tree.hang(i, verb, "advmod");
    home.upos = Upos::adv;
    home.xpos = "RB";
  }
}

// "shipped drinking water", "sent building material": a verb that takes no deeds takes no participle either; that says
// of what kind the noun behind it is.
void mend_participle_of_thing(OpenTree& tree, const Lexicon& lexicon) {
  for (int verb = 0; verb + 2 < tree.size(); ++verb) {
    const int participle = verb + 1, thing = verb + 2;
    if (tree.at(participle).xpos != "VBG" || tree.at(participle).deprel != "xcomp" ||
        tree.at(participle).head != verb || tree.at(thing).head != participle || !tree.is(thing, "obj") ||
        tree.at(thing).upos != Upos::noun)
      continue;
    const auto forms = lexicon.headed_forms(FormKind::verb, tree.lemma(verb));
    const bool takes_deeds = std::any_of(forms.begin(), forms.end(), [](const Lexicon::HeadedForm& each) {
      return std::any_of(each.form->elements.begin(), each.form->elements.end(), [](const FormElement& element) {
        return element.role == Role::embedded && element.prepositions.empty();
      });
    });
    if (forms.empty() || takes_deeds) continue;
    tree.at(thing).head = verb;
    tree.hang(participle, thing, "amod");
    tree.hand_over(participle, verb, tree.size());
  }
}

// "the council's chairman, Mustafa Abdel Jalil, thanked": names with nothing between are one name.
void mend_split_name(OpenTree& tree) {
  for (int next = 1; next < tree.size(); ++next) {
    const int name = next - 1;
    if (tree.at(name).upos == Upos::propn && tree.at(next).upos == Upos::propn && tree.at(name).deprel == "appos" &&
        tree.at(next).deprel == "appos" && tree.at(name).head == tree.at(next).head)
      tree.hang(next, name, "flat");
  }
}

// Whether every word's way up ends at a root.
bool is_tree(const std::vector<Token>& tokens) {
  constexpr std::size_t kUnmet = static_cast<std::size_t>(-1);
  std::vector<std::size_t> met(tokens.size(), kUnmet);  // on whose way up each word was met first
  for (std::size_t word = 0; word < tokens.size(); ++word)
    for (std::size_t at = word; met[at] == kUnmet;) {
      met[at] = word;
      if (tokens[at].head < 0) break;
      at = static_cast<std::size_t>(tokens[at].head);
      if (met[at] == word) return false;
    }
  return true;
}

void apply_rules(OpenTree& tree, const Lexicon& lexicon) {
  mend_telling_behind(tree, lexicon);
  mend_participle_of_speaker(tree, lexicon);
  mend_times(tree);
  mend_against(tree);
  mend_clause_after(tree);
  mend_united_states(tree);
  mend_split_name(tree);
  mend_next_deed(tree, lexicon);
  mend_counted_object(tree, lexicon);
  mend_hyphens(tree);
  mend_shifted_object(tree);
  mend_is_to(tree);
  mend_tense_of_second(tree);
  mend_telling_within(tree, lexicon);
  mend_clause_behind_noun(tree);
  mend_home(tree, lexicon);
  mend_participle_of_thing(tree, lexicon);
  mend_clauses(tree, lexicon);
}

}  // namespace

void mend(Sentence& sentence, const Lexicon& lexicon) {
  std::vector<std::pair<int, Label>> arcs;
  arcs.reserve(sentence.tokens.size());
  for (const auto& token : sentence.tokens) arcs.emplace_back(token.head, token.deprel);
  OpenTree tree(sentence);
  apply_rules(tree, lexicon);
  // each rule by itself was right about its few words; what together closes a circle is no reading at all
  if (is_tree(sentence.tokens)) return;
  for (std::size_t i = 0; i < arcs.size(); ++i) std::tie(sentence.tokens[i].head, sentence.tokens[i].deprel) = arcs[i];
}

}  // namespace demarche
