#pragma once

#include "model/result.hpp"
#include "policy/starter_fold.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace package_audit::policy {

// The first policy of a project, proposed from its packages.

struct StarterPolicy {
  // "builtin:release"
  std::string base{};
  std::string prefix = "/usr";
  // Number of entries that `base` allows.
  std::size_t allowed_by_base = 0;
  // By component; "" holds the patterns for every package.
  std::map<std::string, Proposals> allow{};
  // Paths that no policy should allow, with the ids of the checks that refuse them.
  std::map<std::string, std::set<std::string>> refused{};
};

// The bundled policy for packages of sources, of an SDK (headers, static libraries, CMake package
// files) or of a release.
std::string choose_base(std::span<const Artifact> artifacts);

// The directory that holds the files of .deb and .rpm packages, /etc and the like apart.
std::string choose_prefix(std::span<const Artifact> artifacts);

// For each package the component at the end of its file name: "dev" for both
// "acme-1.0-Linux-dev.tar.gz" and "acme-dev_1.0_amd64.deb". Empty where there is none, and for all
// when they do not differ in it: then they are one product in several formats.
std::vector<std::string> components_of(std::span<const std::string> file_names);

// `result` is that of an audit by `base` with everything allowed: entries that it refuses
// nevertheless are not proposed.
StarterPolicy propose_policy(const AuditResult& result, const std::string& base);

// One entry a line, sorted, without a date or other state of the tool: for review and diffs.
std::string to_json(const StarterPolicy& policy);

} // namespace package_audit::policy
