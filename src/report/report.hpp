#pragma once

#include "model/result.hpp"

#include <iosfwd>
#include <span>
#include <string_view>

namespace package_audit::report {

enum class Colour { never, always };

// A way to write a result down. Same result, same bytes: no time, no host, no path of the machine.
struct Reporter {
  std::string_view name;
  std::string_view summary;
  void (*write)(const AuditResult&, Colour, std::ostream&);
};

std::span<const Reporter> all_reporters();

// Null when there is none.
const Reporter* find_reporter(std::string_view name);

} // namespace package_audit::report
