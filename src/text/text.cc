// Files to documents. Plain text and HTML are one document a file; the others are read record by record.
#include "text/text.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>

#include "base/among.h"
#include "base/letters.h"
#include "base/stanza_file.h"
#include "base/text_file.h"
#include "text/article.h"
#include "text/charset.h"
#include "text/feed.h"
#include "text/html.h"
#include "text/language.h"
#include "text/utf8.h"
#include "text/warc.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// The names that scrapers give to a document's fields (docs/formats.md).
constexpr std::array kIdFields = {"id"sv, "doc_id"sv, "story_id"sv};
constexpr std::array kTextFields = {"text"sv, "event_text"sv, "body"sv, "content"sv};
constexpr std::array kTitleFields = {"title"sv, "headline"sv};
constexpr std::array kDateFields = {"date"sv, "pub_date"sv, "published"sv, "publication_date"sv};
constexpr std::array kUrlFields = {"url"sv, "link"sv};
constexpr std::array kSourceFields = {"publisher"sv, "source"sv};
// Bytes of a file that is one document or feed, and of a line or row: of what is longer nothing is kept in memory.
constexpr std::size_t kLongestFile = 64u << 20;

constexpr std::array kLanguageFields = {"language"sv, "lang"sv};

using Record = std::map<std::string, std::string, std::less<>>;

template <std::size_t n>
std::string first_of(const Record& record, const std::array<std::string_view, n>& names) {
  for (const auto name : names)
    if (const auto found = record.find(name); found != record.end() && !found->second.empty()) return found->second;
  return {};
}

class Reading {
 public:
  Reading(std::string name, const ReadOptions& options, const TakeDocument& take, const TakeProblem& problem)
      : name_(std::move(name)), options_(options), take_(take), problem_(problem) {}

  ReadSummary summary;
  bool going = true;

  void leave_out(std::string message, std::size_t line = 0, std::size_t column = 0, std::string fragment = {}) {
    problem_({std::move(message), name_, line, column, std::move(fragment)});
    ++summary.left_out;
  }

  void tell_languages() {
    for (const auto& [language, documents] : summary.other_languages)
      problem_({fmt::format("{} document{} in {}, left aside", documents, documents == 1 ? "" : "s",
                            language_name(language)),
                name_,
                0,
                0,
                {}});
  }

  void feed(std::istream& in) {
    if (auto bytes = all_of(in)) feed(std::move(*bytes));
  }

  void feed(std::string bytes) {
    auto feed = read_feed(std::move(bytes), {}, name_);
    if (!feed) return leave_out(feed.error().message);
    for (std::size_t i = 0; i < feed->items.size() && going; ++i) {
      auto document = document_of(feed->items[i], *feed);
      const std::size_t repaired = repair_utf8(document.text);
      finish(std::move(document), repaired, 0);
    }
    for (; feed->left_out > 0; --feed->left_out) leave_out("an item with neither title nor text; left out");
  }

  void warc(std::istream& in) {
    const auto read = read_warc(
        in, name_,
        [&](WarcPage page) {
          const bool html = !page.content_type.starts_with("text/plain");
          if (page.charset.empty()) page.charset = charset_named_in(page.body);
          std::string text = to_utf8(std::move(page.body), page.charset);
          if (text.size() > kLongestDocument) {
            leave_out(fmt::format("record {}: {}", page.number, too_long(text.size())));
            return going;
          }
          const std::size_t repaired = repair_utf8(text);
          Document document;
          if (html) {
            document = read_html(text);
          } else {
            document.text = std::move(text);
            lay_out_article(document, true);
          }
          document.id = document.url = page.address.empty() ? page.record_id : page.address;
          if (document.text.empty())
            leave_out(fmt::format("record {}: a page without text; left out", page.number));
          else
            finish(std::move(document), repaired, 0);
          return going;
        },
        problem_);
    summary.left_out += read.left_out;
  }

  void whole(std::istream& in, TextFormat format) {
    if (auto bytes = all_of(in)) whole(std::move(*bytes), format);
  }

  void whole(std::string bytes, TextFormat format) {
    if (format == TextFormat::html) bytes = to_utf8(std::move(bytes), charset_named_in(bytes));
    decode_utf16(bytes);
    if (looks_binary(bytes)) return leave_out("is a binary file, not text; left out");
    if (bytes.size() > kLongestDocument) return leave_out(too_long(bytes.size()), 1);
    if (trimmed(bytes).find_first_not_of('\n') == std::string_view::npos) return leave_out("is empty; left out");
    const std::size_t repaired = repair_utf8(bytes);
    if (format == TextFormat::automatic) {
      const auto head = lower_ascii(std::string(trimmed(std::string_view(bytes).substr(0, 200))));
      if (head.starts_with("<rss") || head.starts_with("<feed") || head.starts_with("<rdf:") ||
          head.starts_with("<?xml"))
        return feed(std::move(bytes));
      format = head.starts_with("<!doctype html") || head.starts_with("<html") ? TextFormat::html : TextFormat::plain;
    }
    Document document;
    if (format == TextFormat::html) {
      document = read_html(bytes);
      if (document.text.empty()) return leave_out("holds no text; left out");
    } else {
      document.text = std::move(bytes);
      lay_out_article(document, true);
    }
    document.id = name_;
    finish(std::move(document), repaired, 0);
  }

