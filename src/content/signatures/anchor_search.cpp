#include "content/signatures/anchor_search.hpp"

#include <algorithm>

namespace package_audit::content::signatures {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool is_same_in_any_case(char a, char b) {
  return lower(a) == lower(b);
}

} // namespace

bool matches_at(const Anchor& anchor, std::string_view text, std::size_t begin) {
  const std::string_view there = text.substr(begin, anchor.bytes.size());
  if (!anchor.any_case) return there == anchor.bytes;
  return std::equal(there.begin(), there.end(), anchor.bytes.begin(), anchor.bytes.end(),
                    is_same_in_any_case);
}

bool contains(std::string_view text, std::string_view part, bool any_case) {
  if (!any_case || part.empty()) return text.find(part) != std::string_view::npos;
  return std::search(text.begin(), text.end(), part.begin(), part.end(), is_same_in_any_case) !=
         text.end();
}

} // namespace package_audit::content::signatures
