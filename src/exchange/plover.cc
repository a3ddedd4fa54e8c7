// PLOVER records, one JSON object a line: those of the standard, of coders that write strings where it has lists, of
// the older gold standard (source, target), and the events of this project, which are PLOVER records with further
// fields.
#include <simdjson.h>

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "exchange/cells.h"
#include "exchange/format.h"

namespace demarche {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

// The first of the fields that is there and not null; a list gives its first unless it is asked for whole.
std::optional<element> field(const object& record, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    element found;
    if (record[name].get(found) == simdjson::SUCCESS && !found.is_null()) return found;
  }
  return {};
}

// Strings as they are, numbers as written in JSON; of a list the first.
std::string text_of(const element& value) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  simdjson::dom::array list;
  if (value.get(list) == simdjson::SUCCESS) return list.size() ? text_of(list.at(0).value_unsafe()) : std::string();
  return value.is_number() ? simdjson::minify(value) : std::string();
}

std::string text_in(const object& record, std::initializer_list<const char*> names) {
  const auto found = field(record, names);
  return found ? text_of(*found) : std::string();
}

std::optional<double> number_of(const object& record, std::initializer_list<const char*> names) {
  return number_in(text_in(record, names));
}

std::vector<std::string> list_in(const object& record, std::initializer_list<const char*> names) {
  std::vector<std::string> list;
  const auto found = field(record, names);
  if (!found) return list;
  simdjson::dom::array values;
  if (found->get(values) != simdjson::SUCCESS) {
    if (auto text = text_of(*found); !text.empty()) list.push_back(std::move(text));
    return list;
  }
  for (const auto value : values)
    if (auto text = text_of(value); !text.empty()) list.push_back(std::move(text));
  return list;
}

void add(std::string& list, const std::string& text) {
  if (text.empty()) return;
  if (!list.empty()) list += "; ";
  list += text;
}

// "IRN.GOV.MFA" -> "IRN"; nothing for "ORG.NATO" and for codes of other shapes.
std::string country_of_id(std::string_view id) {
  const auto head = id.substr(0, id.find('.'));
  return is_alpha3(head) && head != "ORG" && head != "GRP" ? std::string(head) : std::string();
}

// One actor of a list: a bare string is a name, or a country where it looks like one.
void add_actor(const element& actor, RowSide& side) {
  std::string country;
  object fields;
  if (actor.get(fields) == simdjson::SUCCESS) {
    const std::string code = text_in(fields, {"id", "code"});
    country = text_in(fields, {"country"});
    if (country.empty()) country = country_of_id(code);
    add(side.code, code);
    add(side.name, text_in(fields, {"name", "text", "actorText", "actor_text"}));
    for (auto& sector : list_in(fields, {"sector", "sectors"}))
      if (std::find(side.sectors.begin(), side.sectors.end(), sector) == side.sectors.end())
        side.sectors.push_back(std::move(sector));
  } else {
    const std::string text = text_of(actor);
    if (is_alpha3(text)) country = text;
    add(country.empty() ? side.name : side.code, text);
  }
  if (country.empty() || country == side.country) return;
  if (side.country.empty())
    side.country = country;
  else if (std::find(side.further_countries.begin(), side.further_countries.end(), country) ==
           side.further_countries.end())
    side.further_countries.push_back(country);
}

RowSide side_of(const object& record, std::initializer_list<const char*> names) {
  RowSide side;
  const auto found = field(record, names);
  simdjson::dom::array actors;
  if (!found) return side;
  if (found->get(actors) != simdjson::SUCCESS) {
    add_actor(*found, side);
    return side;
  }
  for (const auto actor : actors) add_actor(actor, side);
  return side;
}

class PloverParser : public RowParser {
 public:
  explicit PloverParser(const CodeBook& book) : ontology_(book.ontology) {}

