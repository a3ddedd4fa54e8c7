#include "briefing/drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "base/date_words.h"
#include "briefing/markup.h"

namespace demarche {
namespace {

// In units of the drawing. Three panels stand above one another over one axis of time: relations, moves, the series.
constexpr double kTop = 20;
constexpr double kRungHeight = 22;        // between two rungs
constexpr double kRadius = 9, kRow = 21;  // of the mark of a move; between rows of marks
constexpr double kReach = 62;             // how far the bars of the series go from their zero line
constexpr double kGap = 30;               // between panels, room for a title
constexpr double kWidthOfTurn = 74;       // of the words at a turn
constexpr double kLetters = 13;           // height of a line of letters

// What the drawing is made to fit: a page, or the screen of a phone, on which letters keep their size.
struct Frame {
  std::string_view name;      // the class by which a style shows one of them
  double width, left, right;  // of the whole, and where time begins and ends
  int marks;                  // of years, at most
};
constexpr Frame kWide{"wide", 720, 128, 708, 10}, kNarrow{"narrow", 360, 108, 352, 5};

struct Rung {
  std::string_view name, words;
};
// From the best to the worst; "none" stands beside "severed".
constexpr std::array kRungs = {Rung{"ambassador", "ambassadors"},    Rung{"recalled", "ambassador away"},
                               Rung{"charge", "chargés d'affaires"}, Rung{"closed", "embassy closed"},
                               Rung{"suspended", "suspended"},       Rung{"severed", "severed"},
                               Rung{"none", "no relations"}};

class Drawing {
 public:
  Drawing(const Chart& chart, const Frame& frame) : chart_(chart), frame_(frame) {
    if (!chart.steps.empty()) widen(chart.steps.front().begin), widen(next_begin(chart.step, chart.steps.back().begin));
    for (const auto& move : chart.moves) widen(move.when.begin);
    if (chart.until) widen(*chart.until);
    if (last_ <= first_) last_ = first_.plus_days(1);
    for (const auto& rung : kRungs)
      if (std::any_of(chart.rungs.begin(), chart.rungs.end(),
                      [&](const ChartRung& each) { return each.rung == rung.name; }))
        levels_.push_back(rung);
  }

  std::string make() {
    relations();
    moves();
    series();
    years();
    return fmt::format(
        "<svg class=\"{}\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" "
        "aria-label=\"The state of relations, the moves on the ladder, and conflict and cooperation "
        "over time\">\n{}{}</svg>\n",
        frame_.name, frame_.width, y_ + kLetters + 8, grid_, text_);
  }

 private:
  template <class... Values>
  void add(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
  }

  void widen(Date day) {
    if (!any_ || day < first_) first_ = day;
    if (!any_ || day > last_) last_ = day;
    any_ = true;
  }

  double x(Date day) const {
    const double share = day.days_since(first_) / static_cast<double>(last_.days_since(first_));
    return frame_.left + (frame_.right - frame_.left) * std::clamp(share, 0.0, 1.0);
  }

  void title(std::string_view words) { add("<text class=\"panel\" x=\"0\" y=\"{:.0f}\">{}</text>\n", y_ - 8, words); }

