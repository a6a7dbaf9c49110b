#include "base/date.hpp"

#include <gtest/gtest.h>

namespace package_audit::base {
namespace {

TEST(Date, IsYearMonthDay) {
  EXPECT_EQ(parse_date("2027-03-31"), Date(2027, 3, 31));
  EXPECT_EQ(parse_date("2028-02-29"), Date(2028, 2, 29));
}

TEST(Date, HasNoOtherForm) {
  for (const char* const text : {"", "2027-3-31", "2027-03-31 ", "20270331", "31-03-2027",
                                 "2027/03/31", "2027-03-3x", "-027-03-31", "+027-03-31"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Date, IsInTheCalendar) {
  for (const char* const text :
       {"2027-02-29", "2027-04-31", "2027-13-01", "2027-00-10", "2027-01-00", "2100-02-29"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Date, IsWrittenAsItIsRead) {
  EXPECT_EQ(to_string(Date(2027, 3, 1)), "2027-03-01");
}

TEST(Date, IsOrderedByTheCalendar) {
  EXPECT_LT(Date(2026, 12, 31), Date(2027, 1, 1));
  EXPECT_LT(Date(2027, 1, 31), Date(2027, 2, 1));
  EXPECT_EQ(Date(2027, 2, 1), Date(2027, 2, 1));
}

TEST(Date, OfTheClockIsInTheCalendar) {
  const Date today = current_date();
  EXPECT_EQ(parse_date(to_string(today)), today);
  EXPECT_GT(today, Date(2020, 1, 1));
}

} // namespace
} // namespace package_audit::base
