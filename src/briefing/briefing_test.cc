// Briefings: an invented quarrel told whole, and its forms.
#include "briefing/briefing.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "briefing/markup.h"
#include "briefing/phrases.h"
#include "world/shipped_world.h"

namespace demarche {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::filesystem::path kRoot = DEMARCHE_SOURCE_DIR;

const PrecedentWords& words() {
  static const auto loaded = PrecedentWords::load(kRoot / "knowledge/ontology/precedents.words");
  if (!loaded) throw std::runtime_error(loaded.error().describe());
  return *loaded;
}
const IncidentKinds& kinds() {
  static const auto loaded = IncidentKinds::load(kRoot / "knowledge/incidents/incidents.kinds");
  if (!loaded) throw std::runtime_error(loaded.error().describe());
  return *loaded;
}

Mention party(const std::string& country) {
  Mention mention;
  mention.text = mention.id = mention.country = country;
  mention.sectors = {"GOV"};
  return mention;
}

Event event(const std::string& id, const std::string& day, const std::string& actor, const std::string& recipient,
            const std::string& type, const std::string& mode, const std::string& text) {
  Event one;
  one.id = id;
  one.document = "doc-" + id;
  one.date = Period::parse(day);
  one.date_from = DateSource::expression;
  one.type = type;
  one.mode = mode;
  one.quad_code = type == "SUPPORT" ? 1 : 4;
  one.actors = {party(actor)};
  one.recipients = {party(recipient)};
  one.text = text;
  return one;
}

Event move(const std::string& id, const std::string& day, const std::string& actor, const std::string& recipient,
           MoveKind kind, const std::string& text, const std::string& reason = {}) {
  Event one = event(id, day, actor, recipient, "SANCTION", "discontinue", text);
  one.move = Move{};
  one.move->kind = kind;
  if (!reason.empty()) one.reasons = {{reason, {}, actor}};
  return one;
}

Claim claim(const std::string& id, const std::string& speaker, Stance stance, const std::string& about,
            const std::string& text) {
  Claim one;
  one.id = id;
  one.document = "doc-" + id;
  one.speaker = party(speaker);
  one.on_behalf_of = speaker;
  one.stance = stance;
  one.about = about;
  one.said = Period::parse("2031-03-02");
  one.text = text;
  return one;
}

// Norway breaks with Peru over a cyber-attack; Peru denies it; Chile stands by Norway.
struct Quarrel {
  std::vector<Event> events;
  std::vector<Claim> claims;
  Quarrel() {
    auto attack = event("attack", "2031-02-10", "PER", "NOR", "COERCE", "cyber",
                        "Norway accused Peru of a cyber-attack of 10 February on its <ministries>.");
    attack.claimed = attack.disputed = true;
    attack.contexts = {"cyber"};
    auto sever =
        move("sever", "2031-03-01", "NOR", "PER", MoveKind::sever,
             "Norway severed relations with Peru over a cyber-attack in February.", "over a cyber-attack in February");
    sever.move->notice_hours = 48;
    auto again =
        move("again", "2031-03-01", "NOR", "PER", MoveKind::sever,
             "Norway, which severed relations over the cyber-attack, \"regrets\" it.", "over the cyber-attack");
    events = {
        move("open", "1990", "NOR", "PER", MoveKind::open_embassy, "Norway opened an embassy in Lima in 1990."),
        attack,
        sever,
        again,
        event("chile", "2031-03-02", "CHL", "NOR", "SUPPORT", "", "Chile stands by Norway."),
        move("home", "2031-02-25", "BOL", "PER", MoveKind::return_ambassador, "Bolivia sent its ambassador back.")};
    events.back().type = "SUPPORT";
    claims = {claim("blame", "NOR", Stance::accuses, "attack", "Norway blamed Peru for the attack."),
              claim("deny", "PER", Stance::denies, "attack", "Peru denied it.")};
    claims.front().toward = party("PER");
    claims.front().evidence = Evidence{"", {}, {}, "ample proof"};
  }
  Briefing brief() const {
    const auto acts = acts_of(events);
    const auto incidents = incidents_of(events, claims, {}, kinds(), shipped_world());
    Record record{events, claims, acts};
    record.incidents = incidents;
    record.words = &words();
    return brief_pair("NOR", "PER", *Date::parse("2031-03-05"), record, shipped_world());
  }
};

std::string told_in(const Briefing& briefing, const std::string& title) {
  std::string text;
  for (const auto& section : briefing.sections)
    for (const auto& statement : section.statements)
      if (section.title == title) text += statement.text + "\n";
  return text;
}

TEST(PairBriefing, TellsWhatMatters) {
  const auto briefing = Quarrel().brief();
  std::string lead;
  for (const auto& statement : briefing.lead) lead += statement.text + "\n";
  EXPECT_THAT(lead, HasSubstr("Norway severed diplomatic relations with Peru on 1 March 2031.\nIt gives a cyber-attack "
                              "as the reason.\n"));
  const struct {
    const char *section, *text;
  } table[] = {
      {"What happened", "Diplomats were given 48 hours to leave"},
      {"How harsh the step is", "it is of band 8 (severance)"},
      {"The reason given, and the evidence", "Norway's reason, as reported: \"over a cyber-attack in February\""},
      {"The reason given, and the evidence", "Norway says that it has \"ample proof\""},
      {"What is alleged", "10 February 2031"},
      {"What the accused says", "Peru denies"},
      {"Who stands with whom", "Chile stands with Norway."},
      {"How they came here", "Norway opened an embassy in Peru in 1990."},
      {"What is not known", "consular relations"},
  };
  for (const auto& row : table) EXPECT_THAT(told_in(briefing, row.section), HasSubstr(row.text));
  // the shorter telling of the reason is the same reason; an ambassador sent back is no side taken
  EXPECT_THAT(told_in(briefing, "The reason given, and the evidence"), Not(HasSubstr("\"over the cyber-attack\"")));
  EXPECT_THAT(as_text(briefing, 0), Not(HasSubstr("Bolivia")));
}

// Every statement has a source or tells that the record is silent, none comes twice, and every source is cited.
void expect_sourced(const Briefing& briefing) {
  std::set<std::string> texts;
  std::set<std::size_t> cited;
  const auto look = [&](const Statement& statement) {
    EXPECT_TRUE(texts.insert(statement.text).second) << statement.text;
    EXPECT_TRUE(statement.basis == Basis::unknown || !statement.sources.empty()) << statement.text;
    for (const auto one : statement.sources) cited.insert(one);
  };
  for (const auto& statement : briefing.lead) look(statement);
  for (const auto& section : briefing.sections)
    for (const auto& statement : section.statements) look(statement);
  for (const auto& chart_move : briefing.chart.moves)
    for (const auto one : chart_move.sources) cited.insert(one);
  EXPECT_EQ(cited.size(), briefing.sources.size());
  std::set<std::string> sources;
  for (const auto& source : briefing.sources)
    EXPECT_TRUE(sources.insert(source.document + source.text).second) << source.text;
}

TEST(PairBriefing, SaysNothingWithoutSourceAndNothingTwice) { expect_sourced(Quarrel().brief()); }

TEST(PairBriefing, LeadWithoutNewsTellsWhereTheyStand) {
  Quarrel quarrel;
  const auto acts = acts_of(quarrel.events);
  Record record{quarrel.events, quarrel.claims, acts};
  const auto briefing = brief_pair("NOR", "PER", *Date::parse("2033-01-01"), record, shipped_world());
  ASSERT_FALSE(briefing.lead.empty());
  EXPECT_THAT(briefing.lead[0].text, HasSubstr("The latest step on record: Norway severed"));
  EXPECT_THAT(told_in(briefing, "Where they stand"), HasSubstr("severed by Norway since 1 March 2031"));
}

TEST(PairBriefing, ThirdPartiesAreToldForTheWeeksAroundTheStepAndTogether) {
  Quarrel quarrel;
  for (const auto* state : {"SWE", "DNK", "FIN"}) {
    const std::string id = std::string("out-") + state;
    quarrel.events.push_back(move(id, "2031-03-04", state, "PER", MoveKind::expel, id + " expelled two Peruvians."));
    quarrel.events.back().move->count = static_cast<int>(id.size() % 3) + 2;
  }
  quarrel.events.push_back(move("late", "2032-02-01", "ISL", "PER", MoveKind::expel, "Iceland expelled a Peruvian."));
  const auto acts = acts_of(quarrel.events);
  Record record{quarrel.events, quarrel.claims, acts};
  const auto briefing = brief_pair("NOR", "PER", *Date::parse("2033-01-01"), record, shipped_world());
  const auto told = told_in(briefing, "Who stands with whom");
  EXPECT_THAT(told, HasSubstr(" expelled diplomats of Peru."));
  for (const auto* name : {"Sweden", "Denmark", "Finland"}) EXPECT_THAT(told, HasSubstr(name));
  EXPECT_THAT(told, Not(HasSubstr("Iceland")));
}

TEST(PairBriefing, BlamesNobodyForWhatHeDidNotSay) {
  Quarrel quarrel;
  auto other = event("other", "2031-02-20", "PER", "NOR", "ASSAULT", "", "Norway spoke of an attack on a ship.");
  other.claimed = true;
  quarrel.events.push_back(other);
  const auto acts = acts_of(quarrel.events);
  Record record{quarrel.events, quarrel.claims, acts};
  const auto briefing = brief_pair("NOR", "PER", *Date::parse("2031-03-05"), record, shipped_world());
  EXPECT_THAT(told_in(briefing, "What is alleged"),
              HasSubstr("Speakers whom the record does not name say that Peru used force against Norway on 20 February "
                        "2031."));
}

TEST(PairBriefing, TellsWhetherTheStepWasToBeExpected) {
  Quarrel quarrel;
  const auto acts = acts_of(quarrel.events);
  Record record{quarrel.events, quarrel.claims, acts};
  Expectation expectation;
  expectation.month = *Date::from(2031, 3, 1);
  expectation.cannot = "too little to learn from";
  record.expectation = &expectation;
  const auto day = *Date::parse("2031-03-05");
  EXPECT_THAT(told_in(brief_pair("NOR", "PER", day, record, shipped_world()), "Whether it was to be expected"),
              HasSubstr("in March 2031 cannot be said from this ledger: too little to learn from."));
  expectation.facts.capital_km = 11000;
  expectation.facts.contiguous = false;
  expectation.probability = 0.004;
  expectation.months = 50000;
  expectation.moves = 400;
  expectation.tested = {{{100, 0.02, 0.03}}, 1000, 12, 0.0111, 0.0112};
  const auto briefing = brief_pair("NOR", "PER", day, record, shipped_world());
  const auto told = told_in(briefing, "Whether it was to be expected");
  for (const auto* wanted :
       {"The capitals lie 11,000 km apart; the two share no land border.", "a chance of 0.4 %", "against 0.8 %",
        "50,000 pair-months, 400 of them", "0.0111, against 0.0112", "tells little more than how rare"})
    EXPECT_THAT(told, HasSubstr(wanted));
  expect_sourced(briefing);
}

TEST(IncidentBriefing, TellsWhoIsAccusedByWhomAndWhatItDrew) {
  Quarrel quarrel;
  auto& sever = quarrel.events[2];
  sever.reasons[0].event = "attack";
  auto before = event("before", "2030-11-01", "PER", "NOR", "COERCE", "cyber", "Peru was said to have hacked Norway.");
  before.claimed = true;
  quarrel.events.push_back(before);
  const auto acts = acts_of(quarrel.events);
  const auto incidents = incidents_of(quarrel.events, quarrel.claims, {}, kinds(), shipped_world());
  ASSERT_EQ(incidents.size(), 2U);
  Record record{quarrel.events, quarrel.claims, acts};
  record.incidents = incidents;
  record.words = &words();
  const auto briefing = brief_incident(incidents[1], record, shipped_world());
  std::string lead;
  for (const auto& statement : briefing.lead) lead += statement.text + "\n";
  EXPECT_THAT(lead, HasSubstr("Reports tell of a cyber-attack on Norway on 10 February 2031"));
  EXPECT_THAT(lead, HasSubstr("Norway blames Peru; Peru denies it."));
  const struct {
    const char *section, *text;
  } table[] = {
      {"Who is accused, and by whom", "Norway lays the cyber-attack on Norway of 10 February 2031 to Peru"},
      {"On what evidence", "\"ample proof\""},
      {"Who denies it", "Peru denies the accusation"},
      {"What it drew", "Norway severed diplomatic relations with Peru on 1 March 2031."},
      {"Related incidents", incidents[0].id.c_str()},
      {"Whether it has happened before", "1 earlier incident of the kind, 1 of them against the same side"},
      {"Whether it has happened before", "no severance over a cyber-attack before that of 1 March 2031"},
      {"What is not known", "their word, not the evidence"},
  };
  for (const auto& row : table) EXPECT_THAT(told_in(briefing, row.section), HasSubstr(row.text));
  expect_sourced(briefing);
  for (const auto& form : {as_text(briefing, 80), as_markdown(briefing), as_html(briefing), as_json(briefing)})
    EXPECT_THAT(form, HasSubstr("cyber-attack on Norway"));
}

// Tags closed in the order in which they were opened, and nothing else that begins with < or &.
void expect_well_formed(const std::string& page) {
  std::vector<std::string> open;
  for (std::size_t at = page.find("<html"); (at = page.find_first_of("<&", at)) != std::string::npos; ++at) {
    if (page[at] == '&') {
      const auto end = page.find(';', at);
      ASSERT_LE(end - at, 6U) << page.substr(at, 20);
      continue;
    }
    const auto end = page.find('>', at);
    ASSERT_NE(end, std::string::npos);
    const auto tag = page.substr(at + 1, end - at - 1);
    ASSERT_EQ(std::count(tag.begin(), tag.end(), '"') % 2, 0) << tag;
    if (tag.ends_with('/')) continue;
    if (tag.starts_with('/')) {
      ASSERT_FALSE(open.empty());
      ASSERT_EQ(open.back(), tag.substr(1)) << page.substr(at > 80 ? at - 80 : 0, 120);
      open.pop_back();
    } else {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
  }
  EXPECT_TRUE(open.empty());
}

TEST(PairBriefing, WhatTheAccusedSaysOfThirdPartiesIsToldWhereItIsOfTheQuarrel) {
  Quarrel quarrel;
  auto elsewhere = claim("fish", "PER", Stance::accuses, "", "Peru accused Bolivia over fish.");
  auto of_it = claim("aid", "PER", Stance::accuses, "", "Peru accused Chile of taking sides.");
  elsewhere.toward = party("BOL");
  of_it.toward = party("CHL");
  of_it.document = quarrel.events[2].document;
  quarrel.claims.push_back(elsewhere);
  quarrel.claims.push_back(of_it);
  const auto told = told_in(quarrel.brief(), "What the accused says");
  EXPECT_THAT(told, HasSubstr("Peru accuses Chile"));
  EXPECT_THAT(told, Not(HasSubstr("Bolivia")));
}

TEST(PairBriefing, PageStandsByItself) {
  auto briefing = Quarrel().brief();
  for (int year = 2029; year < 2032; ++year)
    briefing.chart.steps.push_back({*Date::from(year, 1, 1), year == 2031 ? 12.0 : 0.0, 1.5});
  briefing.chart.turns.push_back({*Date::from(2031, 1, 1), true});
  briefing.title = "<script>alert('x')</script> & \"more\"";
  const auto page = as_html(briefing);
  expect_well_formed(page);
  for (const char* wanted :
       {"&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;", "&lt;ministries&gt;", "<svg ",
        "turn 2031", "State of relations", "prefers-color-scheme: dark", "@media print", "href=\"#s1\""})
    EXPECT_THAT(page, HasSubstr(wanted));
  // drawn for a page and for a phone, each within its frame
  for (const auto& [frame, width] : {std::pair("class=\"wide\"", 720.0), std::pair("class=\"narrow\"", 360.0)}) {
    const auto begin = page.find(frame), end = page.find("</svg>", begin);
    ASSERT_NE(begin, std::string::npos) << frame;
    for (const char* key : {" x=\"", " x1=\"", " x2=\"", " cx=\""})
      for (auto at = page.find(key, begin); at < end; at = page.find(key, at + 1)) {
        const double x = std::strtod(page.c_str() + at + std::string_view(key).size(), nullptr);
        EXPECT_TRUE(x >= 0 && x <= width) << frame << page.substr(at, 40);
      }
  }
  for (const char* unwanted : {"<script", "<link", "src=", "@import", "url("})
    EXPECT_THAT(page, Not(HasSubstr(unwanted)));
  // every footnote leads to a source of the page
  for (std::size_t at = 0; (at = page.find("href=\"#", at)) != std::string::npos; ++at) {
    const auto begin = at + 7, end = page.find('"', begin);
    EXPECT_THAT(page, HasSubstr("id=\"" + page.substr(begin, end - begin) + "\""));
  }
}

TEST(PairBriefing, TurnsOfTheLadderAreDrawnWithThoseOfTheSeries) {
  Quarrel quarrel;
  const auto acts = acts_of(quarrel.events);
  const std::vector<Turn> of_series = {{*Date::from(2030, 1, 1), 0, 2, -3, {}}};
  const auto of_ladder = ladder_turns("NOR", "PER", *Date::parse("2031-03-05"), acts, shipped_world());
  ASSERT_EQ(of_ladder.size(), 1U);
  Record record{quarrel.events, quarrel.claims, acts};
  record.turns = of_series;
  record.ladder_turns = of_ladder;
  const auto chart = brief_pair("NOR", "PER", *Date::parse("2031-03-05"), record, shipped_world()).chart;
  ASSERT_EQ(chart.turns.size(), 2U);
  EXPECT_EQ(chart.turns[0].day.text(), "2030-01-01");
  EXPECT_EQ(chart.turns[1].day.text(), "2031-03-01");
  EXPECT_TRUE(chart.turns[1].for_the_worse);
}

TEST(PairBriefing, NothingKnownIsSaid) {
  const auto briefing = brief_pair("NOR", "PER", *Date::parse("2031-03-05"), {}, shipped_world());
  EXPECT_TRUE(briefing.lead.empty());
  EXPECT_THAT(told_in(briefing, "What happened"), HasSubstr("no diplomatic move"));
  expect_well_formed(as_html(briefing));
}

// An article of one sentence for each event, whose content is these words of it.
struct Article {
  Document document;
  Coding coding;
  Article() {
    document.id = "article";
    document.date = Date::parse("2031-03-02");
  }
  Event& add(Event event, const std::string& predicate, const std::string& content) {
    const auto offset = static_cast<std::uint32_t>(document.text.size());
    const auto span_of = [&](const std::string& words) {
      const auto begin = offset + static_cast<std::uint32_t>(event.text.find(words));
      return Span{begin, begin + static_cast<std::uint32_t>(words.size())};
    };
    event.document = document.id;
    event.sentence = coding.events.size();
    event.words = {span_of(predicate)};
    if (!content.empty()) event.content = Content{content, span_of(content)};
    document.text += event.text + "\n";
    coding.events.push_back(std::move(event));
    return coding.events.back();
  }
  Briefing brief() const { return brief_article(document, coding, shipped_world()); }
};

TEST(ArticleBriefing, TellsWhatWasAskedRefusedAndCharged) {
  const struct {
    const char *type, *mode, *cameo, *recipient, *text, *predicate, *content, *told;
  } table[] = {
      // goes on from the verb where it can
      {"REQUEST", "", "020", "PER", "Norway called on Peru to free the crew.", "called", "to free the crew",
       "Norway called on Peru on 2 March 2031 to \"free the crew\"."},
      {"ACCUSE", "", "112", "PER", "Norway accused Lima of theft.", "accused", "of theft",
       "Norway accused Peru on 2 March 2031 of \"theft\"."},
      {"REQUEST", "", "020", "", "Norway called for \"calm\" in\nthe region.", "called", "for \"calm\" in\nthe region",
       "Norway made an appeal on 2 March 2031 for \"'calm' in the region\"."},
      // else the article's own words stand behind it
      {"REQUEST", "", "104", "PER", "Norway demanded that Peru leave.", "demanded", "that Peru leave",
       "Norway made a demand of Peru on 2 March 2031: \"demanded that Peru leave\"."},
      {"REJECT", "", "016", "", "Norway denied any part in it.", "denied", "any part in it",
       "Norway issued a denial on 2 March 2031: \"denied any part in it\"."},
      {"REJECT", "", "125", "PER", "Norway turned down talks with Peru.", "turned", "",
       "Norway refused to negotiate with Peru on 2 March 2031."},
      {"REJECT", "", "120", "NOR", "Norway rejected the bill of its opposition.", "rejected",
       "the bill of its opposition",
       "Norway rejected a claim or demand on 2 March 2031: \"rejected the bill of its opposition\"."},
  };
  for (const auto& row : table) {
    Article article;
    auto one = event("one", "2031-03-02", "NOR", row.recipient, row.type, row.mode, row.text);
    one.cameo = row.cameo;
    if (!*row.recipient) one.recipients.clear();
    article.add(one, row.predicate, row.content);
    EXPECT_EQ(told_in(article.brief(), "What it tells"), std::string(row.told) + "\n");
  }
}

TEST(ArticleBriefing, WhatIsNotDoneIsToldAsThat) {
  const struct {
    Modality modality;
    bool negated;
    const char* told;
  } table[] = {
      {Modality::planned, false, "Norway is to sever diplomatic relations with Peru on 4 March 2031."},
      {Modality::planned, true, "Norway will not sever diplomatic relations with Peru on 4 March 2031."},
      {Modality::attempted, false, "Norway tried to sever diplomatic relations with Peru on 4 March 2031."},
      {Modality::threatened, false, "Norway has threatened to sever diplomatic relations with Peru on 4 March 2031."},
      {Modality::demanded, false, "Norway should sever diplomatic relations with Peru on 4 March 2031."},
      {Modality::hypothetical, false, "Norway might sever diplomatic relations with Peru on 4 March 2031."},
      {Modality::done, true, "Norway did not sever diplomatic relations with Peru, as of 4 March 2031."},
  };
  for (const auto& row : table) {
    Article article;
    auto& one = article.add(move("one", "2031-03-04", "NOR", "PER", MoveKind::sever, "Norway may break with Peru."),
                            "break", "");
    one.modality = row.modality;
    one.negated = row.negated;
    EXPECT_EQ(told_in(article.brief(), "What is to come, tried or only spoken of"), std::string(row.told) + "\n");
  }
  Article nobody;
  auto& one = nobody.add(move("one", "2031-03-04", "NOR", "PER", MoveKind::sever, "A break looms."), "break", "");
  one.actors.clear();
  one.modality = Modality::planned;
  EXPECT_EQ(told_in(nobody.brief(), "What is to come, tried or only spoken of"),
            "A severance of relations with Peru is planned on 4 March 2031.\n");
}

TEST(ArticleBriefing, TellsWhoSaysWhatAndNobodySaysNothing) {
  Article article;
  auto attack = event("attack", "2031-02-10", "PER", "NOR", "COERCE", "cyber", "Peru is said to have hacked Norway.");
  attack.claimed = attack.disputed = true;
  article.add(attack, "hacked", "");
  auto blame = claim("blame", "NOR", Stance::accuses, "attack", "Norway blamed Peru for the attack.");
  blame.toward = party("PER");
  blame.evidence = Evidence{"", {}, {}, "ample proof"};
  auto deny = claim("deny", "PER", Stance::denies, "attack", "Peru denied it.");
  auto says = claim("says", "CHL", Stance::asserts, "", "Chile said that the port was open.");
  says.content = Content{"that the port was open", {0, 22}};
  auto bare = claim("bare", "CHL", Stance::supports, "", "Chile was supportive.");
  auto silent = claim("silent", "BOL", Stance::declines, "", "Bolivia would not comment on the cut.");
  silent.content = Content{"on the cut", {0, 10}};
  article.coding.claims = {blame, deny, says, bare, silent};
  EXPECT_EQ(told_in(article.brief(), "Who says so, and who denies"),
            "Norway accused Peru of a cyber-attack on Norway, and pointed to \"ample proof\" as evidence.\n"
            "Peru denied a cyber-attack on Norway.\n"
            "Chile said that \"the port was open\".\n"
            "Bolivia declined to comment on \"the cut\".\n");
  expect_sourced(article.brief());
}

TEST(Phrases, StepsAreToldAsTheyCanBe) {
  const auto both = [](std::vector<std::string> actors, std::vector<std::string> recipients, MoveKind kind) {
    Act act;
    act.move = Move{};
    act.move->kind = kind;
    act.actors = std::move(actors);
    act.recipients = std::move(recipients);
    return told(act, shipped_world());
  };
  EXPECT_EQ(both({"NOR", "PER"}, {"PER"}, MoveKind::expel), "Norway expelled diplomats of Peru");
  EXPECT_EQ(both({"NOR"}, {"PER"}, MoveKind::resume), "Norway and Peru restored diplomatic relations");
  EXPECT_EQ(possessive("the United States"), "the United States'");
  EXPECT_EQ(escaped("a\n<b>"), "a &lt;b&gt;");
}

}  // namespace
}  // namespace demarche
