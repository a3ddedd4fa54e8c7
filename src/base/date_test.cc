#include "base/date.h"

#include <gtest/gtest.h>

namespace demarche {
namespace {

TEST(Date, ParsesOnlyDaysThatExist) {
  EXPECT_EQ(Date::parse("2022-09-07")->text(), "2022-09-07");
  EXPECT_EQ(Date::parse("2022-09-07T10:00:00Z")->text(), "2022-09-07");
  for (const auto* wrong : {"2022-02-30", "2022-13-01", "2022-9-7", "07/09/2022", "", "2022-09-07x"})
    EXPECT_FALSE(Date::parse(wrong)) << wrong;
}

TEST(Date, CountsDaysWeekdaysAndMonths) {
  const Date day = *Date::parse("2022-09-07");
  EXPECT_EQ(day.weekday(), 3);
  EXPECT_EQ(day.plus_days(-54), *Date::parse("2022-07-15"));
  EXPECT_EQ(day.days_since(*Date::parse("2022-07-15")), 54);
  EXPECT_EQ(Date::parse("2020-03-31")->plus_months(-1).text(), "2020-02-29");
}

TEST(Period, ParsesDayMonthAndYear) {
  EXPECT_EQ(Period::parse("2022-09")->end.text(), "2022-09-30");
  EXPECT_EQ(Period::parse("2022")->precision, DatePrecision::year);
  EXPECT_EQ(Period::parse("2022-09-07")->precision, DatePrecision::day);
  EXPECT_FALSE(Period::parse("2022-14"));
}

TEST(Validity, KnowsOpenEnds) {
  const auto since = Validity::parse("2013-09-15..");
  EXPECT_TRUE(since->covers(*Date::parse("2013-09-15")));
  EXPECT_FALSE(since->covers(*Date::parse("2013-09-14")));
  EXPECT_TRUE(Validity::parse("..1990")->covers(*Date::parse("1990-12-31")));
  EXPECT_TRUE(Validity::parse("2022")->covers(*Date::parse("2022-05-05")));
  EXPECT_FALSE(Validity::parse("lately"));
}

}  // namespace
}  // namespace demarche
