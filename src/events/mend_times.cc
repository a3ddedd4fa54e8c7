// "expelled a diplomat hours after", "in Iran eight years ago", "and a day later": where a span of time ends a phrase.
#include "events/mend_rules.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/letters.h"

namespace demarche {
namespace {

bool is_span_of_time(std::string_view noun) {
  static constexpr std::array<std::string_view, 9> kSpans = {"minute", "hour", "day",    "week",  "fortnight",
                                                             "month",  "year", "decade", "moment"};
  return std::find(kSpans.begin(), kSpans.end(), noun) != kSpans.end();
}

// "expelled a diplomat hours after Canada did": what stands before a span of time is no part of it, but the object of
// the verb before, which has no other.
void mend_object_before_time(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  const auto at = [&](int i) -> Token& { return tokens[static_cast<std::size_t>(i)]; };
  for (int object = 1; object + 2 < static_cast<int>(tokens.size()); ++object) {
    const int time = object + 1;
    const auto mark = lower_ascii(at(time + 1).form);
    if (at(object).deprel != "compound" || at(object).head != time || at(time).xpos != "NNS" ||
        !is_span_of_time(lower_ascii(at(time).lemma)) || (mark != "after" && mark != "before"))
      continue;
    int verb = object - 1;
    while (verb >= 0 && (at(verb).head == time || at(verb).head == object)) --verb;
    const bool acts_on_else = std::any_of(tokens.begin(), tokens.end(), [&](const Token& each) {
      return each.head == verb && &each != &at(time) && base_relation(each.deprel) == "obj";
    });
    if (verb < 0 || at(verb).upos != Upos::verb || acts_on_else || is_below(tokens, verb, time)) continue;
    for (int i = verb + 1; i < object; ++i)
      if (at(i).head == time) at(i).head = object;
    at(object).head = verb;
    at(object).deprel = "obj";
    at(time).deprel = "obl:unmarked";
    if (at(time).head < 0 || is_below(tokens, at(time).head, time)) at(time).head = verb;
  }
}

// "closed its embassy in Iran eight years ago": the place before a span of time is not part of it.
void mend_place_before_time(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    auto& place = tokens[i];
    if (place.upos != Upos::propn || place.deprel != "compound" || place.head < 0) continue;
    // "bombed Rafah hours after the ruling": the place is the verb's object
    auto& next = tokens[i + 1];
    const auto mark = lower_ascii(tokens[i + 2].form);
    if (place.head == static_cast<int>(i) + 1 && is_span_of_time(lower_ascii(next.lemma)) && next.head >= 0 &&
        next.head < static_cast<int>(i) && tokens[static_cast<std::size_t>(next.head)].upos == Upos::verb &&
        (mark == "after" || mark == "before" || mark == "later" || mark == "earlier")) {
      place.head = next.head;
      place.deprel = next.deprel == "obl:unmarked" ? std::string("obj") : next.deprel.str();
      next.deprel = "obl:unmarked";
      for (auto& each : tokens)
        if (each.head == static_cast<int>(i) + 1 && each.begin < place.begin) each.head = static_cast<int>(i);
      continue;
    }
    if (tokens[i + 1].upos != Upos::num) continue;
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

// "rejected the claims and a day later expelled a diplomat": a measure of time before "later" is when, not who.
void mend_time_before_later(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    auto& time = tokens[i];
    const auto next = lower_ascii(tokens[i + 1].form);
    if (time.deprel == "nsubj" && (next == "later" || next == "earlier" || next == "ago") &&
        is_span_of_time(time.lemma))
      time.deprel = "obl:unmarked";
  }
}

}  // namespace

void mend_times(Sentence& sentence) {
  mend_object_before_time(sentence);
  mend_place_before_time(sentence);
  mend_time_before_later(sentence);
}

}  // namespace demarche
