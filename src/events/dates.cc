// A small grammar over words, longest reading first: day-month-year in both orders, month-year, year, weekday, and
// expressions relative to the day of publication. What it leaves out: hours, seasons, holidays and calendars other than
// the Gregorian.
#include "events/dates.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/letters.h"
namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kMonths = {"january"sv, "february"sv, "march"sv,     "april"sv,   "may"sv,      "june"sv,
                                "july"sv,    "august"sv,   "september"sv, "october"sv, "november"sv, "december"sv};
constexpr std::array kWeekdays = {"sunday"sv,   "monday"sv, "tuesday"sv, "wednesday"sv,
                                  "thursday"sv, "friday"sv, "saturday"sv};
constexpr std::array kShortly = {"hour"sv, "minute"sv, "shortly"sv, "soon"sv, "immediately"sv, "just"sv};
constexpr std::array kNumbers = {"zero"sv,  "one"sv,   "two"sv,  "three"sv, "four"sv,   "five"sv,  "six"sv,
                                 "seven"sv, "eight"sv, "nine"sv, "ten"sv,   "eleven"sv, "twelve"sv};

std::optional<int> digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || text.front() == '-' || error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

class Grammar {
 public:
  Grammar(const Tree& tree, std::optional<Date> today) : tree_(tree), today_(today) {
    for (const auto& token : tree.sentence().tokens) words_.push_back(lower_ascii(token.form));
    for (int i = 0; i < tree.size(); ++i) {
      const auto& word = words_[static_cast<std::size_t>(i)];
      if (word == "will" || word == "shall" || word == "'ll" || word == "next" || word == "upcoming") future_ = true;
    }
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
      i += length;
      found.push_back(std::move(expression));
    }
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
    for (std::size_t m = 0; m < kMonths.size(); ++m)
      if (kMonths[m] == text ||
          (text.size() <= 4 && kMonths[m].starts_with(text) && (text.size() == 3 || text == "sept")))
        return static_cast<int>(m) + 1;
    return {};
  }

  std::optional<int> year(int i) const {
    const auto text = word(i);
    const auto value = text.size() == 4 ? digits(text) : std::nullopt;
    if (!value || *value < 1700 || *value > 2100) return {};
    return value;
  }

  std::optional<int> day(int i) const {
    auto text = word(i);
    for (const auto ending : {"st"sv, "nd"sv, "rd"sv, "th"sv})
      if (text.ends_with(ending)) text.remove_suffix(2);
    const auto value = text.size() <= 2 ? digits(text) : std::nullopt;
    if (!value || *value < 1 || *value > 31) return {};
    return value;
  }

  std::optional<int> count(int i) const {
    if (word(i) == "a" || word(i) == "an") return 1;
    for (std::size_t n = 0; n < kNumbers.size(); ++n)
      if (kNumbers[n] == word(i)) return static_cast<int>(n);
    return word(i).size() <= 3 ? digits(word(i)) : std::nullopt;
  }

  int comma(int i) const { return word(i) == "," ? 1 : 0; }

  // Length in words of the expression that begins here; 0: none.
  int at(int i, TimeExpression& out) {
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
    if (future_ && *date < *today_) date = Date::from(today_->year() + 1, m, d);
    if (!future_ && *date > today_->plus_days(1)) date = Date::from(today_->year() - 1, m, d);
    if (!date) return 0;
    out.period = Period::of_day(*date);
    return length;
  }

  int near_month(int m, TimeExpression& out) {
    out.relative = true;
    if (!today_) return 1;
    int y = today_->year();
    if (future_ && m < today_->month()) ++y;
    if (!future_ && m > today_->month()) --y;
    out.period = Period::of_month(y, m);
    return 1;
  }

  int weekday(int i, TimeExpression& out) {
    const bool last = word(i) == "last", next = word(i) == "next";
    const int at = last || next ? i + 1 : i;
    auto name = word(at);
    if (name.ends_with('.')) name.remove_suffix(1);
    if (name.size() < 3) return 0;
    for (std::size_t w = 0; w < kWeekdays.size(); ++w) {
      const bool shortened = name.size() <= 5 && tree_.token(at).form[0] < 'a' && kWeekdays[w].starts_with(name) &&
                             tree_.token(at).upos == Upos::propn;
      if (kWeekdays[w] != name && !shortened) continue;
      out.relative = true;
      out.weekday = true;
      if (today_) {
        int back = (today_->weekday() - static_cast<int>(w) + 7) % 7;
        if (last && back == 0) back = 7;
        const bool ahead = next || (future_ && !last);
        const int forward = (static_cast<int>(w) - today_->weekday() + 7) % 7;
        out.period = Period::of_day(ahead ? today_->plus_days(forward) : today_->plus_days(-back));
      }
      return at - i + 1;
    }
    return 0;
  }

  int relative(int i, TimeExpression& out) {
    const auto set = [&](int length, auto make) {
      out.relative = true;
      if (today_) out.period = make(*today_);
      return length;
    };
    const auto day_off = [](int days) { return [days](Date today) { return Period::of_day(today.plus_days(days)); }; };
    const auto unit_period = [](std::string_view unit, int off, Date today) -> Period {
      if (unit == "week") {
        const Date monday = today.plus_days(-((today.weekday() + 6) % 7) + 7 * off);
        return {monday, monday.plus_days(6), DatePrecision::week};
      }
      if (unit == "month") {
        const Date there = today.plus_months(off);
        return Period::of_month(there.year(), there.month());
      }
      if (unit == "year") return Period::of_year(today.year() + off);
      return Period::of_day(today.plus_days(off));
    };
    if (word(i) == "today" || word(i) == "tonight") return set(1, day_off(0));
    if (word(i) == "yesterday") return set(1, day_off(-1));
    if (word(i) == "tomorrow") return set(1, day_off(1));
    const auto unit_of = [](std::string_view text) {
      if (text.size() > 3 && text.ends_with('s')) text.remove_suffix(1);
      return text == "day" || text == "week" || text == "month" || text == "year" ? text : ""sv;
    };
    // "for the third time this year" counts, it does not date
    if (word(i) == "this" && word(i - 1) == "time" && !unit_of(word(i + 1)).empty()) return 0;
    if ((word(i) == "last" || word(i) == "this" || word(i) == "next") && !unit_of(word(i + 1)).empty()) {
      const int off = word(i) == "last" ? -1 : word(i) == "next" ? 1 : 0;
      const auto unit = unit_of(word(i + 1));
      return set(2, [=](Date today) { return unit_period(unit, off, today); });
    }
    if ((word(i) == "last" || word(i) == "this" || word(i) == "next") && month(i + 1)) {
      const int m = *month(i + 1), off = word(i) == "last" ? -1 : word(i) == "next" ? 1 : 0;
      return set(2, [=](Date today) {
        int y = today.year();
        if (off < 0 && m >= today.month()) --y;
        if (off > 0 && m <= today.month()) ++y;
        return Period::of_month(y, m);
      });
    }
    if (const auto n = count(i)) {
      const auto unit = unit_of(word(i + 1));
      // "three days after it severed ties": what stands behind was so long before the news of the day
      const bool after = word(i + 2) == "after" && unit != "year";
      const bool before = word(i + 2) == "ago" || word(i + 2) == "earlier";
      if (unit.empty() || (!before && !after)) return 0;
      out.leads = after;
      const int off = -*n;
      return set(after ? 2 : 3, [=](Date today) { return unit_period(unit, off, today); });
    }
    return 0;
  }

  int bare_year(int i, TimeExpression& out) {
    const auto y = year(i);
    if (!y) return 0;
    const auto before = word(i - 1);
    const bool named = before == "in" || before == "since" || before == "until" || before == "by" || before == "of" ||
                       before == "during" || before == "from" || before == "early" || before == "late" ||
                       before == "mid" || before == "(" || before == "year" || before == "between" || before == "to";
    if (!named) return 0;
    out.period = Period::of_year(*y);
    return 1;
  }

  const Tree& tree_;
  const std::optional<Date> today_;
  std::vector<std::string> words_;
  bool future_ = false;
};

}  // namespace

std::vector<TimeExpression> time_expressions(const Tree& tree, std::optional<Date> document_date) {
  return Grammar(tree, document_date).read();
}

namespace {

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

}  // namespace

namespace {

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
      std::any_of(tree.children(predicate).begin(), tree.children(predicate).end(), [&](int c) {
        return c < predicate && std::find(kShortly.begin(), kShortly.end(), tree.lemma(c)) != kShortly.end();
      }))
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
    // "the July attack": what stands before a noun dates that noun
    const int noun = tree.head(top);
    const bool of_noun = noun > top && tree.is_nominal(noun) && tree.child(top, "case") < 0;
    if (of_noun && owner[static_cast<std::size_t>(noun)] < 0) continue;
    const int event = owner_above(tree, noun, owner);
    if ((expression.weekday ? event : nearest_before(tree, event, expression.first, owner)) != predicate) continue;
    // what stands behind a verb is its own rather than what stands before it
    const int distance = std::abs(expression.first - predicate) * (expression.first < predicate ? 2 : 1);
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
  return -1;
}

}  // namespace demarche
