#include "base/glob_pattern.hpp"

#include "base/glob_lexer.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace package_audit::base {

namespace {

[[noreturn]] void fail(std::size_t offset, std::string message) {
  throw GlobError{offset, std::move(message)};
}

GlobToken token(const GlobAtom& atom) {
  switch (atom.kind) {
  case GlobAtom::Kind::any:
    return {.kind = GlobToken::Kind::any};
  case GlobAtom::Kind::star:
    return {.kind = GlobToken::Kind::star};
  case GlobAtom::Kind::set:
    return {.kind = GlobToken::Kind::set, .set = atom.set};
  default:
    return {.kind = GlobToken::Kind::byte, .byte = atom.byte};
  }
}

GlobSegment segment(std::span<const GlobAtom> atoms) {
  GlobSegment result;
  for (const GlobAtom& atom : atoms) {
    if (atom.kind == GlobAtom::Kind::globstar) {
      if (atoms.size() > 1) {
        fail(atom.offset, "'**' must be a whole segment: write '**/*x' for a name at any depth");
      }
      return {.kind = GlobSegment::Kind::globstar};
    }
    if (atom.kind == GlobAtom::Kind::byte) {
      result.literal += atom.byte;
    } else {
      result.kind = GlobSegment::Kind::wildcard;
    }
    result.tokens.push_back(token(atom));
  }
  return result;
}

void refuse_dots(const GlobSegment& segment, std::size_t offset, bool first) {
  if (segment.kind != GlobSegment::Kind::literal) return;
  if (segment.literal == ".." || (segment.literal == "." && !first)) {
    fail(offset, "a path has no '.' or '..' segments");
  }
  if (segment.literal == ".") {
    fail(offset, "paths are relative to the package's root: leave out the './'");
  }
}

// Most paths are told from a pattern by their ends alone, so matches() looks there first.
void find_suffix(GlobAlternative& alternative) {
  const std::vector<GlobToken>& tokens = alternative.segments.back().tokens;
  const auto last_wildcard = std::find_if(tokens.rbegin(), tokens.rend(), [](const GlobToken& one) {
    return one.kind != GlobToken::Kind::byte;
  });
  for (auto token = last_wildcard.base(); token != tokens.end(); ++token)
    alternative.suffix += token->byte;
}

void find_prefix(GlobAlternative& alternative) {
  std::string& prefix = alternative.prefix;
  if (alternative.absolute) prefix = "/";
  const auto is_globstar = [](const GlobSegment& part) {
    return part.kind == GlobSegment::Kind::globstar;
  };
  bool first = true;
  for (auto part_at = alternative.segments.begin(); part_at != alternative.segments.end();
       ++part_at) {
    const GlobSegment& part = *part_at;
    if (is_globstar(part)) {
      // Nothing has to come behind it, unless a segment of another kind does.
      const bool is_end = std::all_of(part_at, alternative.segments.end(), is_globstar);
      alternative.folder = is_end && !first;
      if (!is_end && !first) prefix += '/';
      return;
    }
    if (!std::exchange(first, false)) prefix += '/';
    for (const GlobToken& one : part.tokens) {
      if (one.kind != GlobToken::Kind::byte) return;
      prefix += one.byte;
    }
  }
  alternative.literal = true;
}

GlobAlternative build(std::span<const GlobAtom> atoms, GlobUse use) {
  const auto is_slash = [](const GlobAtom& atom) { return atom.kind == GlobAtom::Kind::slash; };
  if (atoms.empty()) fail(0, "an alternative is empty: nothing has an empty path");
  GlobAlternative result;
  result.absolute = is_slash(atoms.front());
  if (result.absolute) atoms = atoms.subspan(1);
  if (atoms.empty()) fail(0, "'/' alone names no entry: '/**' is everything outside the root");
  const bool root = atoms.size() == 1 && atoms.front().byte == '.' && !result.absolute;
  while (!atoms.empty()) {
    const auto slash = std::find_if(atoms.begin(), atoms.end(), is_slash);
    const auto length = static_cast<std::size_t>(slash - atoms.begin());
    const std::size_t offset = atoms.front().offset;
    if (length == 0) fail(offset, "an empty segment between two '/'");
    result.segments.push_back(segment(atoms.first(length)));
    if (use == GlobUse::path && !root) {
      refuse_dots(result.segments.back(), offset, result.segments.size() == 1);
    }
    if (slash == atoms.end()) break;
    atoms = atoms.subspan(length + 1);
    if (atoms.empty()) result.segments.push_back({.kind = GlobSegment::Kind::globstar});
  }
  find_prefix(result);
  find_suffix(result);
  return result;
}

} // namespace

GlobPattern parse_glob(std::string_view pattern, GlobUse use) {
  GlobPattern result;
  for (const GlobAtoms& atoms : expand_glob(pattern, result.sets)) {
    result.alternatives.push_back(build(atoms, use));
    const std::string& suffix = result.alternatives.back().suffix;
    if (suffix.empty()) {
      result.last_bytes.set();
    } else {
      result.last_bytes.set(static_cast<unsigned char>(suffix.back()));
    }
    if (result.alternatives.back().absolute != result.alternatives.front().absolute) {
      fail(0, "some alternatives begin with '/' and some do not: write two patterns");
    }
  }
  return result;
}

std::string escape_glob(std::string_view text, GlobEscape escape) {
  const bool for_file = escape == GlobEscape::policy_file;
  // printable() escapes backslashes by itself.
  const std::string_view special = for_file ? "*?[]{}$" : "*?[]{},\\";
  std::string escaped;
  for (const char c : for_file ? printable(text) : std::string(text)) {
    if (special.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

} // namespace package_audit::base
