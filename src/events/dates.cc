// A small grammar over words, longest reading first: day-month-year in both orders, month-year, year, weekday, and
// expressions relative to the day of publication or to what was told last with a date. What it leaves out: hours,
// seasons, holidays and calendars other than the Gregorian.
#include "events/dates.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "base/letters.h"
#include "events/time_words.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kFew = {"few"sv, "several"sv, "some"sv, "many"sv};
constexpr std::array kHours = {"morning"sv, "afternoon"sv, "evening"sv, "night"sv, "noon"sv};
constexpr int kHistoryDays = 60;  // what was told last with a date that far back is history, and goes on from there

class Grammar {
 public:
  Grammar(const Tree& tree, std::optional<Date> today, std::optional<Period> told_before)
      : tree_(tree), today_(today), latest_(told_before) {
    for (const auto& token : tree.sentence().tokens) words_.push_back(lower_ascii(token.form));
    for (int i = 0; i < tree.size(); ++i) future_ = future_ || is_future(word(i));
  }

  std::vector<TimeExpression> read() {
    std::vector<TimeExpression> found;
    for (int i = 0; i < tree_.size();) {
      TimeExpression expression;
      expression.first = i;
      const int length = at(i, expression);
      if (length == 0) {
        ++i;
        continue;
      }
      expression.last = i + length - 1;
      for (int k = i; k < i + length; ++k)
        expression.text += (k > i && tree_.token(k - 1).space_after ? " " : "") + tree_.token(k).form;
      const auto before = word(i - 1);
      expression.since = before == "since";
      i += length;
      if (!expression.leads && expression.period) latest_ = expression.period;
      if (!found.empty() && joins(found.back(), expression)) {
        found.back().period->end = expression.period->end;
        found.back().last = expression.last;
        found.back().text += " " + std::string(word(expression.first - 1)) + " " + expression.text;
        continue;
      }
      found.push_back(std::move(expression));
    }
    for (auto& each : found)
      if (each.leads && each.period) reckon_from_clause(each, found);
    return found;
  }

 private:
  std::string_view word(int i) const {
    return i >= 0 && i < tree_.size() ? std::string_view(words_[static_cast<std::size_t>(i)]) : ""sv;
  }

  std::optional<int> month(int i) const {
    auto text = word(i);
    if (text.ends_with('.')) text.remove_suffix(1);
    if (text.size() < 3 || (text.size() == 3 && text == "may" && tree_.token(i).upos == Upos::aux)) return {};
    if (i < tree_.size() && tree_.token(i).form[0] >= 'a' && tree_.token(i).form[0] <= 'z')
      return {};  // "march", "may" as plain words
    return month_named(text);
  }

  std::optional<int> year(int i) const { return year_of_word(word(i)); }
  std::optional<int> day(int i) const { return day_of_word(word(i)); }
  std::string_view unit_at(int i) const { return unit_of(word(i)); }

  std::optional<int> count(int i) const {
    if (word(i) == "a" || word(i) == "an") return 1;
    const auto number = number_of_word(word(i));
    return number && *number < 1000 ? number : std::nullopt;
  }

  static bool is_future(std::string_view word) {
    return word == "will" || word == "shall" || word == "'ll" || word == "next" || word == "upcoming";
  }

  // Whether the verb that the word at i hangs on tells of what is to come: "said on Monday that it will", "will on
  // Monday say"; without a tree, whether the sentence does.
  bool is_ahead(int i) const {
    int verb = i;
    while (verb >= 0 && !(tree_.token(verb).upos == Upos::verb)) verb = tree_.head(verb);
    if (verb < 0) return future_;
    bool past = tree_.token(verb).xpos == "VBD";
    for (const int c : tree_.children(verb)) {
      // "are to meet on April 18"
      if (tree_.has_relation(c, "aux") && (is_future(word(c)) || word(c) == "to")) return true;
      past = past || (tree_.has_relation(c, "aux") && (tree_.token(c).xpos == "VBD" || tree_.lemma(c) == "have"));
    }
    return !past && future_;
  }

