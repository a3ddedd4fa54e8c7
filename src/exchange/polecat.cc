// POLECAT: tab-separated with a header, never quoted, "None" for what is absent, lists parted by "; ". Codes are
// PLOVER's. Some files call the intensity "Event Intensity" or have none; some rows have tabs within a cell.
#include <algorithm>
#include <array>

#include "base/letters.h"
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
  event_type,
  event_mode,
  intensity,
  quad_code,
  contexts,
  placename = 23,  // behind the two sides
  city,
  district,
  province,
  country,
  latitude,
  longitude,
  geonames_id,
  raw_placename,
  feature_type,
  source,
  publication_date,
  story_people,
  story_organizations,
  story_locations,
  language,
  version
};
constexpr std::size_t kActor = 7, kRecipient = 15;
enum SideColumn : std::size_t { name, side_country, cow, primary_sector, sectors, title, name_raw };  // of eight a side
constexpr std::array kNames = {"Event ID"sv,
                               "Event Date"sv,
                               "Event Type"sv,
                               "Event Mode"sv,
                               "Intensity"sv,
                               "Quad Code"sv,
                               "Contexts"sv,
                               "Actor Name"sv,
                               "Actor Country"sv,
                               "Actor COW"sv,
                               "Primary Actor Sector"sv,
                               "Actor Sectors"sv,
                               "Actor Title"sv,
                               "Actor Name Raw"sv,
                               "Wikipedia Actor ID"sv,
                               "Recipient Name"sv,
                               "Recipient Country"sv,
                               "Recipient COW"sv,
                               "Primary Recipient Sector"sv,
                               "Recipient Sectors"sv,
                               "Recipient Title"sv,
                               "Recipient Name Raw"sv,
                               "Wikipedia Recipient ID"sv,
                               "Placename"sv,
                               "City"sv,
                               "District"sv,
                               "Province"sv,
                               "Country"sv,
                               "Latitude"sv,
                               "Longitude"sv,
                               "GeoNames ID"sv,
                               "Raw Placename"sv,
                               "Feature Type"sv,
                               "Source"sv,
                               "Publication Date"sv,
                               "Story People"sv,
                               "Story Organizations"sv,
                               "Story Locations"sv,
                               "Language"sv,
                               "Version"sv};
constexpr std::array<std::size_t, 2> kRequired = {event_date, event_type};
constexpr std::array<ColumnMap::Alias, 1> kAliases = {{{"Event Intensity", "Intensity"}}};
constexpr std::array kQuads = {""sv, "VERBAL COOPERATION"sv, "MATERIAL COOPERATION"sv, "VERBAL CONFLICT"sv,
                               "MATERIAL CONFLICT"sv};

std::string_view said(std::string_view cell) {
  cell = trimmed(cell);
  return cell == "None" || cell == "nan" ? std::string_view() : cell;
}

// Class by number or words; nothing for other text.
std::optional<int> quad_of(std::string_view cell) {
  if (const auto number = number_in(cell))
    return *number >= 1 && *number <= 4 ? std::optional(static_cast<int>(*number)) : std::nullopt;
  std::string words(cell);
  std::replace(words.begin(), words.end(), '_', ' ');
  for (std::size_t quad = 0; quad < kQuads.size(); ++quad)
    if (lower_ascii(words) == lower_ascii(kQuads[quad])) return static_cast<int>(quad);
  return {};
}

bool is_code(std::string_view cell) {  // "CONSULT", "GOV", "USA; GBR"
  return std::all_of(cell.begin(), cell.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || c == ';' || c == ' ' || c == '_'; });
}
bool is_number(std::string_view cell) { return cell.empty() || number_in(cell).has_value(); }

// Whether a cell may stand in a column; those of free text take anything.
bool may_stand(std::size_t column, std::string_view cell) {
  cell = said(cell);
  switch (column) {
    case event_date:
      return Date::parse(cell).has_value();
    case publication_date:
      return cell.empty() || Date::parse(cell);
    case event_type:
      return !cell.empty() && is_code(cell);
    case quad_code:
      return quad_of(cell).has_value();
    case intensity:
    case latitude:
    case longitude:
    case geonames_id:
      return is_number(cell);
    case kActor + side_country:
    case kActor + primary_sector:
    case kRecipient + side_country:
    case kRecipient + primary_sector:
      return is_code(cell);
    default:
      return true;
  }
}

bool is_free_text(std::size_t column) {
  const auto of_side = [&](std::size_t first) {
    return column == first + name || column == first + title || column == first + name_raw ||
           column == first + name_raw + 1;
  };
  return of_side(kActor) || of_side(kRecipient) || (column >= placename && column <= province) ||
         column == raw_placename || column == source || (column >= story_people && column <= story_locations);
}

class PolecatParser : public RowParser {
 public:
  explicit PolecatParser(const CodeBook& book) : ontology_(book.ontology), countries_(book, "name") {}

  Result<bool> header(std::string_view line) override { return columns_.read(splitter_.tabs(line)); }

