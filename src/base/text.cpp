#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <utf8proc.h>

namespace package_audit::base {

namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 0;
};

// The character at the start of `bytes`; length 0 when there is no valid one (RFC 3629: overlong
// forms, surrogates and values above U+10FFFF are not).
CodePoint decode_utf8(std::string_view bytes) {
  const auto lead = static_cast<std::uint8_t>(bytes.front());
  if (lead < 0x80) return {lead, 1};
  utf8proc_int32_t value = 0;
  const utf8proc_ssize_t length =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()),
                       static_cast<utf8proc_ssize_t>(bytes.size()), &value);
  if (length <= 0) return {};
  return {static_cast<std::uint32_t>(value), static_cast<std::size_t>(length)};
}

// Control characters, and characters that make a line look different from its bytes: line and
// paragraph separators, direction marks and overrides, zero-width characters, tags, byte-order
// marks.
bool is_deceptive(std::uint32_t c) {
  struct Range {
    std::uint32_t first, last;
  };
  constexpr std::array k_ranges{
      Range{0x00, 0x1F},      Range{0x7F, 0x9F},     Range{0xAD, 0xAD},     Range{0x61C, 0x61C},
      Range{0x180E, 0x180E},  Range{0x200B, 0x200F}, Range{0x2028, 0x202E}, Range{0x2060, 0x206F},
      Range{0xFE00, 0xFE0F},  Range{0xFEFF, 0xFEFF}, Range{0xFFF9, 0xFFFB}, Range{0xFFFE, 0xFFFF},
      Range{0xE0000, 0xE0FFF}};
  for (const Range& range : k_ranges) {
    if (c >= range.first && c <= range.last) return true;
  }
  return false;
}

} // namespace

std::string printable(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const CodePoint c = decode_utf8(bytes);
    if (c.length == 0 || is_deceptive(c.value)) {
      const std::size_t length = c.length == 0 ? 1 : c.length;
      for (std::size_t i = 0; i < length; ++i) {
        text += fmt::format("\\x{:02x}", static_cast<std::uint8_t>(bytes[i]));
      }
      bytes.remove_prefix(length);
      continue;
    }
    if (c.value == '\\') text += '\\';
    text += bytes.substr(0, c.length);
    bytes.remove_prefix(c.length);
  }
  return text;
}

std::size_t find_invalid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    // Eight bytes of ASCII at a time.
    std::uint64_t eight = 0;
    if (bytes.size() - at >= sizeof eight) {
      std::memcpy(&eight, bytes.data() + at, sizeof eight);
      if ((eight & 0x8080'8080'8080'8080U) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    const std::size_t length = decode_utf8(bytes.substr(at)).length;
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

bool is_utf8(std::string_view bytes) {
  return find_invalid_utf8(bytes) == std::string_view::npos;
}

std::string human_size(std::uint64_t bytes) {
  constexpr std::array<std::string_view, 6> k_units{"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  if (bytes < 1024) return fmt::format("{} B", bytes);
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 999.5 && unit + 1 < k_units.size()) {
    value /= 1024;
    ++unit;
  }
  if (value < 9.95) return fmt::format("{:.1f} {}", value, k_units[unit]);
  return fmt::format("{:.0f} {}", value, k_units[unit]);
}

std::size_t display_width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string wrap(std::string_view text, std::size_t indent, std::size_t width) {
  std::string lines;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    const std::size_t length = display_width(word);
    if (column > indent && column + 1 + length > width) {
      lines += '\n';
      lines.append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += length;
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return lines;
}

std::string count_of(std::uint64_t count, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", count, count == 1 ? singular : plural);
}

} // namespace package_audit::base