  void record(const Record& record, std::size_t line, std::size_t repaired) {
    Document document;
    document.text = first_of(record, kTextFields);
    if (trimmed(document.text).empty()) return leave_out("a record without text; left out", line);
    if (document.text.size() > kLongestDocument) return leave_out(too_long(document.text.size()), line);
    document.id = first_of(record, kIdFields);
    document.title = first_of(record, kTitleFields);
    document.url = first_of(record, kUrlFields);
    document.source = first_of(record, kSourceFields);
    document.language = first_of(record, kLanguageFields);
    if (document.id.empty()) document.id = document.url.empty() ? name_ + ":" + std::to_string(line) : document.url;
    const std::string date = first_of(record, kDateFields);
    document.date = Date::parse(date);
    if (!document.date) document.date = date_line(date);
    if (!document.date && !date.empty())
      problem_({"no date that can be read; the record is taken without", name_, line, 0, date.substr(0, 40)});
    lay_out_article(document, false);
    finish(std::move(document), repaired, line);
  }

  void json_lines(std::istream& in) {
    simdjson::dom::parser parser;
    std::string line;
    std::size_t number = 0;
    bool cut = false;
    while (going && read_line(in, line, cut)) {
      ++number;
      if (cut) {
        leave_out(longer("a line"), number);
        continue;
      }
      if (line.ends_with('\r')) line.pop_back();
      if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
      if (trimmed(line).empty()) continue;
      const std::size_t repaired = repair_utf8(line);
      simdjson::dom::object object;
      if (const auto error = parser.parse(line).get(object)) {
        leave_out(std::string("a line that is no JSON object (") + simdjson::error_message(error) + "); left out",
                  number, 0, line.substr(0, 40));
        continue;
      }
      Record fields;
      for (const auto field : object) {
        std::string_view text;
        if (field.value.get(text) == simdjson::SUCCESS)
          fields.emplace(std::string(field.key), std::string(text));
        else if (field.value.is_int64() || field.value.is_uint64())
          fields.emplace(std::string(field.key), simdjson::to_string(field.value));
      }
      record(fields, number, repaired);
    }
    if (number == 0) leave_out("is empty; left out");
  }

  // RFC 4180: quoted fields may hold line ends; a quote is doubled.
  void csv(std::istream& in) {
    std::vector<std::string> header;
    std::vector<std::string> row;
    std::size_t line = 1, first_line = 1;
    bool cut = false;
    while (going && read_row(in, row, line, cut)) {
      if (cut) {
        leave_out(longer("a row"), first_line);
      } else if (header.empty()) {
        for (auto& name : row) header.push_back(lower_ascii(std::string(trimmed(name))));
        if (!header.empty() && header[0].starts_with("\xEF\xBB\xBF")) header[0].erase(0, 3);
        const bool known =
            std::any_of(header.begin(), header.end(), [](const std::string& name) { return among(kTextFields, name); });
        if (!known)
          return leave_out("a header without a column of text (text, event_text, body, content); left out", 1);
      } else if (row.size() != header.size()) {
        leave_out("a row of " + std::to_string(row.size()) + " cells where the header has " +
                      std::to_string(header.size()) + "; left out",
                  first_line);
      } else {
        Record fields;
        std::size_t repaired = 0;
        for (std::size_t c = 0; c < row.size(); ++c) {
          repaired += repair_utf8(row[c]);
          fields.emplace(header[c], std::move(row[c]));
        }
        record(fields, first_line, repaired);
      }
      first_line = line;
    }
    if (header.empty()) leave_out("is empty; left out");
  }

 private:
  static std::string too_long(std::size_t bytes) {
    return "a document of " + std::to_string(bytes >> 20) + " MiB, more than the " +
           std::to_string(kLongestDocument >> 20) + " MiB that are read; left out";
  }

  static std::string longer(const char* what) {
    return std::string(what) + " of more than " + std::to_string(kLongestFile >> 20) + " MiB; left out";
  }

  // The rest of the stream; nothing, told, where it is too long.
  std::optional<std::string> all_of(std::istream& in) {
    std::string bytes;
    for (std::array<char, 65536> block; in.read(block.data(), block.size()), in.gcount() > 0;) {
      bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
      if (bytes.size() > kLongestFile) return leave_out(longer("a file")), std::nullopt;
    }
    return bytes;
  }

  // A line without its LF. `cut`: it was too long, `line` is empty.
  static bool read_line(std::istream& in, std::string& line, bool& cut) {
    line.clear();
    cut = false;
    auto* buffer = in.rdbuf();
    int c = buffer->sbumpc();
    if (c == std::char_traits<char>::eof()) return false;
    for (; c != std::char_traits<char>::eof() && c != '\n'; c = buffer->sbumpc()) {
      cut = cut || line.size() >= kLongestFile;
      if (!cut) line += static_cast<char>(c);
    }
    if (cut) std::string().swap(line);
    return true;
  }

