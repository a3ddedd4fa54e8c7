// Labelled files of many shapes, each as the dump of what was read from it.
#include "evaluation/gold.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/text_file.h"

namespace demarche {
namespace {

const std::filesystem::path kRoot = DEMARCHE_SOURCE_DIR;

const World& world() {
  static const auto loaded = World::load(kRoot / "knowledge" / "world");
  return *loaded;
}
const Ontology& ontology() {
  static const auto loaded = Ontology::load(kRoot / "knowledge" / "ontology");
  return *loaded;
}

struct Read {
  std::string dump;
  std::vector<std::string> problems;
};

std::string side(const std::vector<Mention>& parties) {
  std::string text;
  for (const auto& each : parties)
    text += (text.empty() ? "" : "+") + (!each.id.empty()        ? each.id
                                         : !each.country.empty() ? each.country
                                                                 : "'" + each.text + "'");
  return text.empty() ? "-" : text;
}

std::string dump(const GoldEvent& gold) {
  const auto& event = gold.event;
  std::string text = fmt::format("{}:{}/{}/{}/{} {}>{}", gold.line, event.type, event.mode, event.cameo,
                                 event.quad_code, side(event.actors), side(event.recipients));
  if (event.date) text += " " + event.date->text();
  if (event.move) text += fmt::format(" move={}", name_of(event.move->kind));
  if (event.modality != Modality::done) text += fmt::format(" {}", name_of(event.modality));
  return text;
}

Read read(const std::string& name, const std::string& bytes, const GoldOptions& options = {}) {
  const auto path = std::filesystem::temp_directory_path() /
                    fmt::format("demarche-gold-{}-{}", testing::UnitTest::GetInstance()->random_seed(), ::getpid());
  std::filesystem::create_directories(path);
  const auto file = path / name;
  EXPECT_TRUE(write_file(file, bytes));
  Read out;
  const auto problem = [&](const Error& error) {
    Error here = error;
    here.file = std::filesystem::path(error.file).filename().string();
    out.problems.push_back(here.describe());
  };
  const auto set = read_gold(file, options, world(), ontology(), problem);
  std::filesystem::remove_all(path);
  if (!set) {
    problem(set.error());
    return out;
  }
  for (const auto& text : set->texts) {
    out.dump += "[" + (text.document.empty() ? "text" : text.document) +
                (text.text && text.text->date ? " " + text.text->date->text() : "") + (text.whole ? "" : " reviewed") +
                "]";
    for (const auto& each : text.events) out.dump += " " + dump(each);
    for (const auto& each : text.rejected) out.dump += " not " + dump(each);
    out.dump += "\n";
  }
  return out;
}

struct Case {
  const char* name;
  const char* file;
  std::string bytes;
  std::string dump;
  std::vector<std::string> problems;
  GoldOptions options = {};
};

TEST(Gold, ComesInManyShapes) {
  const Case cases[] = {
      {"a table of ours, two events of one text",
       "a.csv",
       "text,published,date,type,actor,recipient\n"
       "\"Albania cut ties with Iran, and\nexpelled its staff.\",2022-09-08,2022-09-07,SANCTION,Albania,Iran\n"
       "\"Albania cut ties with Iran, and\nexpelled its staff.\",2022-09-08,2022-09-07,sanction/expel,ALB,Iranian "
       "diplomats\n"
       "Nothing of note.,2022-09-08,,,,\n",
       "[text 2022-09-08] 2:SANCTION///4 ALB>IRN 2022-09-07 4:SANCTION/expel//4 ALB>IRN.GOV.MFA 2022-09-07\n"
       "[text 2022-09-08]\n",
       {}},
      {"ICEWS' names, tabs, names of states, a code",
       "a.tsv",
       "Story ID\tEvent Date\tSource Name\tSource Country\tCAMEO Code\tTarget Name\tTarget Country\n"
       "s1\t2020-01-15\tEdi Rama\tAlbania\t1661\tDiplomat (Iran)\tIran\n",
       "[s1] 2:SANCTION/expel/1661/4 ALB>IRN 2020-01-15\n",
       {}},
      {"POLECAT's names, several actors",
       "a.tsv",
       "Event ID\tStory ID\tEvent Date\tEvent Type\tEvent Mode\tQuad Code\tActor Country\tRecipient Country\n"
       "e\ts1\t2017-06-05\tSANCTION\tdiscontinue\t4\tSaudi Arabia; Egypt\tQatar\n",
       "[s1] 2:SANCTION/discontinue//4 SAU+EGY>QAT 2017-06-05\n",
       {}},
      {"a marked relation: source and target in words, YIELD",
       "a.tsv",
       "sentence\tsource\ttarget\tgold_root\n\"We\" left, said he.\tthe rebels\tIraqis\tYIELD\n",
       "[text] 2:YIELD///2 'the rebels'>IRQ.CVL\n",
       {}},
      {"classes of sentences without header",
       "a.tsv",
       "He spoke.\t0\nIran tested a missile.\t4\n",
       "[text]\n[text] 2:///4 ->-\n",
       {},
       {.columns = {{"text", "1"}, {"class", "2"}}}},
      {"CAMEO's actors, recipients left open, moves, standing",
       "a.csv",
       "doc_id,code,actor_code,recipient_code,move,modality\n"
       "d,161,ALBGOV,*,sever,planned\nd,112,IRNGOVMIL,-,-,done\n",
       "[d] 2:SANCTION/withdraw/161/4 ALB>- move=sever planned 3:ACCUSE/disapprove/112/3 IRN>-\n",
       {}},
      {"ACLED's names and a user's own labels",
       "a.csv",
       "event_date,event_type,actor1,actor2,notes\n"
       "2020-02-01,Battles,Military Forces of Mali,JNIM,The army fought JNIM.\n2020-02-02,Strategic "
       "developments,,,Talk.\n",
       "[text 2020-02-01] 2:ASSAULT///4 MLI.MIL>GRP.JNIM 2020-02-01\n[text]\n",
       {},
       {.labels = {{"battles", "ASSAULT"}, {"strategic developments", "-"}}}},
      {"JSON Lines, parties as texts, lists and objects, several events and none",
       "a.jsonl",
       R"({"id": "x", "text": "A.", "events": [{"type": "AID", "actor": ["USA", "FRA"], "recipient": {"country": "MLI"}}, {"type": "CONSULT", "actor": "USA", "reciprocal": true}]})"
       "\n"
       R"({"id": "y", "text": "B.", "events": []})"
       "\n",
       "[x] 1:AID///2 USA+FRA>MLI 1:CONSULT///1 USA>-\n[y]\n",
       {}},
      {"events of ours, claims passed over",
       "a.jsonl",
       R"({"record":"event","id":"1","document":"d","sentence":0,"date":"2022-09-07","date_precision":"day","event":["ACCUSE"],"mode":["allege"],"cameo":"112","goldstein":-2,"quad_code":3,"actor":[{"text":"Albania","id":"ALB","country":"ALB"}],"reciprocal":false,"joint":false,"modality":"done","negated":false,"background":false,"asserted_by":"narrator","disputed":false,"text":"Albania blamed Iran.","score":0.9})"
       "\n"
       R"({"record":"claim","id":"2","document":"d"})"
       "\n",
       "[d] 1:ACCUSE/allege/112/3 ALB>- 2022-09-07\n",
       {}},
      {"labels of a review: accepted, corrected, rejected",
       "corrections.jsonl",
       R"({"text":"A.","document":"d","decision":"accept","machine":{"id":"1","document":"d","event":["AID"],"actor":[{"id":"USA","country":"USA"}],"text":"A."},"gold":{"id":"1","document":"d","event":["AID"],"actor":[{"id":"USA","country":"USA"}],"text":"A."}})"
       "\n"
       R"({"text":"B.","document":"d","decision":"reject","machine":{"id":"2","document":"d","event":["ACCUSE"],"actor":[{"id":"USA","country":"USA"}],"text":"B."},"gold":null})"
       "\n",
       "[d reviewed] 1:AID///0 USA>-\n[d reviewed] not 2:ACCUSE///0 USA>-\n",
       {}},
      {"bad lines are told with file and line, the rest is read",
       "a.csv",
       "text,type,actor,date\nA.,AID,USA,2020-01-01\nB.,AID\nC.,HELP,USA,\nD.,9999,USA,\nE.,AID,USA,yesterday\n,AID,"
       "USA,\n",
       "[text 2020-01-01] 2:AID///2 USA>- 2020-01-01\n",
       {"a.csv:3: a row of 2 cells where the first has 4",
        "a.csv:4: no type, CAMEO code or class that is known (--labels FILE says what your labels stand for): 'HELP'",
        "a.csv:5: no such CAMEO code: '9999'", "a.csv:6: no date (YYYY-MM-DD, YYYY-MM or YYYY): 'yesterday'",
        "a.csv:7: a record with neither a text (text, event_text, body, content, sentence, notes) nor a document "
        "(document, doc_id, story_id, id, url)"}},
      {"nothing to read",
       "a.jsonl",
       "[1]\n",
       "",
       {"a.jsonl:1: no JSON object: '[1]'", "a.jsonl: holds no labelled record that could be read"}},
  };
  for (const auto& each : cases) {
    const auto got = read(each.file, each.bytes, each.options);
    EXPECT_EQ(got.dump, each.dump) << each.name;
    EXPECT_THAT(got.problems, testing::ElementsAreArray(each.problems)) << each.name;
  }
}

TEST(Gold, BelongsTogetherByDocumentWhereAsked) {
  const std::string bytes = "doc_id,text,type\nd,One.,AID\nd,Two.,ACCUSE\n";
  EXPECT_EQ(read("a.csv", bytes).dump, "[d] 2:AID///2 ->-\n[d] 3:ACCUSE///3 ->-\n");
  EXPECT_EQ(read("a.csv", bytes, {.by_document = true}).dump, "[d] 2:AID///2 ->- 3:ACCUSE///3 ->-\n");
}

}  // namespace
}  // namespace demarche
