// ICEWS coded event data: tab-separated with a header; some files quote cells, those of 2017 write days as 12/1/2017.
// Countries and sectors are words; event codes are CAMEO's, which some copies have lost the leading zero of. A quoted
// cell ends with its line at the latest.
#include <algorithm>
#include <array>

#include "base/stanza_file.h"
#include "exchange/cells.h"
#include "exchange/columns.h"
#include "exchange/format.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

enum Column : std::size_t {
  event_id,
  event_date,
  source_name,
  source_sectors,
  source_country,
  event_text,
  cameo_code,
  intensity,
  target_name,
  target_sectors,
  target_country,
  story_id,
  sentence_number,
  publisher,
  city,
  district,
  province,
  country,
  latitude,
  longitude
};
constexpr std::array kNames = {"Event ID"sv,        "Event Date"sv,     "Source Name"sv,    "Source Sectors"sv,
                               "Source Country"sv,  "Event Text"sv,     "CAMEO Code"sv,     "Intensity"sv,
                               "Target Name"sv,     "Target Sectors"sv, "Target Country"sv, "Story ID"sv,
                               "Sentence Number"sv, "Publisher"sv,      "City"sv,           "District"sv,
                               "Province"sv,        "Country"sv,        "Latitude"sv,       "Longitude"sv};
constexpr std::array<std::size_t, 2> kRequired = {event_date, cameo_code};

// The broad sectors of ICEWS that PLOVER has a code for.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kSectors = {{
    {"Government", "GOV"},
    {"Executive", "GOV"},
    {"Military", "MIL"},
    {"Police", "COP"},
    {"Legislative / Parliamentary", "LEG"},
    {"Judicial", "JUD"},
    {"Legal", "JUD"},
    {"State Intelligence", "SPY"},
    {"Parties", "PTY"},
    {"Opposition", "OPP"},
    {"Protestors / Popular Opposition / Mobs", "OPP"},
    {"Rebel", "REB"},
    {"Insurgents", "REB"},
    {"Dissident", "REB"},
    {"Criminals / Gangs", "CRM"},
    {"General Population / Civilian / Social", "CVL"},
    {"Business", "BUS"},
    {"Labor", "LAB"},
    {"Media", "MED"},
    {"Education", "EDU"},
    {"International Government Organization", "IGO"},
    {"Nongovernmental Organizations (International)", "NGO"},
}};

std::vector<std::string> sectors_of(std::string_view words) {
  std::vector<std::string> sectors;
  for (auto& word : list_of(words, ',')) {
    const auto known =
        std::find_if(kSectors.begin(), kSectors.end(), [&](const auto& each) { return each.first == word; });
    std::string sector = known == kSectors.end() ? std::move(word) : std::string(known->second);
    if (std::find(sectors.begin(), sectors.end(), sector) == sectors.end()) sectors.push_back(std::move(sector));
  }
  return sectors;
}

std::string words_of(const std::vector<std::string>& sectors) {
  std::string words;
  for (const auto& sector : sectors) {
    const auto known =
        std::find_if(kSectors.begin(), kSectors.end(), [&](const auto& each) { return each.second == sector; });
    if (!words.empty()) words += ',';
    words += known == kSectors.end() ? std::string_view(sector) : known->first;
  }
  return words;
}

// "2022-09-07", or month/day/year without leading zeros.
std::optional<Date> date_in(std::string_view text) {
  if (const auto date = Date::parse(text)) return date;
  const auto first = text.find('/'), second = text.rfind('/');
  if (first == std::string_view::npos || second == first) return {};
  const auto month = whole_number_in(text.substr(0, first)),
             day = whole_number_in(text.substr(first + 1, second - first - 1)),
             year = whole_number_in(text.substr(second + 1, 4));
  if (!month || !day || !year || *year < 1000) return {};
  return Date::from(*year, *month, *day);
}

// ICEWS never uses the two-digit roots, so "10" is 010; "841" is no code, so 0841.
std::string with_leading_zero(std::string_view code, const Ontology* ontology) {
  const std::string whole = "0" + std::string(code);
  if (code.size() == 2 || (ontology && !ontology->find(code) && ontology->find(whole))) return whole;
  return std::string(code);
}

