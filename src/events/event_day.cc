// The day of an event: by its time expression, by tense, by the day of the words of saying; and what is history by it.
#include <algorithm>

#include "events/sentence_coder.h"

namespace demarche {
namespace {

constexpr int kBackgroundDays = 60;  // told with a date that far back: history, not the news of the document

// "sixty years after the United States broke off relations": told as history.
bool is_long_after(const Tree& tree, int verb) {
  if (!tree.has_relation(verb, "advcl") || tree.subordinator(verb) != "after") return false;
  for (int i = 0; i < verb; ++i)
    if (tree.lemma(i) == "year" || tree.lemma(i) == "decade" || tree.lemma(i) == "century")
      if (tree.head(i) == verb || tree.head(i) == tree.head(verb)) return true;
  return false;
}

// "has imposed sanctions every year", "has repeatedly bombed": a habit, no act of the day.
bool is_habit(const Tree& tree, int verb, const Lexicon& lexicon) {
  if (tree.has_child_lemma(verb, "aux", "have"))
    for (const int c : tree.children(verb))
      if (tree.has_relation(c, "advmod") && lexicon.in_class("often", tree.lemma(c))) return true;
  return std::any_of(tree.children(verb).begin(), tree.children(verb).end(), [&](int c) {
    return tree.has_relation(c, "obl") &&
           (tree.has_child_lemma(c, "det", "every") || tree.has_child_lemma(c, "det", "each"));
  });
}

}  // namespace

// By its own time expression, or that of what embeds it.
void SentenceCoder::set_date_by_time(const TimeExpression& time, CodedEvent& coded) const {
  Event& event = coded.event;
  const auto& today = context_.document.date;
  const auto& period = time.period;
  event.date = period;
  coded.dated_by_itself = true;
  if (period)
    event.date_from = DateSource::expression;
  else
    event.relative_date = time.text;
  if (!period || !today) {
    event.background = event.background || time.far;
    return;
  }
  const Date history = today->plus_days(-kBackgroundDays);
  // "has bombed Iraq since 2019": from then on until now
  if (time.since && period->begin <= *today) {
    if (event.modality != Modality::ongoing && period->begin < history) event.background = true;
    event.date->end = *today;
    return;
  }
  // "last year" is history in January too
  const bool past_year = period->precision == DatePrecision::year && period->end < *today;
  if (time.far || past_year || period->end < history) event.background = true;
}

// By tense and by the day of the document, where no words date it.
void SentenceCoder::set_date_by_tense(const Match& match, const Standing& standing, const Surrounding& around,
                                      CodedEvent& coded) const {
  Event& event = coded.event;
  const auto& today = context_.document.date;
  const bool not_yet = event.modality == Modality::planned || event.modality == Modality::hypothetical ||
                       event.modality == Modality::demanded;
  const int verb = match.frame.clause();
  if (is_long_after(tree_, verb) || is_habit(tree_, verb, lexicon_)) event.background = true;
  if (not_yet || !today || event.background) return;
  if (coded.definite || (around.claimed && !standing.finite)) return;  // "the attack": when it was is told elsewhere
  event.date = Period::of_day(*today);
  // "said on Monday that it had attacked": by then at the latest
  if (around.said >= 0) {
    const auto& said = sentence_.times[static_cast<std::size_t>(around.said)].period;
    if (said && said->precision == DatePrecision::day && said->begin < *today) event.date = said;
    if (said && said->end < today->plus_days(-kBackgroundDays)) event.background = true;
  }
  event.date_from = standing.finite || around.finite ? DateSource::tense : DateSource::document;
}

void SentenceCoder::set_date(CodedEvent& coded, const Match& match, const Standing& standing,
                             const Surrounding& around) const {
  Event& event = coded.event;
  const auto& times = sentence_.times;
  int time = sentence_.time_of(match.frame.predicate);
  if (time < 0 && !around.claimed) time = around.time;
  // a move told in a sentence with one full date is of that day, wherever the parser hung it
  if (time < 0 && event.move && !event.negated) {
    const auto is_full = [](const TimeExpression& each) {
      return each.period && !each.relative && !each.weekday && !each.leads && !each.since;
    };
    if (std::count_if(times.begin(), times.end(), is_full) == 1)
      time = static_cast<int>(std::find_if(times.begin(), times.end(), is_full) - times.begin());
  }
  // "he said that it had attacked" is no history: speech in the past shifts the tense
  event.background = (standing.past_perfect && !around.claimed) || around.past_perfect;
  if (time >= 0)
    set_date_by_time(times[static_cast<std::size_t>(time)], coded);
  else
    set_date_by_tense(match, standing, around, coded);
}

}  // namespace demarche
