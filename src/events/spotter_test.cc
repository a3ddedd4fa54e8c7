// What may hold an event, by a lexicon of four forms.
#include "events/spotter.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/stanza_file.h"
#include "base/text_file.h"

namespace demarche {
namespace {

constexpr std::string_view kForms = R"(
entry test/blame
  code  112 ACCUSE/allege
  verb  blame R for E
entry test/attack
  code  190 ASSAULT
  noun  attack on R
entry test/release
  code  075 AID
  verb  release R:prisoner|@party
entry test/keen
  code  030 AGREE
  adj   keen on @ties
class ties
  words tie; relation
class units-of-terms
  words hour; day
class setting-terms
  words leave; give
)";

Result<Lexicon> small_lexicon() {
  const auto folder = std::filesystem::path(testing::TempDir()) / ("demarche-spotter-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / "lexicon");
  std::filesystem::copy(DEMARCHE_SOURCE_DIR "/knowledge/ontology", folder / "ontology");
  (void)write_file(folder / "lexicon" / "test.lexicon", kForms);
  auto lexicon = Lexicon::load(folder);
  std::filesystem::remove_all(folder);
  return lexicon;
}

TEST(Spotter, AsksForHeadWordsBoundWordsAndPrepositions) {
  const auto lexicon = small_lexicon();
  ASSERT_TRUE(lexicon) << lexicon.error().describe();
  const std::vector<std::pair<std::string, std::string>> irregular = {{"gave", "give"}, {"given", "give"}};
  const Spotter spotter(*lexicon, irregular);
  const struct {
    std::string_view text;
    bool holds;
  } cases[] = {
      {"Iran blamed them for it", true},
      {"Iran blames them", false},               // nothing behind "for"
      {"the blamer for it", false},              // verbs are not compared
      {"it came under attack from Iran", true},  // whom it is on may be the verb's
      {"it released the man", true},             // somebody who may act need be no prisoner
      {"it was keener on closer ties", true},    // adjectives are
      {"it was keen on tea", false},             // none of the words bound
      {"they were given 48 hours", true},        // a term to leave
      {"they waited 48 hours", false},
      {"it rained for two days", false},
  };
  for (const auto& each : cases) {
    Sentence sentence;
    for (const auto& form : list_of(each.text, ' ')) sentence.tokens.emplace_back().form = form;
    EXPECT_EQ(spotter.may_hold_event(sentence), each.holds) << each.text;
  }
}

}  // namespace
}  // namespace demarche
