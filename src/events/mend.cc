// Where only the meaning of a word tells where a phrase hangs.
#include "events/mend.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>
#include <vector>

#include "base/letters.h"
#include "events/mend_rules.h"
#include "events/mention_words.h"
#include "events/tree.h"

namespace demarche {

namespace {

// "..., South Korea's minister told reporters"; "..., said the minister": the words of telling stand behind what is
// told and hang on it as a clause; they are a remark beside it.
void mend_telling_behind(Sentence& sentence, const Lexicon& lexicon) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    auto& token = tokens[i];
    const bool clause = base_relation(token.deprel) == "ccomp" || token.deprel == "conj" || token.deprel == "advcl" ||
                        token.deprel == "acl";
    if (!clause || token.head < 0 || token.head > static_cast<int>(i) || token.xpos != "VBD") continue;
    const std::string lemma = lower_ascii(token.lemma);
    if (!lexicon.in_class("saying", lemma) && !lexicon.in_class("taking-position", lemma)) continue;
    // a comma or a quotation mark stands before the words of telling and whoever tells
    std::size_t first = i;
    for (std::size_t k = 0; k < i; ++k)
      if (tokens[k].head == static_cast<int>(i) && base_relation(tokens[k].deprel) == "nsubj") {
        first = k;
        while (first > 0 && tokens[first - 1].upos != Upos::punct) --first;
      }
    if (first == 0 || tokens[first - 1].upos != Upos::punct || tokens[first - 1].form == "-") continue;
    // "that he told", "and, on Tuesday, told": joined to what stands before, no remark
    const int telling = static_cast<int>(i);
    const bool marked = has_child(tokens, telling, "mark") || (first == i && has_child(tokens, telling, "cc"));
    int root = token.head;
    for (std::size_t steps = 0; steps < tokens.size() && tokens[static_cast<std::size_t>(root)].head >= 0; ++steps)
      root = tokens[static_cast<std::size_t>(root)].head;
    if (marked || (root != token.head && token.deprel != "acl")) continue;
    token.head = root;
    token.deprel = "parataxis";
  }
}

// "UK urges US to waive": in capitals the United States, not the pronoun.
void mend_united_states(Sentence& sentence) {
  for (auto& token : sentence.tokens)
    if (token.form == "US" && token.upos == Upos::pron) {
      token.upos = Upos::propn;
      token.xpos = "NNP";
      token.lemma = "US";
    }
}

// "..., the ministry said, demanding their release": whoever said it demands.
void mend_participle_of_speaker(Sentence& sentence, const Lexicon& lexicon) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 2; i < tokens.size(); ++i) {
    auto& token = tokens[i];
    const auto& says = tokens[i - 2];
    if (token.xpos == "VBG" && token.deprel == "advcl" && tokens[i - 1].form == "," && says.xpos == "VBD" &&
        lexicon.in_class("saying", lower_ascii(says.lemma)))
      token.head = static_cast<int>(i) - 2;
  }
}

// "filed a complaint with the United Nations against Israel": a name has no adversary; what is done behind it does.
void mend_against(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (int whom = 2; whom < static_cast<int>(tokens.size()); ++whom) {
    auto& token = tokens[static_cast<std::size_t>(whom)];
    if (base_relation(token.deprel) != "nmod" || token.head < 0 || token.head > whom) continue;
    const auto& name = tokens[static_cast<std::size_t>(token.head)];
    const bool against = std::any_of(tokens.begin(), tokens.end(), [&](const Token& each) {
      return each.head == whom && base_relation(each.deprel) == "case" && lower_ascii(each.form) == "against";
    });
    if (!against || name.upos != Upos::propn || base_relation(name.deprel) != "obl" || name.head < 0 ||
        tokens[static_cast<std::size_t>(name.head)].upos != Upos::verb || !has_child(tokens, name.head, "obj"))
      continue;
    token.head = name.head;
    token.deprel = "obl";
  }
}

// "Russia is to expel ten diplomats": what is to come, no copula and no purpose.
void mend_is_to(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    auto& be = tokens[i];
    auto& to = tokens[i + 1];
    const bool finite = be.xpos == "VBZ" || be.xpos == "VBP" || be.xpos == "VBD";
    if (be.deprel != "cop" || !finite || lower_ascii(to.form) != "to" || to.head != be.head || be.head < 0) continue;
    if (tokens[static_cast<std::size_t>(be.head)].xpos != "VB") continue;
    be.deprel = to.deprel = "aux";
    for (auto& each : tokens)
      if (each.head == be.head && each.deprel == "nsubj:outer") each.deprel = "nsubj";
  }
}

