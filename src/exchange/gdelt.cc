// GDELT's event tables: tab-separated, no header. 2.0 has 61 columns; 1.0 has 58, without the three ADM2 columns, and
// its files of before April 2013 have 57, without the address. (GDELT Event Database format codebooks 1.03 and 2.0.)
#include <fmt/format.h>

#include <algorithm>

#include "base/letters.h"
#include "exchange/cells.h"
#include "exchange/format.h"

namespace demarche {
namespace {

// Columns of both versions up to the geography, then by version.
enum Column : std::size_t {
  event_id = 0,
  day = 1,
  actor1_code = 5,
  actor2_code = 15,
  is_root = 25,
  event_code = 26,
  quad_class = 29,
  goldstein_scale = 30,
  num_mentions = 31,
  num_sources = 32,
  num_articles = 33,
  avg_tone = 34,
  geography = 35
};
enum SideColumn : std::size_t { side_code = 0, side_name = 1, side_country = 2, side_types = 7 };  // of ten a side

struct Layout {
  std::size_t columns, place, added,
      address;  // place: the first of the action's; address: past the end if there is none
  bool has_adm2;
  std::size_t latitude() const { return place + (has_adm2 ? 5u : 4u); }
};
constexpr Layout kHistoric{57, 49, 56, 57, false}, kDaily{58, 49, 56, 57, false}, kSecond{61, 51, 59, 60, true};

std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return url;  // old files name the source itself: "BBC Monitoring"
  url.remove_prefix(scheme + 3);
  if (url.starts_with("www.")) url.remove_prefix(4);
  return url.substr(0, url.find_first_of("/?:#"));
}

class GdeltParser : public RowParser {
 public:
  GdeltParser(Format format, const CodeBook& book)
      : second_(format == Format::gdelt2), ontology_(book.ontology), cameo_(book, "cameo"), fips_(book, "fips") {}

  Result<bool> header(std::string_view line) override {
    return lower_ascii(line.substr(0, 13)) == "globaleventid";  // some tools put one there
  }

  Result<bool> parse(std::string_view line, Row& row) override {
    const auto& cells = splitter_.tabs(line);
    if (second_ ? cells.size() != kSecond.columns : cells.size() != kDaily.columns && cells.size() != kHistoric.columns)
      return fail(fmt::format("{} columns where GDELT {} has {}", cells.size(), second_ ? "2.0" : "1.0",
                              second_ ? "61" : "57 or 58"));
    const Layout& layout = second_ ? kSecond : cells.size() == kDaily.columns ? kDaily : kHistoric;
    const auto date = compact_date(cells[day]);
    if (!date || cells[day].size() != 8) return fail("no date (YYYYMMDD)", {}, 0, 0, std::string(cells[day]));
    if (!is_digits(cells[event_code]) || cells[event_code].size() < 2)
      return fail("no CAMEO code", {}, 0, 0, std::string(cells[event_code]));
    row.origin = Origin::gdelt;
    row.id = cells[event_id];
    row.date = *date;
    row.cameo = cells[event_code];
    fill_from_cameo(row, ontology_);
    bad_ = nullptr;
    row.quad_code = count(cells[quad_class]);
    row.goldstein = number(cells[goldstein_scale]).value_or(0);
    row.root = cells[is_root] == "1";
    row.mentions = count(cells[num_mentions]);
    row.sources = count(cells[num_sources]);
    row.articles = count(cells[num_articles]);
    row.tone = number(cells[avg_tone]);
    side(&cells[actor1_code], row.actor);
    side(&cells[actor2_code], row.recipient);
    row.place.name = cells[layout.place + 1];
    row.place.country = fips_(cells[layout.place + 2]);
    row.place.latitude = number(cells[layout.latitude()]);
    row.place.longitude = number(cells[layout.latitude() + 1]);
    row.place.feature = cells[layout.latitude() + 2];
    if (bad_) return fail("no number", {}, 0, 0, std::string(*bad_));
    assign_compact_time(cells[layout.added], row.added);
    row.url = layout.address < layout.columns ? cells[layout.address] : std::string_view();
    row.publisher = host_of(row.url);
    row.text.clear();
    row.raw = line;
    return true;
  }

 private:
  // Empty cells are absent values; what else is no number is remembered in bad_.
  std::optional<double> number(const std::string_view& cell) {
    const auto value = number_in(cell);
    if (!value && !cell.empty()) bad_ = &cell;
    return value;
  }
  int count(const std::string_view& cell) {
    const auto value = whole_number_in(cell);
    if (!value && !cell.empty()) bad_ = &cell;
    return value.value_or(0);
  }
  void side(const std::string_view* cells, RowSide& side) {
    side.code = cells[side_code];
    side.name = cells[side_name];
    side.country = cameo_(cells[side_country]);
    side.sectors.clear();
    for (std::size_t type = side_types; type < side_types + 3; ++type)
      if (!cells[type].empty()) side.sectors.emplace_back(cells[type]);
  }

