#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::base {

// A pattern over policy paths, always anchored at both ends, byte by byte, case-sensitive:
//
//   *        any run of bytes except '/'            ?      one byte except '/'
//   **       any run of whole segments, also none; only as a whole segment
//   [a-z]    one byte of the set, [!a-z] not of it; never '/'
//   {a,b}    either alternative; may nest, may hold '/'
//   \c       the byte c itself; \xNN the byte with that hexadecimal value
//   dir/     a trailing '/' means that folder and everything below it
//
// A path that begins with '/' (outside the package's root) is matched only by a pattern that does.
// The root itself is matched only by the pattern ".". No wildcard matches an empty segment, "." or
// "..".

// Patterns for link targets may hold "." and ".." segments, which stand for themselves.
enum class GlobUse { path, link_target };

// The common beginning of all paths that match one alternative of a pattern. With is_folder, a path
// equals the text or lies below it.
struct GlobBeginning {
  std::string_view text{};
  bool is_folder = false;
};

class Glob {
public:
  // Throws GlobError. `pattern` must have no variables left to substitute.
  explicit Glob(std::string_view pattern, GlobUse use = GlobUse::path);

  bool matches(std::string_view path) const;

  // True when no path but one can match.
  bool is_literal() const;

  // That path, without the escapes of text(); empty when several can match.
  std::string_view literal() const;

  // One for each alternative of the pattern; views of this.
  std::vector<GlobBeginning> beginnings() const;

  const std::string& text() const { return text_; }

private:
  struct Compiled;
  std::string text_;
  // Immutable, so copies of a Glob share it.
  std::shared_ptr<const Compiled> compiled_;
};

// A malformed pattern. `offset` is the byte of the pattern where the fault was seen.
struct GlobError {
  std::size_t offset = 0;
  std::string message{};
};

} // namespace package_audit::base