  // Where the two stood: a line that steps from rung to rung; none where it is not known.
  void relations() {
    if (levels_.empty()) return;
    title("State of relations");
    const auto level = [&](const std::string& rung) {
      const auto found =
          std::find_if(levels_.begin(), levels_.end(), [&](const Rung& each) { return each.name == rung; });
      return y_ + kRungHeight * (static_cast<double>(found - levels_.begin()) + 0.5);
    };
    for (const auto& each : levels_)
      add("<text x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n<line x1=\"{:.0f}\" x2=\"{:.0f}\" "
          "y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"var(--line)\" stroke-width=\"0.5\" />\n",
          frame_.left - 8, level(std::string(each.name)) + 4, escaped(each.words), frame_.left, frame_.right,
          level(std::string(each.name)), level(std::string(each.name)));
    double before = -1;  // y of the rung before
    for (std::size_t i = 0; i < chart_.rungs.size(); ++i) {
      const auto& spell = chart_.rungs[i];
      const Date end = i + 1 < chart_.rungs.size() ? chart_.rungs[i + 1].from : last_;
      if (std::none_of(levels_.begin(), levels_.end(), [&](const Rung& each) { return each.name == spell.rung; })) {
        before = -1;
        continue;
      }
      const double at = level(spell.rung), begin = x(spell.from);
      if (before >= 0)
        add("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\" stroke=\"var(--ink)\" />\n", begin,
            before, at);
      add("<line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"var(--{})\" stroke-width=\"4\">"
          "<title>{}</title></line>\n",
          begin, std::max(x(end), begin + 2), at, at, spell.rung == "ambassador" ? "good" : "bad",
          escaped(fmt::format("{} from {}", spell.rung, day_of(spell.from))));
      before = at;
    }
    y_ += kRungHeight * static_cast<double>(levels_.size()) + kGap;
  }

  // Numbered marks; those near each other stand in rows above one another.
  void moves() {
    if (chart_.moves.empty()) return;
    title("Moves");
    std::vector<double> ends;  // of the last mark of each row
    std::vector<std::pair<double, std::size_t>> places;
    for (const auto& move : chart_.moves) {
      const double at = std::clamp(x(move.when.begin), frame_.left + kRadius, frame_.right - kRadius);
      std::size_t row = 0;
      while (row < ends.size() && at - kRadius < ends[row]) ++row;
      if (row == ends.size()) ends.push_back(0);
      ends[row] = at + kRadius + 1;
      places.emplace_back(at, row);
    }
    const double line = y_ + kRow * static_cast<double>(ends.size());
    add("<line x1=\"{:.0f}\" x2=\"{:.0f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"var(--line)\" />\n", frame_.left,
        frame_.right, line, line);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto& move = chart_.moves[i];
      const auto [at, row] = places[i];
      const double y = line - kRadius - 2 - kRow * static_cast<double>(row);
      const auto color = move.upward ? "good" : move.band > 0 ? "bad" : "faint";
      add("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.0f}\" fill=\"var(--paper)\" stroke=\"var(--{})\" "
          "stroke-width=\"{:.1f}\"><title>{}</title></circle>\n"
          "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n",
          at, y, kRadius, color, 1 + move.band / 4.0, escaped(move.text), at, y + 4, i + 1);
    }
    y_ = line + kGap;
  }

  void series() {
    double most = 0;
    for (const auto& step : chart_.steps) most = std::max({most, step.conflict, step.cooperation});
    if (most == 0) return;
    title(fmt::format("Conflict and cooperation by {}", name_of(chart_.step)));
    const double top = y_;
    turns();
    const double zero = y_ + kReach;
    const auto label = [&](double y, std::string_view words, std::string_view color) {
      add("<text x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"end\" style=\"fill:var(--{})\">{}</text>\n", frame_.left - 8,
          y, color, words);
    };
    label(zero - kReach + 10, fmt::format("{:.0f}", most), "faint");
    label(zero - kReach / 2 + 4, "cooperation", "good");
    label(zero + 4, "0", "faint");
    label(zero + kReach / 2 + 4, "conflict", "bad");
    label(zero + kReach, fmt::format("{:.0f}", most), "faint");
    for (const auto& step : chart_.steps) {
      const double begin = x(step.begin), width = std::max(1.0, x(next_begin(chart_.step, step.begin)) - begin - 0.5);
      const auto bar = [&](double value, bool up, std::string_view color, std::string_view what) {
        if (value == 0) return;
        const double height = value / most * kReach;
        add("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"var(--{})\">"
            "<title>{}: {} {:.1f}</title></rect>\n",
            begin, up ? zero - height : zero, width, height, color, name_of_step(step.begin), what, value);
      };
      bar(step.cooperation, true, "good", "cooperation");
      bar(step.conflict, false, "bad", "conflict");
    }
    add("<line x1=\"{:.0f}\" x2=\"{:.0f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"var(--faint)\" />\n", frame_.left,
        frame_.right, zero, zero);
    for (const auto& turn : chart_.turns)
      add("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\" stroke=\"var(--{3})\" "
          "stroke-dasharray=\"4 3\"><title>turn for the {4}, {5}</title></line>\n",
          x(turn.day), top, zero + kReach, turn.for_the_worse ? "bad" : "good", turn.for_the_worse ? "worse" : "better",
          name_of_step(turn.day));
    y_ = zero + kReach + 6;
  }

