#include "events/dates.h"

#include <gtest/gtest.h>

namespace demarche {
namespace {

// Words without a tree are enough for the grammar of dates.
std::string read(const std::string& text, const char* today) {
  Sentence sentence;
  std::uint32_t at = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    Token token;
    token.form = token.lemma = text.substr(begin, end - begin);
    token.upos = token.form[0] >= 'A' && token.form[0] <= 'Z' ? Upos::propn : Upos::noun;
    token.begin = at;
    at += static_cast<std::uint32_t>(token.form.size());
    token.end = at++;
    sentence.tokens.push_back(token);
    begin = end + 1;
  }
  std::string told;
  for (const auto& expression : time_expressions(Tree(sentence), *today ? Date::parse(today) : std::nullopt)) {
    if (!told.empty()) told += "; ";
    if (!expression.period)
      told += "? " + expression.text;
    else
      told += expression.period->begin.text() +
              (expression.period->begin == expression.period->end ? "" : ".." + expression.period->end.text());
  }
  return told;
}

TEST(TimeExpressions, AreReadAndReckoned) {
  const struct {
    const char *text, *today, *want;
  } cases[] = {
      {"severed ties on September 7 , 2022 at once", "", "2022-09-07"},
      {"on 7 September 2022", "", "2022-09-07"},
      {"in December 2018", "", "2018-12-01..2018-12-31"},
      {"attacked on July 15", "2022-09-07", "2022-07-15"},
      {"expelled in December", "2019-01-10", "2018-12-01..2018-12-31"},
      {"said on Wednesday", "2022-09-07", "2022-09-07"},
      {"said on Tuesday", "2022-09-07", "2022-09-06"},
      {"will meet on Friday", "2022-09-07", "2022-09-09"},
      {"last week", "2022-09-07", "2022-08-29..2022-09-04"},
      {"last year", "2022-09-07", "2021-01-01..2021-12-31"},
      {"three days ago", "2022-09-07", "2022-09-04"},
      {"yesterday", "2022-03-01", "2022-02-28"},
      {"severed in 1979", "", "1979-01-01..1979-12-31"},
      {"bad from the 2018 year", "2022-09-07", "2018-01-01..2018-12-31"},
      {"about 1979 soldiers", "2022-09-07", ""},
      {"the troops march in May", "2022-09-07", "2022-05-01..2022-05-31"},
      {"said on Wednesday", "", "? Wednesday"},
      {"on Sept. 7", "2022-09-08", "2022-09-07"},
      {"on Wednesday evening", "2022-09-07", "2022-09-07"},
      {"in the 1990s", "2022-09-07", "1990-01-01..1999-12-31"},
      {"in the early 1990s", "", "1990-01-01..1993-12-31"},
      {"twenty years ago", "2022-09-07", "2002-01-01..2002-12-31"},
      {"in December 1992 and during the same decade", "2022-09-07", "1992-12-01..1992-12-31; 1990-01-01..1999-12-31"},
      {"in the 1990s and in those years", "2022-09-07", "1990-01-01..1999-12-31; 1990-01-01..1999-12-31"},
      {"on 3 March 2022 and in those years", "2022-09-07", "2022-03-03; ? those years"},
      {"two decades earlier", "2022-09-07", "2002-01-01..2002-12-31"},
      {"a few months ago", "2022-09-07", "? few months ago"},
      {"on April 7 , 1980 , and five months later", "2022-09-07", "1980-04-07; 1980-09-01..1980-09-30"},
      {"on April 7 , 1980 , and the following day", "2022-09-07", "1980-04-07; 1980-04-08"},
      {"on April 7 , 1980 , and later that year", "2022-09-07", "1980-04-07; 1980-01-01..1980-12-31"},
      {"in March 1991 and a year earlier", "2022-09-07", "1991-03-01..1991-03-31; 1990-01-01..1990-12-31"},
      {"on Tuesday and a year earlier", "2022-09-07", "2022-09-06; 2021-01-01..2021-12-31"},
      {"the same day", "2022-09-07", "2022-09-07"},
      {"from 3 March 2022 to 5 March 2022", "", "2022-03-03..2022-03-05"},
      {"between 2013 and 2016", "", "2013-01-01..2016-12-31"},
      {"sanctioned Iran earlier in the month", "2022-09-07", "2022-09-01..2022-09-30"},
      {"last night", "2022-03-01", "2022-02-28"},
  };
  for (const auto& one : cases) EXPECT_EQ(read(one.text, one.today), one.want) << one.text;
}

}  // namespace
}  // namespace demarche
