// The way out: coded events to rows, rows to lines.
#include <algorithm>

#include "exchange/cells.h"
#include "exchange/format.h"

namespace demarche {
namespace {

void append(std::string& list, const std::string& text) {
  if (text.empty()) return;
  if (!list.empty()) list += "; ";
  list += text;
}

void add(const Mention& mention, RowSide& side) {
  append(side.code, mention.id);
  append(side.name, mention.name.empty() ? mention.text : mention.name);
  for (const auto& sector : mention.sectors)
    if (std::find(side.sectors.begin(), side.sectors.end(), sector) == side.sectors.end())
      side.sectors.push_back(sector);
  const std::string& country = mention.country;
  auto& further = side.further_countries;
  if (country.empty() || country == side.country || std::find(further.begin(), further.end(), country) != further.end())
    return;
  if (side.country.empty())
    side.country = country;
  else
    further.push_back(country);
}

// All that does not depend on the sides.
Row bare_row(const Event& event) {
  Row row;
  row.origin = Origin::demarche;
  row.id = event.id;
  row.date = event.date->begin;
  row.type = event.type;
  row.mode = event.mode;
  row.contexts = event.contexts;
  row.cameo = event.cameo;
  row.goldstein = event.goldstein;
  row.event_scale = event.event_scale;
  row.quad_code = event.quad_code;
  row.root = event.in_title || event.sentence == 0;
  row.mentions = static_cast<int>(1 + event.retold.size());
  row.sources = row.articles = 1;
  if (event.place) {
    const auto& place = *event.place;
    row.place = {place.name.empty() ? place.text : place.name, place.country, {}, place.latitude, place.longitude};
  }
  row.url = event.document;
  row.text = event.text;
  return row;
}

}  // namespace

std::string header_of(Format format) {
  switch (format) {
    case Format::icews:
      return icews_header();
    case Format::polecat:
      return polecat_header();
    case Format::csv:
      return csv_header();
    default:
      return {};
  }
}

std::string line_of(Format format, const Row& row, const CodeBook& book) {
  switch (format) {
    case Format::gdelt1:
    case Format::gdelt2:
      return gdelt_line(format, row, book);
    case Format::icews:
      return icews_line(row, book);
    case Format::polecat:
      return polecat_line(row, book);
    case Format::plover:
      return plover_line(row);
    case Format::csv:
      return csv_line(row);
    case Format::json_lines:
    case Format::automatic:
      break;
  }
  return json_line(row);
}

Format kept_format(const Row& row) {
  if (row.raw.empty()) return Format::json_lines;
  switch (row.origin) {
    case Origin::gdelt:
      return std::count(row.raw.begin(), row.raw.end(), '\t') == 60 ? Format::gdelt2 : Format::gdelt1;
    case Origin::icews:
      return Format::icews;
    case Origin::polecat:
      return Format::polecat;
    case Origin::plover:
      return Format::plover;
    case Origin::demarche:
      break;
  }
  return Format::json_lines;
}

std::optional<Row> row_of(const Event& event) {
  if (!event.date) return {};
  Row row = bare_row(event);
  for (const auto& actor : event.actors) add(actor, row.actor);
  for (const auto& recipient : event.recipients) add(recipient, row.recipient);
  return row;
}

std::vector<Row> rows_of(const Event& event) {
  std::vector<Row> rows;
  if (!event.date) return rows;
  const Row bare = bare_row(event);
  const auto tell = [&](const Mention* actor, const Mention* recipient) {
    auto& row = rows.emplace_back(bare);
    if (rows.size() > 1) row.id += "-" + std::to_string(rows.size());
    if (actor) add(*actor, row.actor);
    if (recipient) add(*recipient, row.recipient);
  };
  if (event.reciprocal && event.actors.size() > 1) {
    for (const auto& actor : event.actors)
      for (const auto& other : event.actors)
        if (&actor != &other) tell(&actor, &other);
    return rows;
  }
  const Mention* const nobody = nullptr;
  std::vector<const Mention*> actors, recipients;
  for (const auto& actor : event.actors) actors.push_back(&actor);
  for (const auto& recipient : event.recipients) recipients.push_back(&recipient);
  if (actors.empty()) actors.push_back(nobody);
  if (recipients.empty()) recipients.push_back(nobody);
  for (const auto* actor : actors)
    for (const auto* recipient : recipients) tell(actor, recipient);
  return rows;
}

}  // namespace demarche
