#pragma once

#include "base/glob.hpp"

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::base {

// A pattern taken to pieces: braces are multiplied out, so that each alternative is a plain row of
// segments.

using GlobSet = std::bitset<256>;

struct GlobToken {
  enum class Kind { byte, any, star, set };
  Kind kind = Kind::byte;
  char byte = '\0';
  std::size_t set = 0; // index into GlobPattern::sets
};

struct GlobSegment {
  enum class Kind { literal, wildcard, globstar };
  Kind kind = Kind::literal;
  std::string literal{};
  std::vector<GlobToken> tokens{};
};

struct GlobAlternative {
  bool absolute = false;
  std::vector<GlobSegment> segments{};
  // The common beginning and end of all matching paths; `prefix` is the whole path when `literal`.
  std::string prefix{};
  // `prefix` is a folder: it matches, and so does all below it.
  bool folder = false;
  std::string suffix{};
  bool literal = false;
};

struct GlobPattern {
  std::vector<GlobSet> sets{};
  std::vector<GlobAlternative> alternatives{};
  // The last bytes of all matching paths.
  GlobSet last_bytes{};
};

// Throws GlobError.
GlobPattern parse_glob(std::string_view pattern, GlobUse use);

// `policy_file`: bytes that are not printable become \xNN, and '$' is escaped, too.
enum class GlobEscape { pattern, policy_file };

// The pattern that matches `text` and nothing else, segment by segment: '/' is kept.
std::string escape_glob(std::string_view text, GlobEscape escape = GlobEscape::pattern);

} // namespace package_audit::base
