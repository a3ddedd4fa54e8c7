#include "incidents/incidents.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "incidents/exports.h"
#include "world/shipped_world.h"

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::filesystem::path kSource = DEMARCHE_SOURCE_DIR;

const IncidentKinds& kinds() {
  static const auto loaded = IncidentKinds::load(kSource / "knowledge" / "incidents" / "incidents.kinds");
  return *loaded;
}

Mention mention_of(const std::string& id) {
  Mention mention;
  mention.text = id;
  mention.id = id;
  mention.country = shipped_world().country_of(id);
  mention.sectors = {"GOV"};
  return mention;
}

// "2022-07-15" told as such, or "~2022-09-08": only the day of telling.
Event event_of(const std::string& id, const std::string& document, const std::string& what, const std::string& actor,
               const std::string& recipient, const std::string& date, const std::string& text) {
  Event event;
  event.id = id;
  event.document = document;
  event.type = what.substr(0, what.find('/'));
  if (const auto slash = what.find('/'); slash != std::string::npos) event.mode = what.substr(slash + 1);
  if (!actor.empty()) event.actors = {mention_of(actor)};
  if (!recipient.empty()) event.recipients = {mention_of(recipient)};
  const bool told_day = date.starts_with("~");
  event.date = Period::parse(told_day ? date.substr(1) : date);
  event.date_from = told_day ? DateSource::document : DateSource::expression;
  event.quad_code = event.type == "SUPPORT" ? 1 : 4;
  event.contexts = {"cyber"};
  event.claimed = event.type == "COERCE";
  event.text = text;
  return event;
}

Claim claim_of(const std::string& id, const std::string& document, Stance stance, const std::string& speaker,
               const std::string& about, const std::string& said, const std::string& text) {
  Claim claim;
  claim.id = id;
  claim.document = document;
  claim.stance = stance;
  claim.speaker = mention_of(speaker);
  claim.on_behalf_of = claim.speaker.country;
  claim.about = about;
  claim.said = Period::parse(said);
  claim.text = text;
  return claim;
}

struct Story {
  std::vector<Event> events;
  std::vector<Claim> claims;
  std::map<std::string, Date> published;
  std::vector<Incident> incidents() const { return incidents_of(events, claims, published, kinds(), shipped_world()); }
};

Story albania() {
  Story story;
  story.published = {{"july", *Date::parse("2022-07-18")},
                     {"cut", *Date::parse("2022-09-07")},
                     {"second", *Date::parse("2022-09-10")}};
  story.events = {
      event_of("e1", "july", "COERCE/cyber", "", "ALB.GOV", "2022-07-15",
               "A cyber-attack shut down Albania's online services."),
      event_of("e2", "cut", "COERCE/cyber", "IRN", "ALB.GOV", "2022-07",
               "Iran orchestrated the July attack, Rama said."),
      event_of("e3", "cut", "COERCE/cyber", "IRN", "", "~2022-09-07", "Iran denied that it was behind the attack."),
      event_of("e4", "second", "COERCE/cyber", "", "ALB.COP", "~2022-09-10",
               "A second cyber-attack by the same aggressors hit the police."),
      event_of("r1", "cut", "SANCTION/discontinue", "ALB", "IRN", "2022-09-07",
               "Albania severed relations over the July cyber-attack."),
  };
  story.events.back().move = Move{};
  story.events.back().move->kind = MoveKind::sever;
  story.events.back().reasons = {{"over the July cyber-attack", "", "ALB"}};
  story.claims = {
      claim_of("c1", "cut", Stance::asserts, "ALB.GOV", "e2", "2022-09-07",
               "Iran orchestrated the July attack, Rama said."),
      claim_of("c2", "cut", Stance::denies, "IRN", "e3", "2022-09-08", "Iran denied that it was behind the attack."),
      claim_of("c3", "cut", Stance::condemns, "USA", "e3", "2022-09-07", "The United States condemned the attack."),
  };
  story.claims[0].certainty = Certainty::certain;
  story.claims[0].evidence = Evidence{"report", {}, {}, "indisputable evidence"};
  return story;
}

TEST(Incidents, GatherReportsOfOneDayAndKeepTheSecondAttackApart) {
  const auto incidents = albania().incidents();
  ASSERT_THAT(incidents, SizeIs(2));
  EXPECT_EQ(incidents[0].id, "INC.cyber.ALB.2022-07-15");
  EXPECT_EQ(incidents[0].name, "cyber-attack on Albania, July 2022");
  EXPECT_THAT(incidents[0].reports, SizeIs(3));
  EXPECT_EQ(incidents[0].disclosed, Date::parse("2022-07-18"));
  EXPECT_EQ(incidents[1].id, "INC.cyber.ALB.2022-09-10");
  ASSERT_THAT(incidents[1].related, SizeIs(1));
  EXPECT_EQ(incidents[1].related[0].id, incidents[0].id);
  EXPECT_EQ(incidents[1].related[0].relation, "same-author");
}

