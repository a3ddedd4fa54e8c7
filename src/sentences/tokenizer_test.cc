// Tables of text and the tokens it parts into: "|" between tokens, "+" inside a fused one.
#include "sentences/tokenizer.h"

#include <gtest/gtest.h>

namespace demarche {
namespace {

std::string parted(std::string_view text) {
  std::string out;
  for (const auto& token : tokens_of(text)) {
    if (!out.empty()) out += "|";
    if (token.split) {
      out += text.substr(token.begin, token.split - token.begin);
      out += "+";
      out += text.substr(token.split, token.end - token.split);
    } else {
      out += text.substr(token.begin, token.end - token.begin);
    }
  }
  return out;
}

TEST(Tokenizer, PartsNews) {
  const std::pair<const char*, const char*> table[] = {
      {"TIRANA, Albania (AP) -- Iran's envoy left.", "TIRANA|,|Albania|(|AP|)|--|Iran+'s|envoy|left|."},
      {"The U.S. said Gen. J. Smith met Mr. Rama.", "The|U.S.|said|Gen.|J.|Smith|met|Mr.|Rama|."},
      {"a 24-hour deadline", "a|24|-|hour|deadline"},
      {"cyber-attacks and e-mails", "cyber|-|attacks|and|e-mails"},
      {"anti-government, pre-war", "anti-government|,|pre-war"},
      {"al-Qaeda’s leader", "al|-|Qaeda+’s|leader"},
      {"\"We won't,\" he said.", "\"|We|wo+n't|,|\"|he|said|."},
      {"“We don’t,” she said…", "“|We|do+n’t|,|”|she|said|…"},
      {"It cannot; they're gonna.", "It|can+not|;|they+'re|gon+na|."},
      {"the workers' union", "the|workers+'|union"},
      {"paid $1.5bn, or 3.2% of €40", "paid|$|1.5|bn|,|or|3.2|%|of|€|40"},
      {"from 1990-1991, 5-10 of them", "from|1990|-|1991|,|5|-|10|of|them"},
      {"at 10:30, on 2022-09-07", "at|10:30|,|on|2022-09-07"},
      {"see https://a.org/x-y?q=1, or mail a.b@c.org.", "see|https://a.org/x-y?q=1|,|or|mail|a.b@c.org|."},
      {"He is ill. Then", "He|is|ill|.|Then"},
      {"No. 5 said no.", "No.|5|said|no|."},
      {"tanks, guns, etc. were", "tanks|,|guns|,|etc.|were"},
      {"left—at once", "left|—|at|once"},
      {"What?! Well...", "What|?!|Well|..."},
      {"fine :) yes", "fine|:)|yes"},
  };
  for (const auto& [text, tokens] : table) EXPECT_EQ(parted(text), tokens) << text;
}

TEST(Tokenizer, KeepsSpacesOfManyKinds) {
  EXPECT_EQ(parted("10\xC2\xA0May\xE2\x80\x8B 2022\r\n\tnow"), "10|May|2022|now");
  const auto tokens = tokens_of("one, two\n\nthree");
  ASSERT_EQ(tokens.size(), 4u);
  EXPECT_FALSE(tokens[0].space_after);
  EXPECT_TRUE(tokens[1].space_after);
  EXPECT_TRUE(tokens[2].break_after);
}

// Whatever comes in, tokens are in order, not empty, inside the text, and hold every byte that is no white space.
TEST(Tokenizer, LosesNothingOfHostileText) {
  std::vector<std::string> texts = {"\x1A\x1A's 'n't '' ''s -- - -",
                                    "s'",
                                    "'s",
                                    "n't",
                                    "’s",
                                    "...!!!???",
                                    "((((",
                                    "\"\"\"",
                                    "$",
                                    "#",
                                    "@",
                                    "a--b---c----",
                                    "x’",
                                    "’’’"};
  texts.push_back(std::string(5000, 'a'));
  texts.push_back(std::string(5000, '-'));
  texts.push_back(std::string(3000, '\''));
  std::string mixed;
  std::uint32_t state = 7;
  const std::string_view alphabet[] = {"a", "B",  "'", "s", ".", "-", "’", "\xC2\xAD", "é", "😀", "\x1A", "(",
                                       ")", "\"", "/", "9", ",", ":", " ", "\n",       "$", "<", "@",    "n't"};
  for (int i = 0; i < 20000; ++i) {
    state = state * 1664525u + 1013904223u;
    mixed += alphabet[(state >> 16) % std::size(alphabet)];
  }
  texts.push_back(mixed);
  for (const auto& text : texts) {
    std::size_t at = 0;
    for (const auto& token : tokens_of(text)) {
      ASSERT_LE(at, token.begin);
      ASSERT_EQ(text.substr(at, token.begin - at).find_first_not_of(" \n"), std::string::npos) << text.substr(at, 40);
      ASSERT_LT(token.begin, token.end);
      if (token.split) {
        ASSERT_LT(token.begin, token.split);
        ASSERT_LT(token.split, token.end);
      }
      at = token.end;
    }
    ASSERT_EQ(text.substr(at).find_first_not_of(" \n"), std::string::npos);
  }
}

}  // namespace
}  // namespace demarche
