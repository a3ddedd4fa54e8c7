// Who is meant: the sentences of cases/mentions, each mention held against whom a careful reader takes it for (format:
// cases/README.md). Prints what is not right, and by kind how much is.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/stanza_file.h"
#include "code.h"
#include "events/mend.h"
#include "events/mentions.h"
#include "world/name_words.h"

namespace demarche {
namespace {

const std::filesystem::path kRoot = DEMARCHE_SOURCE_DIR;

// A text whose marks are taken out, and where they stood.
struct MarkedText {
  std::string text;
  std::vector<Span> marks;
};

MarkedText unmarked(std::string_view marked) {
  MarkedText found;
  for (const char c : marked) {
    const auto at = static_cast<std::uint32_t>(found.text.size());
    if (c == '[')
      found.marks.push_back({at, at});
    else if (c == ']')
      found.marks.back().end = at;
    else
      found.text += c;
  }
  return found;
}

struct Answer {
  std::string id, country, name;
  bool is_place = false;
};

// "IRN Zarif", "TUR.MIL", "USA*", "-", "place RUS": one way to be right.
struct Expectation {
  std::string id, name;  // name: parts that the world's name for it must hold, parted by commas
  bool whole_family = false, is_place = false;

  explicit Expectation(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with("place ")) is_place = true, text.remove_prefix(6);
    const auto space = std::min(text.find(' '), text.size());
    id = text.substr(0, space);
    name = trimmed(text.substr(space));
    if (id.ends_with('*')) whole_family = true, id.pop_back();
    if (!name.empty()) whole_family = true;
  }

  bool is_met_by(const Answer& answer) const {
    if (id == "-") return answer.country.empty();
    if (is_place && !answer.is_place) return false;
    if (is_place) return answer.country == id;
    if (answer.id != id && !(whole_family && (answer.country == id || answer.id.starts_with(id + ".")))) return false;
    const auto parts = list_of(name, ',');
    return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
      return key_of(answer.name).find(key_of(part)) != std::string::npos;
    });
  }
};

struct Tally {
  int asked = 0, right = 0, wrong_country = 0;
};

const CodingPipeline& pipeline() {
  static const auto loaded = CodingPipeline::load(kRoot);
  if (!loaded) throw std::runtime_error(loaded.error().describe());
  return *loaded;
}

// Whom each mark names, read as the coder reads the document: sentence by sentence, with what stood before.
std::vector<Answer> answers_to(const MarkedText& marked, std::optional<Date> date) {
  Document document;
  document.id = "mentions";
  document.text = marked.text;
  document.date = date;
  document.paragraphs = {{0, static_cast<std::uint32_t>(marked.text.size()), false}};
  const auto workspace = pipeline().reader().workspace();
  const ParseSentences parse = [&](std::span<Sentence* const> sentences) {
    pipeline().reader().parse(sentences, *workspace);
    for (auto* each : sentences) mend(*each, pipeline().lexicon());
  };
  MentionReader reader(pipeline().world(), pipeline().lexicon(), document, parse);
  std::vector<Answer> answers(marked.marks.size());
  pipeline().reader().split(document, [&](std::span<Sentence> window, std::size_t) {
    for (auto& sentence : window) {
      reader.enter(std::move(sentence));
      const Tree& tree = reader.tree();
      for (std::size_t m = 0; m < marked.marks.size(); ++m) {
        const auto& mark = marked.marks[m];
        // the word within the mark that hangs on one outside
        for (int i = 0; i < tree.size(); ++i) {
          const auto inside = [&](int word) {
            return word >= 0 && tree.token(word).begin >= mark.begin && tree.token(word).end <= mark.end;
          };
          if (!inside(i) || inside(tree.token(i).head) || tree.token(i).upos == Upos::punct ||
              tree.token(i).upos == Upos::adp || tree.token(i).upos == Upos::det)
            continue;
          const auto mention = reader.mention(i);
          answers[m] = {mention.id, mention.country, mention.name, false};
          if (const auto place = reader.place(i)) answers[m].is_place = place->kind == ActorKind::city;
          break;
        }
      }
    }
  });
  return answers;
}

bool names_another_country(const Answer& answer, const std::vector<Expectation>& ways) {
  if (answer.country.empty()) return false;
  return std::none_of(ways.begin(), ways.end(),
                      [&](const Expectation& way) { return pipeline().world().country_of(way.id) == answer.country; });
}

TEST(Mentions, NameWhomACarefulReaderTakesThemFor) {
  const auto files = read_stanza_folder(kRoot / "cases" / "mentions", ".cases");
  ASSERT_TRUE(files) << files.error().describe();
  std::map<std::string, Tally> by_kind;
  Tally all;
  for (const auto& file : *files)
    for (const auto& stanza : file.stanzas) {
      ASSERT_EQ(stanza.kind, "mentions") << file.path << ":" << stanza.line;
      for (const auto& line : stanza.lines) {
        const auto where = file.path.substr(kRoot.string().size() + 1) + ":" + std::to_string(line.line);
        const auto date = Date::parse(line.key);
        const auto arrow = line.value.rfind("=>");
        ASSERT_TRUE(date && arrow != std::string::npos) << where;
        const auto marked = unmarked(std::string_view(line.value).substr(0, arrow));
        const auto expected = list_of(std::string_view(line.value).substr(arrow + 2));
        ASSERT_EQ(marked.marks.size(), expected.size()) << where;
        const auto answers = answers_to(marked, date);
        for (std::size_t m = 0; m < answers.size(); ++m) {
          std::vector<Expectation> ways;
          for (const auto& way : list_of(expected[m], '|')) ways.emplace_back(way);
          const bool right =
              std::any_of(ways.begin(), ways.end(), [&](const Expectation& way) { return way.is_met_by(answers[m]); });
          const bool wrong_country = !right && names_another_country(answers[m], ways);
          for (auto* tally : {&all, &by_kind[stanza.id]}) {
            ++tally->asked;
            tally->right += right;
            tally->wrong_country += wrong_country;
          }
          if (!right)
            fmt::print("{}: {}{} is {}{} '{}', not {}\n", where, wrong_country ? "WRONG COUNTRY " : "",
                       marked.text.substr(marked.marks[m].begin, marked.marks[m].end - marked.marks[m].begin),
                       answers[m].id.empty() ? "nobody" : answers[m].id, answers[m].is_place ? " (place)" : "",
                       answers[m].name, expected[m]);
        }
      }
    }
  for (const auto& [kind, tally] : by_kind)
    fmt::print("mentions, {}: {} of {} right, {} with a wrong country\n", kind, tally.right, tally.asked,
               tally.wrong_country);
  fmt::print("mentions: {} of {} right, {} with a wrong country\n", all.right, all.asked, all.wrong_country);
  EXPECT_GE(all.asked, 300);
  EXPECT_GE(all.right * 100, all.asked * 95);
  EXPECT_LE(all.wrong_country * 100, all.asked * 2);
}

}  // namespace
}  // namespace demarche
