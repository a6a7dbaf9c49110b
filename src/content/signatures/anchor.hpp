#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace package_audit::content::signatures {

// Literal bytes to look for; at least k_shortest of them.
struct Anchor {
  static constexpr std::size_t k_shortest = 3;

  std::string bytes{};
  // ASCII letters in it match in either case.
  bool any_case = false;
};

// Whether `anchor` stands in `text` at `begin`.
bool stands_at(const Anchor& anchor, std::string_view text, std::size_t begin);

// Whether `part` stands anywhere in `text`.
bool holds(std::string_view text, std::string_view part, bool any_case);

} // namespace package_audit::content::signatures
