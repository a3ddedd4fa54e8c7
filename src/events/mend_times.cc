// "expelled a diplomat hours after", "in Iran eight years ago", "and a day later": where a span of time ends a phrase.
#include <array>
#include <string>

#include "base/among.h"
#include "events/mend_rules.h"

namespace demarche {
namespace {

bool is_span_of_time(std::string_view noun) {
  static constexpr std::array<std::string_view, 9> kSpans = {"minute", "hour", "day",    "week",  "fortnight",
                                                             "month",  "year", "decade", "moment"};
  return among(kSpans, noun);
}

// "expelled a diplomat hours after Canada did": what stands before a span of time is no part of it, but the object of
// the verb before, which has no other.
void mend_object_before_time(OpenTree& tree) {
  for (int object = 1; object + 2 < tree.size(); ++object) {
    const int time = object + 1;
    const auto mark = tree.form(time + 1);
    if (tree.at(object).deprel != "compound" || tree.at(object).head != time || tree.at(time).xpos != "NNS" ||
        !is_span_of_time(tree.lemma(time)) || (mark != "after" && mark != "before"))
      continue;
    int verb = object - 1;
    while (verb >= 0 && (tree.at(verb).head == time || tree.at(verb).head == object)) --verb;
    if (verb < 0 || tree.at(verb).upos != Upos::verb || tree.is_below(verb, time)) continue;
    int acted_on = tree.child(verb, "obj");
    if (acted_on == time) acted_on = tree.child(verb, "obj", time + 1);
    if (acted_on >= 0) continue;
    for (int i = verb + 1; i < object; ++i)
      if (tree.at(i).head == time) tree.at(i).head = object;
    tree.hang(object, verb, "obj");
    tree.at(time).deprel = "obl:unmarked";
    if (tree.at(time).head < 0 || tree.is_below(tree.at(time).head, time)) tree.at(time).head = verb;
  }
}

// "bombed Rafah hours after the ruling": the place is the verb's object.
void mend_place_bombed(OpenTree& tree, int place, int time) {
  tree.hang(place, tree.at(time).head, tree.at(time).deprel == "obl:unmarked" ? "obj" : tree.at(time).deprel.str());
  tree.at(time).deprel = "obl:unmarked";
  tree.hand_over(time, place, place);
}

// "closed its embassy in Iran eight years ago": the place before a span of time is not part of it.
void mend_place_before_time(OpenTree& tree) {
  for (int place = 1; place + 2 < tree.size(); ++place) {
    const int next = place + 1, span = tree.at(place).head;
    if (tree.at(place).upos != Upos::propn || tree.at(place).deprel != "compound" || span < 0) continue;
    const auto mark = tree.form(place + 2);
    const int governor = tree.at(next).head;
    if (span == next && is_span_of_time(tree.lemma(next)) && governor >= 0 && governor < place &&
        tree.at(governor).upos == Upos::verb &&
        (mark == "after" || mark == "before" || mark == "later" || mark == "earlier")) {
      mend_place_bombed(tree, place, next);
      continue;
    }
    if (tree.at(next).upos != Upos::num || span != place + 2) continue;
    const auto unit = tree.lemma(span);
    if (unit != "year" && unit != "month" && unit != "week" && unit != "day") continue;
    int verb = tree.at(span).head;
    while (verb >= 0 && tree.at(verb).upos != Upos::verb) verb = tree.at(verb).head;
    if (verb < 0) continue;
    tree.hang(place, verb, "obl");
    for (int i = 0; i < place; ++i)
      if (tree.at(i).head == span && tree.is(i, "case")) tree.at(i).head = place;
  }
}

// "rejected the claims and a day later expelled a diplomat": a measure of time before "later" is when, not who.
void mend_time_before_later(OpenTree& tree) {
  for (int time = 1; time + 1 < tree.size(); ++time) {
    const auto next = tree.form(time + 1);
    if (tree.at(time).deprel == "nsubj" && (next == "later" || next == "earlier" || next == "ago") &&
        is_span_of_time(tree.at(time).lemma))
      tree.at(time).deprel = "obl:unmarked";
  }
}

}  // namespace

void mend_times(OpenTree& tree) {
  mend_object_before_time(tree);
  mend_place_before_time(tree);
  mend_time_before_later(tree);
}

}  // namespace demarche
