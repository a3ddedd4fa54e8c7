// Labels and coded events in a small notation, put together by rules, and the counts that come of it.
#include "evaluation/evaluation.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/stanza_file.h"
#include "evaluation/report.h"

namespace demarche {
namespace {

std::vector<Mention> side_of(const std::string& word, char between) {
  std::vector<Mention> side;
  if (word == "-") return side;
  for (const auto& party : list_of(word, between)) {
    Mention& mention = side.emplace_back();
    if (party.front() == '\'') {
      mention.text = party.substr(1);
    } else {
      mention.id = party;
      if (!party.starts_with("ORG")) mention.country = party.substr(0, party.find('.'));
    }
  }
  return side;
}

// "ALB > IRN SANCTION/expel 1661 2022-09-07": sides of several are parted by "+", "-" is nobody, 'rebels are words that
// the world does not know, "ALB=IRN CONSULT" is mutual, "not" before it all negates.
Event event_of(const std::string& text) {
  Event event;
  auto words = list_of(text, ' ');
  if ((event.negated = words.front() == "not")) words.erase(words.begin());
  event.reciprocal = words.front().find('=') != std::string::npos;
  event.actors = side_of(words.front(), event.reciprocal ? '=' : '+');
  std::size_t next = 1;
  if (words[next] == ">") {
    event.recipients = side_of(words[next + 1], '+');
    next += 2;
  }
  const auto slash = std::min(words[next].find('/'), words[next].size());
  event.type = words[next].substr(0, slash);
  if (slash < words[next].size()) event.mode = words[next].substr(slash + 1);
  for (++next; next < words.size(); ++next)
    if (words[next].find('-') != std::string::npos)
      event.date = Period::parse(words[next]);
    else
      event.cameo = words[next];
  return event;
}

GoldEvent gold_of(const std::string& text) { return {event_of(text), Fields().set(), 1}; }

Rule rule_of(std::initializer_list<Field> by) {
  Rule rule;
  for (const auto field : by) rule.by.set(static_cast<std::size_t>(field));
  return rule;
}
const Rule kUsual = rule_of({Field::type, Field::actor, Field::recipient});

struct Agreement {
  const char *gold, *coded;
  Rule rule;
  bool all;
};

TEST(Rule, SaysWhenTwoAreOne) {
  const auto with = [](auto change, Rule rule = kUsual) {
    change(rule);
    return rule;
  };
  const Rule dated = rule_of({Field::type, Field::date});
  const Agreement cases[] = {
      {"ALB > IRN SANCTION", "ALB.GOV > IRN.GOV.MFA SANCTION/expel", kUsual, true},
      {"ALB > IRN SANCTION", "IRN > ALB SANCTION", kUsual, false},
      {"ALB > IRN SANCTION", "IRN > ALB SANCTION", with([](Rule& r) { r.undirected = true; }), true},
      {"ALB > IRN SANCTION", "ALB > IRN ACCUSE", kUsual, false},
      {"ALB > IRN SANCTION/expel", "ALB > IRN SANCTION", with([](Rule& r) { r.level = Level::mode; }), false},
      {"ALB > IRN SANCTION 16", "ALB > IRN SANCTION 1661", with([](Rule& r) { r.level = Level::code; }), true},
      {"ALB > IRN SANCTION 1661", "ALB > IRN SANCTION 16", with([](Rule& r) { r.level = Level::code; }), false},
      {"ALB > IRN SANCTION 161", "ALB > IRN SANCTION 1661", with([](Rule& r) { r.level = Level::root; }), true},
      {"ALB > IRN.GOV SANCTION", "ALB > IRN.MIL SANCTION", with([](Rule& r) { r.parties = PartyMatch::id; }), false},
      {"ALB > ORG.NATO AID", "ALB > ORG.NATO.stoltenberg AID", kUsual, true},
      {"ALB > ORG.NATO AID", "ALB > ORG.EU AID", kUsual, false},
      {"ALB > - PROTEST", "ALB > 'crowds PROTEST", kUsual, true},
      {"ALB > - PROTEST", "ALB > IRN PROTEST", kUsual, false},
      {"'rebels > IRQ ASSAULT", "'the-rebels > IRQ ASSAULT", kUsual, true},
      {"'rebels > IRQ ASSAULT", "'therebels > IRQ ASSAULT", kUsual, false},
      {"ALB=IRN CONSULT", "IRN=ALB CONSULT", kUsual, true},
      {"ALB=IRN CONSULT", "IRN > ALB CONSULT", kUsual, true},
      {"ALB > IRN CONSULT", "IRN=ALB CONSULT", kUsual, true},
      {"ALB > USA CONSULT", "IRN=ALB CONSULT", kUsual, false},
      {"ALB+IRN > - CONSULT", "IRN=ALB CONSULT", kUsual, true},
      {"ALB+IRN > - CONSULT", "USA=ALB CONSULT", kUsual, false},
      {"ALB > - CONSULT", "IRN=ALB CONSULT", kUsual, false},
      {"SAU+EGY > QAT SANCTION", "SAU > QAT SANCTION", kUsual, true},
      {"SAU+EGY > QAT SANCTION", "SAU > QAT SANCTION", with([](Rule& r) { r.all_parties = true; }), false},
      {"SAU+EGY > QAT SANCTION", "EGY+SAU > QAT SANCTION", with([](Rule& r) { r.all_parties = true; }), true},
      {"ALB > IRN AID 2022-07", "ALB > IRN AID 2022-07-15", dated, true},
      {"ALB > IRN AID 2022-07-14", "ALB > IRN AID 2022-07-15", dated, false},
      {"ALB > IRN AID 2022-07-14", "ALB > IRN AID 2022-07-15", with([](Rule& r) { r.days = 1; }, dated), true},
      {"ALB > IRN AID 2022-07-14", "ALB > IRN AID", dated, false},
      {"ALB > IRN RETREAT", "ALB > IRN CONCEDE", with([](Rule& r) { r.yields = true; }), true},
      {"ALB > IRN AID", "not ALB > IRN AID", rule_of({Field::type, Field::standing}), false},
  };
  for (const auto& each : cases)
    EXPECT_EQ(agreement(gold_of(each.gold), event_of(each.coded), each.rule) == each.rule.by, each.all)
        << each.gold << "  |  " << each.coded;
}

TEST(Rule, LeavesOpenWhatALabelDoesNotSay) {
  auto gold = gold_of("ALB > - SANCTION");
  gold.said.reset(static_cast<std::size_t>(Field::recipient));
  EXPECT_EQ(agreement(gold, event_of("ALB > IRN SANCTION"), kUsual), kUsual.by);
}

TEST(Rule, PartsEventsIntoPairs) {
  EXPECT_EQ(in_pairs(event_of("SAU+EGY > QAT+IRN SANCTION")).size(), 4u);
  EXPECT_EQ(in_pairs(event_of("SAU=EGY=QAT CONSULT")).size(), 3u);
  EXPECT_EQ(in_pairs(event_of("SAU > - PROTEST")).size(), 1u);
}

std::string counts(const Evaluation& e) {
  std::string text = fmt::format("gold {} coded {} right {} missed {} surplus {}", e.all.gold, e.all.coded, e.all.right,
                                 e.missed, e.surplus);
  for (std::size_t i = 0; i < kFieldCount; ++i)
    if (e.wrong_in[i]) text += fmt::format(" {} {}", name_of(static_cast<Field>(i)), e.wrong_in[i]);
  if (e.not_judged) text += fmt::format(" not judged {}", e.not_judged);
  return text;
}

struct Comparing {
  const char* name;
  std::vector<std::string> gold, coded;
  Rule rule;
  const char* counts;
};

std::string compared(const Comparing& each) {
  GoldText text;
  for (const auto& one : each.gold) text.events.push_back(gold_of(one));
  std::vector<Event> coded;
  for (const auto& one : each.coded) coded.push_back(event_of(one));
  const Compared one{&text, coded};
  return counts(evaluate({&one, 1}, each.rule));
}

TEST(Evaluation, CountsWhatIsRightMissedWrongAndTooMuch) {
  const Comparing cases[] = {
      {"all right",
       {"ALB > IRN SANCTION"},
       {"ALB > IRN SANCTION"},
       kUsual,
       "gold 1 coded 1 right 1 missed 0 surplus 0"},
      {"an event serves one label only",
       {"ALB > IRN SANCTION", "ALB > IRN SANCTION"},
       {"ALB > IRN SANCTION"},
       kUsual,
       "gold 2 coded 1 right 1 missed 1 surplus 0"},
      {"the first label leaves its event to the second, which has no other",
       {"SAU+EGY > QAT SANCTION", "SAU > QAT SANCTION"},
       {"SAU > QAT SANCTION", "EGY > QAT SANCTION"},
       kUsual,
       "gold 2 coded 2 right 2 missed 0 surplus 0"},
      {"wrong in one field",
       {"ALB > IRN SANCTION"},
       {"ALB > IRN ACCUSE"},
       kUsual,
       "gold 1 coded 1 right 0 missed 0 surplus 0 type 1"},
      {"wrong in two of three: nothing in common but the type",
       {"ALB > IRN SANCTION"},
       {"PER > FJI SANCTION"},
       kUsual,
       "gold 1 coded 1 right 0 missed 1 surplus 1"},
      {"what agrees in more goes first",
       {"ALB > IRN SANCTION", "ALB > USA ACCUSE"},
       {"ALB > IRN ACCUSE", "ALB > USA ACCUSE"},
       kUsual,
       "gold 2 coded 2 right 1 missed 0 surplus 0 type 1"},
      {"nothing labelled", {}, {"ALB > IRN SANCTION"}, kUsual, "gold 0 coded 1 right 0 missed 0 surplus 1"},
      {"classes count once in a text",
       {"- > - SANCTION"},
       {"ALB > IRN SANCTION", "ALB > USA SANCTION", "ALB > USA ACCUSE"},
       rule_of({Field::type}),
       "gold 1 coded 2 right 1 missed 0 surplus 1"},
  };
  for (const auto& each : cases) EXPECT_EQ(compared(each), each.counts) << each.name;
}

TEST(Evaluation, JudgesOnlyWhatSomebodyLookedAtInAReview) {
  GoldText text;
  text.whole = false;
  text.events.push_back(gold_of("ALB > IRN SANCTION"));
  text.rejected.push_back(gold_of("IRN > ALB ACCUSE"));
  std::vector<Event> coded;
  for (const char* each : {"ALB > IRN SANCTION", "IRN > ALB ACCUSE", "USA > IRN REJECT"})
    coded.push_back(event_of(each));
  const Compared one{&text, coded};
  EXPECT_EQ(counts(evaluate({&one, 1}, kUsual)), "gold 1 coded 2 right 1 missed 0 surplus 1 not judged 1");
}

TEST(Evaluation, CountsByLabel) {
  GoldText text;
  for (const char* each : {"ALB > IRN SANCTION 161", "ALB > IRN ACCUSE 112"}) text.events.push_back(gold_of(each));
  std::vector<Event> coded;
  for (const char* each : {"ALB > IRN SANCTION 1611", "ALB > IRN REJECT 12"}) coded.push_back(event_of(each));
  const Compared one{&text, coded};
  Rule rule = kUsual;
  rule.level = Level::code;
  const auto e = evaluate({&one, 1}, rule);
  EXPECT_EQ(
      csv_of(e).substr(0, csv_of(e).find('.')),
      "label,gold,coded,right,precision,precision_low,precision_high,recall,recall_low,recall_high,f1\nall,2,2,1,0");
  EXPECT_EQ(e.by_label.at("161").right, 1u);
  EXPECT_EQ(e.by_label.at("161").coded, 1u);
  EXPECT_EQ(e.by_label.at("12").gold, 0u);
  EXPECT_EQ((e.taken_for.at({"112", "12"})), 1u);
  EXPECT_EQ(differences_of(e, DifferenceFormat::csv),
            "kind,wrong_in,document,gold_line,gold,coded,rule,sentence\n"
            "wrong,type,,1,ALB > IRN  ACCUSE 112,ALB > IRN  REJECT 12,,\n");
}

// Against all ways of putting together, on small random tables.
TEST(Evaluation, PutsTogetherAsManyAsCanBe) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const int left = 1 + static_cast<int>(random() % 5), right = 1 + static_cast<int>(random() % 5);
    std::vector<std::vector<int>> may(static_cast<std::size_t>(left));
    for (auto& each : may)
      for (int r = 0; r < right; ++r)
        if (random() % 3 == 0) each.push_back(r);
    std::vector<int> of_left(may.size(), -1), of_right(static_cast<std::size_t>(right), -1);
    put_together(may, of_left, of_right);
    const auto got = std::count_if(of_left.begin(), of_left.end(), [](int r) { return r >= 0; });
    for (std::size_t l = 0; l < may.size(); ++l)
      EXPECT_TRUE(of_left[l] < 0 || of_right[static_cast<std::size_t>(of_left[l])] == static_cast<int>(l));
    const std::function<std::ptrdiff_t(std::size_t, unsigned)> most = [&](std::size_t l,
                                                                          unsigned used) -> std::ptrdiff_t {
      if (l == may.size()) return 0;
      std::ptrdiff_t found = most(l + 1, used);
      for (const int r : may[l])
        if (!(used & (1u << r))) found = std::max(found, 1 + most(l + 1, used | (1u << r)));
      return found;
    };
    EXPECT_EQ(got, most(0, 0));
  }
}

