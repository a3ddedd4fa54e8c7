// The end-to-end cases of cases/: each folder's report coded, and held against its expected.cases (format:
// cases/README.md).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/letters.h"
#include "base/stanza_file.h"
#include "brief.h"
#include "code.h"

namespace demarche {
namespace {

const std::filesystem::path kRoot = DEMARCHE_SOURCE_DIR;

const CodingPipeline& pipeline() {
  static const auto loaded = CodingPipeline::load(kRoot);
  if (!loaded) throw std::runtime_error(loaded.error().describe());
  return *loaded;
}

bool within(const std::string& text, const std::string& part) {
  return lower_ascii(text).find(lower_ascii(part)) != std::string::npos;
}

bool names(const Mention& mention, const std::string& id) {
  return mention.id == id || mention.country == id || mention.id.starts_with(id + ".");
}

bool names_all(const std::vector<Mention>& mentions, const std::string& ids) {
  const auto wanted = list_of(ids);
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& id) {
    return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& each) { return names(each, id); });
  });
}

bool yes(const std::string& value) { return value == "yes"; }

// "2018-12" fits any day of that month, and a period that is that month.
bool dated(const std::optional<Period>& date, const std::string& want) {
  return date && date->begin.text().starts_with(want);
}

bool code_fits(const std::string& cameo, const std::string& want) {
  return want.ends_with('*') ? cameo.starts_with(want.substr(0, want.size() - 1)) : cameo == want;
}

bool fits(const Event& event, const std::vector<StanzaLine>& lines) {
  return std::all_of(lines.begin(), lines.end(), [&](const StanzaLine& line) {
    const std::string &key = line.key, &value = line.value;
    const auto& sides = event.reciprocal ? event.actors : event.recipients;
    if (key == "type") return event.type == value;
    if (key == "mode") return event.mode == value;
    if (key == "cameo") return code_fits(event.cameo, value);
    if (key == "actor") return names_all(event.actors, value);
    if (key == "recipient") return names_all(sides, value);
    if (key == "date") return dated(event.date, value);
    if (key == "modality") return name_of(event.modality) == value;
    if (key == "claimed") return event.claimed == yes(value);
    if (key == "disputed") return event.disputed == yes(value);
    if (key == "negated") return event.negated == yes(value);
    if (key == "background") return event.background == yes(value);
    if (key == "move") return event.move && name_of(event.move->kind) == value;
    if (key == "count") return event.move && event.move->count == std::stoi(value);
    if (key == "rank") return event.move && event.move->rank == value;
    if (key == "notice_hours") return event.move && event.move->notice_hours == std::stoi(value);
    if (key == "immediate") return event.move && event.move->immediate == yes(value);
    if (key == "reciprocal") return event.move && event.move->reciprocal == yes(value);
    if (key == "reason")
      return std::any_of(event.reasons.begin(), event.reasons.end(),
                         [&](const Reason& reason) { return within(reason.text, value); });
    if (key == "content") return value == "-" ? !event.content : event.content && event.content->text == value;
    if (key == "place") return event.place && event.place->country == value;
    ADD_FAILURE() << "no such key in an event: " << key;
    return false;
  });
}

bool fits(const Claim& claim, const std::vector<StanzaLine>& lines, const Coding& coding) {
  return std::all_of(lines.begin(), lines.end(), [&](const StanzaLine& line) {
    const std::string &key = line.key, &value = line.value;
    if (key == "speaker") return names(claim.speaker, value) || claim.on_behalf_of == value;
    if (key == "stance") return name_of(claim.stance) == value;
    if (key == "toward") return claim.toward && names(*claim.toward, value);
    if (key == "evidence") return claim.evidence && within(claim.evidence->text, value);
    if (key == "disclosed") return claim.evidence && claim.evidence->disclosed == (value == "yes");
    if (key == "shared_with") {
      if (!claim.evidence) return false;
      const auto& with = claim.evidence->shared_with;
      return value == "-" ? with.empty() : std::find(with.begin(), with.end(), value) != with.end();
    }
    if (key == "author") return claim.author_is_speaker == yes(value);
    if (key == "certainty") return name_of(claim.certainty) == value;
    if (key == "quote") return within(claim.quote, value);
    if (key == "content") return claim.content && claim.content->text == value;
    if (key == "about")
      return std::any_of(coding.events.begin(), coding.events.end(),
                         [&](const Event& event) { return event.id == claim.about && event.type == value; });
    ADD_FAILURE() << "no such key in a claim: " << key;
    return false;
  });
}

