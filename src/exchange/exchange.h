// How the field's own data files come in, and how the record leaves in their shapes.
//
// In: GDELT 1.0 (57 or 58 columns) and 2.0 (61), ICEWS, POLECAT, PLOVER records (JSON Lines), and the two flat shapes
// of this project, CSV and JSON Lines of a row; each plain, gzip or zip, told by its first bytes. Files are streamed:
// memory is bounded by the longest line (kLongestLine in lines.h) whatever their size. Out: the same formats, line by
// line.
//
// All functions may be called from any number of threads at a time; one reading is of one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exchange/ontology.h"
#include "model/event.h"
#include "model/row.h"

namespace demarche {

// automatic: told by the first line of each file; for reading alone.
enum class Format : std::uint8_t { automatic, gdelt1, gdelt2, icews, polecat, plover, csv, json_lines };
std::string_view name_of(Format);  // "auto" "gdelt1" "gdelt2" "icews" "polecat" "plover" "csv" "jsonl"
std::optional<Format> format_named(std::string_view name);

// What the formats' codes stand for, as the caller knows it (World has both directions). Schemes: "cameo" (actors of
// GDELT), "fips" (its places, FIPS 10-4), "name" (ICEWS: "Albania"), "cow" (POLECAT: "339"). A member that is not set
// leaves open what it would have said: country codes that are alpha-3 in shape are then taken as they are.
struct CodeBook {
  std::function<std::string(std::string_view text, std::string_view scheme)> country_of{};  // alpha-3; empty: none
  std::function<std::string(std::string_view country, std::string_view scheme)> code_of{};  // and back
  // Fills PLOVER for CAMEO codes, CAMEO for PLOVER types, and their scales. Not owned; outlives its use.
  const Ontology* ontology = nullptr;
};

// Takes rows in the order of the input; the row is valid during the call. Returning false ends the reading.
using RowSink = std::function<bool(const Row&)>;
// Takes what was left out: message, file (for a zip "path/name within"), line, fragment.
using ErrorSink = std::function<void(const Error&)>;

inline constexpr std::size_t kErrorsTold = 20;  // in one reading; all are counted

struct ImportSummary {
  std::size_t rows = 0;         // taken
  std::size_t malformed = 0;    // lines left out: wrong number of columns, no date, no number where one must stand ...
  std::size_t passed_over = 0;  // records that are no events: the claims in a file of this project
  Format format = Format::automatic;  // of the (last) file
};

// Reads one file ("-": standard input). A malformed line is counted, told, and the reading goes on; a byte-order mark,
// CRLF and blank lines are no mistakes. ICEWS and POLECAT may have their columns in any order, lack some, and go
// without header where the order is the standard one; a row of POLECAT with stray tabs is read where the columns that
// must hold dates, numbers and codes show which cell was cut. Fails, naming the file, on what cannot be opened, on a
// file whose format cannot be told, on a header without the columns that make an event, and where packed bytes break
// off; rows before that were taken.
Result<ImportSummary> read_rows(const std::filesystem::path& path, Format format, const CodeBook& book,
                                const RowSink& sink, const ErrorSink& errors);

// First line of a file in the format, without the line's end; empty for those without header (GDELT, JSON Lines).
std::string header_of(Format format);
// One line, without the line's end: the row's own line where it was read from that format (Row::raw), else made from
// its fields. CSV and JSON Lines hold all fields but `raw`; the others what they have a column for. Formats with
// numbers for ids get a hash of an id that is none; sides of several states keep the first in GDELT and ICEWS (see
// rows_of).
std::string line_of(Format format, const Row& row, const CodeBook& book);

// The format in which a row is kept without loss: that of its own line, where it was read from one, else JSON Lines.
Format kept_format(const Row& row);

// Reads lines one by one that stand in no file: those that were kept.
class LineReader {
 public:
  explicit LineReader(const CodeBook& book);  // which outlives it
  LineReader(LineReader&&) noexcept;
  LineReader& operator=(LineReader&&) noexcept;
  ~LineReader();

  // In the columns of the format's standard header. The row is valid until the next.
  Result<const Row*> read(Format format, std::string_view line);

 private:
  struct Parsers;
  std::unique_ptr<Parsers> parsers_;
};

// A coded event as one row: sides of several are joined as POLECAT joins them, both sides of a reciprocal event are
// found under its actors, and `url` is the document's id, for the caller to better. Nothing for an event without date.
// What a row cannot hold the caller decides on: whether the event is done, negated, a claim.
std::optional<Row> row_of(const Event& event);
// The same as GDELT and ICEWS tell it: a row for each actor toward each recipient, and of a reciprocal event for each
// side toward each other; ids from the second on are "id-2" ...
std::vector<Row> rows_of(const Event& event);

}  // namespace demarche