  Result<bool> parse(std::string_view line, Row& row) override {
    object record;
    if (const auto error = json_.parse(line.data(), line.size()).get(record))
      return fail(std::string("no JSON object (") + simdjson::error_message(error) + ")", {}, 0, 0,
                  std::string(line.substr(0, 40)));
    if (const auto kind = text_in(record, {"record"}); !kind.empty() && kind != "event") return false;
    const std::string day = text_in(record, {"date"});
    const auto date = Date::parse(day);
    if (!date) return fail("no date", {}, 0, 0, day);
    row = Row{};
    row.type = text_in(record, {"event"});
    if (row.type.empty()) return fail("no event type", {}, 0, 0, std::string(line.substr(0, 40)));
    row.origin = Origin::plover;
    row.id = text_in(record, {"id"});
    row.date = *date;
    row.mode = text_in(record, {"mode"});
    row.contexts = list_in(record, {"context"});
    row.cameo = text_in(record, {"cameo"});
    row.goldstein = number_of(record, {"goldstein"}).value_or(0);
    row.event_scale = number_of(record, {"event_scale"});
    const double quad = number_of(record, {"quad_code"}).value_or(0);
    row.quad_code = quad >= 1 && quad <= 4 ? static_cast<int>(quad) : 0;
    fill_from_plover(row, ontology_);
    row.actor = side_of(record, {"actor", "source"});
    row.recipient = side_of(record, {"recipient", "target"});
    place(record, row.place);
    row.mentions = row.sources = row.articles = 1;
    row.url = text_in(record, {"link", "url"});
    if (object cite; record["cite_info"].get(cite) == simdjson::SUCCESS)
      row.publisher = text_in(cite, {"publisher", "source"});
    row.added = text_in(record, {"coded_date"});
    row.text = text_in(record, {"text", "event_text", "eventText"});
    row.root = text_in(record, {"in"}) == "title" || text_in(record, {"sentence"}) == "0";
    row.raw = line;
    return true;
  }

 private:
  static void place(const object& record, RowPlace& place) {
    const auto found = field(record, {"event_loc"});
    if (!found) return;
    object where;
    if (found->get(where) != simdjson::SUCCESS) {
      place.name = text_of(*found);
      return;
    }
    place.name = text_in(where, {"name", "text"});
    place.country = text_in(where, {"country"});
    place.feature = text_in(where, {"feature"});
    place.latitude = number_of(where, {"lat", "latitude"});
    place.longitude = number_of(where, {"lon", "longitude"});
  }

  const Ontology* const ontology_;
  simdjson::dom::parser json_;
};

using Json = nlohmann::ordered_json;

template <class Text>
void put(Json& json, const char* key, const Text& value) {
  if (!value.empty()) json[key] = value;
}

Json actors_of(const RowSide& side) {
  Json first = Json::object();
  put(first, "name", side.name);
  put(first, "code", side.code);
  put(first, "country", side.country);
  put(first, "sector", side.sectors);
  Json list = Json::array();
  if (!first.empty()) list.push_back(std::move(first));
  for (const auto& country : side.further_countries) list.push_back({{"country", country}});
  return list;
}

}  // namespace

std::unique_ptr<RowParser> plover_parser(const CodeBook& book) { return std::make_unique<PloverParser>(book); }

std::string plover_line(const Row& row) {
  if (row.origin == Origin::plover && !row.raw.empty()) return row.raw;
  Json json = {{"id", row.id}, {"date", row.date.text()}, {"event", Json::array({row.type})}};
  if (!row.mode.empty()) json["mode"] = Json::array({row.mode});
  put(json, "context", row.contexts);
  json["actor"] = actors_of(row.actor);
  if (auto recipients = actors_of(row.recipient); !recipients.empty()) json["recipient"] = std::move(recipients);
  if (row.event_scale) json["event_scale"] = *row.event_scale;
  if (row.quad_code) json["quad_code"] = row.quad_code;
  put(json, "cameo", row.cameo);
  json["goldstein"] = row.goldstein;
  Json place = Json::object();
  put(place, "name", row.place.name);
  put(place, "country", row.place.country);
  put(place, "feature", row.place.feature);
  if (row.place.latitude) place["lat"] = *row.place.latitude;
  if (row.place.longitude) place["lon"] = *row.place.longitude;
  put(json, "event_loc", place);
  put(json, "text", row.text);
  put(json, "link", row.url);
  if (!row.publisher.empty()) json["cite_info"] = {{"publisher", row.publisher}};
  put(json, "coder", std::string(name_of(row.origin)));
  put(json, "coded_date", row.added);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace demarche
