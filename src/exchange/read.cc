// The way in: a file's lines, the format of each file, its rows.
#include <algorithm>
#include <array>

#include "base/letters.h"
#include "exchange/cells.h"
#include "exchange/format.h"
#include "exchange/lines.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kFormats = {"auto"sv,    "gdelt1"sv, "gdelt2"sv, "icews"sv,
                                 "polecat"sv, "plover"sv, "csv"sv,    "jsonl"sv};
constexpr std::size_t kFragment = 40;  // bytes of a bad cell that an error shows

// By the first line of a file; automatic where it could be any.
Format recognised(std::string_view line) {
  if (line.starts_with('{')) return line.find("\"origin\"") < 3 ? Format::json_lines : Format::plover;
  if (line.starts_with("origin,")) return Format::csv;
  CellSplitter splitter;
  const auto columns = splitter.tabs(line).size();
  const std::string lower = lower_ascii(line);
  const auto names = [&](std::string_view heading) { return lower.find(heading) != std::string::npos; };
  if (columns == 61) return Format::gdelt2;
  if (columns == 57 || columns == 58) return Format::gdelt1;
  if (names("cameo") || columns == 20) return Format::icews;
  if ((names("event") && names("recipient")) || columns == 40) return Format::polecat;
  return Format::automatic;
}

std::unique_ptr<RowParser> parser_for(Format format, const CodeBook& book) {
  switch (format) {
    case Format::gdelt1:
    case Format::gdelt2:
      return gdelt_parser(format, book);
    case Format::icews:
      return icews_parser(book);
    case Format::polecat:
      return polecat_parser(book);
    case Format::plover:
      return plover_parser(book);
    case Format::csv:
      return csv_parser();
    case Format::json_lines:
      return json_lines_parser();
    case Format::automatic:
      break;
  }
  return nullptr;
}

Failure at(Error error, const std::string& file, std::size_t line) {
  error.file = file;
  error.line = line;
  if (error.fragment.size() > kFragment) error.fragment.resize(kFragment);
  return Failure(std::move(error));
}

}  // namespace

std::string_view name_of(Format format) { return kFormats[static_cast<std::size_t>(format)]; }

std::optional<Format> format_named(std::string_view name) {
  const auto found = std::find(kFormats.begin(), kFormats.end(), name);
  if (found == kFormats.end()) return {};
  return static_cast<Format>(found - kFormats.begin());
}

Result<ImportSummary> read_rows(const std::filesystem::path& path, Format format, const CodeBook& book,
                                const RowSink& sink, const ErrorSink& errors) {
  auto lines = Lines::open(path);
  if (!lines) return tl::unexpected(lines.error());
  ImportSummary summary;
  std::unique_ptr<RowParser> parser;
  Row row;
  const auto leave_out = [&](Error error, std::size_t line) {
    if (++summary.malformed <= kErrorsTold) errors(at(std::move(error), lines->file(), line).value());
  };
  while (const Line* line = lines->next()) {
    if (line->first) parser = nullptr;
    if (line->too_long) {
      leave_out({"a line of more than " + std::to_string(kLongestLine >> 20) + " MiB", {}, 0, 0, {}}, line->number);
      continue;
    }
    if (line->text.find_first_not_of(' ') == std::string_view::npos) continue;
    if (!parser) {
      summary.format = format == Format::automatic ? recognised(line->text) : format;
      parser = parser_for(summary.format, book);
      if (!parser)
        return at({"is in none of the formats that are read", {}, 0, 0, std::string(line->text)}, lines->file(),
                  line->number);
      auto header = parser->header(line->text);
      if (!header) return at(std::move(header.error()), lines->file(), line->number);
      if (*header) continue;
      row = Row{};
    }
    auto event = parser->parse(line->text, row);
    if (!event) {
      leave_out(std::move(event.error()), line->number);
    } else if (!*event) {
      ++summary.passed_over;
    } else {
      ++summary.rows;
      if (!sink(row)) break;
    }
  }
  if (lines->failure()) return tl::unexpected(*lines->failure());
  return summary;
}

struct LineReader::Parsers {
  const CodeBook* book;
  std::array<std::unique_ptr<RowParser>, kFormats.size()> by_format;
  Row row;
};

LineReader::LineReader(const CodeBook& book) : parsers_(std::make_unique<Parsers>(Parsers{&book, {}, {}})) {}
LineReader::LineReader(LineReader&&) noexcept = default;
LineReader& LineReader::operator=(LineReader&&) noexcept = default;
LineReader::~LineReader() = default;

Result<const Row*> LineReader::read(Format format, std::string_view line) {
  auto& parser = parsers_->by_format[static_cast<std::size_t>(format)];
  if (!parser) {
    parser = parser_for(format, *parsers_->book);
    if (!parser) return fail("a line in no known format", {}, 0, 0, std::string(line.substr(0, kFragment)));
  }
  parsers_->row = Row{};
  auto event = parser->parse(line, parsers_->row);
  if (!event) return tl::unexpected(event.error());
  if (!*event) return fail("no event", {}, 0, 0, std::string(line.substr(0, kFragment)));
  return &parsers_->row;
}

}  // namespace demarche
