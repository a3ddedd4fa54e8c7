// The articles of cases/audit with their planted statements, audited against the record and the reports of the other
// cases.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "audit_article.h"
#include "base/stanza_file.h"
#include "recorded_ledger.h"

namespace demarche {
namespace {

const std::filesystem::path kRoot = DEMARCHE_SOURCE_DIR;
constexpr double kCaughtAtLeast = 0.8;  // of the false statements

const CodingPipeline& pipeline() {
  static const auto loaded = CodingPipeline::load(kRoot);
  if (!loaded) throw std::runtime_error(loaded.error().describe());
  return *loaded;
}

void add_reports(Ledger& ledger) {
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "cases")) {
    if (!std::filesystem::exists(entry.path() / "report.txt")) continue;
    const auto expected = read_stanzas(entry.path() / "expected.cases");
    ASSERT_TRUE(expected) << expected.error().describe();
    ReadOptions options;
    for (const auto& stanza : expected->stanzas)
      if (stanza.kind == "report") options.date = Date::parse(stanza.value("date"));
    const std::vector<std::filesystem::path> files = {entry.path() / "report.txt"};
    code_files(
        pipeline(), files, options, {}, 1,
        [&](const Document& document, const Coding& coding) {
          EXPECT_TRUE(ledger.add(document, coding));
          return true;
        },
        [](const Error& error) { ADD_FAILURE() << error.describe(); });
  }
}

Document article_of(const Stanza& stanza) {
  Document document;
  document.id = "article:" + stanza.id;
  document.date = Date::parse(stanza.id);
  for (const auto& line : stanza.lines) {
    if (line.key != "text") continue;
    if (!document.text.empty()) document.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(document.text.size());
    document.text += line.value;
    document.paragraphs.push_back({begin, static_cast<std::uint32_t>(document.text.size()), false});
  }
  return document;
}

// What the program makes of one article.
struct Audited {
  std::vector<std::string> sentences;
  std::vector<Finding> findings;

  std::vector<const Finding*> of(const std::string& words) const {
    std::vector<const Finding*> found;
    for (const auto& finding : findings)
      if (finding.text.find(words) != std::string::npos) found.push_back(&finding);
    return found;
  }
  bool says(const std::string& words) const {
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const std::string& text) { return text.find(words) != std::string::npos; });
  }
};

std::string shown(const std::vector<const Finding*>& findings) {
  if (findings.empty()) return "    nothing found\n";
  std::string text;
  for (const auto* finding : findings)
    text += fmt::format("    {}: {} ({})\n", finding->assertion, name_of(finding->verdict), finding->why);
  return text;
}

bool any(const std::vector<const Finding*>& findings, Verdict verdict) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding* each) { return each->verdict == verdict; });
}

bool right(const std::string& truth, const std::vector<const Finding*>& findings) {
  if (truth == "true") return !any(findings, Verdict::contradicted);
  if (truth == "false") return any(findings, Verdict::contradicted);
  return std::all_of(findings.begin(), findings.end(),
                     [](const Finding* each) { return each->verdict == Verdict::unknown; });
}

struct Score {
  std::map<std::string, int> planted, right;  // by truth
  int supported = 0;                          // of the true ones
};

// "true", "false", "open" with the words; "wanted false" likewise.
void hold(const Audited& audited, const StanzaLine& line, const std::string& where, Score& score) {
  const bool wanted = line.key == "wanted";
  const auto blank = line.value.find(' ');
  const std::string truth = wanted ? line.value.substr(0, blank) : line.key;
  const std::string words(wanted ? trimmed(std::string_view(line.value).substr(blank)) : line.value);
  ASSERT_TRUE(truth == "true" || truth == "false" || truth == "open") << where << ": no such key: " << truth;
  ASSERT_TRUE(audited.says(words)) << where << ": no sentence says: " << words;
  const auto findings = audited.of(words);
  const bool is_right = right(truth, findings);
  ++score.planted[truth];
  score.right[truth] += is_right;
  if (truth == "true") score.supported += any(findings, Verdict::supported) || any(findings, Verdict::unprecedented);
  if (wanted && is_right)
    ADD_FAILURE() << where << ": holds now; take `wanted` away";
  else if (!wanted && !is_right)
    ADD_FAILURE() << where << ": " << truth << ": " << words << "\n" << shown(findings);
}

TEST(PlantedStatements, AreMarkedAsTheyMust) {
  const auto words = AuditWords::load(kRoot);
  ASSERT_TRUE(words) << words.error().describe();
  const auto ledger = open_ledger(":memory:", OpenMode::write);
  ASSERT_TRUE(ledger);
  add_record(**ledger);
  add_reports(**ledger);
  const auto files = read_stanza_folder(kRoot / "cases" / "audit", ".cases");
  ASSERT_TRUE(files) << files.error().describe();
  const auto workspace = pipeline().reader().workspace();
  ArticleAuditor auditor(pipeline(), *words, **ledger);
  Score score;
  for (const auto& file : *files)
    for (const auto& stanza : file.stanzas) {
      Audited audited;
      const auto done =
          auditor.audit(article_of(stanza), *workspace, [&](const AuditedArticle& article, const Audit& audit) {
            for (const auto& sentence : article.sentences) audited.sentences.push_back(sentence.second);
            audited.findings = audit.findings;
          });
      ASSERT_TRUE(done) << done.error().describe();
      const std::string name = std::filesystem::path(file.path).filename().string();
      for (const auto& line : stanza.lines)
        if (line.key != "text") hold(audited, line, fmt::format("cases/audit/{}:{}", name, line.line), score);
    }
  fmt::print("true: {} of {} not contradicted, {} supported; false: {} of {} contradicted; open: {} of {} unknown\n",
             score.right["true"], score.planted["true"], score.supported, score.right["false"], score.planted["false"],
             score.right["open"], score.planted["open"]);
  EXPECT_EQ(score.right["true"], score.planted["true"]);
  EXPECT_GE(score.right["false"], kCaughtAtLeast * score.planted["false"]);
  EXPECT_EQ(score.right["open"], score.planted["open"]);
}

}  // namespace
}  // namespace demarche
