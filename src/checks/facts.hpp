#pragma once

#include "checks/check.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace package_audit::checks {

// The subject of a fact about a source map that stands inside of other content.
inline constexpr std::string_view k_inline_map = "inline source map";

// One finding for each rule of a signature that names `check` and matches in a file, however often.
std::vector<Finding> find_signatures(const CheckInput& input, std::string_view check);

// One finding for each fact of a kind of which `judge(fact)` has something to say; an empty text is
// silence.
template <typename Judge>
std::vector<Finding> each_fact(const CheckInput& input, FactKind kind, const Judge& judge) {
  std::vector<Finding> findings;
  for (const std::size_t i : input.with_facts) {
    for (const Fact& fact : input.artifact.entries[i].facts) {
      if (fact.kind != kind) continue;
      std::string message = judge(fact);
      if (!message.empty()) findings.push_back({.entry = i, .message = std::move(message)});
    }
  }
  return findings;
}

} // namespace package_audit::checks