std::string shown(const Coding& coding) {
  std::string text;
  for (const auto& event : coding.events) {
    text += fmt::format("    {}: {}/{} {}", event.sentence, event.type, event.mode, event.cameo);
    for (const auto& actor : event.actors) text += " " + (actor.id.empty() ? "'" + actor.text + "'" : actor.id);
    text += " >";
    for (const auto& recipient : event.recipients)
      text += " " + (recipient.id.empty() ? "'" + recipient.text + "'" : recipient.id);
    text += fmt::format(" {} {}{}{}{}{}\n", event.date ? event.date->begin.text() : "?", name_of(event.modality),
                        event.negated ? " negated" : "", event.claimed ? " claimed" : "",
                        event.disputed ? " disputed" : "", event.background ? " background" : "");
  }
  for (const auto& claim : coding.claims)
    text += fmt::format("    {}: claim {} {} toward {} about {} {}\n", claim.sentence,
                        claim.on_behalf_of.empty() ? claim.speaker.text : claim.on_behalf_of, name_of(claim.stance),
                        claim.toward ? claim.toward->id + "'" + claim.toward->text + "'" : "-", claim.about,
                        claim.evidence ? claim.evidence->text : "");
  return text;
}

// "ladder ALB IRN" or the id of "wanted ladder ALB IRN": whether the pair stands on the rung named, on the day named.
void check_ladder(Ledger& ledger, const Stanza& stanza, const std::string& file, bool wanted) {
  auto pair = list_of(stanza.id, ' ');
  if (wanted) pair.erase(pair.begin());
  ASSERT_EQ(pair.size(), 2u) << file << ":" << stanza.line;
  const auto day = Date::parse(stanza.value("on"));
  ASSERT_TRUE(day) << file << ":" << stanza.line;
  const auto record = read_pair(ledger, pair[0], pair[1], *day);
  ASSERT_TRUE(record) << record.error().describe();
  const auto state = pair_state(pair[0], pair[1], *day, record->acts, pipeline().world());
  if (wanted)
    EXPECT_NE(state.rung, stanza.value("rung"))
        << file << ":" << stanza.line << ": holds now; write `ladder` for `wanted ladder`";
  else
    EXPECT_EQ(state.rung, stanza.value("rung"))
        << file << ":" << stanza.line << ": " << stanza.id << " on " << day->text();
}

// Whether a demand ("event", "no event", "claim") holds of a coding.
bool holds(const Coding& coding, std::string_view kind, const std::vector<StanzaLine>& lines) {
  const auto event = [&](const Event& each) { return fits(each, lines); };
  const auto claim = [&](const Claim& each) { return fits(each, lines, coding); };
  if (kind == "claim") return std::any_of(coding.claims.begin(), coding.claims.end(), claim);
  const bool some = std::any_of(coding.events.begin(), coding.events.end(), event);
  return kind == "no" ? !some : some;
}

// "event" or "wanted event": the kind, and whether it is only wanted. What a careful reader wants and the program does
// not do yet is counted, and told as soon as it holds, so that it becomes a demand.
void check_coding(const Coding& coding, const Stanza& stanza, const std::string& file) {
  const bool wanted = stanza.kind == "wanted";
  const std::string kind = wanted ? stanza.id.substr(0, stanza.id.find(' ')) : stanza.kind;
  if (kind != "event" && kind != "no" && kind != "claim")
    FAIL() << file << ":" << stanza.line << ": expected report, event, no event, claim or ladder";
  const bool held = holds(coding, kind, stanza.lines);
  if (wanted && held)
    ADD_FAILURE() << file << ":" << stanza.line << ": holds now; write `" << stanza.id << "` for `wanted " << stanza.id
                  << "`";
  else if (!wanted && !held)
    ADD_FAILURE() << file << ":" << stanza.line << ": "
                  << (kind == "no"      ? "an event that must not be"
                      : kind == "claim" ? "no such claim"
                                        : "no such event")
                  << "\n"
                  << shown(coding);
}

