#include "policy/source_text.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace package_audit::policy {

namespace {

// A line may be a whole minified file: of a longer one, only the part near the column is shown.
constexpr std::size_t k_whole_line = 240;
constexpr std::size_t k_near = 100;

bool continues_character(char c) {
  return (static_cast<std::uint8_t>(c) & 0xC0) == 0x80;
}

// The line around `column` (from 0) with the caret below.
std::string excerpt(std::string_view line, std::size_t column) {
  const std::size_t near = line.size() > k_whole_line ? k_near : k_whole_line;
  std::size_t first = column > near ? column - near : 0;
  while (first > 0 && continues_character(line[first]))
    --first;
  std::size_t last = std::min(line.size(), column + near);
  while (last < line.size() && continues_character(line[last]))
    ++last;
  std::string shown;
  std::size_t caret = 0;
  for (std::size_t i = first; i < last; ++i) {
    const bool control = static_cast<std::uint8_t>(line[i]) < 0x20 || line[i] == 0x7F;
    shown += control ? ' ' : line[i];
    if (i < column && !continues_character(line[i])) ++caret;
  }
  return fmt::format("{}\n{:>{}}", shown, '^', caret + 1);
}

} // namespace

SourceText::SourceText(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)) {
  if (text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
  line_starts_.push_back(0);
  for (std::size_t at = 0; (at = text_.find('\n', at)) != std::string::npos;)
    line_starts_.push_back(++at);
  const std::size_t bad = base::find_invalid_utf8(text_);
  if (bad == std::string::npos) return;
  const Location place = location(bad);
  throw base::Error(
      fmt::format("{}:{}:{}: error: the file is not UTF-8 text", name_, place.line, place.column));
}

Location SourceText::location(std::size_t offset) const {
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return {.file = name_,
          .line = static_cast<std::uint32_t>(next - line_starts_.begin()),
          .column = static_cast<std::uint32_t>(offset - *std::prev(next) + 1)};
}

void SourceText::fail(std::size_t offset, std::string_view message) const {
  const Location place = location(offset);
  const std::string_view rest = text().substr(line_starts_[place.line - 1]);
  const std::string_view line = rest.substr(0, rest.find('\n'));
  throw base::Error(fmt::format("{}:{}:{}: error: {}\n{}", name_, place.line, place.column, message,
                                excerpt(line, place.column - 1)));
}

} // namespace package_audit::policy
