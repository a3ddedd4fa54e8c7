// Others' event data into the ledger, and the record out of it in others' formats, in one place.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "exchange/exchange.h"
#include "ledger/ledger.h"
#include "world/world.h"

namespace demarche {

// The world's codes of states in the schemes of the formats. `ontology` may be null; both must outlive the book.
CodeBook code_book(const World& world, const Ontology* ontology);

struct FileImport {
  ImportSummary summary;     // of the whole file
  std::size_t imported = 0;  // rows new to the ledger: those after where an import of the same content had stopped
};

// Reads a file into the ledger, in batches of one transaction each: what was broken off goes on where it stopped, and a
// file with content that was imported is passed over. One thread reads while the calling one writes; `errors` and
// `progress` (rows of the file so far) are called on the calling thread. Standard input ("-") is not known again.
// Ledger::settle is left to the caller, after the last file. Fails as read_rows and the ledger do.
Result<FileImport> import_file(Ledger& ledger, const std::filesystem::path& path, Format format, const CodeBook& book,
                               const ErrorSink& errors, const std::function<void(std::size_t)>& progress = {});

struct ExportOptions {
  Format format = Format::json_lines;
  std::string a, b;              // countries: as in FlatQuery
  std::optional<Date> from, to;  // events that touch these days
  bool coded = true;             // what was coded from documents
  bool flat = true;              // what was imported
  bool merged = false;           // a row for each act, with how many reports and sources tell of it
  bool undone = false;  // also what is planned, demanded, negated or only claimed: the formats cannot tell it apart
};

// Lines of the format, without header and line ends, coded events first (by date), then imported ones in the order of
// their import; `take` returns false for no more. Events without a day have no row in these formats. Gives their
// number.
Result<std::size_t> export_rows(Ledger& ledger, const ExportOptions& options, const CodeBook& book,
                                const std::function<bool(std::string_view)>& take);

// Whether a row may tell of the event: done, not negated, not only claimed. The formats cannot tell the others apart.
bool a_row_may_tell(const Event& event);

// Rows of an event of a document as its reader knows it, in a format: GDELT and ICEWS have one for each actor toward
// each recipient. `document` gives publisher, address and day of publication.
std::vector<std::string> lines_of(Format format, const Event& event, const Document& document, const CodeBook& book);

}  // namespace demarche
