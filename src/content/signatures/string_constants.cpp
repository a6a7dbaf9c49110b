#include "content/signatures/string_constants.hpp"

#include <algorithm>
#include <cstdint>

namespace package_audit::content::signatures {

namespace {

// The length field at the end of `front`; 0 when there is none.
std::size_t size_in_front(ConstantFormat form, std::string_view front) {
  const auto byte = [&](std::size_t back) -> std::size_t {
    return back > front.size() ? 0 : static_cast<std::uint8_t>(front[front.size() - back]);
  };
  if (form == ConstantFormat::java) return byte(3) == 1 ? byte(2) << 8U | byte(1) : 0;
  // The highest bit marks an object that is referred to later.
  constexpr std::size_t k_type_mask = 0x7F;
  constexpr std::string_view k_short = "zZ";
  constexpr std::string_view k_long = "aAstu";
  const auto is_one_of = [&](std::string_view types, std::size_t back) {
    return types.find(static_cast<char>(byte(back) & k_type_mask)) != std::string_view::npos;
  };
  if (is_one_of(k_short, 2)) return byte(1);
  if (is_one_of(k_long, 5)) return byte(1) << 24U | byte(2) << 16U | byte(3) << 8U | byte(4);
  return 0;
}

} // namespace

ConstantFormat detect_constant_format(std::string_view head) {
  constexpr std::size_t k_head_size = 8;
  if (head.size() < k_head_size) return ConstantFormat::none;
  if (head.starts_with("\xCA\xFE\xBA\xBE")) return ConstantFormat::java;
  // Little-endian version, 3131 and more or 62211 and less, and a line end.
  constexpr std::string_view k_versions = "\x0C\x0D\x0E\x0F\xF2\xF3";
  const bool is_python =
      head.substr(2, 2) == "\r\n" && k_versions.find(head[1]) != std::string_view::npos;
  return is_python ? ConstantFormat::python : ConstantFormat::none;
}

std::vector<std::string_view> constants_around(ConstantFormat form, std::string_view bytes,
                                               std::size_t anchor, std::size_t length,
                                               std::size_t before) {
  std::vector<std::string_view> constants;
  if (form == ConstantFormat::none) return constants;
  // Bounds the work on bytes that are made to have many readings.
  constexpr std::size_t k_max_constants = 8;
  const std::size_t first = anchor - std::min(anchor, before);
  for (std::size_t begin = anchor + 1; begin-- > first && constants.size() < k_max_constants;) {
    const std::size_t size = size_in_front(form, bytes.substr(0, begin));
    if (begin + size >= anchor + length) constants.push_back(bytes.substr(begin, size));
  }
  return constants;
}

} // namespace package_audit::content::signatures