  Result<bool> parse(std::string_view line, Row& row) override {
    std::vector<std::string_view> written = splitter_.tabs(line);
    const auto count = written.size();
    if (count < columns_.width() || !mend_stray_tabs(written))
      return fail(std::to_string(count) + " columns where the file has " + std::to_string(columns_.width()));
    const auto cells = columns_.arranged(written);
    const auto date = Date::parse(said(cells[event_date]));
    if (!date) return fail("no date", {}, 0, 0, std::string(cells[event_date]));
    for (std::size_t column = event_type; column < kNames.size(); ++column)
      if (!may_stand(column, cells[column]))
        return fail("what cannot stand under " + std::string(kNames[column]), {}, 0, 0, std::string(cells[column]));
    row = Row{};
    row.origin = Origin::polecat;
    row.id = said(cells[event_id]);
    row.date = *date;
    row.type = said(cells[event_type]);
    row.mode = said(cells[event_mode]);
    row.contexts = list_of(said(cells[contexts]));
    row.event_scale = number_in(said(cells[intensity]));
    row.quad_code = quad_of(said(cells[quad_code])).value_or(0);
    fill_from_plover(row, ontology_);
    row.actor = side(&cells[kActor]);
    row.recipient = side(&cells[kRecipient]);
    for (const auto column : {placename, city, province, country})
      if (row.place.name.empty()) row.place.name = said(cells[column]);
    row.place.country = country_in(said(cells[country]));
    row.place.latitude = number_in(said(cells[latitude]));
    row.place.longitude = number_in(said(cells[longitude]));
    row.place.feature = said(cells[feature_type]);
    row.mentions = row.sources = row.articles = 1;
    row.publisher = said(cells[source]);
    if (const auto published = Date::parse(said(cells[publication_date]))) row.added = published->text();
    row.raw = columns_.standard() ? std::string(line) : tab_line({cells.begin(), cells.end()});
    return true;
  }

 private:
  // Puts a cell that tabs have cut together again: the first of free text with which all cells may stand where they
  // then come to stand. False where there is none.
  bool mend_stray_tabs(std::vector<std::string_view>& cells) const {
    const std::size_t surplus = cells.size() - columns_.width();
    if (surplus == 0) return true;
    const auto fits = [&](std::size_t i, std::string_view cell) {
      const int place = columns_.place_of(i);
      return place < 0 || may_stand(static_cast<std::size_t>(place), cell);
    };
    for (std::size_t cut = 0; cut < columns_.width(); ++cut) {
      if (columns_.place_of(cut) < 0 || !is_free_text(static_cast<std::size_t>(columns_.place_of(cut)))) continue;
      bool all = true;
      for (std::size_t i = 0; all && i < columns_.width(); ++i)
        all = i == cut || fits(i, cells[i < cut ? i : i + surplus]);
      if (!all) continue;
      const auto *begin = cells[cut].data(), *end = cells[cut + surplus].data() + cells[cut + surplus].size();
      cells[cut] = {begin, static_cast<std::size_t>(end - begin)};
      cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(cut) + 1,
                  cells.begin() + static_cast<std::ptrdiff_t>(cut + surplus) + 1);
      return true;
    }
    return false;
  }

  std::string country_in(std::string_view text) { return is_alpha3(text) ? std::string(text) : countries_(text); }

  RowSide side(const std::string_view* cells) {
    RowSide side;
    side.code = said(cells[side_country]);
    side.name = said(cells[name]);
    if (side.name.empty()) side.name = said(cells[name_raw]);
    std::replace(side.name.begin(), side.name.end(), '\t', ' ');
    for (const auto& written : list_of(side.code)) {
      auto found = country_in(written);
      if (side.country.empty())
        side.country = std::move(found);
      else if (!found.empty())
        side.further_countries.push_back(std::move(found));
    }
    side.sectors = list_of(said(cells[primary_sector]));
    for (auto& sector : list_of(said(cells[sectors])))
      if (std::find(side.sectors.begin(), side.sectors.end(), sector) == side.sectors.end())
        side.sectors.push_back(std::move(sector));
    return side;
  }

  const Ontology* const ontology_;
  Countries countries_;
  ColumnMap columns_{kNames, kRequired, kAliases};
  CellSplitter splitter_;
};

void put_side(const RowSide& side, const CodeBook& book, std::string* cells) {
  std::vector<std::string> countries = side.further_countries, numbers;
  if (!side.country.empty()) countries.insert(countries.begin(), side.country);
  for (const auto& each : countries) numbers.push_back(code_in(book, each, "cow", "None"));
  cells[name] = cells[name_raw] = side.name;
  cells[side_country] = joined(countries);
  cells[cow] = joined(numbers);
  cells[primary_sector] = side.sectors.empty() ? "" : side.sectors.front();
  cells[sectors] = joined(side.sectors);
}

}  // namespace

std::unique_ptr<RowParser> polecat_parser(const CodeBook& book) { return std::make_unique<PolecatParser>(book); }

std::string polecat_header() { return tab_line({kNames.begin(), kNames.end()}); }

std::string polecat_line(const Row& row, const CodeBook& book) {
  if (row.origin == Origin::polecat && !row.raw.empty()) return row.raw;
  std::vector<std::string> cells(kNames.size());
  cells[event_id] = row.id;
  cells[event_date] = row.date.text();
  cells[event_type] = row.type;
  cells[event_mode] = row.mode;
  if (row.event_scale) cells[intensity] = number_text(*row.event_scale);
  cells[quad_code] = row.quad_code >= 1 && row.quad_code <= 4 ? kQuads[static_cast<std::size_t>(row.quad_code)] : "";
  cells[contexts] = joined(row.contexts);
  put_side(row.actor, book, &cells[kActor]);
  put_side(row.recipient, book, &cells[kRecipient]);
  cells[placename] = cells[raw_placename] = row.place.name;
  cells[country] = row.place.country;
  if (row.place.latitude) cells[latitude] = number_text(*row.place.latitude);
  if (row.place.longitude) cells[longitude] = number_text(*row.place.longitude);
  cells[feature_type] = row.place.feature;
  cells[source] = row.publisher;
  cells[publication_date] = row.added.substr(0, 10);
  for (auto& cell : cells)
    if (cell.empty()) cell = "None";
  return tab_line(cells);
}

}  // namespace demarche
