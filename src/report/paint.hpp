#pragma once

#include <string>
#include <string_view>

namespace package_audit::report {

enum class Color { never, always };

enum class Tone { good, bad, caution, strong, faint };

// Wraps text in the terminal's colors, or returns it as it is.
class Paint {
public:
  explicit Paint(Color color) : color_(color) {}

  std::string operator()(Tone tone, std::string_view text) const;

private:
  Color color_;
};

} // namespace package_audit::report