  // `cut`: it was too long, `row` is empty.
  static bool read_row(std::istream& in, std::vector<std::string>& row, std::size_t& line, bool& cut) {
    row.clear();
    cut = false;
    std::string cell;
    std::size_t bytes = 0;
    bool quoted = false, any = false;
    auto* buffer = in.rdbuf();
    for (int c = buffer->sbumpc(); c != std::char_traits<char>::eof(); c = buffer->sbumpc()) {
      any = true;
      const char letter = static_cast<char>(c);
      if (letter == '\n') ++line;
      if (++bytes > kLongestFile) {
        cut = true;
        cell.clear();
        row.clear();
      }
      if (quoted) {
        if (letter != '"')
          cell += letter;
        else if (buffer->sgetc() == '"')
          cell += static_cast<char>(buffer->sbumpc());
        else
          quoted = false;
      } else if (letter == '"' && cell.empty()) {
        quoted = true;
      } else if (letter == ',') {
        row.push_back(std::move(cell));
        cell.clear();
      } else if (letter == '\n') {
        break;
      } else if (letter != '\r') {
        cell += letter;
      }
    }
    if (cut)
      row.clear();
    else if (any)
      row.push_back(std::move(cell));
    return any;
  }

  void finish(Document document, std::size_t repaired, std::size_t line) {
    if (const auto language = other_language(document.text); !language.empty()) {
      ++summary.other_languages[language];
      return;
    }
    sanitize(document);
    if (!document.date) document.date = options_.date;
    document.repaired_bytes = repaired;
    if (repaired) {
      problem_({std::to_string(repaired) + " bytes that are no UTF-8, each read as U+001A", name_, line, 0, {}});
      ++summary.repaired;
    }
    ++summary.documents;
    going = take_(std::move(document));
  }

  const std::string name_;
  const ReadOptions& options_;
  const TakeDocument& take_;
  const TakeProblem& problem_;
};

TextFormat format_by_name(const std::filesystem::path& path) {
  const std::string ending = lower_ascii(path.extension().string());
  if (ending == ".jsonl" || ending == ".ndjson" || ending == ".json") return TextFormat::json_lines;
  if (ending == ".csv") return TextFormat::csv;
  if (ending == ".html" || ending == ".htm" || ending == ".xhtml") return TextFormat::html;
  if (ending == ".rss" || ending == ".atom" || ending == ".rdf" || ending == ".xml") return TextFormat::feed;
  if (ending == ".warc" || lower_ascii(path.filename().string()).ends_with(".warc.gz")) return TextFormat::warc;
  return TextFormat::automatic;
}

void read_stream(Reading& reading, std::istream& in, TextFormat format) {
  if (format == TextFormat::json_lines)
    reading.json_lines(in);
  else if (format == TextFormat::csv)
    reading.csv(in);
  else if (format == TextFormat::warc)
    reading.warc(in);
  else if (format == TextFormat::feed)
    reading.feed(in);
  else
    reading.whole(in, format);
  reading.tell_languages();
}

// A stream over bytes that it does not own.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view bytes) {
    char* begin = const_cast<char*>(bytes.data());  // only read from
    setg(begin, begin, begin + bytes.size());
  }
};

}  // namespace

std::optional<TextFormat> text_format_named(std::string_view name) {
  static constexpr std::array kNames = {"auto"sv, "text"sv, "html"sv, "jsonl"sv, "csv"sv, "feed"sv, "warc"sv};
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return {};
  return static_cast<TextFormat>(found - kNames.begin());
}

ReadSummary read_documents(const std::filesystem::path& path, const ReadOptions& options, const TakeDocument& take,
                           const TakeProblem& problem) {
  Reading reading(path == "-" ? "standard input" : path.string(), options, take, problem);
  const TextFormat format = options.format == TextFormat::automatic ? format_by_name(path) : options.format;
  if (path == "-") {
    read_stream(reading, std::cin, format);
    return reading.summary;
  }
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    reading.leave_out("no such file");
  } else if (std::filesystem::is_directory(status)) {
    reading.leave_out("is a directory, not a file");
  } else {
    errno = 0;
    std::unique_ptr<std::istream> in = std::make_unique<std::ifstream>(path, std::ios::binary);
    if (*in && format == TextFormat::warc) in = open_unpacked(path);
    if (!in || !*in)
      reading.leave_out(std::string("cannot be opened: ") + std::strerror(errno));
    else
      read_stream(reading, *in, format);
  }
  return reading.summary;
}

ReadSummary read_documents(std::string_view bytes, const std::string& name, const ReadOptions& options,
                           const TakeDocument& take, const TakeProblem& problem) {
  Reading reading(name, options, take, problem);
  ViewBuffer buffer(bytes);
  std::istream in(&buffer);
  read_stream(reading, in, options.format == TextFormat::automatic ? format_by_name(name) : options.format);
  return reading.summary;
}

}  // namespace demarche
