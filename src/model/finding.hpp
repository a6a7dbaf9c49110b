#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace package_audit {

struct Artifact;

enum class Severity { off, note, warning, error };

std::string_view to_string(Severity severity);

// A place in a policy file. `line` and `column` count from 1, `column` in bytes.
struct Location {
  // As the user named the file; "builtin:release" for a bundled policy.
  std::string file{};
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// What a check found: facts only, without check id and color; audit() and the reports add
// those. Text is raw bytes, escaped by the report.
struct Finding {
  static constexpr std::size_t k_no_entry = static_cast<std::size_t>(-1);

  // Index into Artifact::entries, or k_no_entry when the finding is about the package as a whole or
  // about something that is not in it.
  std::size_t entry = k_no_entry;
  // Policy path when `entry` is k_no_entry (a required path that is missing); else empty.
  std::string path{};
  // One clause in lower case that stands alone after the path: "no allow entry matches".
  std::string message{};
  // The rule of the policy that decided, when one did.
  std::optional<Location> rule{};
  // Replaces the severity of the check: that of the signature that was found.
  std::optional<Severity> severity{};
};

// The policy path that `finding`, one of `artifact`, is about; empty for the package as a whole.
const std::string& path_of(const Finding& finding, const Artifact& artifact);

} // namespace package_audit