TEST(Incidents, AReportIsNeverOfWhatCameAfterIt) {
  auto story = albania();
  story.published.emplace("eve", *Date::parse("2022-09-09"));
  story.events.push_back(
      event_of("e6", "eve", "COERCE/cyber", "IRN", "ALB.GOV", "~2022-09-09", "Iran attacked Albania's systems."));
  const auto incidents = story.incidents();
  ASSERT_THAT(incidents, SizeIs(2));
  EXPECT_THAT(incidents[0].reports, SizeIs(4));
}

TEST(Incidents, TellWhoAccusesWhoDeniesAndWhoAnswers) {
  const auto incidents = albania().incidents();
  const auto& july = incidents.at(0);
  ASSERT_THAT(july.attributions, SizeIs(testing::Ge(1u)));
  const auto& first = july.attributions[0];
  EXPECT_EQ(first.by, "ALB");
  EXPECT_EQ(first.by_kind, AttributionBy::victim);
  EXPECT_EQ(first.accused.state, "IRN");
  EXPECT_EQ(first.link, AccusedLink::directed);
  EXPECT_EQ(first.confidence, Certainty::certain);
  EXPECT_EQ(first.basis, "indisputable evidence");
  ASSERT_THAT(july.denials, SizeIs(1));
  EXPECT_EQ(july.denials[0].by, "IRN");
  ASSERT_THAT(july.responses, SizeIs(2));
  EXPECT_EQ(july.responses[0].kind, "severance");
  EXPECT_EQ(july.responses[1].kind, "statement");
  EXPECT_EQ(july.responses[1].by, "USA");
  EXPECT_THAT(incidents.at(1).responses, IsEmpty());
}

