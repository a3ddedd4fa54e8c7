#include "exchange/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/content_hash.h"

namespace demarche {
namespace {

template <class Number>
std::optional<Number> parsed(std::string_view text) {
  Number value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || stop != end) return {};
  return value;
}

// Where the quoted cell that begins `rest` ends (behind its closing quote), or npos where it is not a quoted cell.
std::size_t end_of_quoted(std::string_view rest, char separator) {
  for (std::size_t at = rest.find('"', 1); at != std::string_view::npos; at = rest.find('"', at)) {
    if (at + 1 == rest.size() || rest[at + 1] == separator) return at + 1;
    if (rest[at + 1] != '"') return std::string_view::npos;
    at += 2;
  }
  return std::string_view::npos;
}

char without_breaks(char c) { return c == '\n' || c == '\r' ? ' ' : c; }

}  // namespace

const std::vector<std::string_view>& CellSplitter::tabs(std::string_view line) {
  cells_.clear();
  const char *begin = line.data(), *const end = begin + line.size();
  for (const char* at = begin; at != end; ++at)
    if (*at == '\t') {
      cells_.emplace_back(begin, at);
      begin = at + 1;
    }
  cells_.emplace_back(begin, end);
  return cells_;
}

const std::vector<std::string_view>& CellSplitter::quoted(std::string_view line, char separator) {
  cells_.clear();
  unescaped_.clear();
  for (std::string_view rest = line;;) {
    std::size_t end = !rest.empty() && rest.front() == '"' ? end_of_quoted(rest, separator) : std::string_view::npos;
    if (end != std::string_view::npos) {
      auto cell = rest.substr(1, end - 2);
      if (cell.find('"') != std::string_view::npos) {
        auto& plain = unescaped_.emplace_back();
        for (std::size_t i = 0; i < cell.size(); i += cell[i] == '"' ? 2 : 1) plain += cell[i];
        cell = plain;
      }
      cells_.push_back(cell);
    } else {
      end = std::min(rest.find(separator), rest.size());
      cells_.push_back(rest.substr(0, end));
    }
    if (end == rest.size()) return cells_;
    rest.remove_prefix(end + 1);
  }
}

std::optional<double> number_in(std::string_view text) {
  const auto value = parsed<double>(text);
  if (!value || !std::isfinite(*value)) return {};  // "nan" is no number of an event
  return *value + 0.0;                              // "-0" is 0
}
std::optional<int> whole_number_in(std::string_view text) { return parsed<int>(text); }

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Date> compact_date(std::string_view text) {
  if (text.size() < 8 || !is_digits(text.substr(0, 8))) return {};
  const auto digit = [&](std::size_t i) { return text[i] - '0'; };
  return Date::from(digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3), digit(4) * 10 + digit(5),
                    digit(6) * 10 + digit(7));
}

void assign_compact_time(std::string_view text, std::string& iso) {
  iso.assign(text);
  if (!is_digits(text) || (text.size() != 8 && text.size() != 14)) return;
  if (text.size() == 14) {
    iso.insert(12, 1, ':');
    iso.insert(10, 1, ':');
    iso.insert(8, 1, 'T');
  }
  iso.insert(6, 1, '-');
  iso.insert(4, 1, '-');
}

std::string compact_time(std::string_view iso, bool with_time) {
  std::string digits;
  for (const char c : iso)
    if (c >= '0' && c <= '9') digits += c;
  digits.resize(with_time ? 14 : 8, '0');
  return digits;
}

std::string number_text(double value) { return fmt::format("{}", value); }

std::string joined(const std::vector<std::string>& list) { return fmt::format("{}", fmt::join(list, "; ")); }

void append_tab_cell(std::string& line, std::string_view cell) {
  for (const char c : cell) line += c == '\t' ? ' ' : without_breaks(c);
}

void append_csv_cell(std::string& line, std::string_view cell) {
  const bool quoted = cell.find_first_of(",\"") != std::string_view::npos;
  if (quoted) line += '"';
  for (const char c : cell) {
    if (c == '"') line += '"';
    line += without_breaks(c);
  }
  if (quoted) line += '"';
}

std::string tab_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const auto& cell : cells) {
    if (&cell != &cells.front()) line += '\t';
    append_tab_cell(line, cell);
  }
  return line;
}

std::string numeric_id(std::string_view id) {
  if (is_digits(id) && id.size() <= 18) return std::string(id);
  return std::to_string(content_hash({id}) >> 1);
}

}  // namespace demarche
