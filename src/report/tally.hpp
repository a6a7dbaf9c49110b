#pragma once

#include "model/result.hpp"

#include <cstddef>
#include <string>

namespace package_audit::report {

// Findings by what became of them.
struct Tally {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t excepted = 0;
};

Tally tally(const AuditResult& result);

// "3 errors, 1 warning, 2 excepted": what is zero is left out; "no findings" when all are.
std::string to_text(const Tally& tally);

} // namespace package_audit::report
