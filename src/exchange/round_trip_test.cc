// What comes in goes out as it was, and what goes out comes in again.
#include <gmock/gmock.h>

#include "exchange/sample_rows.h"

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kPlover =
    R"({"id":"p1","date":"2022-09-07","actor":[{"text":"Albania","code":"ALB","sector":"GOV"},{"country":"ROU"}],)"
    R"("recipient":[{"name":"Iran","country":"IRN","sector":["GOV","MIL"]}],"event":["SANCTION"],"mode":["expel"],)"
    R"("context":["diplomatic"],"quad_code":4,"event_scale":-5.5,"event_loc":{"name":"Tirana","country":"ALB","lat":41.3},)"
    R"("text":"Albania \"expelled\" them.","link":"http://example.org/1","cite_info":{"publisher":"Example Agency"}})";

struct Sample {
  Format format;
  std::vector<std::string> lines;
};

std::vector<Sample> samples() {
  return {{Format::gdelt2, {gdelt2_sample(), gdelt2_sample({{0, "2"}, {15, ""}, {16, ""}, {17, ""}, {34, ""}})}},
          {Format::gdelt1, {gdelt1_sample(), gdelt1_sample(58, {{0, "3"}, {57, "BBC Monitoring"}})}},
          {Format::gdelt1, {gdelt1_sample(57)}},
          {Format::icews, {icews_sample(), icews_sample({{0, "2"}, {3, "Rebel"}, {6, "010"}, {7, "0.0"}, {18, ""}})}},
          {Format::polecat, {polecat_sample(), polecat_sample({{0, "2"}, {8, "None"}, {3, ""}, {28, "None"}})}},
          {Format::plover, {kPlover}}};
}

std::string file_of(Format format, const std::vector<std::string>& lines) {
  std::string bytes = header_of(format).empty() ? "" : header_of(format) + "\n";
  for (const auto& line : lines) bytes += line + "\n";
  return bytes;
}

std::vector<std::string> lines_of(Format format, const std::vector<Row>& rows) {
  std::vector<std::string> lines;
  for (const auto& row : rows) lines.push_back(line_of(format, row, small_book()));
  return lines;
}

std::vector<Row> without_raw(std::vector<Row> rows) {
  for (auto& row : rows) row.raw.clear();
  return rows;
}

TEST(RoundTrip, TheOwnFormatGivesTheLinesBack) {
  for (const auto& [format, lines] : samples()) {
    SCOPED_TRACE(name_of(format));
    const auto reading = read_all(file_of(format, lines));
    EXPECT_EQ(reading.failure, "");
    EXPECT_THAT(reading.told, IsEmpty());
    EXPECT_EQ(reading.summary.format, format);
    EXPECT_EQ(lines_of(format, reading.rows), lines);
    EXPECT_EQ(read_all(file_of(format, lines_of(format, reading.rows)), format).rows, reading.rows);
  }
}

TEST(RoundTrip, ALineMadeFromTheFieldsHoldsThemAll) {
  for (const auto& [format, lines] : samples()) {
    SCOPED_TRACE(name_of(format));
    const auto rows = without_raw(read_all(file_of(format, lines)).rows);
    ASSERT_THAT(rows, SizeIs(lines.size()));
    const auto again = read_all(file_of(format, lines_of(format, rows)), format);
    EXPECT_THAT(again.told, IsEmpty());
    EXPECT_EQ(without_raw(again.rows), rows);
  }
}

TEST(RoundTrip, CsvAndJsonLinesHoldEveryFieldOfEveryFormat) {
  for (const auto flat : {Format::csv, Format::json_lines})
    for (const auto& [format, lines] : samples()) {
      SCOPED_TRACE(std::string(name_of(format)) + " as " + std::string(name_of(flat)));
      const auto rows = without_raw(read_all(file_of(format, lines)).rows);
      const auto again = read_all(file_of(flat, lines_of(flat, rows)));
      EXPECT_THAT(again.told, IsEmpty());
      EXPECT_EQ(again.summary.format, flat);
      EXPECT_EQ(again.rows, rows);
    }
}

TEST(RoundTrip, GdeltVersionsTurnIntoEachOther) {
  const auto second = read_all(gdelt2_sample()).rows;
  const auto first = lines_of(Format::gdelt1, second);
  EXPECT_EQ(first[0], gdelt1_sample(58, {{0, "900000001"},
                                         {1, "20220907"},
                                         {2, "202209"},
                                         {3, "2022"},
                                         {4, "2022.6767"},
                                         {5, "ALBGOV"},
                                         {6, "ALBANIA"},
                                         {7, "ALB"},
                                         {12, "GOV"},
                                         {15, "IRN"},
                                         {16, "TEHRAN"},
                                         {22, ""},
                                         {25, "1"},
                                         {26, "0841"},
                                         {27, "084"},
                                         {28, "08"},
                                         {29, "2"},
                                         {30, "7.0"},
                                         {31, "12"},
                                         {32, "3"},
                                         {33, "10"},
                                         {34, "-3.51966873706004"},
                                         {35, "4"},
                                         {36, "Tirana, Tirane, Albania"},
                                         {37, "AL"},
                                         {38, "AL50"},
                                         {39, "41.3275"},
                                         {40, "19.8189"},
                                         {41, "-106820"},
                                         {42, "0"},
                                         {49, "4"},
                                         {50, "Tirana, Tirane, Albania"},
                                         {51, "AL"},
                                         {52, "AL50"},
                                         {53, "41.3275"},
                                         {54, "19.8189"},
                                         {55, "-106820"},
                                         {56, "20220907"},
                                         {57, "https://www.example.com/world/1?a=b"}}));
  const auto again = read_all(lines_of(Format::gdelt2, read_all(first[0]).rows)[0]).rows;
  EXPECT_EQ(again[0].raw, gdelt2_sample({{39, ""}, {55, ""}, {59, "20220907000000"}}));
  EXPECT_EQ(lines_of(Format::gdelt2, read_all(gdelt1_sample(57)).rows).size(), 1u);
}

