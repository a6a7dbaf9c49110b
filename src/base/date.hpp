#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace package_audit::base {

// "2027-03-31"; nothing for any other form and for days that no calendar has.
std::optional<std::chrono::year_month_day> parse_date(std::string_view text);

std::string to_string(std::chrono::year_month_day date);

} // namespace package_audit::base
