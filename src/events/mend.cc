// Where only the meaning of a word tells where a phrase hangs.
#include "events/mend.h"

#include <algorithm>

#include "base/letters.h"
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
    const bool marked = std::any_of(tokens.begin(), tokens.end(), [&](const Token& each) {
      return each.head == static_cast<int>(i) && base_relation(each.deprel) == "mark";
    });
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

// "closed its embassy in Iran eight years ago": the place before a span of time is not part of it.
void mend_place_before_time(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    auto& place = tokens[i];
    if (place.upos != Upos::propn || place.deprel != "compound" || tokens[i + 1].upos != Upos::num || place.head < 0)
      continue;
    const auto unit = static_cast<std::size_t>(place.head);
    const std::string lemma = lower_ascii(tokens[unit].lemma);
    if (unit != i + 2 || (lemma != "year" && lemma != "month" && lemma != "week" && lemma != "day")) continue;
    int verb = tokens[unit].head;
    while (verb >= 0 && tokens[static_cast<std::size_t>(verb)].upos != Upos::verb)
      verb = tokens[static_cast<std::size_t>(verb)].head;
    if (verb < 0) continue;
    place.head = verb;
    place.deprel = "obl";
    for (auto& each : tokens)
      if (each.head == static_cast<int>(unit) && base_relation(each.deprel) == "case" && each.begin < place.begin)
        each.head = static_cast<int>(i);
  }
}

// "said that Iran was responsible and condemned the attack": what somebody says ends where the speaker does the next
// thing. The parser hangs the second verb on the nearest; a word for taking a position is the speaker's.
void mend_next_deed(Sentence& sentence, const Lexicon& lexicon) {
  auto& tokens = sentence.tokens;
  const auto at = [&](int i) -> Token& { return tokens[static_cast<std::size_t>(i)]; };
  const auto has_child = [&](int head, std::string_view relation) {
    for (const auto& each : tokens)
      if (each.head == head && base_relation(each.deprel) == relation) return true;
    return false;
  };
  for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
    const bool past = at(i).upos == Upos::verb && (at(i).xpos == "VBD" || at(i).xpos == "VBN");
    if (!past || at(i).deprel != "conj" || at(i).head < 0 || has_child(i, "nsubj") || has_child(i, "aux")) continue;
    const int told = at(i).head, says = at(told).head;
    if (says < 0 || base_relation(at(told).deprel) != "ccomp" || at(says).xpos != "VBD" || !has_child(says, "nsubj"))
      continue;
    if (!lexicon.in_class("saying", lower_ascii(at(says).lemma))) continue;
    const bool unlike = at(told).upos != Upos::verb;  // an adjective, a noun: no verb's like
    if (unlike || lexicon.in_class("taking-position", lower_ascii(at(i).lemma))) at(i).head = says;
  }
}

// "arrested more than 100 members": a counted thing right behind an active verb without object
// is its object, unless it measures ("walked two miles").
void mend_counted_object(Sentence& sentence, const Lexicon& lexicon) {
  auto& tokens = sentence.tokens;
  const auto has_child = [&](int head, std::string_view relation) {
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& each) {
      return each.head == head && base_relation(each.deprel) == relation && each.deprel != "nsubj:pass";
    });
  };
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    auto& token = tokens[i];
    const int verb = token.head, here = static_cast<int>(i);
    if (token.deprel != "obl" || token.upos != Upos::noun || verb < 0 || verb > here) continue;
    if (tokens[static_cast<std::size_t>(verb)].upos != Upos::verb || !has_child(here, "nummod") ||
        has_child(here, "case") || has_child(verb, "obj") || !has_child(verb, "nsubj") ||
        lexicon.in_class("measures", lower_ascii(token.lemma)))
      continue;
    const bool next = std::all_of(tokens.begin() + verb + 1, tokens.begin() + here, [&](const Token& each) {
      return each.head == here || (each.head > verb && each.head < here);
    });
    if (next) token.deprel = "obj";
  }
}

// "attacked the rebel-held region": noun, hyphen and participle before a noun are one adjective of it.
void mend_hyphened_participle(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 2; i + 1 < tokens.size(); ++i) {
    auto& participle = tokens[i];
    auto& agent = tokens[i - 2];
    const bool joined =
        tokens[i - 1].form == "-" && agent.end == tokens[i - 1].begin && tokens[i - 1].end == participle.begin;
    if (!joined || participle.xpos != "VBN" || (agent.upos != Upos::noun && agent.upos != Upos::propn)) continue;
    // the noun behind it, over adjectives and compounds
    std::size_t noun = i + 1;
    while (noun + 1 < tokens.size() && (tokens[noun].deprel == "amod" || tokens[noun].deprel == "compound") &&
           tokens[noun].head > static_cast<int>(noun))
      noun = static_cast<std::size_t>(tokens[noun].head);
    const int here = static_cast<int>(i), behind = static_cast<int>(noun), front = here - 2;
    if ((tokens[noun].upos != Upos::noun && tokens[noun].upos != Upos::propn) || tokens[noun].head != here ||
        base_relation(tokens[noun].deprel) != "obj" || agent.head < 0 || agent.head == behind)
      continue;
    tokens[noun].head = agent.head == here ? participle.head : agent.head;
    tokens[noun].deprel = agent.head == here ? participle.deprel : agent.deprel;
    if (tokens[noun].head < 0 || tokens[noun].head == behind) continue;
    for (auto& each : tokens)
      if (each.head == front && each.begin < agent.begin) each.head = behind;
    participle.head = behind;
    participle.deprel = "amod";
    agent.head = here;
    agent.deprel = "obl";
  }
}

}  // namespace

void mend(Sentence& sentence, const Lexicon& lexicon) {
  mend_telling_behind(sentence, lexicon);
  mend_participle_of_speaker(sentence, lexicon);
  mend_place_before_time(sentence);
  mend_united_states(sentence);
  mend_next_deed(sentence, lexicon);
  mend_counted_object(sentence, lexicon);
  mend_hyphened_participle(sentence);
}

}  // namespace demarche
