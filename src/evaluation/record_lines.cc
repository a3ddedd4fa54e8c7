#include "evaluation/record_lines.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/letters.h"
#include "base/stanza_file.h"

namespace demarche {
namespace {

using Json = nlohmann::json;

std::string field_name(std::string_view heading) {
  std::string name = lower_ascii(trimmed(heading));
  if (name.starts_with("\xEF\xBB\xBF")) name.erase(0, 3);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == ' ' || c == '.' || c == '-'; }, '_');
  return name;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A party as a JSON object: the most exact that it says.
std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return {};
  if (value.is_array()) {
    std::string list;
    for (const auto& each : value)
      if (const auto text = text_of(each); !text.empty()) list += (list.empty() ? "" : "; ") + text;
    return list;
  }
  if (value.is_object()) {
    for (const char* key : {"id", "country", "code", "name", "text", "kind"})
      if (const auto found = value.find(key); found != value.end() && !found->empty()) return text_of(*found);
    return {};
  }
  return value.dump();
}

void add_fields(const Json& object, RecordFields& fields) {
  for (const auto& [key, value] : object.items())
    if (key != "events") fields[field_name(key)] = text_of(value);
}

class Renamer {
 public:
  explicit Renamer(const GoldOptions& options) : options_(options) {}

  // Columns that are told by their numbers: the file has no header.
  bool numbered() const {
    return !options_.columns.empty() && std::all_of(options_.columns.begin(), options_.columns.end(),
                                                    [](const auto& each) { return is_number(each.second); });
  }
  std::vector<std::string> names(std::size_t cells) const {
    std::vector<std::string> all(cells);
    for (const auto& [field, number] : options_.columns)
      if (const auto at = std::stoul(number); at >= 1 && at <= cells) all[at - 1] = field_name(field);
    return all;
  }
  // A column that the user means by a field takes the place of one of that name.
  void rename(RecordFields& fields) const {
    for (const auto& [field, column] : options_.columns)
      if (const auto found = fields.find(field_name(column)); found != fields.end())
        fields[field_name(field)] = found->second;
  }

 private:
  const GoldOptions& options_;
};

Result<void> read_table(const std::string& file, std::string_view bytes, char separator, const Renamer& renamer,
                        const std::function<void(const RecordLine&)>& take, const std::function<void(Error)>& problem) {
  std::vector<std::string> header;
  read_table_rows(bytes, separator, [&](std::vector<std::string>& cells, std::size_t line) {
    if (header.empty()) {
      if (renamer.numbered()) {
        header = renamer.names(cells.size());
      } else {
        for (const auto& cell : cells) header.push_back(field_name(cell));
        return;
      }
    }
    if (cells.size() != header.size())
      return problem(
          {"a row of " + std::to_string(cells.size()) + " cells where the first has " + std::to_string(header.size()),
           file,
           line,
           0,
           {}});
    RecordLine record;
    record.line = line;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!header[i].empty()) record.fields[header[i]] = std::string(trimmed(cells[i]));
    renamer.rename(record.fields);
    take(record);
  });
  if (header.empty()) return fail("is empty", file);
  return {};
}

void read_json_lines(const std::string& file, std::string_view bytes, const Renamer& renamer,
                     const std::function<void(const RecordLine&)>& take, const std::function<void(Error)>& problem) {
  std::size_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    const auto text = trimmed(bytes.substr(at, end - at));
    at = end + 1;
    ++number;
    if (text.empty()) continue;
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) {
      problem({"no JSON object", file, number, 0, std::string(text.substr(0, 40))});
      continue;
    }
    RecordLine record{{}, number, text, false};
    add_fields(json, record.fields);
    renamer.rename(record.fields);
    const auto events = json.find("events");
    if (events == json.end() || !events->is_array()) {
      take(record);
      continue;
    }
    if ((record.empty_of_events = events->empty())) take(record);
    for (const auto& event : *events) {
      if (!event.is_object()) {
        problem({"an event that is no JSON object", file, number, 0, event.dump().substr(0, 40)});
        continue;
      }
      RecordLine one = record;
      add_fields(event, one.fields);
      renamer.rename(one.fields);
      take(one);
    }
  }
}

// Of tables parted by tabs most never quote, and then a quote is a letter; spreadsheets quote whole cells.
void unquote(std::string& cell) {
  if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"') return;
  std::string inner;
  for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
    if (cell[i] == '"' && (i + 2 >= cell.size() || cell[++i] != '"')) return;
    inner += cell[i];
  }
  cell = std::move(inner);
}

}  // namespace

char separator_of(std::string_view bytes) {
  const auto line = bytes.substr(0, std::min(bytes.find('\n'), bytes.size()));
  return std::count(line.begin(), line.end(), '\t') >=
                 std::max<std::ptrdiff_t>(1, std::count(line.begin(), line.end(), ','))
             ? '\t'
             : ',';
}

void read_table_rows(std::string_view bytes, char separator,
                     const std::function<void(std::vector<std::string>& cells, std::size_t line)>& take) {
  std::vector<std::string> cells;
  std::string cell;
  bool quoted = false, any = false;
  std::size_t line = 1, begun = 1;
  const auto end_row = [&] {
    if (any) {
      cells.push_back(std::move(cell));
      if (separator == '\t')
        for (auto& each : cells) unquote(each);
      take(cells, begun);
    }
    cells.clear();
    cell.clear();
    any = false;
    begun = line;
  };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"')
        cell += c;
      else if (i + 1 < bytes.size() && bytes[i + 1] == '"')
        cell += bytes[++i];
      else
        quoted = false;
    } else if (c == '"' && cell.empty() && separator == ',') {
      quoted = any = true;
    } else if (c == separator) {
      cells.push_back(std::move(cell));
      cell.clear();
      any = true;
    } else if (c == '\n') {
      end_row();
    } else if (c != '\r') {
      cell += c;
      any = true;
    }
  }
  end_row();
}

Result<void> read_record_lines(const std::string& file, std::string_view bytes, const GoldOptions& options,
                               const std::function<void(const RecordLine&)>& take,
                               const std::function<void(Error)>& problem) {
  const Renamer renamer(options);
  std::string format = options.format;
  if (format.empty() && trimmed(bytes.substr(0, 100)).starts_with('{')) format = "jsonl";
  if (format == "jsonl") {
    read_json_lines(file, bytes, renamer, take, problem);
    return {};
  }
  const char separator = format == "csv" ? ',' : format == "tsv" ? '\t' : separator_of(bytes);
  return read_table(file, bytes, separator, renamer, take, problem);
}

}  // namespace demarche