  // "from 3 to 5 March 2022", "between 2013 and 2016": one span.
  bool joins(const TimeExpression& first, const TimeExpression& second) const {
    const auto before = word(first.first - 1), between = word(second.first - 1);
    if (second.first != first.last + 2 || !first.period || !second.period) return false;
    if (first.leads || second.leads || first.period->begin > second.period->begin) return false;
    return (before == "from" && (between == "to" || between == "until" || between == "till")) ||
           (before == "between" && between == "and");
  }

  // "expelled 30 on Tuesday, a day after Germany expelled 40": a day before that Tuesday, where the clause that it
  // stands in has its day.
  void reckon_from_clause(TimeExpression& lead, const std::vector<TimeExpression>& found) const {
    int verb = lead.last + 1;
    while (verb < tree_.size() && tree_.subordinator(verb) != "after") ++verb;
    const TimeExpression* anchor = nullptr;
    for (const auto& each : found) {
      if (each.leads || !each.period || each.period->precision != DatePrecision::day) continue;
      if (verb < tree_.size() && tree_.dominates(verb, each.first)) continue;
      if (each.first < lead.first || !anchor) anchor = &each;
    }
    if (!anchor) return;
    if (const auto n = count(lead.first)) lead.period = unit_period(unit_at(lead.last), -*n, anchor->period->begin);
  }

  int comma(int i) const { return word(i) == "," ? 1 : 0; }

  // Length in words of the expression that begins here; 0: none.
  int at(int i, TimeExpression& out) {
    at_ = i;
    if (const int length = full_date(i, out)) return length;
    if (const int length = weekday(i, out)) return length;
    if (const int length = relative(i, out)) return length;
    return bare_year(i, out);
  }

  int full_date(int i, TimeExpression& out) {
    if (const auto iso = Date::parse(tree_.token(i).form)) {
      out.period = Period::of_day(*iso);
      return 1;
    }
    if (const auto m = month(i)) {
      if (const auto d = day(i + 1)) {  // July 15(, 2022)
        const int gap = comma(i + 2);
        if (const auto y = year(i + 2 + gap)) return dated(*y, *m, *d, 3 + gap, out);
        return near_day(*m, *d, 2, out);
      }
      const int gap = comma(i + 1);
      if (const auto y = year(i + 1 + gap)) {
        out.period = Period::of_month(*y, *m);
        return 2 + gap;
      }
      return near_month(*m, out);
    }
    const auto d = day(i);
    if (!d) return 0;
    const int of = word(i + 1) == "of" ? 1 : 0;
    const auto m = month(i + 1 + of);
    if (!m) return 0;
    const int gap = comma(i + 2 + of);
    if (const auto y = year(i + 2 + of + gap)) return dated(*y, *m, *d, 3 + of + gap, out);
    return near_day(*m, *d, 2 + of, out);
  }

  int dated(int y, int m, int d, int length, TimeExpression& out) {
    const auto date = Date::from(y, m, d);
    if (!date) return 0;
    out.period = Period::of_day(*date);
    return length;
  }

  // The year of the sentence's other dates, where they agree: "on February 21, and left on February 24, 1950".
  std::optional<int> year_beside() const {
    std::optional<int> found;
    for (int i = 0; i < tree_.size(); ++i) {
      if (!month(i)) continue;
      int at = i + 1;
      if (day(at)) ++at;
      at += comma(at);
      const auto here = year(at);
      if (!here) continue;
      if (found && *found != *here) return {};
      found = here;
    }
    return found;
  }

  int near_day(int m, int d, int length, TimeExpression& out) {
    if (const auto y = year_beside()) return dated(*y, m, d, length, out);
    out.relative = true;
    if (!today_) return length;
    auto date = Date::from(today_->year(), m, d);
    if (!date) return 0;
    const bool ahead = is_ahead(at_);
    if (ahead && *date < *today_) date = Date::from(today_->year() + 1, m, d);
    if (!ahead && *date > today_->plus_days(1)) date = Date::from(today_->year() - 1, m, d);
    if (!date) return 0;
    out.period = Period::of_day(*date);
    return length;
  }

