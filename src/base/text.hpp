#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit::base {

// The one place that escapes bytes of a package for a terminal, a log or JSON. Printable UTF-8
// stays; a backslash is doubled; every byte of control characters, of characters that change the
// direction or the look of a line, and of invalid UTF-8 becomes \xNN. No two names have the same
// text, and a glob (glob.hpp) of that text matches the name.
std::string printable(std::string_view bytes);

bool is_utf8(std::string_view bytes);

// Offset of the first byte that is not part of valid UTF-8; npos in valid text.
std::size_t find_invalid_utf8(std::string_view bytes);

// "512 B", "1.5 MiB": three digits at most, powers of 1024.
std::string human_size(std::uint64_t bytes);

// Columns that printable() text takes, counting a code point as one.
std::size_t display_width(std::string_view text);

// Breaks `text` at spaces so that no line is longer than `width` columns where a word allows it;
// every line after the first begins with `indent` spaces. `text` begins at column `indent`.
std::string wrap(std::string_view text, std::size_t indent, std::size_t width);

// "1 file", "2 files".
std::string count_of(std::uint64_t count, std::string_view singular, std::string_view plural);

} // namespace package_audit::base