Mention mention(const std::string& id, const std::string& name, const std::string& sector) {
  Mention actor;
  actor.id = id;
  actor.name = name;
  if (!id.starts_with("ORG")) actor.country = id.substr(0, 3);
  if (!sector.empty()) actor.sectors = {sector};
  return actor;
}

Event expulsion() {
  Event event;
  event.id = "9f2c01d4a7b83e15";
  event.document = "https://example.com/tirana";
  event.date = Period::of_day(*Date::parse("2022-09-07"));
  event.type = "SANCTION";
  event.mode = "expel";
  event.contexts = {"diplomatic"};
  event.cameo = "166";
  event.goldstein = -7;
  event.event_scale = -5.5;
  event.quad_code = 4;
  event.actors = {mention("ALB", "Albania", "GOV")};
  event.recipients = {mention("IRN", "Iran", "GOV")};
  event.place = Place{"Tirana", {}, "Tirana", "ALB", 41.3275, 19.8189};
  event.text = "Albania expelled\tthe \"envoys\"\nof Iran.";
  return event;
}

TEST(CodedEvents, ComeBackFromEveryFormat) {
  const auto row = row_of(expulsion());
  ASSERT_TRUE(row);
  for (const auto format : {Format::gdelt1, Format::gdelt2, Format::icews, Format::polecat, Format::plover, Format::csv,
                            Format::json_lines}) {
    SCOPED_TRACE(name_of(format));
    const auto reading = read_all(file_of(format, {line_of(format, *row, small_book())}));
    EXPECT_EQ(reading.failure, "");
    EXPECT_THAT(reading.told, IsEmpty());
    EXPECT_EQ(reading.summary.format, format);
    ASSERT_THAT(reading.rows, SizeIs(1));
    const auto& back = reading.rows[0];
    EXPECT_EQ(back.date, row->date);
    EXPECT_EQ(back.type, "SANCTION");
    EXPECT_EQ(back.mode, "expel");
    EXPECT_THAT(back.contexts, ElementsAre("diplomatic"));
    EXPECT_EQ(back.cameo, "166");
    EXPECT_EQ(back.goldstein, -7);
    EXPECT_EQ(back.event_scale, -5.5);
    EXPECT_EQ(back.quad_code, 4);
    EXPECT_EQ(back.actor.country, "ALB");
    EXPECT_EQ(back.actor.name, "Albania");
    EXPECT_THAT(back.actor.sectors, ElementsAre("GOV"));
    EXPECT_EQ(back.recipient.country, "IRN");
    EXPECT_EQ(back.place.name, "Tirana");
    EXPECT_EQ(back.place.country, "ALB");
    EXPECT_EQ(back.place.latitude, 41.3275);
  }
  EXPECT_EQ(read_all(line_of(Format::json_lines, *row, small_book())).rows[0], *row);
}

TEST(CodedEvents, OfSeveralSidesAreOneRowOrOneForEachPair) {
  Event event = expulsion();
  event.actors.push_back(mention("ROU", "Romania", "MIL"));
  event.actors.push_back(mention("ORG.NATO", "NATO", "IGO"));
  const auto row = row_of(event);
  EXPECT_EQ(row->actor,
            (RowSide{"ALB; ROU; ORG.NATO", "Albania; Romania; NATO", "ALB", {"ROU"}, {"GOV", "MIL", "IGO"}}));
  const auto pairs = rows_of(event);
  ASSERT_THAT(pairs, SizeIs(3));
  EXPECT_EQ(pairs[0].id, event.id);
  EXPECT_EQ(pairs[1].id, event.id + "-2");
  EXPECT_EQ(pairs[1].actor, (RowSide{"ROU", "Romania", "ROU", {}, {"MIL"}}));
  EXPECT_EQ(pairs[2].actor.country, "");
  EXPECT_EQ(pairs[2].recipient.country, "IRN");

  event.actors.pop_back();
  event.recipients.clear();
  event.reciprocal = true;
  const auto both = rows_of(event);
  ASSERT_THAT(both, SizeIs(2));
  EXPECT_EQ(both[0].actor.country + both[0].recipient.country, "ALBROU");
  EXPECT_EQ(both[1].actor.country + both[1].recipient.country, "ROUALB");

  event.date.reset();
  EXPECT_FALSE(row_of(event));
  EXPECT_THAT(rows_of(event), IsEmpty());
}

TEST(CodedEvents, HaveNumbersForIdsWhereTheFormatWantsThem) {
  const auto row = *row_of(expulsion());
  for (const auto format : {Format::gdelt2, Format::icews}) {
    const auto line = line_of(format, row, small_book());
    EXPECT_THAT(line.substr(0, line.find('\t')), testing::MatchesRegex("[0-9]{10,19}"));
    EXPECT_EQ(line, line_of(format, row, small_book()));
  }
}

}  // namespace
}  // namespace demarche