  int near_month(int m, TimeExpression& out) {
    out.relative = true;
    if (!today_) return 1;
    int y = today_->year();
    const bool ahead = is_ahead(at_);
    if (ahead && m < today_->month()) ++y;
    if (!ahead && m > today_->month()) --y;
    out.period = Period::of_month(y, m);
    return 1;
  }

  int weekday(int i, TimeExpression& out) {
    const bool last = word(i) == "last", next = word(i) == "next";
    const int at = last || next ? i + 1 : i;
    auto name = word(at);
    if (name.ends_with('.')) name.remove_suffix(1);
    if (name.empty()) return 0;
    auto day = weekday_named(name);
    if (!day && tree_.token(at).form[0] < 'a' && tree_.token(at).upos == Upos::propn) day = weekday_cut(name);
    if (!day) return 0;
    out.relative = true;
    out.weekday = true;
    if (today_) {
      int back = (today_->weekday() - *day + 7) % 7;
      if (last && back == 0) back = 7;
      const bool ahead = next || (!last && is_ahead(at));
      const int forward = (*day - today_->weekday() + 7) % 7;
      out.period = Period::of_day(ahead ? today_->plus_days(forward) : today_->plus_days(-back));
    }
    return at - i + (among(kHours, word(at + 1)) ? 2 : 1);
  }

  int relative(int i, TimeExpression& out) {
    if (const int length = named_day(i, out)) return length;
    if (const int length = told_from_before(i, out)) return length;
    if (const int length = turn(i, out)) return length;
    if (const int length = counted_back(i, out)) return length;
    return far_back(i, out);
  }

  // Reckoned from the day of the document, where it has one: gives the length.
  template <class Make>
  int from_today(int length, const Make& make, TimeExpression& out) const {
    out.relative = true;
    if (today_) out.period = make(*today_);
    return length;
  }

  int named_day(int i, TimeExpression& out) const {
    const auto day = [&](int length, int off) {
      return from_today(
          length, [&](Date today) { return Period::of_day(today.plus_days(off)); }, out);
    };
    if (word(i) == "today" || word(i) == "tonight") return day(1, 0);
    if (word(i) == "yesterday") return day(1, -1);
    if (word(i) == "tomorrow") return day(1, 1);
    if (word(i) == "last" && word(i + 1) == "night") return day(2, -1);
    return 0;
  }

  // "last week", "next year", "this May", "earlier in the month".
  int turn(int i, TimeExpression& out) const {
    const auto unit = unit_at(i + 1);
    const bool within = word(i) == "the" && word(i - 1) == "in" &&
                        (word(i - 2) == "earlier" || word(i - 2) == "later") && word(i + 2) != "of";
    if (within && !unit.empty())
      return from_today(
          2, [&](Date today) { return unit_period(unit, 0, today); }, out);
    if (word(i) != "last" && word(i) != "this" && word(i) != "next") return 0;
    const int off = word(i) == "last" ? -1 : word(i) == "next" ? 1 : 0;
    if (!unit.empty()) {
      if (word(i) == "this" && word(i - 1) == "time")
        return 0;  // "for the third time this year" counts, it does not date
      return from_today(
          2, [&](Date today) { return unit_period(unit, off, today); }, out);
    }
    const auto m = month(i + 1);
    if (!m) return 0;
    const auto month_of = [&](Date today) {
      int y = today.year();
      if (off < 0 && *m >= today.month()) --y;
      if (off > 0 && *m <= today.month()) ++y;
      return Period::of_month(y, *m);
    };
    return from_today(2, month_of, out);
  }

  // "three days ago", "two years earlier"; "three days after it severed ties": what stands behind was so long before
  // the news of the day.
  int counted_back(int i, TimeExpression& out) const {
    const auto n = count(i);
    const auto unit = unit_at(i + 1);
    const bool ago = word(i + 2) == "ago", earlier = word(i + 2) == "earlier", after = word(i + 2) == "after";
    if (!n || unit.empty() || (!ago && !earlier && !after)) return 0;
    out.leads = after;
    out.relative = true;
    const auto from = earlier && is_history() ? std::optional(latest_->begin) : today_;
    if (from) out.period = unit_period(unit, -*n, *from);
    return after ? 2 : 3;
  }

