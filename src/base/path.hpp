#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::base {

// The part behind the last '/'. A trailing '/' does not count.
std::string_view base_name(std::string_view path);

// The parts between slashes; empty parts ("a//b", a leading or trailing '/') are left out.
std::vector<std::string_view> components(std::string_view path);

// How many parts that are.
std::size_t depth_of(std::string_view path);

// True when following `path` from the folder `from` (both relative to one root) leaves that root.
// An absolute `path` does.
bool escapes(std::string_view from, std::string_view path);

// ASCII only, so that the answer does not depend on the locale.
constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);
bool ends_with_ignoring_case(std::string_view text, std::string_view suffix);

} // namespace package_audit::base
