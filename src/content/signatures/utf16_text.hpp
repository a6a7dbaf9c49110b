#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::content::signatures {

// The UTF-16LE text in a block of bytes, converted to one byte a character so that it can be
// searched like other text: runs of at least three characters from U+0001 to U+00FF, each with a
// NUL behind it.
class Utf16Text {
public:
  // Replaces the text by that of another block.
  void collect(std::string_view bytes);

  const std::string& text() const { return text_; }
  // Offset in the bytes of the character at `place` in text().
  std::size_t offset_of(std::size_t place) const;

private:
  struct Run {
    std::size_t place = 0;
    std::size_t offset = 0;
  };

  std::string text_;
  std::vector<Run> runs_;
};

} // namespace package_audit::content::signatures