  // "years ago", "several months ago": when is not said, but that it is no news.
  int far_back(int i, TimeExpression& out) const {
    const int few = among(kFew, word(i)) ? 1 : 0;
    const auto unit = unit_at(i + few);
    if (unit.empty() || !word(i + few).ends_with('s') || (word(i + few + 1) != "ago" && word(i + few + 1) != "earlier"))
      return 0;
    out.relative = true;
    out.far = unit != "day" && unit != "week";
    return few + 2;
  }

  bool is_history() const { return latest_ && today_ && latest_->begin < today_->plus_days(-kHistoryDays); }

  // "the same day", "that year", "the following month", "five months later": from what was told last with a date.
  int told_from_before(int i, TimeExpression& out) {
    const auto before = word(i - 1);
    const auto reckoned = [&](int length, std::string_view unit, int off) {
      out.relative = true;
      const bool precise = latest_ && (latest_->precision == DatePrecision::day || unit == "year" || unit == "decade" ||
                                       (unit == "month" && latest_->precision != DatePrecision::year));
      if (precise) out.period = unit_period(unit, off, latest_->begin);
      return length;
    };
    const auto next = unit_at(i + 1);
    if (!next.empty() && !word(i + 1).ends_with('s')) {
      const bool at = before == "in" || before == "on" || before == "of" || before == "later" || before == "earlier";
      if (word(i) == "same" && (before == "the" || before == "that")) {
        reckoned(2, next, 0);
        if (!out.period && today_ && !is_history()) out.period = unit_period(next, 0, *today_);
        return 2;
      }
      if (word(i) == "that" && at) return reckoned(2, next, 0);
      if (before == "the" && (word(i) == "following" || (word(i) == "next" && next == "day")))
        return reckoned(2, next, 1);
      if ((word(i) == "previous" || word(i) == "preceding") && before == "the") return reckoned(2, next, -1);
    }
    // "in those years", "during those days": the time told last, where that is not told more exactly than these words
    if (word(i) == "those" && (before == "in" || before == "during") && !next.empty()) {
      out.relative = true;
      if (latest_ && latest_->precision == DatePrecision::year && next == "year") out.period = latest_;
      return 2;
    }
    const auto n = count(i);
    if (!n || next.empty() || word(i + 2) != "later") return 0;
    return reckoned(3, next, *n);
  }

  // "in the 1990s"
  int decade(int i, TimeExpression& out) const {
    const auto first = decade_of_word(word(i));
    if (!first) return 0;
    const auto part = word(i - 1);
    const int from = part == "late" ? 6 : 0, to = part == "early" ? 3 : 9;
    out.period = Period{Period::of_year(*first + from).begin, Period::of_year(*first + to).end, DatePrecision::year};
    return 1;
  }

  int bare_year(int i, TimeExpression& out) {
    if (const int length = decade(i, out)) return length;
    const auto y = year(i);
    if (!y) return 0;
    const auto before = word(i - 1);
    const bool named = before == "in" || before == "since" || before == "until" || before == "by" || before == "of" ||
                       before == "during" || before == "from" || before == "early" || before == "late" ||
                       before == "mid" || (before == "and" && word(i - 3) == "between") || before == "(" ||
                       before == "year" || before == "between" || before == "to";
    const bool called_year = word(i + 1) == "year";  // "the 2018 year", as a machine translates it
    if (!named && !called_year) return 0;
    out.period = Period::of_year(*y);
    return called_year ? 2 : 1;
  }

  const Tree& tree_;
  const std::optional<Date> today_;
  std::optional<Period> latest_;  // told last before the word being read
  std::vector<std::string> words_;
  int at_ = 0;  // the word being read
  bool future_ = false;
};

}  // namespace

std::vector<TimeExpression> time_expressions(const Tree& tree, std::optional<Date> document_date,
                                             std::optional<Period> told_before) {
  return Grammar(tree, document_date, told_before).read();
}

}  // namespace demarche
