// Text in: the bytes of articles to Documents, whatever file they come in.
//
// Formats (docs/formats.md): plain text, HTML, JSON Lines (one document a line, with the fields that scrapers write),
// CSV with a header, feeds (one document an item), web archives (one document a page). Bad input is told, never fatal:
// a reader goes on with what can still be read. Functions are pure but for the files they read.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "model/document.h"

namespace demarche {

enum class TextFormat : std::uint8_t { automatic, plain, html, json_lines, csv, feed, warc };
// "auto" "text" "html" "jsonl" "csv" "feed" "warc"
std::optional<TextFormat> text_format_named(std::string_view name);

// The longest document that is read, in bytes of its text: some ten novels. What is longer is no article, is told and
// left out, and so bounds memory.
inline constexpr std::size_t kLongestDocument = 8u << 20;

struct ReadOptions {
  TextFormat format = TextFormat::automatic;  // automatic: by the file's ending, then by its first bytes
  std::optional<Date> date;                   // for documents that carry none
};

// Takes documents in the order of the input. Returning false ends the reading.
using TakeDocument = std::function<bool(Document)>;
// Takes what had to be left out or repaired, with file and line: an empty, missing or binary file, a broken line,
// invalid UTF-8.
using TakeProblem = std::function<void(const Error&)>;

struct ReadSummary {
  std::size_t documents = 0;  // taken
  std::size_t left_out = 0;   // files or records that could not be read: the program's exit status tells of them
  std::size_t repaired = 0;   // documents with invalid UTF-8, read all the same
  std::map<std::string, std::size_t> other_languages;  // left aside, by ISO 639-1: what is not English is not coded
};

// Reads one file ("-": standard input). JSON Lines, CSV and web archives are streamed: memory is bounded by the longest
// record. Archives from a file may be compressed.
ReadSummary read_documents(const std::filesystem::path& path, const ReadOptions&, const TakeDocument&,
                           const TakeProblem&);

// The same from bytes in memory; `name` stands for the path in ids and errors.
ReadSummary read_documents(std::string_view bytes, const std::string& name, const ReadOptions&, const TakeDocument&,
                           const TakeProblem&);

// One text that the caller has, with what else is known of it; what is empty is unknown.
struct GivenArticle {
  std::string text;  // plain, or a page of HTML that begins as one
  std::string title, id, source, url;
  std::optional<Date> date;  // of publication
};

// The document of it, its texts sanitized as those of files are: a text with a title is laid out as a record of JSON
// Lines is, one without as a file of plain text. The id is the one given, else the address, else made of the content.
// Fails on what is empty, binary, too long or surely not English.
Result<Document> document_of(GivenArticle article);

}  // namespace demarche
