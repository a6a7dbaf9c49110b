#pragma once

#include "model/result.hpp"
#include "policy/starter_fold.hpp"

#include <map>
#include <set>
#include <span>
#include <string>

namespace package_audit::policy {

struct StarterPolicy {
  // "builtin:release"
  std::string base{};
  std::string prefix = "/usr";
  // Entries that `base` allows by itself.
  std::size_t allowed_by_base = 0;
  // By component; "" holds what is allowed in every package.
  std::map<std::string, Proposals> allow{};
  // What no policy should let in, with the ids of the checks that say so.
  std::map<std::string, std::set<std::string>> left_out{};
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

} // namespace package_audit::policy
