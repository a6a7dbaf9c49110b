#include "report/paint.hpp"

#include <fmt/format.h>

namespace package_audit::report {

namespace {

std::string_view select_graphic_rendition(Tone tone) {
  switch (tone) {
  case Tone::good:
    return "1;32";
  case Tone::bad:
    return "1;31";
  case Tone::caution:
    return "1;33";
  case Tone::strong:
    return "1";
  case Tone::faint:
    return "2";
  }
  return "0";
}

} // namespace

std::string Paint::operator()(Tone tone, std::string_view text) const {
  if (color_ == Color::never || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", select_graphic_rendition(tone), text);
}

} // namespace package_audit::report
