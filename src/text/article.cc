#include "text/article.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/among.h"
#include "base/numbers.h"
#include "base/stanza_file.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kWeekdays = {"monday"sv, "tuesday"sv,  "wednesday"sv, "thursday"sv,
                                  "friday"sv, "saturday"sv, "sunday"sv};
constexpr std::size_t kLongestTitle = 200;  // bytes

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : line) {
    if (c == ' ' || c == ',' || c == '\t' || c == '.') {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

}  // namespace

namespace {

// "September 7 2022", "7 September 2022": three words.
std::optional<Date> date_of(std::span<const std::string> words) {
  if (words.size() != 3) return {};
  const auto year = number_in<int>(words[2]);
  if (!year || *year < 1700 || *year > 2200) return {};
  // "September 7" and "7 September"
  for (const auto& [name, day] : {std::pair(words[0], words[1]), std::pair(words[1], words[0])})
    if (const auto month = month_named(name)) return Date::from(*year, *month, number_in<int>(day).value_or(0));
  return {};
}

}  // namespace

std::optional<Date> date_line(std::string_view line) {
  line = trimmed(line);
  if (line.size() > 40 || line.empty()) return {};
  if (const auto iso = Date::parse(line); iso && line.size() == 10) return iso;
  auto words = words_of(line);
  if (!words.empty() && among(kWeekdays, words[0])) words.erase(words.begin());
  return date_of(words);
}

std::optional<Date> dateline_date(std::string_view paragraph) {
  constexpr std::size_t kLongest = 100;  // bytes up to the dash
  paragraph = paragraph.substr(0, kLongest);
  std::size_t end = std::string_view::npos;
  for (const auto dash : {" - "sv, " -- "sv, " \u2013 "sv, " \u2014 "sv}) end = std::min(end, paragraph.find(dash));
  const auto bracket = paragraph.find(" (");
  auto words = words_of(paragraph.substr(0, std::min(end, bracket)));
  const auto first = paragraph.substr(0, paragraph.find_first_of(" ,"));
  const bool capitals =
      first.size() > 2 && std::none_of(first.begin(), first.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (end == std::string_view::npos || !capitals || words.size() < 4) return {};
  return date_of(std::span(words).last(3));
}

void lay_out_article(Document& document, bool first_line_is_title) {
  const std::string_view text = document.text;
  document.paragraphs.clear();
  std::size_t line_begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  std::optional<Paragraph> open;
  const auto close = [&] {
    if (open) document.paragraphs.push_back(*open);
    open.reset();
  };
  bool dated = false;
  while (line_begin < text.size()) {
    const std::size_t line_end = std::min(text.find('\n', line_begin), text.size());
    const auto line = trimmed(text.substr(line_begin, line_end - line_begin));
    if (line.empty()) {
      close();
    } else {
      const auto begin = static_cast<std::uint32_t>(line.data() - text.data()),
                 end = static_cast<std::uint32_t>(begin + line.size());
      const auto date = !dated && !open && document.paragraphs.size() <= 2 ? date_line(line) : std::nullopt;
      if (date) {
        dated = true;
        if (!document.date) document.date = date;
      } else if (open) {
        open->end = end;
      } else {
        open = Paragraph{begin, end, false};
      }
    }
    line_begin = line_end + 1;
  }
  close();
  for (std::size_t p = 0; p < document.paragraphs.size() && p < 3 && !document.date; ++p)
    document.date = dateline_date(
        text.substr(document.paragraphs[p].begin, document.paragraphs[p].end - document.paragraphs[p].begin));
  if (first_line_is_title && document.paragraphs.size() > 1) {
    auto& first = document.paragraphs.front();
    const auto title = text.substr(first.begin, first.end - first.begin);
    first.heading =
        title.size() <= kLongestTitle && title.find('\n') == std::string_view::npos && !title.ends_with('.');
  }
}

}  // namespace demarche