// "ordered the ambassador to leave and recalled its envoy": a past tense is no infinitive's like; it is the governing
// verb's.
void mend_tense_of_second(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (auto& second : tokens) {
    if (second.xpos != "VBD" || second.deprel != "conj" || second.head < 0) continue;
    const auto& first = tokens[static_cast<std::size_t>(second.head)];
    const bool infinitive = first.xpos == "VB" && first.head >= 0 &&
                            (first.deprel == "xcomp" || first.deprel == "advcl" || first.deprel == "ccomp");
    if (infinitive && tokens[static_cast<std::size_t>(first.head)].xpos == "VBD") second.head = first.head;
  }
}

// "The reason, the ministry said, was the burning of a Koran"; "Thailand, its neighbour's minister told the council,
// has withdrawn": words of telling set into a clause take the clause's subject for their own.
void mend_telling_within(Sentence& sentence, const Lexicon& lexicon) {
  auto& tokens = sentence.tokens;
  const auto at = [&](int i) -> Token& { return tokens[static_cast<std::size_t>(i)]; };
  for (int says = 1; says < static_cast<int>(tokens.size()); ++says) {
    if (at(says).xpos != "VBD" || !lexicon.in_class("saying", lower_ascii(at(says).lemma))) continue;
    // the clause behind, finite, without a subject, behind a comma
    int clause = -1, first = -1, second = -1;
    for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
      if (at(i).head != says) continue;
      if (i > says && base_relation(at(i).deprel) == "ccomp") clause = i;
      if (i < says && base_relation(at(i).deprel) == "nsubj") (first < 0 ? first : second) = i;
    }
    if (clause < 0 || first < 0) continue;
    bool finite = at(clause).xpos == "VBD" || at(clause).xpos == "VBZ" || at(clause).xpos == "VBP", has_subject = false;
    int begin = clause;
    for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
      if (at(i).head != clause) continue;
      const auto relation = base_relation(at(i).deprel);
      if (relation == "aux" || relation == "cop") finite = true;
      has_subject = has_subject || relation == "nsubj" || relation == "mark" || relation == "expl";
      if (at(i).upos != Upos::punct) begin = std::min(begin, i);
    }
    if (!finite || has_subject || begin <= says || at(begin - 1).form != ",") continue;
    if (second < 0)
      for (int i = first + 1; i < says; ++i)
        if (at(i).head == first && at(i).deprel == "appos") second = i;
    if (second < 0) continue;
    at(first).head = clause;
    at(first).deprel = "nsubj";
    at(second).head = says;
    at(second).deprel = "nsubj";
  }
}

// "expelled a diplomat, a move that the ministry described as unfriendly": the clause right behind the noun is about
// it.
void mend_clause_behind_noun(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (std::size_t mark = 1; mark < tokens.size(); ++mark) {
    const int noun = static_cast<int>(mark) - 1, clause = tokens[mark].head;
    const auto& before = tokens[static_cast<std::size_t>(noun)];
    if (tokens[mark].deprel != "mark" || lower_ascii(tokens[mark].form) != "that" || clause < 0) continue;
    auto& verb = tokens[static_cast<std::size_t>(clause)];
    const bool object = has_child(tokens, clause, "obj");
    if (before.upos != Upos::noun || before.deprel != "obl:unmarked" || verb.deprel != "advcl" || object ||
        verb.head != before.head || clause <= noun)
      continue;
    verb.head = noun;
    verb.deprel = "acl:relcl";
  }
}

// "said that Iran was responsible and condemned the attack": what somebody says ends where the speaker does the next
// thing. The parser hangs the second verb on the nearest; a word for taking a position is the speaker's.
void mend_next_deed(Sentence& sentence, const Lexicon& lexicon) {
  auto& tokens = sentence.tokens;
  const auto at = [&](int i) -> Token& { return tokens[static_cast<std::size_t>(i)]; };
  for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
    const bool past = at(i).upos == Upos::verb && (at(i).xpos == "VBD" || at(i).xpos == "VBN");
    if (!past || at(i).deprel != "conj" || at(i).head < 0 || has_child(tokens, i, "nsubj") ||
        has_child(tokens, i, "aux"))
      continue;
    const int told = at(i).head, says = at(told).head;
    if (says < 0 || base_relation(at(told).deprel) != "ccomp" || at(says).xpos != "VBD" ||
        !has_child(tokens, says, "nsubj"))
      continue;
    if (!lexicon.in_class("saying", lower_ascii(at(says).lemma))) continue;
    const bool unlike = at(told).upos != Upos::verb;  // an adjective, a noun: no verb's like
    if (unlike || lexicon.in_class("taking-position", lower_ascii(at(i).lemma))) at(i).head = says;
  }
}