  const bool second_;
  const Ontology* const ontology_;
  Countries cameo_, fips_;
  CellSplitter splitter_;
  const std::string_view* bad_ = nullptr;
};

void put_side(const RowSide& side, bool own_code, const CodeBook& book, std::string* cells) {
  const std::string country = code_in(book, side.country, "cameo", side.country);
  std::string code = country;
  for (std::size_t i = 0; i < side.sectors.size() && i < 3; ++i) {
    cells[side_types + i] = side.sectors[i];
    code += side.sectors[i];
  }
  cells[side_code] = own_code ? side.code : code;
  cells[side_name] = side.name;
  cells[side_country] = country;
}

// A line of one GDELT version as the other has it: ADM2 columns dropped or left empty, the address left empty, the time
// of adding cut to the day or set to midnight.
std::string converted(std::string_view raw, bool to_second) {
  CellSplitter splitter;
  const auto& old = splitter.tabs(raw);
  const Layout& layout = to_second ? kDaily : kSecond;
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < layout.added; ++i) {
    const bool adm2 = layout.has_adm2 && i >= geography && (i - geography) % 8 == 4;
    if (!adm2) cells.emplace_back(old[i]);
    const bool before_adm2 = !layout.has_adm2 && i >= geography && (i - geography) % 7 == 3;
    if (before_adm2) cells.emplace_back();
  }
  cells.push_back(compact_time(old[layout.added], to_second));
  cells.emplace_back(layout.address < old.size() ? old[layout.address] : std::string_view());
  return tab_line(cells);
}

}  // namespace

std::unique_ptr<RowParser> gdelt_parser(Format format, const CodeBook& book) {
  return std::make_unique<GdeltParser>(format, book);
}

std::string gdelt_line(Format format, const Row& row, const CodeBook& book) {
  const bool second = format == Format::gdelt2;
  if (row.origin == Origin::gdelt && !row.raw.empty()) {
    const auto tabs = static_cast<std::size_t>(std::count(row.raw.begin(), row.raw.end(), '\t'));
    return (tabs + 1 == kSecond.columns) == second ? row.raw : converted(row.raw, second);
  }
  const Layout& layout = second ? kSecond : kDaily;
  const Date date = row.date;
  std::vector<std::string> cells(layout.columns);
  cells[event_id] = numeric_id(row.id);
  cells[day] = fmt::format("{:04}{:02}{:02}", date.year(), date.month(), date.day());
  cells[2] = cells[day].substr(0, 6);
  cells[3] = cells[day].substr(0, 4);
  cells[4] =
      fmt::format("{:.4f}", date.year() + ((date.month() - 1) * 30 + date.day()) / 365.0);  // GDELT's own reckoning
  const bool own_codes = row.origin == Origin::gdelt;
  put_side(row.actor, own_codes, book, &cells[actor1_code]);
  put_side(row.recipient, own_codes, book, &cells[actor2_code]);
  cells[is_root] = row.root ? "1" : "0";
  cells[event_code] = row.cameo;
  cells[27] = row.cameo.substr(0, 3);
  cells[28] = row.cameo.substr(0, 2);
  cells[quad_class] = std::to_string(row.quad_code);
  cells[goldstein_scale] = number_text(row.goldstein);
  cells[num_mentions] = std::to_string(row.mentions);
  cells[num_sources] = std::to_string(row.sources);
  cells[num_articles] = std::to_string(row.articles);
  cells[avg_tone] = row.tone ? number_text(*row.tone) : "";
  const std::size_t geography_of_recipient = layout.place - (layout.place - geography) / 2;
  cells[geography] = cells[geography_of_recipient] = "0";
  const auto& place = row.place;
  cells[layout.place] = place.latitude ? "4" : place.country.empty() ? "0" : "1";  // a city, a country, none
  cells[layout.place + 1] = place.name;
  cells[layout.place + 2] = cells[layout.place + 3] = code_in(book, place.country, "fips");
  if (place.latitude) cells[layout.latitude()] = number_text(*place.latitude);
  if (place.longitude) cells[layout.latitude() + 1] = number_text(*place.longitude);
  cells[layout.latitude() + 2] = place.feature;
  cells[layout.added] = compact_time(row.added.empty() ? date.text() : row.added, second);
  cells[layout.address] = row.url.empty() ? row.publisher : row.url;
  return tab_line(cells);
}

}  // namespace demarche
