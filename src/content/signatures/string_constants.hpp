#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace package_audit::content::signatures {

// Formats of compiled code in which string constants have their length in front and no terminator,
// so that the next byte may look like one more character.
enum class ConstantFormat : std::uint8_t {
  none,
  python, // Python/marshal.c: z and Z with one byte of length, a, A, s, t and u with four
  java,   // JVMS 4.4.7: CONSTANT_Utf8_info
};

// By the first eight bytes of a file.
ConstantFormat detect_constant_format(std::string_view head);

// Constants that may contain the `length` bytes at `anchor`, the shortest first, and begin at most
// `before` bytes in front of it. Views of `bytes`; the last constant may be cut off.
std::vector<std::string_view> constants_around(ConstantFormat form, std::string_view bytes,
                                               std::size_t anchor, std::size_t length,
                                               std::size_t before);

} // namespace package_audit::content::signatures
