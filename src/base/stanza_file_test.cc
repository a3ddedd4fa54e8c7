#include "base/stanza_file.h"

#include <gmock/gmock.h>

namespace demarche {
namespace {

TEST(StanzaFile, ReadsStanzasLinesAndPlaces) {
  const auto file = parse_stanzas(
      "f", "# head\nstate ALB\n  name   Albania  # the country\n  also   a;\n         b\n\nstate IRN\n  name Iran\n");
  ASSERT_TRUE(file);
  ASSERT_EQ(file->stanzas.size(), 2u);
  const auto& albania = file->stanzas[0];
  EXPECT_EQ(albania.kind, "state");
  EXPECT_EQ(albania.id, "ALB");
  EXPECT_EQ(albania.value("name"), "Albania");
  EXPECT_EQ(albania.find("name")->line, 3u);
  EXPECT_EQ(albania.find("name")->value_column, 10u);
  EXPECT_THAT(list_of(albania.value("also")), testing::ElementsAre("a", "b"));
  EXPECT_EQ(albania.find("capital"), nullptr);
}

TEST(StanzaFile, NamesTheLineThatBelongsToNoStanza) {
  const auto file = parse_stanzas("f", "\n  name Albania\n");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().describe(), "f:2:3: an indented line before the first stanza: 'name Albania'");
}

}  // namespace
}  // namespace demarche
