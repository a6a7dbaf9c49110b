#pragma once

#include "base/date.hpp"
#include "model/policy.hpp"
#include "model/result.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace package_audit::audit {

// Origin of the packages; empty members are unknown.
struct AuditContext {
  // Exceptions that ended before this day do not hold.
  base::Date today;
  std::string generator{};
  std::string config{};
  // The package's top directory, when its name does not follow from the file's.
  std::string root{};
};

// Runs the checks on packages that were read, and applies the policy. Pure: the same arguments give
// the same result. Throws Error when the policy allows nothing at all for a package. Uses up to
// `threads` threads, which end before it returns.
AuditResult audit(std::vector<Artifact> artifacts, const Policy& policy,
                  const AuditContext& context, std::size_t threads = 1);

} // namespace package_audit::audit
