#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace package_audit::base {

// A day of the Gregorian calendar, in UTC wherever it stands for now. There is no default: a date
// that was forgotten would make everything that expires valid for ever.
struct Date {
  constexpr Date(int its_year, unsigned its_month, unsigned its_day)
      : year(its_year), month(its_month), day(its_day) {}

  int year;
  unsigned month; // from 1
  unsigned day;   // from 1

  auto operator<=>(const Date&) const = default;
};

// "2027-03-31"; nothing for any other form and for days that no calendar has.
std::optional<Date> parse_date(std::string_view text);

std::string to_string(const Date& date);

// Of the system's clock, in UTC.
Date current_date();

} // namespace package_audit::base
