// Which time expression dates an event: the nearest that hangs below its verb or noun, with what the order of the words
// tells where the tree does not.
#include <algorithm>
#include <array>

#include "base/among.h"
#include "events/dates.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kShortly = {"hour"sv, "minute"sv, "shortly"sv, "soon"sv, "immediately"sv, "just"sv};

// Parts of days and longer spans: "the night of May 17".
constexpr std::array kParts = {"night"sv,  "morning"sv, "evening"sv, "afternoon"sv, "day"sv,       "week"sv,
                               "month"sv,  "year"sv,    "weekend"sv, "summer"sv,    "winter"sv,    "spring"sv,
                               "autumn"sv, "fall"sv,    "end"sv,     "start"sv,     "beginning"sv, "middle"sv,
                               "course"sv, "eve"sv,     "half"sv,    "dawn"sv,      "hour"sv};

bool is_part_of_time(std::string_view word) { return among(kParts, word) || month_named(word); }

// The event that a word belongs to; none across the border of a clause that is no event itself.
int owner_above(const Tree& tree, int word, const std::vector<int>& owner) {
  for (int steps = 0; word >= 0 && steps < tree.size(); ++steps, word = tree.head(word)) {
    if (const int event = owner[static_cast<std::size_t>(word)]; event >= 0) return event;
    const auto relation = base_relation(tree.token(word).deprel);
    if (tree.is_verbal(word) &&
        (relation == "acl" || relation == "advcl" || relation == "ccomp" || relation == "parataxis"))
      return -1;
  }
  return -1;
}

// "accusing it of an attack in July": parsers hang "in July" high; of the events below the owner, the last before the
// expression has it. A weekday stays with the verb: it is when the news was made ("condemned the attack on Wednesday").
int nearest_before(const Tree& tree, int event, int expression, const std::vector<int>& owner) {
  if (event < 0) return event;
  for (int i = expression - 1; i > event; --i)
    if (const int inner = owner[static_cast<std::size_t>(i)]; inner >= 0 && inner != event && tree.dominates(event, i))
      return inner;
  return event;
}

