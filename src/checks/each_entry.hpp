#pragma once

#include "checks/check.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace package_audit::checks {

// One finding for each entry of which `judge(entry)` has something to say; an empty text is
// silence.
template <typename Judge>
std::vector<Finding> each_entry(const CheckInput& input, const Judge& judge) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    std::string message = judge(input.artifact.entries[i]);
    if (message.empty()) continue;
    findings.push_back({.entry = i, .message = std::move(message)});
  }
  return findings;
}

} // namespace package_audit::checks
