#include "base/glob.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::base {
namespace {

// The reference: slow, and short enough to be seen to be right. It knows patterns without errors
// only.

std::vector<std::string> without_braces(const std::string& pattern) {
  const std::size_t open = pattern.find('{');
  if (open == std::string::npos) return {pattern};
  std::vector<std::string> parts(1);
  std::size_t at = open + 1;
  for (int depth = 1; depth > 0; ++at) {
    const char c = pattern[at];
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (depth == 0) break;
    if (c == ',' && depth == 1) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  std::vector<std::string> result;
  for (const std::string& part : parts) {
    const std::string one = pattern.substr(0, open) + part + pattern.substr(at + 1);
    for (std::string& plain : without_braces(one))
      result.push_back(std::move(plain));
  }
  return result;
}

bool segment_matches(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*') {
    return segment_matches(pattern.substr(1), text) ||
           (!text.empty() && segment_matches(pattern, text.substr(1)));
  }
  if (text.empty()) return false;
  if (pattern[0] == '[') {
    const bool negated = pattern[1] == '!';
    const std::size_t end = pattern.find(']');
    const std::string_view members = pattern.substr(negated ? 2 : 1, end - (negated ? 2 : 1));
    const bool in = members.size() == 3 && members[1] == '-'
                        ? members[0] <= text[0] && text[0] <= members[2]
                        : members.find(text[0]) != std::string_view::npos;
    return in != negated && segment_matches(pattern.substr(end + 1), text.substr(1));
  }
  return (pattern[0] == '?' || pattern[0] == text[0]) &&
         segment_matches(pattern.substr(1), text.substr(1));
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '/') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

using Segments = std::vector<std::string>;

// "**" as it was written, told from two stars that only braces bring together.
const std::string k_globstar = "\x01";

std::string with_marked_globstars(std::string pattern) {
  for (std::size_t at = 0; (at = pattern.find("**")) != std::string::npos;)
    pattern.replace(at, 2, k_globstar);
  return pattern;
}

bool odd(const std::string& segment) {
  return segment.empty() || segment == "." || segment == "..";
}

bool segments_match(const Segments& pattern, std::size_t p, const Segments& path, std::size_t s) {
  if (p == pattern.size()) return s == path.size();
  if (pattern[p] == k_globstar) {
    return segments_match(pattern, p + 1, path, s) ||
           (s < path.size() && !odd(path[s]) && segments_match(pattern, p, path, s + 1));
  }
  if (s == path.size()) return false;
  const bool wild = pattern[p].find_first_of("*?[") != std::string::npos;
  if (wild && odd(path[s])) return false;
  return segment_matches(pattern[p], path[s]) && segments_match(pattern, p + 1, path, s + 1);
}

bool reference_matches(const std::string& pattern, std::string_view path) {
  for (std::string one : without_braces(with_marked_globstars(pattern))) {
    const bool absolute = one.front() == '/';
    if (absolute != path.starts_with('/')) continue;
    if (absolute) one.erase(0, 1);
    if (one.back() == '/') one += k_globstar;
    if (segments_match(split(one), 0, split(path.substr(absolute ? 1 : 0)), 0)) return true;
  }
  return false;
}

class Generator {
public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  std::string pattern() {
    return (one_in(8) ? "/" : "") + join(3, [this] { return piece(); });
  }

  std::string path() {
    return (one_in(8) ? "/" : "") + join(5, [this] { return path_segment(); });
  }

private:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }

  bool one_in(std::uint32_t n) { return below(n) == 0; }

  template <class Part>
  std::string join(std::uint32_t most, Part part) {
    std::string text = part();
    for (std::uint32_t i = below(most); i > 0; --i)
      text += "/" + part();
    return text;
  }

  // Two letters and short runs: long enough to backtrack, small enough to match often.
  std::string path_segment() {
    static const std::vector<std::string> k_odd{"", ".", ".."};
    if (one_in(20)) return k_odd[below(3)];
    std::string text;
    for (std::uint32_t i = 1 + below(4); i > 0; --i)
      text += "ab."[one_in(8) ? 2 : below(2)];
    return text;
  }

  std::string piece() {
    if (one_in(3)) return "**";
    std::string text;
    for (std::uint32_t i = 1 + below(4); i > 0; --i)
      text += token(2);
    return one_in(12) ? text + "/" : text;
  }

  std::string token(int nesting) {
    switch (below(nesting > 0 ? 9 : 7)) {
    case 0:
    case 1:
      return "*";
    case 2:
      return "?";
    case 3:
      return one_in(2) ? "[a-b]" : "[!a]";
    case 4:
      return "a";
    case 5:
      return ".";
    case 6:
      return "b";
    default: {
      std::string text = "{";
      for (std::uint32_t i = 1 + below(2); i > 0; --i)
        text += (one_in(4) ? "" : token(nesting - 1)) + (one_in(8) ? "/a" : "") + ",";
      return text + token(nesting - 1) + "}";
    }
    }
  }

  std::mt19937 random_;
};

// A pattern may come out malformed ("**" glued to a letter); those say nothing here.
TEST(GlobProperty, AgreesWithTheReferenceMatcher) {
  Generator generator(20240229);
  int patterns = 0;
  int matched = 0;
  for (int i = 0; i < 2'500; ++i) {
    const std::string pattern = generator.pattern();
    try {
      const Glob glob(pattern);
      ++patterns;
      for (int j = 0; j < 16; ++j) {
        const std::string path = generator.path();
        const bool expected = reference_matches(pattern, path);
        ASSERT_EQ(glob.matches(path), expected) << pattern << " on " << path;
        matched += expected ? 1 : 0;
      }
    } catch (const GlobError&) {
      continue;
    }
  }
  EXPECT_GT(patterns, 500);
  EXPECT_GT(matched, 500);
}

} // namespace
} // namespace package_audit::base
