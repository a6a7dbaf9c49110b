#pragma once

#include "cli/starter_fold.hpp"
#include <package_audit/audit.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace package_audit::cli {

// An entry that no policy should let in, and the check that says so.
struct LeftOut {
  std::string path{};
  std::string check{};

  auto operator<=>(const LeftOut&) const = default;
};

struct StarterPolicy {
  // "builtin:release"
  std::string base{};
  std::string prefix = "/usr";
  // By component; "" holds what is allowed in every package.
  std::map<std::string, Proposals> allow{};
  std::vector<LeftOut> left_out{};
};

// The bundled policy for what the packages look like: sources, an SDK (headers, static libraries,
// CMake package files) or a release.
std::string suitable_base(std::span<const Artifact> artifacts);

// The folder that holds what .deb and .rpm packages install, /etc and the like apart.
std::string suitable_prefix(std::span<const Artifact> artifacts);

// `result` is what an audit says by `base` widened to let everything in: what it still refuses is
// left out.
StarterPolicy propose_policy(const AuditResult& result, const std::string& base);

// One entry a line, sorted, no date and no tool state: what a person reviews and a diff shows.
std::string to_json(const StarterPolicy& policy);

} // namespace package_audit::cli
