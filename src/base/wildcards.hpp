#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace package_audit::base {

// Whether `pattern` matches the whole of `text`. An element for which `is_star` is true matches any
// run of bytes, every other one a single byte, which `matches(element, byte)` decides. Only the
// last star is ever extended: whatever an earlier one could gain, the last one can too. So the time
// is at most the product of the two lengths.
template <typename Pattern, typename IsStar, typename Matches>
bool matches_wildcards(const Pattern& pattern, std::string_view text, const IsStar& is_star,
                       const Matches& matches) {
  constexpr std::size_t k_none = static_cast<std::size_t>(-1);
  std::size_t element = 0;
  std::size_t at = 0;
  std::size_t star = k_none;
  std::size_t star_end = 0;
  while (at < text.size()) {
    if (element < pattern.size() && is_star(pattern[element])) {
      star = element++;
      star_end = at;
    } else if (element < pattern.size() && matches(pattern[element], text[at])) {
      ++element;
      ++at;
    } else if (star != k_none) {
      element = star + 1;
      at = ++star_end;
    } else {
      return false;
    }
  }
  return std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(element), pattern.end(),
                     is_star);
}

} // namespace package_audit::base