// "joined the alliance after Turkey and Hungary dropped their objections": a past tense that nothing joins to the verb
// it hangs on, right behind a noun with "after", has that noun for its subject.
void mend_clause_after(Sentence& sentence) {
  static constexpr std::array<std::string_view, 4> kMarks = {"after", "before", "since", "until"};
  auto& tokens = sentence.tokens;
  const auto at = [&](int i) -> Token& { return tokens[static_cast<std::size_t>(i)]; };
  const int size = static_cast<int>(tokens.size());
  for (int verb = 2; verb < size; ++verb) {
    if (at(verb).xpos != "VBD" || at(verb).deprel != "conj" || at(verb).head < 0 || at(verb).head > verb) continue;
    const bool joined = std::any_of(tokens.begin(), tokens.end(), [&](const Token& each) {
      const auto relation = base_relation(each.deprel);
      return each.head == verb && (relation == "cc" || relation == "nsubj" || relation == "aux");
    });
    // the noun right before, or the first of those that it is coordinated with
    int noun = verb - 1;
    while (at(noun).head >= 0 && at(noun).head < noun && (at(noun).deprel == "conj" || at(noun).deprel == "flat"))
      noun = at(noun).head;
    const auto relation = base_relation(at(noun).deprel);
    if (joined || (at(noun).upos != Upos::noun && at(noun).upos != Upos::propn) ||
        (relation != "nmod" && relation != "obl"))
      continue;
    for (int mark = 0; mark < noun; ++mark) {
      if (at(mark).head != noun || base_relation(at(mark).deprel) != "case") continue;
      if (std::find(kMarks.begin(), kMarks.end(), lower_ascii(at(mark).form)) == kMarks.end()) continue;
      at(mark).head = verb;
      at(mark).deprel = "mark";
      at(noun).head = verb;
      at(noun).deprel = "nsubj";
      at(verb).deprel = "advcl";
      break;
    }
  }
}

// "arrested more than 100 members": a counted thing right behind an active verb without object
// is its object, unless it measures ("walked two miles").
void mend_counted_object(Sentence& sentence, const Lexicon& lexicon) {
  auto& tokens = sentence.tokens;
  const auto has_active_subject = [&](int verb) {
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& each) {
      return each.head == verb && base_relation(each.deprel) == "nsubj" && each.deprel != "nsubj:pass";
    });
  };
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    auto& token = tokens[i];
    const int verb = token.head, here = static_cast<int>(i);
    if (token.deprel != "obl" || token.upos != Upos::noun || verb < 0 || verb > here) continue;
    if (tokens[static_cast<std::size_t>(verb)].upos != Upos::verb || !has_child(tokens, here, "nummod") ||
        has_child(tokens, here, "case") || has_child(tokens, verb, "obj") || !has_active_subject(verb) ||
        lexicon.in_class("measures", lower_ascii(token.lemma)))
      continue;
    const bool next = std::all_of(tokens.begin() + verb + 1, tokens.begin() + here, [&](const Token& each) {
      return each.head == here || (each.head > verb && each.head < here);
    });
    if (next) token.deprel = "obj";
  }
}

// "rejected as baseless the accusation": behind such an adjective the noun without a preposition is the object.
void mend_shifted_object(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 3; i < tokens.size(); ++i) {
    auto& noun = tokens[i];
    const int verb = noun.head, here = static_cast<int>(i);
    if (noun.deprel != "obl" || noun.upos != Upos::noun || verb < 0 || verb >= here) continue;
    bool whole = false, object = false;
    int first = here;
    for (int k = 0; k < static_cast<int>(tokens.size()); ++k) {
      const auto& each = tokens[static_cast<std::size_t>(k)];
      const auto relation = base_relation(each.deprel);
      if (each.head == here && relation == "case") whole = true;
      if (each.head == verb && relation == "obj") object = true;
      if (each.head == here && k < here) first = std::min(first, k);
    }
    const int adjective = first - 1;
    if (whole || object || adjective < 2 || tokens[static_cast<std::size_t>(adjective)].upos != Upos::adj ||
        tokens[static_cast<std::size_t>(adjective)].head != verb ||
        lower_ascii(tokens[static_cast<std::size_t>(adjective) - 1].form) != "as")
      continue;
    noun.deprel = "obj";
  }
}

