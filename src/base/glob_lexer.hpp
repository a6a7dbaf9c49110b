#pragma once

#include "base/glob_pattern.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace package_audit::base {

// The smallest thing that a pattern is made of, once its braces are multiplied out.
struct GlobAtom {
  enum class Kind { byte, any, star, globstar, set, slash };
  Kind kind = Kind::byte;
  char byte = '\0';
  std::size_t set = 0;
  std::size_t offset = 0; // in the pattern
};

// One brace-free reading of the pattern.
using GlobAtoms = std::vector<GlobAtom>;

// Every brace-free reading of `pattern`, in order; what its sets hold is appended to `sets`. Throws
// GlobError.
std::vector<GlobAtoms> expand_glob(std::string_view pattern, std::vector<GlobSet>& sets);

} // namespace package_audit::base
