// What is read of each format, and what becomes of bad input.
#include <gmock/gmock.h>

#include "exchange/sample_rows.h"
#include "world/world.h"

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Row only(const Reading& reading) {
  EXPECT_EQ(reading.failure, "");
  EXPECT_THAT(reading.told, IsEmpty());
  EXPECT_THAT(reading.rows, SizeIs(1));
  return reading.rows.empty() ? Row{} : reading.rows[0];
}

TEST(Gdelt, IsReadWithPloverFromTheOntologyAndCountriesFromTheBook) {
  const auto row = only(read_all(gdelt2_sample()));
  EXPECT_EQ(row.origin, Origin::gdelt);
  EXPECT_EQ(row.id, "900000001");
  EXPECT_EQ(row.date.text(), "2022-09-07");
  EXPECT_EQ(row.cameo, "0841");
  EXPECT_EQ(row.type, "RETREAT");
  EXPECT_EQ(row.mode, "release");
  EXPECT_EQ(row.quad_code, 2);
  EXPECT_EQ(row.goldstein, 7);
  EXPECT_EQ(row.event_scale, 6.5);
  EXPECT_EQ(row.actor, (RowSide{"ALBGOV", "ALBANIA", "ALB", {}, {"GOV"}}));
  EXPECT_EQ(row.recipient, (RowSide{"IRN", "TEHRAN", "IRN", {}, {}}));
  EXPECT_TRUE(row.root);
  EXPECT_EQ(row.mentions, 12);
  EXPECT_EQ(row.sources, 3);
  EXPECT_EQ(row.articles, 10);
  EXPECT_EQ(row.tone, -3.51966873706004);
  EXPECT_EQ(row.place, (RowPlace{"Tirana, Tirane, Albania", "ALB", "-106820", 41.3275, 19.8189}));
  EXPECT_EQ(row.added, "2022-09-07T19:45:00");
  EXPECT_EQ(row.url, "https://www.example.com/world/1?a=b");
  EXPECT_EQ(row.publisher, "example.com");
}

TEST(Gdelt, HasThreeWidths) {
  const auto daily = only(read_all(gdelt1_sample()));
  EXPECT_EQ(daily.actor.country, "ROU");  // CAMEO says ROM
  EXPECT_EQ(daily.place, (RowPlace{"Romania", "ROU", "RO", 46, 25}));
  EXPECT_EQ(daily.added, "2013-04-01");
  EXPECT_EQ(daily.publisher, "example.org");
  const auto historic = only(read_all(gdelt1_sample(57)));
  EXPECT_EQ(historic.url, "");
  EXPECT_EQ(historic.place, daily.place);
}

TEST(Gdelt, IsReadWithoutABookToo) {
  const auto row = only(read_all(gdelt2_sample(), Format::gdelt2, CodeBook{}));
  EXPECT_EQ(row.actor.country, "ALB");
  EXPECT_EQ(row.place.country, "");  // FIPS is no alpha-3
  EXPECT_EQ(row.type, "");
  EXPECT_EQ(row.cameo, "0841");
}