int own_expression_of(const Tree& tree, int predicate, const std::vector<TimeExpression>& expressions,
                      const std::vector<int>& owner) {
  // "since December 2018, when X expelled ...": the clause is dated by the time it modifies, or stands right behind
  for (const int c : tree.children(predicate))
    for (int e = 0; tree.lemma(c) == "when" && e < static_cast<int>(expressions.size()); ++e) {
      const int gap = c - expressions[static_cast<std::size_t>(e)].last;
      if (gap == 1 || (gap == 2 && tree.token(c - 1).form == ",")) return e;
    }
  if (tree.has_relation(predicate, "acl"))
    for (int e = 0; e < static_cast<int>(expressions.size()); ++e) {
      const auto& expression = expressions[static_cast<std::size_t>(e)];
      if (tree.head(predicate) >= expression.first && tree.head(predicate) <= expression.last) return e;
    }
  // "said on Wednesday, hours after Albania severed ties": the same day
  if (tree.has_relation(predicate, "advcl") && tree.subordinator(predicate) == "after" &&
      std::any_of(tree.children(predicate).begin(), tree.children(predicate).end(),
                  [&](int c) { return c < predicate && among(kShortly, tree.lemma(c)); }))
    for (int e = 0; e < static_cast<int>(expressions.size()); ++e) {
      const auto& expression = expressions[static_cast<std::size_t>(e)];
      if (tree.head(expression.first) == tree.head(predicate) || tree.head(expression.last) == tree.head(predicate))
        return e;
    }
  int best = -1, nearest = 1 << 20;
  for (int e = 0; e < static_cast<int>(expressions.size()); ++e) {
    const auto& expression = expressions[static_cast<std::size_t>(e)];
    if (expression.leads) {
      if (best >= 0) continue;
      for (int i = expression.last + 1; i < tree.size(); ++i)
        if (owner[static_cast<std::size_t>(i)] >= 0 && tree.subordinator(i) == "after") {
          if (owner[static_cast<std::size_t>(i)] == predicate) best = e;  // unless one of its own is found
          break;
        }
      continue;
    }
    // the expression's own head: the word whose governor stands outside it
    int top = expression.first;
    while (tree.head(top) >= expression.first && tree.head(top) <= expression.last) top = tree.head(top);
    if (const int mark = tree.child(top, "case"); mark >= 0) {
      const auto& preposition = tree.lemma(mark);
      if (preposition == "since" || preposition == "until" || preposition == "before" || preposition == "by") continue;
    }
    // "an agreement of 2001": the year of what is no event here; but "the night of May 17", "the end of June"
    if (tree.preposition(top) == "of" && tree.head(top) >= 0 && tree.is_nominal(tree.head(top)) &&
        owner[static_cast<std::size_t>(tree.head(top))] < 0 && !is_part_of_time(tree.lemma(tree.head(top))))
      continue;
    // "the July attack": what stands before a noun dates that noun
    const int noun = tree.head(top);
    const bool of_noun = noun > top && tree.is_nominal(noun) && tree.child(top, "case") < 0 &&
                         !(tree.has_relation(top, "nsubj") || tree.has_relation(top, "obl"));
    if (of_noun && owner[static_cast<std::size_t>(noun)] < 0) continue;
    const int event = owner_above(tree, noun, owner);
    if ((expression.weekday ? event : nearest_before(tree, event, expression.first, owner)) != predicate) continue;
    // what stands behind a verb is its own rather than what stands before it
    int distance = std::abs(expression.first - predicate) * (expression.first < predicate ? 2 : 1);
    // "pledged on Wednesday ..., following the election today": the election's day only where there is no other
    if (noun >= 0 && noun < top && tree.is_nominal(noun) && owner[static_cast<std::size_t>(noun)] < 0) distance += 1000;
    if (distance < nearest) {
      nearest = distance;
      best = e;
    }
  }
  return best;
}

}  // namespace

int expression_of(const Tree& tree, int predicate, const std::vector<TimeExpression>& expressions,
                  const std::vector<int>& owner) {
  if (const int own = own_expression_of(tree, predicate, expressions, owner); own >= 0) return own;
  // "severed when Romania declared war on December 12, 1941": at the time of the clause
  for (const int c : tree.children(predicate)) {
    if (!tree.has_relation(c, "advcl") || !tree.has_child_lemma(c, "advmod", "when")) continue;
    for (int e = 0; e < static_cast<int>(expressions.size()); ++e)
      if (!expressions[static_cast<std::size_t>(e)].leads &&
          tree.dominates(c, expressions[static_cast<std::size_t>(e)].first))
        return e;
  }
  // "recalled its envoy and closed the embassy on May 3": of two acts told in one breath the second's day is the
  // first's too
  for (const int c : tree.children(predicate))
    if (tree.has_relation(c, "conj") && tree.is_verbal(c) && tree.child(c, "nsubj") < 0)
      if (const int shared = own_expression_of(tree, c, expressions, owner); shared >= 0) return shared;
  // "closed its embassy in 2012 and expelled all diplomats"
  const int first = tree.has_relation(predicate, "conj") ? tree.head(predicate) : -1;
  if (first >= 0 && tree.is_verbal(first) && tree.child(predicate, "nsubj") < 0)
    if (const int shared = own_expression_of(tree, first, expressions, owner); shared >= 0) return shared;
  // "has bombed Iraq since 2019"
  for (int e = 0; e < static_cast<int>(expressions.size()); ++e)
    if (expressions[static_cast<std::size_t>(e)].since &&
        owner_above(tree, expressions[static_cast<std::size_t>(e)].first, owner) == predicate)
      return e;
  return -1;
}

}  // namespace demarche
