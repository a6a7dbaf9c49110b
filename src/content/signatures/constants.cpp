#include "content/signatures/constants.hpp"

#include <algorithm>
#include <cstdint>

namespace package_audit::content::signatures {

namespace {

// Of the size that stands in front of a text, 0 when there is none.
std::size_t size_in_front(ConstantForm form, std::string_view front) {
  const auto byte = [&](std::size_t back) -> std::size_t {
    return back > front.size() ? 0 : static_cast<std::uint8_t>(front[front.size() - back]);
  };
  if (form == ConstantForm::java) return byte(3) == 1 ? byte(2) << 8U | byte(1) : 0;
  // The highest bit says that the object is referred to later.
  constexpr std::size_t k_no_flag = 0x7F;
  constexpr std::string_view k_short = "zZ";
  constexpr std::string_view k_long = "aAstu";
  const auto is_one_of = [&](std::string_view types, std::size_t back) {
    return types.find(static_cast<char>(byte(back) & k_no_flag)) != std::string_view::npos;
  };
  if (is_one_of(k_short, 2)) return byte(1);
  if (is_one_of(k_long, 5)) return byte(1) << 24U | byte(2) << 16U | byte(3) << 8U | byte(4);
  return 0;
}

} // namespace

ConstantForm constant_form(std::string_view head) {
  constexpr std::size_t k_least = 8;
  if (head.size() < k_least) return ConstantForm::none;
  if (head.starts_with("\xCA\xFE\xBA\xBE")) return ConstantForm::java;
  // A number of the version, 3131 and more or 62211 and less, and a line end.
  constexpr std::string_view k_versions = "\x0C\x0D\x0E\x0F\xF2\xF3";
  const bool is_python =
      head.substr(2, 2) == "\r\n" && k_versions.find(head[1]) != std::string_view::npos;
  return is_python ? ConstantForm::python : ConstantForm::none;
}

std::vector<std::string_view> constants_around(ConstantForm form, std::string_view bytes,
                                               std::size_t anchor, std::size_t length,
                                               std::size_t before) {
  std::vector<std::string_view> constants;
  if (form == ConstantForm::none) return constants;
  // More readings than that are no accident.
  constexpr std::size_t k_most = 8;
  const std::size_t first = anchor - std::min(anchor, before);
  for (std::size_t begin = anchor + 1; begin-- > first && constants.size() < k_most;) {
    const std::size_t size = size_in_front(form, bytes.substr(0, begin));
    if (begin + size >= anchor + length) constants.push_back(bytes.substr(begin, size));
  }
  return constants;
}

} // namespace package_audit::content::signatures
