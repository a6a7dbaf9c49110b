#include "base/path.hpp"

#include <algorithm>

namespace package_audit::base {

namespace {

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

} // namespace

std::string_view base_name(std::string_view path) {
  while (path.size() > 1 && path.back() == '/')
    path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos || path.size() == 1) return path;
  return path.substr(slash + 1);
}

std::vector<std::string_view> components(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (!part.empty()) parts.push_back(part);
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return parts;
}

std::size_t depth_of(std::string_view path) {
  std::size_t depth = 0;
  char before = '/';
  for (const char c : path) {
    if (before == '/' && c != '/') ++depth;
    before = c;
  }
  return depth;
}

bool escapes(std::string_view from, std::string_view path) {
  if (path.starts_with('/')) return true;
  std::ptrdiff_t depth = 0;
  for (const std::string_view whole : {from, path}) {
    for (const std::string_view part : components(whole)) {
      if (part == ".") continue;
      depth += part == ".." ? -1 : 1;
      if (depth < 0) return true;
    }
  }
  return false;
}

std::string to_lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    c = to_lower(c);
  return result;
}

std::string to_upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), upper);
  return result;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower(x) == to_lower(y); });
}

bool ends_with_ignoring_case(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         equal_ignoring_case(text.substr(text.size() - suffix.size()), suffix);
}

} // namespace package_audit::base