TEST(Evaluation, IntervalsAreWilsons) {
  // Wilson (1927): 8 of 10 gives 0.490 to 0.943
  EXPECT_NEAR(wilson(8, 10).low, 0.4902, 1e-4);
  EXPECT_NEAR(wilson(8, 10).high, 0.9433, 1e-4);
  EXPECT_NEAR(wilson(10, 10).low, 0.7225, 1e-4);
  EXPECT_NEAR(wilson(10, 10).high, 1, 1e-9);
  EXPECT_EQ(wilson(0, 0).low, 0);
}

TEST(Evaluation, DrawsTextsAnewTheSameEachTime) {
  GoldText good, bad;
  good.events.push_back(gold_of("ALB > IRN SANCTION"));
  bad.events.push_back(gold_of("ALB > IRN AID"));
  const std::vector<Event> coded = {event_of("ALB > IRN SANCTION")};
  std::vector<Compared> all;
  for (int i = 0; i < 20; ++i) all.push_back({i % 4 ? &good : &bad, coded});
  const auto first = evaluate(all, kUsual), again = evaluate(all, kUsual);
  EXPECT_DOUBLE_EQ(first.all.f1(), 0.75);
  EXPECT_EQ(first.f1->low, again.f1->low);
  EXPECT_GT(first.f1->low, 0.5);
  EXPECT_LT(first.f1->low, 0.7);
  EXPECT_GT(first.f1->high, 0.8);
}

}  // namespace
}  // namespace demarche