TEST(Incidents, DoNotDependOnTheOrderOfTheRecords) {
  auto story = albania();
  const auto expected = story.incidents();
  std::vector<std::size_t> order = {0, 1, 2, 3, 4};
  do {
    Story other = albania();
    for (std::size_t i = 0; i < order.size(); ++i) other.events[i] = story.events[order[i]];
    const auto got = other.incidents();
    ASSERT_THAT(got, SizeIs(expected.size()));
    for (std::size_t i = 0; i < got.size(); ++i) ASSERT_EQ(json_of(got[i]), json_of(expected[i]));
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Incidents, KeepAnEarlierAttributionBesideTheLater) {
  auto story = albania();
  story.events.push_back(event_of("e5", "cut", "COERCE/cyber", "RUS", "ALB.GOV", "2022-07-15",
                                  "Russia carried out the attack, Rama first said."));
  story.claims.push_back(claim_of("c4", "cut", Stance::asserts, "ALB.GOV", "e5", "2022-08-01",
                                  "Russia carried out the attack, Rama first said."));
  const auto incidents = story.incidents();
  const auto& attributions = incidents.at(0).attributions;
  const auto later = std::find_if(attributions.begin(), attributions.end(), [](const Attribution& each) {
    return each.by == "ALB" && each.accused.state == "IRN";
  });
  ASSERT_NE(later, attributions.end());
  ASSERT_TRUE(later->supersedes.has_value());
  EXPECT_EQ(attributions[*later->supersedes].accused.state, "RUS");
}

TEST(Incidents, ABodyThatTheAccusedBelongsToIsNobodysAlly) {
  auto story = albania();
  for (const auto* by : {"ORG.NATO", "ORG.UN"})
    story.claims.push_back(claim_of(by, "cut", Stance::asserts, by, "e2", "2022-09-08", "Iran was behind the attack."));
  const auto incidents = story.incidents();
  std::map<std::string, AttributionBy> kinds_of;
  for (const auto& each : incidents.at(0).attributions) kinds_of[each.by] = each.by_kind;
  EXPECT_EQ(kinds_of.at("ORG.NATO"), AttributionBy::ally);
  EXPECT_EQ(kinds_of.at("ORG.UN"), AttributionBy::other);
}

TEST(Incidents, KeepGroupAndStateApart) {
  auto story = albania();
  story.events[1].actors = {mention_of("GRP.MEK")};
  const auto incidents = story.incidents();
  const auto& accused = incidents.at(0).attributions.at(0).accused;
  EXPECT_EQ(accused.group, "GRP.MEK");
  EXPECT_EQ(accused.state, "");
}

TEST(Incidents, OtherKindsNeedTheirWords) {
  Story story;
  story.events = {event_of("s1", "d", "COERCE/seize", "IRN.MIL", "GBR", "2019-07-19", "Iran seized a British tanker."),
                  event_of("s2", "d", "COERCE/seize", "IRN.MIL", "GBR", "2019-07-19", "Iran seized British goods.")};
  const auto incidents = story.incidents();
  ASSERT_THAT(incidents, SizeIs(1));
  EXPECT_EQ(incidents[0].kind, "seizure");
  EXPECT_THAT(incidents[0].reports, SizeIs(1));
}

// What the published schemas of STIX 2.1 require of each object.
const std::map<std::string, std::vector<std::string>> kRequired = {
    {"bundle", {"type", "id", "objects"}},
    {"campaign", {"name"}},
    {"identity", {"name"}},
    {"intrusion-set", {"name"}},
    {"threat-actor", {"name"}},
    {"relationship", {"relationship_type", "source_ref", "target_ref"}},
    {"opinion", {"opinion", "object_refs"}},
    {"note", {"content", "object_refs"}},
    {"report", {"name", "published", "object_refs"}}};

TEST(Stix, HasWhatTheStandardRequires) {
  const auto bundle = nlohmann::json::parse(stix_of(albania().incidents(), shipped_world()));
  for (const auto& key : kRequired.at("bundle")) EXPECT_TRUE(bundle.contains(key)) << key;
  std::map<std::string, std::string> type_of;
  for (const auto& object : bundle["objects"]) type_of[object["id"]] = object["type"];
  EXPECT_EQ(type_of.size(), bundle["objects"].size());
  std::map<std::string, int> seen;
  for (const auto& object : bundle["objects"]) {
    const std::string type = object["type"];
    ++seen[type];
    ASSERT_TRUE(kRequired.contains(type)) << type;
    for (const auto& key : kRequired.at(type)) EXPECT_TRUE(object.contains(key)) << type << " " << key;
    for (const auto* key : {"spec_version", "id", "created", "modified"})
      EXPECT_TRUE(object.contains(key)) << type << " " << key;
    EXPECT_EQ(object["spec_version"], "2.1");
    for (const auto& [key, value] : object.items())
      EXPECT_FALSE(value.is_array() && value.empty()) << type << " " << key;
    EXPECT_THAT(object["id"].get<std::string>(),
                testing::MatchesRegex(type + "--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    EXPECT_THAT(object["created"].get<std::string>(), testing::MatchesRegex("[0-9-]+T[0-9:]+[.]000Z"));
    for (const auto* key : {"source_ref", "target_ref", "created_by_ref"})
      if (object.contains(key)) {
        EXPECT_TRUE(type_of.contains(object[key])) << type << " " << key << " leads nowhere";
      }
    if (object.contains("object_refs")) {
      EXPECT_FALSE(object["object_refs"].empty());
      for (const auto& ref : object["object_refs"]) EXPECT_TRUE(type_of.contains(ref));
    }
    if (object.contains("confidence")) {
      EXPECT_EQ(object["confidence"], 95);
    }
  }
  EXPECT_EQ(seen["campaign"], 2);
  // each answer is a note of its own, whomever it is toward
  std::size_t responses = 0;
  for (const auto& incident : albania().incidents()) responses += incident.responses.size();
  EXPECT_EQ(seen["note"], static_cast<int>(responses));
  EXPECT_EQ(seen["opinion"], 1);
  EXPECT_GE(seen["relationship"], 3);
  // one incident by itself has no reference to another that is not there
  const auto incidents = albania().incidents();
  const auto alone = nlohmann::json::parse(stix_of(std::span(incidents).first(1), shipped_world()));
  for (const auto& object : alone["objects"])
    if (object["type"] == "relationship") {
      EXPECT_NE(object["relationship_type"], "related-to");
    }
}

TEST(Misp, HasOneEventForEachIncidentAndItsAttributions) {
  const auto all = nlohmann::json::parse(misp_of(albania().incidents(), shipped_world()));
  ASSERT_EQ(all["response"].size(), 2u);
  const auto& event = all["response"][0]["Event"];
  EXPECT_EQ(event["date"], "2022-07-15");
  std::vector<std::string> types;
  for (const auto& attribute : event["Attribute"]) types.push_back(attribute["type"]);
  EXPECT_THAT(types, testing::IsSupersetOf({"campaign-name", "target-org", "threat-actor", "comment"}));
}

TEST(IncidentKinds, MistakesAreNamed) {
  const auto file = std::filesystem::temp_directory_path() / "demarche_incidents_test.kinds";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"kind cyber\n  event COERCE cyber\n  noun attack\n", ":3:8: a kind of incident has no such line: 'noun'"},
      {"kind cyber\n  nouns attack\n", ":1: no line 'event': 'cyber'"},
      {"response severance\n  move cut\n", ":2:8: no such move on the ladder: 'cut'"},
      {"aims steal\n  words steal\n", ":1:1: no such kind of stanza: 'aims'"}};
  for (const auto& [text, expected] : cases) {
    std::ofstream(file) << text;
    const auto loaded = IncidentKinds::load(file);
    ASSERT_FALSE(loaded) << text;
    EXPECT_THAT(loaded.error().describe(), HasSubstr(expected));
  }
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace demarche