  // The words at the turns, in rows where they would run into each other.
  void turns() {
    std::vector<double> ends;
    for (const auto& turn : chart_.turns) {
      const double at = x(turn.day);
      const bool left = at + kWidthOfTurn > frame_.right;
      const double begin = left ? at - kWidthOfTurn : at;
      std::size_t row = 0;
      while (row < ends.size() && begin < ends[row]) ++row;
      if (row == ends.size()) ends.push_back(0);
      ends[row] = begin + kWidthOfTurn;
      add("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">turn {}</text>\n", left ? at - 4 : at + 4,
          y_ + kLetters * static_cast<double>(row + 1) - 3, left ? "end" : "start", name_of_step(turn.day));
    }
    y_ += kLetters * static_cast<double>(ends.size()) + 4;
  }

  std::string name_of_step(Date begin) const {
    return chart_.step == Step::year ? std::to_string(begin.year()) : begin.text().substr(0, 7);
  }

  // A mark every so many years, through all panels; of less than two years, every so many months.
  void years() {
    const int span = last_.year() - first_.year() + 1;
    int every = 1;
    for (const int one : {1, 2, 5, 10, 20, 50})
      if (span / (every = one) <= frame_.marks) break;
    const auto mark = [&](Date day, const std::string& words) {
      fmt::format_to(std::back_inserter(grid_),
                     "<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.0f}\" y2=\"{2:.1f}\" stroke=\"var(--line)\" "
                     "stroke-width=\"0.5\" />\n",
                     x(day), kTop, y_);
      add("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n", std::min(x(day), frame_.right - 10),
          y_ + kLetters, words);
    };
    if (span <= 2) {
      int months = 1;
      for (const int one : {1, 3, 6, 12})
        if (12 * span / (months = one) <= frame_.marks + 2) break;
      for (int month = 0; month < 12 * span; month += months)
        if (const Date day = Date::from(first_.year(), 1, 1)->plus_months(month); day >= first_ && day <= last_)
          mark(day, day.text().substr(0, 7));
      return;
    }
    for (int year = first_.year(); year <= last_.year(); ++year)
      if (const auto day = Date::from(year, 1, 1); year % every == 0 && day && *day >= first_ && *day <= last_)
        mark(*day, std::to_string(year));
  }

  const Chart& chart_;
  const Frame& frame_;
  Date first_, last_;
  bool any_ = false;
  std::vector<Rung> levels_;  // those that the two stood on
  double y_ = kTop;           // where the next panel begins
  std::string grid_, text_;
};

}  // namespace

std::string drawing_of(const Chart& chart, const std::function<std::string(const std::vector<std::size_t>&)>& notes) {
  if (chart.moves.empty() && std::all_of(chart.steps.begin(), chart.steps.end(), [](const ChartStep& each) {
        return each.conflict == 0 && each.cooperation == 0;
      }))
    return {};
  std::string text = "<figure>\n" + Drawing(chart, kWide).make() + Drawing(chart, kNarrow).make();
  text += fmt::format(
      "<figcaption>Relations by the ladder; no line where the record does not say. Moves: red down, green up, the ring "
      "thicker the harsher. Bars: sums by {} on Goldstein's scale, of acts that reports tell as done; dashed: turns."
      "</figcaption>\n",
      name_of(chart.step));
  if (!chart.moves.empty()) {
    text += "<details>\n<summary>The moves</summary>\n<ol class=\"moves\">\n";
    for (const auto& move : chart.moves) text += "<li>" + escaped(move.text) + notes(move.sources) + "</li>\n";
    text += "</ol>\n</details>\n";
  }
  return text + "</figure>\n";
}

}  // namespace demarche
