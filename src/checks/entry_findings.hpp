#pragma once

#include "checks/check_input.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace package_audit::checks {

// One finding for each entry. `describe(entry)` returns the message; empty if nothing is wrong.
template <typename Describe>
std::vector<Finding> report_entries(const CheckInput& input, const Describe& describe) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    std::string message = describe(input.artifact.entries[i]);
    if (message.empty()) continue;
    findings.push_back({.entry = i, .message = std::move(message)});
  }
  return findings;
}

} // namespace package_audit::checks