class IcewsParser : public RowParser {
 public:
  explicit IcewsParser(const CodeBook& book) : ontology_(book.ontology), countries_(book, "name") {}

  Result<bool> header(std::string_view line) override { return columns_.read(splitter_.quoted(line, '\t')); }

  Result<bool> parse(std::string_view line, Row& row) override {
    const auto& written = splitter_.quoted(line, '\t');
    if (written.size() != columns_.width())
      return fail(std::to_string(written.size()) + " columns where the file has " + std::to_string(columns_.width()));
    const auto cells = columns_.arranged(written);
    const auto date = date_in(cells[event_date]);
    if (!date) return fail("no date", {}, 0, 0, std::string(cells[event_date]));
    if (!is_digits(cells[cameo_code])) return fail("no CAMEO code", {}, 0, 0, std::string(cells[cameo_code]));
    row = Row{};
    row.origin = Origin::icews;
    row.id = cells[event_id];
    row.date = *date;
    row.cameo = with_leading_zero(cells[cameo_code], ontology_);
    fill_from_cameo(row, ontology_);
    const auto* entry = ontology_ ? ontology_->nearest(row.cameo) : nullptr;
    if (entry) row.quad_code = entry->quad_code;
    for (const auto column : {intensity, latitude, longitude})
      if (!cells[column].empty() && !number_in(cells[column]))
        return fail("no number", {}, 0, 0, std::string(cells[column]));
    row.goldstein = number_in(cells[intensity]).value_or(entry ? entry->goldstein : 0);
    row.actor = side(cells[source_name], cells[source_sectors], cells[source_country]);
    row.recipient = side(cells[target_name], cells[target_sectors], cells[target_country]);
    for (const auto column : {city, district, province, country})
      if (row.place.name.empty()) row.place.name = cells[column];
    row.place.country = countries_(cells[country]);
    row.place.latitude = number_in(cells[latitude]);
    row.place.longitude = number_in(cells[longitude]);
    row.root = cells[sentence_number] == "1";
    row.mentions = row.sources = row.articles = 1;
    row.publisher = cells[publisher];
    row.text = cells[event_text];
    row.raw = columns_.standard() ? std::string(line) : tab_line({cells.begin(), cells.end()});
    return true;
  }

 private:
  RowSide side(std::string_view name, std::string_view sectors, std::string_view where) {
    return {{}, std::string(name), countries_(where), {}, sectors_of(sectors)};
  }

  const Ontology* const ontology_;
  Countries countries_;
  ColumnMap columns_{kNames, kRequired};
  CellSplitter splitter_;
};

}  // namespace

std::unique_ptr<RowParser> icews_parser(const CodeBook& book) { return std::make_unique<IcewsParser>(book); }

std::string icews_header() { return tab_line({kNames.begin(), kNames.end()}); }

std::string icews_line(const Row& row, const CodeBook& book) {
  if (row.origin == Origin::icews && !row.raw.empty()) return row.raw;
  std::vector<std::string> cells(kNames.size());
  const auto* entry = book.ontology ? book.ontology->nearest(row.cameo) : nullptr;
  const auto name_of_country = [&](const std::string& code) { return code_in(book, code, "name", code); };
  cells[event_id] = numeric_id(row.id);
  cells[event_date] = row.date.text();
  cells[source_name] = row.actor.name;
  cells[source_sectors] = words_of(row.actor.sectors);
  cells[source_country] = name_of_country(row.actor.country);
  cells[event_text] = row.origin == Origin::icews ? row.text : entry ? entry->name : "";
  cells[cameo_code] = row.cameo;
  cells[intensity] = number_text(row.goldstein);
  cells[target_name] = row.recipient.name;
  cells[target_sectors] = words_of(row.recipient.sectors);
  cells[target_country] = name_of_country(row.recipient.country);
  cells[sentence_number] = row.root ? "1" : "";
  cells[publisher] = row.publisher;
  cells[city] = row.place.name;
  cells[country] = name_of_country(row.place.country);
  if (row.place.latitude) cells[latitude] = number_text(*row.place.latitude);
  if (row.place.longitude) cells[longitude] = number_text(*row.place.longitude);
  return tab_line(cells);
}

}  // namespace demarche
