// A row as CSV and as JSON Lines: one table of its fields serves both ways of both.
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <functional>
#include <nlohmann/json.hpp>

#include "base/stanza_file.h"
#include "exchange/cells.h"
#include "exchange/columns.h"
#include "exchange/format.h"

namespace demarche {
namespace {

// A field's value as text and back; reading fails on text that is none of its values.
std::string written(const std::string& value) { return value; }
std::string written(const std::vector<std::string>& value) { return joined(value); }
std::string written(double value) { return number_text(value); }
std::string written(const std::optional<double>& value) { return value ? number_text(*value) : ""; }
std::string written(int value) { return std::to_string(value); }
std::string written(bool value) { return value ? "1" : "0"; }
std::string written(Date value) { return value.text(); }
std::string written(Origin value) { return std::string(name_of(value)); }

bool read(std::string_view text, std::string& value) {
  value = text;
  return true;
}
bool read(std::string_view text, std::vector<std::string>& value) {
  value = list_of(text);
  return true;
}
template <class Value>
bool taken(const std::optional<Value>& parsed, std::string_view text, Value& value) {
  value = parsed.value_or(Value{});
  return parsed || text.empty();
}
bool read(std::string_view text, double& value) { return taken(number_in(text), text, value); }
bool read(std::string_view text, int& value) { return taken(whole_number_in(text), text, value); }
bool read(std::string_view text, std::optional<double>& value) {
  value = number_in(text);
  return value || text.empty();
}
bool read(std::string_view text, bool& value) {
  value = text == "1" || text == "true";
  return value || text.empty() || text == "0" || text == "false";
}
bool read(std::string_view text, Date& value) {
  const auto date = Date::parse(text);
  value = date.value_or(Date());
  return date.has_value();
}
bool read(std::string_view text, Origin& value) {
  const auto origin = origin_named(text);
  value = origin.value_or(Origin::demarche);
  return origin || text.empty();
}

enum class Kind : std::uint8_t { text, number, list };

template <class Value>
constexpr Kind kind_of = std::is_arithmetic_v<Value> || std::is_same_v<Value, std::optional<double>> ? Kind::number
                         : std::is_same_v<Value, std::vector<std::string>>                           ? Kind::list
                                                                                                     : Kind::text;

struct Field {
  std::string_view name;
  Kind kind;
  std::function<std::string(const Row&)> text;
  std::function<bool(std::string_view, Row&)> read;
};

// `value` gives a reference to the field of a row.
template <class Value>
Field field(std::string_view name, Value value) {
  using Type = std::remove_cvref_t<decltype(value(std::declval<Row&>()))>;
  return {name, kind_of<Type>, [value](const Row& row) { return written(value(row)); },
          [value](std::string_view text, Row& row) { return read(text, value(row)); }};
}

#define DEMARCHE_FIELD(name, member) \
  field(                             \
      name, [](auto& row) -> auto& { return row.member; })
const std::array kFields = {DEMARCHE_FIELD("origin", origin),
                            DEMARCHE_FIELD("id", id),
                            DEMARCHE_FIELD("date", date),
                            DEMARCHE_FIELD("type", type),
                            DEMARCHE_FIELD("mode", mode),
                            DEMARCHE_FIELD("contexts", contexts),
                            DEMARCHE_FIELD("cameo", cameo),
                            DEMARCHE_FIELD("goldstein", goldstein),
                            DEMARCHE_FIELD("event_scale", event_scale),
                            DEMARCHE_FIELD("quad_code", quad_code),
                            DEMARCHE_FIELD("actor_code", actor.code),
                            DEMARCHE_FIELD("actor_name", actor.name),
                            DEMARCHE_FIELD("actor_country", actor.country),
                            DEMARCHE_FIELD("actor_further_countries", actor.further_countries),
                            DEMARCHE_FIELD("actor_sectors", actor.sectors),
                            DEMARCHE_FIELD("recipient_code", recipient.code),
                            DEMARCHE_FIELD("recipient_name", recipient.name),
                            DEMARCHE_FIELD("recipient_country", recipient.country),
                            DEMARCHE_FIELD("recipient_further_countries", recipient.further_countries),
                            DEMARCHE_FIELD("recipient_sectors", recipient.sectors),
                            DEMARCHE_FIELD("root", root),
                            DEMARCHE_FIELD("mentions", mentions),
                            DEMARCHE_FIELD("sources", sources),
                            DEMARCHE_FIELD("articles", articles),
                            DEMARCHE_FIELD("tone", tone),
                            DEMARCHE_FIELD("place", place.name),
                            DEMARCHE_FIELD("place_country", place.country),
                            DEMARCHE_FIELD("place_feature", place.feature),
                            DEMARCHE_FIELD("latitude", place.latitude),
                            DEMARCHE_FIELD("longitude", place.longitude),
                            DEMARCHE_FIELD("publisher", publisher),
                            DEMARCHE_FIELD("url", url),
                            DEMARCHE_FIELD("added", added),
                            DEMARCHE_FIELD("text", text)};
#undef DEMARCHE_FIELD

constexpr std::array<std::size_t, 2> kRequired = {2, 3};  // date, type

std::vector<std::string_view> names() {
  std::vector<std::string_view> all;
  for (const auto& each : kFields) all.push_back(each.name);
  return all;
}
const std::vector<std::string_view> kNames = names();

// Most texts need no escapes; the library does those that may.
void append_json_string(std::string& line, std::string_view text) {
  const bool plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
  if (plain)
    line.append(1, '"').append(text).append(1, '"');
  else
    line += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Failure cannot_stand(const Field& each, std::string_view text) {
  return fail("what cannot stand under " + std::string(each.name), {}, 0, 0, std::string(text.substr(0, 40)));
}

class CsvParser : public RowParser {
 public:
  Result<bool> header(std::string_view line) override { return columns_.read(splitter_.quoted(line, ',')); }

  Result<bool> parse(std::string_view line, Row& row) override {
    const auto& cells = splitter_.quoted(line, ',');
    if (cells.size() != columns_.width())
      return fail(std::to_string(cells.size()) + " columns where the file has " + std::to_string(columns_.width()));
    const auto arranged = columns_.arranged(cells);
    row = Row{};
    for (std::size_t i = 0; i < kFields.size(); ++i)
      if (!kFields[i].read(arranged[i], row)) return cannot_stand(kFields[i], arranged[i]);
    return true;
  }

 private:
  ColumnMap columns_{kNames, kRequired};
  CellSplitter splitter_;
};

class JsonLinesParser : public RowParser {
 public:
  Result<bool> parse(std::string_view line, Row& row) override {
    simdjson::dom::object record;
    if (const auto error = json_.parse(line.data(), line.size()).get(record))
      return fail(std::string("no JSON object (") + simdjson::error_message(error) + ")", {}, 0, 0,
                  std::string(line.substr(0, 40)));
    row = Row{};
    for (const auto& each : kFields) {
      std::string text;
      if (simdjson::dom::element value; record[each.name].get(value) == simdjson::SUCCESS) text = text_of(value);
      if (!each.read(text, row)) return cannot_stand(each, text);
    }
    return true;
  }

 private:
  static std::string text_of(const simdjson::dom::element& value) {
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) return std::string(text);
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS) return value.is_null() ? std::string() : simdjson::minify(value);
    std::vector<std::string> parts;
    for (const auto part : list) parts.push_back(text_of(part));
    return joined(parts);
  }

  simdjson::dom::parser json_;
};

}  // namespace

std::unique_ptr<RowParser> csv_parser() { return std::make_unique<CsvParser>(); }
std::unique_ptr<RowParser> json_lines_parser() { return std::make_unique<JsonLinesParser>(); }

std::string csv_header() {
  std::string line;
  for (const auto name : kNames) line += (line.empty() ? "" : ",") + std::string(name);
  return line;
}

std::string csv_line(const Row& row) {
  std::string line;
  for (const auto& each : kFields) {
    if (&each != kFields.data()) line += ',';
    append_csv_cell(line, each.text(row));
  }
  return line;
}

// Empty fields are left out.
std::string json_line(const Row& row) {
  std::string line = "{";
  for (const auto& each : kFields) {
    const std::string text = each.text(row);
    if (text.empty()) continue;
    if (line.size() > 1) line += ',';
    line.append(1, '"').append(each.name).append("\":");
    if (each.kind == Kind::number)
      line += text;
    else if (each.kind == Kind::list)
      line += nlohmann::json(list_of(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    else
      append_json_string(line, text);
  }
  return line + "}";
}

}  // namespace demarche