void check(Ledger& ledger, const Coding& coding, const Stanza& stanza, const std::string& file) {
  if (stanza.kind == "report") return;
  const bool wanted = stanza.kind == "wanted";
  if (stanza.kind == "ladder" || stanza.id.starts_with("ladder "))
    check_ladder(ledger, stanza, file, wanted);
  else
    check_coding(coding, stanza, file);
}

Coding code_report(const std::filesystem::path& folder, const StanzaFile& expected, Document* kept) {
  ReadOptions options;
  for (const auto& stanza : expected.stanzas)
    if (stanza.kind == "report") options.date = Date::parse(stanza.value("date"));
  Coding coding;
  const std::vector<std::filesystem::path> files = {folder / "report.txt"};
  code_files(
      pipeline(), files, options, {}, 1,
      [&](Document document, Coding made) {
        *kept = std::move(document);
        coding = std::move(made);
        return true;
      },
      [](const Error& error) { ADD_FAILURE() << error.describe(); });
  return coding;
}

std::vector<std::filesystem::path> folders() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "cases"))
    if (std::filesystem::exists(entry.path() / "report.txt")) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

class Cases : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Cases, YieldWhatTheyMust) {
  const auto expected = read_stanzas(GetParam() / "expected.cases");
  ASSERT_TRUE(expected) << expected.error().describe();
  const std::string file = std::filesystem::relative(expected->path, kRoot).string();
  Document document;
  const auto coding = code_report(GetParam(), *expected, &document);
  const auto ledger = open_ledger(":memory:", OpenMode::write);
  ASSERT_TRUE((*ledger)->add(document, coding));
  for (const auto& stanza : expected->stanzas) check(**ledger, coding, stanza, file);
}

std::string case_name(const testing::TestParamInfo<std::filesystem::path>& info) {
  std::string name = info.param.filename().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Reports, Cases, testing::ValuesIn(folders()), case_name);

// Sentences on standing, one to three a report, in one file for many (cases/standing).
class Sentences : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Sentences, YieldWhatTheyMust) {
  const auto cases = read_stanzas(GetParam());
  ASSERT_TRUE(cases) << cases.error().describe();
  const std::string file = std::filesystem::relative(cases->path, kRoot).string();
  const auto workspace = pipeline().reader().workspace();
  Coding coding;
  int reports = 0;
  std::set<int> wrong;
  for (const auto& stanza : cases->stanzas) {
    if (stanza.kind == "report") {
      Document document;
      document.id = "sentences";
      document.text = stanza.value("text");
      document.date = Date::parse(stanza.value("date"));
      document.paragraphs = {{0, static_cast<std::uint32_t>(document.text.size()), false}};
      coding = pipeline().code(document, *workspace);
      ++reports;
      continue;
    }
    check_coding(coding, stanza, file);
    if (stanza.kind == "wanted" || !holds(coding, stanza.kind, stanza.lines)) wrong.insert(reports);
  }
  fmt::print("{}: {} of {} right\n", file, reports - static_cast<int>(wrong.size()), reports);
}

std::vector<std::filesystem::path> sentence_files() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "cases" / "standing"))
    if (entry.path().extension() == ".cases") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::string file_name(const testing::TestParamInfo<std::filesystem::path>& info) { return info.param.stem().string(); }

INSTANTIATE_TEST_SUITE_P(Standing, Sentences, testing::ValuesIn(sentence_files()), file_name);

// All reports in one ledger: cases/story.cases.
TEST(Story, HoldsTogether) {
  const auto ledger = open_ledger(":memory:", OpenMode::write);
  Coding all;
  for (const auto& folder : folders()) {
    const auto expected = read_stanzas(folder / "expected.cases");
    ASSERT_TRUE(expected) << expected.error().describe();
    Document document;
    auto coding = code_report(folder, *expected, &document);
    ASSERT_TRUE((*ledger)->add(document, coding));
    all.events.insert(all.events.end(), coding.events.begin(), coding.events.end());
    all.claims.insert(all.claims.end(), coding.claims.begin(), coding.claims.end());
  }
  const auto story = read_stanzas(kRoot / "cases" / "story.cases");
  ASSERT_TRUE(story) << story.error().describe();
  for (const auto& stanza : story->stanzas) check(**ledger, all, stanza, "cases/story.cases");
}

}  // namespace
}  // namespace demarche
