#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace package_audit::content::signatures {

// Programs that keep their texts with the length in front and nothing behind. There a byte of the
// neighbour can pass for one more letter.
enum class ConstantForm : std::uint8_t {
  none,
  python, // Python/marshal.c: z and Z with one byte of length, a, A, s, t and u with four
  java,   // JVMS 4.4.7: CONSTANT_Utf8_info
};

// `head` is the first bytes of a file; eight tell.
ConstantForm constant_form(std::string_view head);

// What may be the constant that holds the `length` bytes at `anchor`, the shortest first; none of
// them begins more than `before` bytes in front of it. Views of `bytes`, which may end early.
std::vector<std::string_view> constants_around(ConstantForm form, std::string_view bytes,
                                               std::size_t anchor, std::size_t length,
                                               std::size_t before);

} // namespace package_audit::content::signatures
