#include "briefing/drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "briefing/markup.h"

namespace demarche {
namespace {

// In units of the drawing.
constexpr double kWidth = 720, kLeft = 12, kRight = 708;
constexpr double kZero = 110, kReach = 92;                        // the series' zero line, and how far its bars go
constexpr double kLine = 272, kRadius = 8, kRow = 19, kRows = 3;  // the moves' line, and rows of marks above it
constexpr double kHeight = 300;

class Drawing {
 public:
  explicit Drawing(const Chart& chart) : chart_(chart) {
    if (!chart.steps.empty()) widen(chart.steps.front().begin), widen(next_begin(chart.step, chart.steps.back().begin));
    for (const auto& move : chart.moves) widen(move.when.begin);
    if (last_ <= first_) last_ = first_.plus_days(1);
  }

  std::string make() {
    add("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" "
        "aria-label=\"Conflict and cooperation over time, turns, and moves on the ladder\">\n",
        kWidth, kHeight);
    bars();
    years();
    turns();
    moves();
    add("</svg>\n");
    return std::move(text_);
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
    return kLeft + (kRight - kLeft) * day.days_since(first_) / static_cast<double>(last_.days_since(first_));
  }

  void bars() {
    double most = 0;
    for (const auto& step : chart_.steps) most = std::max({most, step.conflict, step.cooperation});
    if (most == 0) return;
    add("<text x=\"{:.0f}\" y=\"12\">cooperation</text>\n<text x=\"{:.0f}\" y=\"{:.0f}\">conflict</text>\n", kLeft,
        kLeft, kZero + kReach + 8);
    for (const auto& step : chart_.steps) {
      const double begin = x(step.begin), width = std::max(1.0, x(next_begin(chart_.step, step.begin)) - begin - 0.5);
      const auto bar = [&](double value, double y, std::string_view color, std::string_view what) {
        if (value == 0) return;
        const double height = value / most * kReach;
        add("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"var(--{})\">"
            "<title>{}: {} {:.1f}</title></rect>\n",
            begin, y < kZero ? kZero - height : kZero, width, height, color, name_of_step(step.begin), what, value);
      };
      bar(step.cooperation, 0, "good", "cooperation");
      bar(step.conflict, kZero, "bad", "conflict");
    }
    add("<line x1=\"{:.0f}\" x2=\"{:.0f}\" y1=\"{:.0f}\" y2=\"{:.0f}\" stroke=\"var(--line)\" />\n", kLeft, kRight,
        kZero, kZero);
  }

  std::string name_of_step(Date begin) const {
    return chart_.step == Step::year ? std::to_string(begin.year()) : begin.text().substr(0, 7);
  }

  // A mark every so many years, at most ten.
  void years() {
    const int span = last_.year() - first_.year() + 1;
    int every = 1;
    for (const int one : {1, 2, 5, 10, 20, 50})
      if (span / (every = one) <= 10) break;
    add("<line x1=\"{:.0f}\" x2=\"{:.0f}\" y1=\"{:.0f}\" y2=\"{:.0f}\" stroke=\"var(--line)\" />\n", kLeft, kRight,
        kLine, kLine);
    for (int year = first_.year(); year <= last_.year(); ++year) {
      const auto day = Date::from(year, 1, 1);
      if (year % every != 0 || !day || *day < first_ || *day > last_) continue;
      add("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.0f}\" y2=\"{2:.0f}\" stroke=\"var(--line)\" />\n"
          "<text x=\"{0:.1f}\" y=\"{3:.0f}\" text-anchor=\"middle\">{4}</text>\n",
          std::clamp(x(*day), kLeft + 12, kRight - 12), kLine, kLine + 5, kLine + 18, year);
    }
  }

  void turns() {
    for (const auto& turn : chart_.turns) {
      const double at = x(turn.day);
      add("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"4\" y2=\"{1:.0f}\" stroke=\"var(--{2})\" stroke-dasharray=\"4 3\">"
          "<title>turn for the {3}, {4}</title></line>\n",
          at, kZero + kReach, turn.for_the_worse ? "bad" : "good", turn.for_the_worse ? "worse" : "better",
          name_of_step(turn.day));
      add("<text x=\"{:.1f}\" y=\"12\" text-anchor=\"{}\">turn {}</text>\n", at > kWidth / 2 ? at - 4 : at + 4,
          at > kWidth / 2 ? "end" : "start", name_of_step(turn.day));
    }
  }

  // Numbered marks; those near each other stand in rows above one another.
  void moves() {
    std::vector<double> ends(static_cast<std::size_t>(kRows), -kRadius);
    for (std::size_t i = 0; i < chart_.moves.size(); ++i) {
      const auto& move = chart_.moves[i];
      const double at = std::clamp(x(move.when.begin), kLeft + kRadius, kRight - kRadius);
      std::size_t row = 0;
      while (row + 1 < ends.size() && at - kRadius < ends[row]) ++row;
      ends[row] = at + kRadius + 1;
      const double y = kLine - 11 - kRow * static_cast<double>(row);
      const auto color = move.upward ? "good" : move.band > 0 ? "bad" : "faint";
      add("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.0f}\" fill=\"var(--paper)\" stroke=\"var(--{})\" "
          "stroke-width=\"{:.1f}\">"
          "<title>{}</title></circle>\n"
          "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n",
          at, y, kRadius, color, 1 + move.band / 4.0, escaped(move.text), at, y + 4, i + 1);
    }
  }

  const Chart& chart_;
  Date first_, last_;
  bool any_ = false;
  std::string text_;
};

}  // namespace

std::string drawing_of(const Chart& chart, const std::function<std::string(const std::vector<std::size_t>&)>& notes) {
  if (chart.moves.empty() && std::all_of(chart.steps.begin(), chart.steps.end(), [](const ChartStep& each) {
        return each.conflict == 0 && each.cooperation == 0;
      }))
    return {};
  std::string text = "<figure>\n" + Drawing(chart).make();
  text += fmt::format(
      "<figcaption>Above: sums of conflict and cooperation by {}, on Goldstein's scale, of acts that reports tell as "
      "done; dashed: turns. Below: moves on the ladder, red down and green up, the line thicker the harsher the move."
      "</figcaption>\n</figure>\n",
      name_of(chart.step));
  if (chart.moves.empty()) return text;
  text += "<ol class=\"moves\">\n";
  for (const auto& move : chart.moves) text += "<li>" + escaped(move.text) + notes(move.sources) + "</li>\n";
  return text + "</ol>\n";
}

}  // namespace demarche