// "called its ambassador in Lima home": by itself behind a verb the word is no thing but where to; a name before it
// that the parser joined with it is what the preposition means.
void mend_home(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  const auto at = [&](int i) -> Token& { return tokens[static_cast<std::size_t>(i)]; };
  for (int i = 2; i < static_cast<int>(tokens.size()); ++i) {
    auto& home = at(i);
    if (home.form != "home" || (home.upos != Upos::noun && home.upos != Upos::propn) || home.head < 0) continue;
    // "called its ambassador home": no home of an ambassador
    const bool person = at(i - 1).upos == Upos::noun && (at(i - 1).xpos == "NNS" || names_person(at(i - 1).lemma));
    const bool named = at(i - 1).head == i && (at(i - 1).upos == Upos::propn || person);
    const bool bare = std::all_of(tokens.begin(), tokens.end(), [&](const Token& each) {
      return each.head != i || each.upos == Upos::punct || named;
    });
    const auto relation = base_relation(home.deprel);
    if (!bare || (home.head > i && !named) || (relation == "obj" && !named) || relation == "nsubj" ||
        relation == "conj")
      continue;
    int verb = i - 1;
    while (verb > 0 && at(verb).upos != Upos::verb) --verb;
    if (at(verb).upos != Upos::verb) continue;
    if (named) {
      auto& name = at(i - 1);
      name.head = home.head == i - 1 ? verb : home.head;
      name.deprel = home.deprel;
      for (auto& each : tokens)
        if (each.head == i && &each != &name) each.head = i - 1;
    }
    home.head = verb;
    home.deprel = "advmod";
    home.upos = Upos::adv;
    home.xpos = "RB";
  }
}

// "shipped drinking water", "sent building material": a verb that takes no deeds takes no participle either; that says
// of what kind the noun behind it is.
void mend_participle_of_thing(Sentence& sentence, const Lexicon& lexicon) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    auto& participle = tokens[i];
    auto& thing = tokens[i + 1];
    const int here = static_cast<int>(i), verb = participle.head;
    if (participle.xpos != "VBG" || participle.deprel != "xcomp" || verb != here - 1 || thing.head != here ||
        base_relation(thing.deprel) != "obj" || thing.upos != Upos::noun)
      continue;
    const auto forms = lexicon.headed_forms(FormKind::verb, lower_ascii(tokens[static_cast<std::size_t>(verb)].lemma));
    const bool takes_deeds = std::any_of(forms.begin(), forms.end(), [](const Lexicon::HeadedForm& each) {
      return std::any_of(each.form->elements.begin(), each.form->elements.end(), [](const FormElement& element) {
        return element.role == Role::embedded && element.prepositions.empty();
      });
    });
    if (forms.empty() || takes_deeds) continue;
    thing.head = verb;
    participle.head = here + 1;
    participle.deprel = "amod";
    for (auto& each : tokens)
      if (each.head == here) each.head = verb;
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

void apply_rules(Sentence& sentence, const Lexicon& lexicon) {
  mend_telling_behind(sentence, lexicon);
  mend_participle_of_speaker(sentence, lexicon);
  mend_times(sentence);
  mend_against(sentence);
  mend_clause_after(sentence);
  mend_united_states(sentence);
  mend_next_deed(sentence, lexicon);
  mend_counted_object(sentence, lexicon);
  mend_hyphens(sentence);
  mend_shifted_object(sentence);
  mend_is_to(sentence);
  mend_tense_of_second(sentence);
  mend_telling_within(sentence, lexicon);
  mend_clause_behind_noun(sentence);
  mend_home(sentence);
  mend_participle_of_thing(sentence, lexicon);
  mend_clauses(sentence, lexicon);
}

}  // namespace

void mend(Sentence& sentence, const Lexicon& lexicon) {
  std::vector<std::pair<int, Label>> arcs;
  arcs.reserve(sentence.tokens.size());
  for (const auto& token : sentence.tokens) arcs.emplace_back(token.head, token.deprel);
  apply_rules(sentence, lexicon);
  // each rule by itself was right about its few words; what together closes a circle is no reading at all
  if (is_tree(sentence.tokens)) return;
  for (std::size_t i = 0; i < arcs.size(); ++i) std::tie(sentence.tokens[i].head, sentence.tokens[i].deprel) = arcs[i];
}

}  // namespace demarche
