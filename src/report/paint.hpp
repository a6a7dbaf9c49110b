#pragma once

#include "report/report.hpp"

#include <string>
#include <string_view>

namespace package_audit::report {

enum class Tone { good, bad, caution, strong, faint };

// Wraps text in the terminal's colours, or leaves it as it is.
class Paint {
public:
  explicit Paint(Colour colour) : colour_(colour) {}

  std::string operator()(Tone tone, std::string_view text) const;

private:
  Colour colour_;
};

} // namespace package_audit::report
