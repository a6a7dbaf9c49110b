#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace package_audit::formats::tar {

// The octal number in a header field: digits, then nothing but blanks and NULs. Nothing for
// anything else, such as signs, blanks in front, or no digit at all.
std::optional<std::uint64_t> tar_octal(std::string_view field);

// As tar_octal, or the base-256 form of GNU tar ("Extensions to Traditional Formats") for a number
// that is too large for the field's octal digits. Nothing for base-256 where octal would do.
std::optional<std::uint64_t> tar_number(std::string_view field);

// True for a negative number in base-256, the only form of one.
bool is_negative_tar_number(std::string_view field);

} // namespace package_audit::formats::tar