TEST(Gdelt, PlacesAndActorsAreFoundInTheWorld) {
  const auto world = World::load(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge" / "world");
  ASSERT_TRUE(world) << world.error().describe();
  const CodeBook book{.country_of = [&](auto text, auto scheme) { return world->state_code(text, scheme); }};
  struct {
    const char *cameo, *fips, *actor, *place;
  } cases[] = {{"ROM", "RO", "ROU", "ROU"}, {"DEU", "GM", "DEU", "DEU"}, {"CHN", "CH", "CHN", "CHN"},
               {"CHE", "SZ", "CHE", "CHE"}, {"PSE", "GZ", "PSE", "PSE"}, {"PSE", "WE", "PSE", "PSE"},
               {"EUR", "", "", ""}};
  for (const auto& each : cases) {
    const auto row = only(read_all(gdelt2_sample({{7, each.cameo}, {53, each.fips}}), Format::gdelt2, book));
    EXPECT_EQ(row.actor.country, each.actor) << each.cameo;
    EXPECT_EQ(row.place.country, each.place) << each.fips;
  }
}

TEST(Icews, IsReadWithCountriesAndSectorsByName) {
  const auto row = only(read_all(icews_sample(), Format::icews));
  EXPECT_EQ(row.date.text(), "2017-12-01");
  EXPECT_EQ(row.type, "SANCTION");
  EXPECT_EQ(row.mode, "expel");
  EXPECT_EQ(row.quad_code, 4);
  EXPECT_EQ(row.goldstein, -7);
  EXPECT_EQ(row.actor, (RowSide{"", "Foreign Ministry (Albania)", "ALB", {}, {"GOV", "Foreign Ministry"}}));
  EXPECT_EQ(row.recipient.country, "IRN");
  EXPECT_EQ(row.place.name, "Tirana");
  EXPECT_EQ(row.place.country, "ALB");
  EXPECT_EQ(row.publisher, "Example Agency");
}

TEST(Icews, TakesQuotesDaysWithSlashesAndLostZeros) {
  struct {
    Cells cells;
    const char *date, *cameo, *name;
  } cases[] = {
      {{{1, "12/1/2017"}}, "2017-12-01", "166", "Foreign Ministry (Albania)"},
      {{{1, "2/28/2017"}}, "2017-02-28", "166", "Foreign Ministry (Albania)"},
      {{{6, "43"}}, "2017-12-01", "043", "Foreign Ministry (Albania)"},
      {{{6, "841"}}, "2017-12-01", "0841", "Foreign Ministry (Albania)"},
      {{{6, "10"}}, "2017-12-01", "010", "Foreign Ministry (Albania)"},
      {{{2, "\"The \"\"Eagles\"\"\""}, {6, "\"043\""}}, "2017-12-01", "043", "The \"Eagles\""},
      {{{2, "\"with\ta tab\""}}, "2017-12-01", "166", "with\ta tab"},
      {{{2, "\"Eagles\" of Tirana"}}, "2017-12-01", "166", "\"Eagles\" of Tirana"},
  };
  for (const auto& each : cases) {
    const auto line = icews_sample(each.cells);
    const auto row = only(read_all(header_of(Format::icews) + "\n" + line));
    EXPECT_EQ(row.date.text(), each.date);
    EXPECT_EQ(row.cameo, each.cameo);
    EXPECT_EQ(row.actor.name, each.name);
    EXPECT_EQ(line_of(Format::icews, row, small_book()), line);
  }
}

TEST(Icews, TakesColumnsInAnyOrderAndWriting) {
  const auto row =
      only(read_all("cameo.code\tEVENT_DATE\tRemarks\tTarget Country\tsource country\n"
                    "166\t2017-12-01\tno column of ICEWS\tIran\tAlbania\n"));
  EXPECT_EQ(row.actor.country, "ALB");
  EXPECT_EQ(row.recipient.country, "IRN");
  EXPECT_EQ(row.goldstein, -7);  // from the ontology
  EXPECT_EQ(row.raw, tabbed(20, {{1, "2017-12-01"}, {4, "Albania"}, {6, "166"}, {10, "Iran"}}));
  const auto again = only(read_all(header_of(Format::icews) + "\n" + row.raw));
  EXPECT_EQ(again, row);
}

TEST(Polecat, IsReadWithCameoFromTheOntology) {
  const auto row = only(read_all(header_of(Format::polecat) + "\n" + polecat_sample()));
  EXPECT_EQ(row.type, "SANCTION");
  EXPECT_EQ(row.mode, "expel");
  EXPECT_THAT(row.contexts, ElementsAre("diplomatic", "cyber"));
  EXPECT_EQ(row.cameo, "166");
  EXPECT_EQ(row.goldstein, -7);
  EXPECT_EQ(row.event_scale, -5.5);
  EXPECT_EQ(row.quad_code, 4);
  EXPECT_EQ(row.actor, (RowSide{"ALB; ROU", "Government of Albania", "ALB", {"ROU"}, {"GOV", "LEG"}}));
  EXPECT_EQ(row.recipient, (RowSide{"IRN", "Iran", "IRN", {}, {}}));
  EXPECT_EQ(row.place, (RowPlace{"Tirana", "ALB", "PPLC", 41.3275, 19.8189}));
  EXPECT_EQ(row.added, "2022-09-08");
}

std::string without_column(std::string line, std::size_t column) {
  std::size_t begin = 0;
  for (; column > 0; --column) begin = line.find('\t', begin) + 1;
  return line.erase(begin, line.find('\t', begin) + 1 - begin);
}

TEST(Polecat, TheIntensityHasAnotherNameOrIsMissing) {
  std::string header = header_of(Format::polecat);
  const auto at = header.find("Intensity");
  const auto renamed = std::string(header).insert(at, "Event ");
  EXPECT_EQ(only(read_all(renamed + "\n" + polecat_sample({{4, "-4.5"}}))).event_scale, -4.5);
  const auto row = only(read_all(without_column(header, 4) + "\n" + without_column(polecat_sample(), 4)));
  EXPECT_EQ(row.event_scale, -5.5);  // from the ontology
  EXPECT_EQ(row.raw, polecat_sample({{4, ""}}));
}

TEST(Polecat, StrayTabsAreMendedWhereTheOtherCellsShowThem) {
  struct {
    Cells cells;
    const char *actor, *place, *publisher;
  } cases[] = {
      {{{7, "Government\tof Albania"}}, "Government of Albania", "Tirana", "Example Agency"},
      {{{7, "Government\t\tof\tAlbania"}}, "Government  of Albania", "Tirana", "Example Agency"},
      {{{31, "near\tTirana"}}, "Government of Albania", "Tirana", "Example Agency"},
      {{{35, "A. Person; B.\tPerson"}}, "Government of Albania", "Tirana", "Example Agency"},
      {{{22, "Q\t1"}}, "Government of Albania", "Tirana", "Example Agency"},
  };
  for (const auto& each : cases) {
    const auto line = polecat_sample(each.cells);
    const auto row = only(read_all(header_of(Format::polecat) + "\n" + line));
    EXPECT_EQ(row.actor.name, each.actor);
    EXPECT_EQ(row.recipient.country, "IRN");
    EXPECT_EQ(row.place.name, each.place);
    EXPECT_EQ(row.place.latitude, 41.3275);
    EXPECT_EQ(row.publisher, each.publisher);
    EXPECT_EQ(line_of(Format::polecat, row, small_book()), line);
  }
}

TEST(Plover, TakesListsStringsAndTheOlderNames) {
  const auto older = only(read_all(
      R"({"id":"1","date":"2000-01-01","source":[{"actorText":"Albania","code":"ALB","sector":"GOV"}],"target":"Iran",)"
      R"("event":"AGREE","mode":"","context":"diplomatic","text":"They agreed."})"));
  EXPECT_EQ(older.type, "AGREE");
  EXPECT_EQ(older.mode, "");
  EXPECT_THAT(older.contexts, ElementsAre("diplomatic"));
  EXPECT_EQ(older.actor, (RowSide{"ALB", "Albania", "ALB", {}, {"GOV"}}));
  EXPECT_EQ(older.recipient.name, "Iran");
  EXPECT_EQ(older.event_scale, 2.5);
  const auto bare = only(read_all(R"({"id":"2","date":"2000-01-01","actor":["ALB","ROU"],"event":["CONSULT"]})"));
  EXPECT_EQ(bare.actor, (RowSide{"ALB; ROU", "", "ALB", {"ROU"}, {}}));
  EXPECT_EQ(bare.cameo, "040");
}

TEST(Plover, ClaimsOfThisProjectArePassedOver) {
  const auto reading =
      read_all(R"({"record":"event","id":"1","date":"2000-01-01","event":["AGREE"],"actor":[{"id":"IRN.GOV.MFA"}]})"
               "\n"
               R"({"record":"claim","id":"2","stance":"denies"})");
  EXPECT_EQ(reading.summary.passed_over, 1u);
  EXPECT_EQ(reading.summary.malformed, 0u);
  EXPECT_EQ(only(reading).actor.country, "IRN");
}

TEST(Reading, LeavesOutWhatIsMalformedAndSaysWhere) {
  struct {
    Format format;
    std::string line, told;
  } cases[] = {
      {Format::gdelt2, tabbed(60, {}), "60 columns where GDELT 2.0 has 61"},
      {Format::gdelt2, gdelt2_sample() + "\t", "62 columns where GDELT 2.0 has 61"},
      {Format::gdelt2, gdelt1_sample(), "58 columns where GDELT 2.0 has 61"},
      {Format::gdelt1, gdelt2_sample(), "61 columns where GDELT 1.0 has 57 or 58"},
      {Format::gdelt2, gdelt2_sample({{1, "20220931"}}), "no date (YYYYMMDD): '20220931'"},
      {Format::gdelt2, gdelt2_sample({{1, "2022-09-07"}}), "no date (YYYYMMDD): '2022-09-07'"},
      {Format::gdelt2, gdelt2_sample({{26, "---"}}), "no CAMEO code: '---'"},
      {Format::gdelt2, gdelt2_sample({{31, "many"}}), "no number: 'many'"},
      {Format::gdelt2, gdelt2_sample({{34, "nan"}}), "no number: 'nan'"},
      {Format::gdelt2, gdelt2_sample({{56, "41,3"}}), "no number: '41,3'"},
      {Format::icews, tabbed(19, {}), "19 columns where the file has 20"},
      {Format::icews, icews_sample({{1, "13/13/2017"}}), "no date: '13/13/2017'"},
      {Format::icews, icews_sample({{6, ""}}), "no CAMEO code"},
      {Format::icews, icews_sample({{7, "high"}}), "no number: 'high'"},
      {Format::polecat, tabbed(39, {}), "39 columns where the file has 40"},
      {Format::polecat, polecat_sample({{1, "None"}, {7, "a\tb"}}), "41 columns where the file has 40"},
      {Format::polecat, polecat_sample({{1, "2022"}}), "no date: '2022'"},
      {Format::polecat, polecat_sample({{2, "None"}}), "what cannot stand under Event Type: 'None'"},
      {Format::polecat, polecat_sample({{28, "north"}}), "what cannot stand under Latitude: 'north'"},
      {Format::plover, R"({"id": "1", "event": ["AGREE"]})", "no date"},
      {Format::plover, R"({"id": "1", "date": "2000-01-01"})",
       "no event type: '{\"id\": \"1\", \"date\": \"2000-01-01\"}'"},
      {Format::csv, "1,2", "2 columns where the file has 34"},
  };
  const auto good = [](Format format) -> std::string {
    switch (format) {
      case Format::gdelt1:
        return gdelt1_sample();
      case Format::gdelt2:
        return gdelt2_sample();
      case Format::icews:
        return icews_sample();
      case Format::polecat:
        return polecat_sample();
      case Format::csv:
        return line_of(format, Row{}, {});
      default:
        return R"({"id":"1","date":"2000-01-01","event":"AGREE"})";
    }
  };
  for (const auto& each : cases) {
    const std::string header = header_of(each.format).empty() ? "\n" : header_of(each.format) + "\n";
    const auto reading =
        read_all(header + good(each.format) + "\n" + each.line + "\n" + good(each.format), each.format);
    EXPECT_THAT(reading.rows, SizeIs(2)) << each.told;
    EXPECT_EQ(reading.summary.malformed, 1u) << each.told;
    EXPECT_THAT(reading.told, ElementsAre("sample:3: " + each.told));
  }
}

TEST(Reading, TellsOfTwentyAndCountsAll) {
  std::string bytes;
  for (int i = 0; i < 50; ++i) bytes += "not a row\n";
  const auto reading = read_all(gdelt2_sample() + "\n" + bytes + gdelt2_sample());
  EXPECT_THAT(reading.told, SizeIs(kErrorsTold));
  EXPECT_EQ(reading.summary.malformed, 50u);
  EXPECT_EQ(reading.summary.rows, 2u);
}

TEST(Reading, ARowAfterABadOneHoldsNothingOfIt) {
  const auto reading = read_all(gdelt2_sample({{12, "MIL"}, {31, "many"}}) + "\n" +
                                gdelt2_sample({{7, ""}, {12, ""}, {56, ""}, {26, "010"}}));
  EXPECT_EQ(reading.rows, read_all(gdelt2_sample({{7, ""}, {12, ""}, {56, ""}, {26, "010"}})).rows);
}

TEST(Reading, ByteOrderMarkCrlfBlankLinesAndAMissingLastLineEndAreNoMistakes) {
  const auto plain =
      read_all(header_of(Format::icews) + "\n" + icews_sample() + "\n" + icews_sample({{0, "2"}}) + "\n");
  const auto dressed = read_all("\xEF\xBB\xBF" + header_of(Format::icews) + "\r\n\r\n" + icews_sample() + "\r\n\r\n" +
                                icews_sample({{0, "2"}}));
  EXPECT_THAT(dressed.told, IsEmpty());
  EXPECT_EQ(dressed.rows, plain.rows);
  EXPECT_THAT(dressed.rows, SizeIs(2));
  EXPECT_EQ(read_all("GLOBALEVENTID\tSQLDATE\n" + gdelt2_sample(), Format::gdelt2).rows,
            read_all(gdelt2_sample()).rows);
}

TEST(Reading, GzipAndZipAreReadAsWhatTheyHold) {
  const std::string text = gdelt2_sample() + "\n" + gdelt2_sample({{0, "2"}}) + "\n";
  const auto plain = read_all(text);
  EXPECT_EQ(read_all(gzipped(text)).rows, plain.rows);
  EXPECT_EQ(read_all(zipped({{"a.export.CSV", text}})).rows, plain.rows);

  const auto two = read_all(gzipped(text) + gzipped("broken\n" + text));
  EXPECT_THAT(two.rows, SizeIs(4));
  EXPECT_THAT(two.told, ElementsAre("sample:3: 1 columns where GDELT 2.0 has 61"));

  const auto files = read_all(zipped({{"a.tab", header_of(Format::icews) + "\n" + icews_sample() + "\n"},
                                      {"b.tab", header_of(Format::icews) + "\n" + icews_sample() + "\nbroken"}}));
  EXPECT_THAT(files.rows, SizeIs(2));
  EXPECT_THAT(files.told, ElementsAre("sample/b.tab:3: 1 columns where the file has 20"));
}

TEST(Reading, LinesMayLieAcrossTheBlocksThatAreReadAtATime) {
  std::string text;
  std::vector<std::string> ids;
  for (int i = 0; i < 4000; ++i) {
    ids.push_back(std::to_string(i));
    text += gdelt2_sample(
                {{0, ids.back()}, {60, "http://example.org/" + std::string(static_cast<std::size_t>(i % 97), 'x')}}) +
            "\n";
  }
  for (const auto& bytes : {text, gzipped(text), zipped({{"a", text}})}) {
    const auto reading = read_all(bytes);
    EXPECT_THAT(reading.told, IsEmpty());
    std::vector<std::string> found;
    for (const auto& row : reading.rows) found.push_back(row.id);
    EXPECT_EQ(found, ids);
  }
}

TEST(Reading, FailsOnWhatCannotBeReadAtAll) {
  struct {
    std::string bytes, failure;
  } cases[] = {
      {"some prose\nand more", "sample:1: is in none of the formats that are read: 'some prose'"},
      {"Event ID\tSource Name\tCAMEO Code\n", "sample:1: a header without the column Event Date"},
      {gzipped(gdelt2_sample()).substr(0, 60), "sample"},
      {zipped({{"a", gdelt2_sample()}}).substr(0, 60), "sample"},
  };
  for (const auto& each : cases) {
    const auto reading = read_all(each.bytes);
    EXPECT_THAT(reading.failure, HasSubstr(each.failure));
    EXPECT_THAT(reading.rows, IsEmpty());
  }
  const auto none = [](const Row&) { return true; };
  const auto quiet = [](const Error&) {};
  EXPECT_EQ(read_rows("/no/such/file", Format::gdelt2, {}, none, quiet).error().describe(),
            "/no/such/file: no such file");
  EXPECT_EQ(read_rows("/", Format::gdelt2, {}, none, quiet).error().describe(), "/: is a directory, not a file");
  EXPECT_EQ(read_all("").summary.rows, 0u);
}

TEST(Reading, ALineWithoutEndIsLeftOutNotHeld) {
  const auto reading = read_all(gdelt2_sample() + "\n" + std::string(9u << 20, 'x') + "\n" + gdelt2_sample({{0, "2"}}));
  EXPECT_THAT(reading.rows, SizeIs(2));
  EXPECT_THAT(reading.told, ElementsAre("sample:2: a line of more than 8 MiB"));
}

TEST(Reading, EndsWhereTheSinkSaysSo) {
  const SampleFile file(gdelt2_sample() + "\n" + gdelt2_sample());
  int taken = 0;
  const auto summary = read_rows(
      file.path(), Format::gdelt2, {}, [&](const Row&) { return ++taken, false; }, [](const Error&) {});
  EXPECT_EQ(summary->rows, 1u);
  EXPECT_EQ(taken, 1);
}

TEST(OntologyTables, GiveTheNearestCodeBothWays) {
  const auto& ontology = *small_book().ontology;
  EXPECT_EQ(ontology.nearest("0849")->code, "084");
  EXPECT_EQ(ontology.nearest("99"), nullptr);
  EXPECT_EQ(ontology.find("010")->quad_code, 1);
  struct {
    const char *type, *mode;
    std::vector<std::string> contexts;
    const char* cameo;
  } cases[] = {{"CONSULT", "", {}, "040"},
               {"CONSULT", "phone", {}, "041"},
               {"SANCTION", "discontinue", {"diplomatic"}, "161"},
               {"SANCTION", "discontinue", {"economic"}, "1621"},
               {"SANCTION", "expel", {"diplomatic"}, "166"},
               {"ASSAULT", "", {}, "180"},
               {"ASSAULT", "aerial", {}, "195"},
               {"ASSAULT", "explosives", {"military"}, "1832"}};
  for (const auto& each : cases)
    EXPECT_EQ(ontology.cameo_for(each.type, each.mode, each.contexts)->code, each.cameo) << each.type << each.mode;
  EXPECT_EQ(ontology.cameo_for("NO SUCH", "", {}), nullptr);
  EXPECT_EQ(Ontology::load("/no/such/folder").error().describe(), "/no/such/folder/plover.tsv: no such file");
}

}  // namespace
}  // namespace demarche
