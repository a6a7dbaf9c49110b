#pragma once

#include "checks/check_input.hpp"
#include "model/finding.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace package_audit::checks {

// One finding for each fact of this kind. `describe(fact)` returns the message; empty if the fact
// is harmless.
template <typename Describe>
std::vector<Finding> report_facts(const CheckInput& input, FactKind kind,
                                  const Describe& describe) {
  std::vector<Finding> findings;
  for (const std::size_t i : input.with_facts) {
    for (const Fact& fact : input.artifact.entries[i].facts) {
      if (fact.kind != kind) continue;
      std::string message = describe(fact);
      if (!message.empty()) findings.push_back({.entry = i, .message = std::move(message)});
    }
  }
  return findings;
}

} // namespace package_audit::checks
