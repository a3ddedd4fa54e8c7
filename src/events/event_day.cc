// The day of an event: by its time expression, by tense, by the day of the words of saying; and what is history by it.
#include <algorithm>

#include "events/document_coder.h"

namespace demarche {
namespace {

constexpr int kBackgroundDays = 60;  // told with a date that far back: history, not the news of the document

}  // namespace

// "sixty years after the United States broke off relations": told as history.
bool DocumentCoder::is_long_after(const Match& match) const {
  const int verb = match.frame.governor >= 0 ? match.frame.governor : match.frame.predicate;
  if (!tree_->has_relation(verb, "advcl") || tree_->subordinator(verb) != "after") return false;
  for (int i = 0; i < verb; ++i)
    if (tree_->lemma(i) == "year" || tree_->lemma(i) == "decade" || tree_->lemma(i) == "century")
      if (tree_->head(i) == verb || tree_->head(i) == tree_->head(verb)) return true;
  return false;
}

// "has imposed sanctions every year", "has repeatedly bombed": a habit, no act of the day.
bool DocumentCoder::is_habit(const Match& match) const {
  const int verb = match.frame.governor >= 0 ? match.frame.governor : match.frame.predicate;
  if (tree_->has_child_lemma(verb, "aux", "have"))
    for (const int c : tree_->children(verb))
      if (tree_->has_relation(c, "advmod") && lexicon_.in_class("often", tree_->lemma(c))) return true;
  return std::any_of(tree_->children(verb).begin(), tree_->children(verb).end(), [&](int c) {
    return tree_->has_relation(c, "obl") &&
           (tree_->has_child_lemma(c, "det", "every") || tree_->has_child_lemma(c, "det", "each"));
  });
}

void DocumentCoder::set_date(CodedEvent& coded, const Match& match, const Standing& standing,
                             const Surrounding& around) {
  Event& event = coded.event;
  int expression = expression_of(*tree_, match.frame.predicate, expressions_, owner_);
  if (expression < 0 && !around.claimed) expression = around.expression;
  // a move told in a sentence with one full date is of that day, wherever the parser hung it
  if (expression < 0 && event.move && !event.negated) {
    const auto is_full = [](const TimeExpression& each) {
      return each.period && !each.relative && !each.weekday && !each.leads && !each.since;
    };
    if (std::count_if(expressions_.begin(), expressions_.end(), is_full) == 1)
      expression =
          static_cast<int>(std::find_if(expressions_.begin(), expressions_.end(), is_full) - expressions_.begin());
  }
  // "he said that it had attacked" is no history: speech in the past shifts the tense
  const bool past_perfect = (standing.past_perfect && !around.claimed) || around.past_perfect;
  event.background = past_perfect;
  if (expression >= 0) {
    const auto& found = expressions_[static_cast<std::size_t>(expression)];
    event.date = found.period;
    coded.dated_by_itself = true;
    if (found.period)
      event.date_from = DateSource::expression;
    else
      event.relative_date = found.text;
    const auto history = document_.date ? std::optional(document_.date->plus_days(-kBackgroundDays)) : std::nullopt;
    // "has bombed Iraq since 2019": from then on until now
    if (found.since && found.period && document_.date && found.period->begin <= *document_.date) {
      if (event.modality != Modality::ongoing && found.period->begin < *history) event.background = true;
      event.date->end = *document_.date;
      return;
    }
    // "last year" is history in January too
    const bool past_year = found.period && document_.date && found.period->precision == DatePrecision::year &&
                           found.period->end < *document_.date;
    if (found.far || past_year || (found.period && history && found.period->end < *history)) event.background = true;
    return;
  }
  const bool not_yet = event.modality == Modality::planned || event.modality == Modality::hypothetical ||
                       event.modality == Modality::demanded;
  if (is_long_after(match) || is_habit(match)) event.background = true;
  if (past_perfect || not_yet || !document_.date || event.background) return;
  if (coded.definite || (around.claimed && !standing.finite)) return;  // "the attack": when it was is told elsewhere
  event.date = Period::of_day(*document_.date);
  // "said on Monday that it had attacked": by then at the latest
  if (around.said >= 0) {
    const auto& said = expressions_[static_cast<std::size_t>(around.said)].period;
    if (said && said->precision == DatePrecision::day && said->begin < *document_.date) event.date = said;
    if (said && said->end < document_.date->plus_days(-kBackgroundDays)) event.background = true;
  }
  event.date_from = standing.finite || around.finite ? DateSource::tense : DateSource::document;
}

}  // namespace demarche
