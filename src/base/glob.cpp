#include "base/glob.hpp"

#include "base/glob_pattern.hpp"
#include "base/wildcards.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

namespace package_audit::base {

namespace {

constexpr std::size_t k_none = static_cast<std::size_t>(-1);

// The first segment of `path`, which loses it and the slash behind it. `more` tells a path that is
// used up from one that ends with an empty segment.
struct PathCursor {
  std::string_view rest{};
  bool more = true;

  std::string_view segment() const { return rest.substr(0, rest.find('/')); }

  void advance() {
    const std::size_t slash = rest.find('/');
    more = slash != std::string_view::npos;
    rest.remove_prefix(more ? slash + 1 : rest.size());
  }
};

bool wildcards_may_match(std::string_view segment) {
  return !segment.empty() && segment != "." && segment != "..";
}

bool matches_byte(const GlobToken& token, char byte, std::span<const GlobSet> sets) {
  switch (token.kind) {
  case GlobToken::Kind::byte:
    return token.byte == byte;
  case GlobToken::Kind::set:
    return sets[token.set].test(static_cast<std::uint8_t>(byte));
  case GlobToken::Kind::any:
  case GlobToken::Kind::star:
    return true;
  }
  return false;
}

bool matches_tokens(std::span<const GlobToken> tokens, std::string_view text,
                    std::span<const GlobSet> sets) {
  return matches_wildcards(
      tokens, text, [](const GlobToken& token) { return token.kind == GlobToken::Kind::star; },
      [&](const GlobToken& token, char byte) { return matches_byte(token, byte, sets); });
}

bool matches_segment(const GlobSegment& segment, std::string_view text,
                     std::span<const GlobSet> sets) {
  if (segment.kind == GlobSegment::Kind::literal) return segment.literal == text;
  return wildcards_may_match(text) && matches_tokens(segment.tokens, text, sets);
}

// As matches_wildcards(), with segments for bytes and "**" for the star.
bool matches_segments(std::span<const GlobSegment> segments, std::string_view path,
                      std::span<const GlobSet> sets) {
  PathCursor cursor{.rest = path};
  PathCursor star_end;
  std::size_t at = 0;
  std::size_t star = k_none;
  while (cursor.more) {
    if (at < segments.size() && segments[at].kind == GlobSegment::Kind::globstar) {
      star = at++;
      star_end = cursor;
    } else if (at < segments.size() && matches_segment(segments[at], cursor.segment(), sets)) {
      ++at;
      cursor.advance();
    } else if (star != k_none && wildcards_may_match(star_end.segment())) {
      at = star + 1;
      star_end.advance();
      cursor = star_end;
    } else {
      return false;
    }
  }
  return std::all_of(segments.begin() + static_cast<std::ptrdiff_t>(at), segments.end(),
                     [](const GlobSegment& s) { return s.kind == GlobSegment::Kind::globstar; });
}

} // namespace

struct Glob::Compiled {
  GlobPattern pattern{};
};

Glob::Glob(std::string_view pattern, GlobUse use)
    : text_(pattern), compiled_(std::make_shared<Compiled>(Compiled{parse_glob(pattern, use)})) {}

bool Glob::matches(std::string_view path) const {
  const GlobPattern& pattern = compiled_->pattern;
  // Nearly always the answer.
  if (!path.empty() && !pattern.last_bytes.test(static_cast<unsigned char>(path.back()))) {
    return false;
  }
  return std::any_of(
      pattern.alternatives.begin(), pattern.alternatives.end(), [&](const GlobAlternative& one) {
        if (one.literal) return path == one.prefix;
        if (!path.starts_with(one.prefix) || !path.ends_with(one.suffix) ||
            path.starts_with('/') != one.absolute) {
          return false;
        }
        return matches_segments(one.segments, path.substr(one.absolute ? 1 : 0), pattern.sets);
      });
}

std::vector<GlobBeginning> Glob::beginnings() const {
  std::vector<GlobBeginning> beginnings;
  for (const GlobAlternative& one : compiled_->pattern.alternatives)
    beginnings.push_back({.text = one.prefix, .is_folder = one.folder});
  return beginnings;
}

bool Glob::is_literal() const {
  return !literal().empty();
}

std::string_view Glob::literal() const {
  const std::vector<GlobAlternative>& alternatives = compiled_->pattern.alternatives;
  const bool one = alternatives.size() == 1 && alternatives.front().literal;
  return one ? std::string_view(alternatives.front().prefix) : std::string_view();
}

} // namespace package_audit::base
