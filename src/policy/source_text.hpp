#pragma once

#include "model/finding.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::policy {

// A policy file's name and text; offsets are bytes of the text.
class SourceText {
public:
  // Throws Error when `text` is not UTF-8. A byte-order mark is dropped.
  SourceText(std::string name, std::string text);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }

  Location location(std::size_t offset) const;

  // Throws Error: "file:line:column: error: message", the line, a caret under the place.
  [[noreturn]] void fail(std::size_t offset, std::string_view message) const;

private:
  std::string name_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

} // namespace package_audit::policy
