#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::content::signatures {

// All that is written in UTF-16LE within some bytes, one byte a character, so that it can be
// searched like any other text: runs of three and more characters below U+0100 but U+0000, with a
// NUL behind each run. The same object serves one block of bytes after the other.
class WideText {
public:
  void collect(std::string_view bytes);

  const std::string& text() const { return text_; }
  // Where in the bytes the character begins that is at `place` in the text.
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
