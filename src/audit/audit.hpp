#pragma once

#include "base/date.hpp"
#include "model/policy.hpp"
#include "model/result.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace package_audit::audit {

// Where the package comes from, as far as the caller knows.
struct AuditContext {
  // Exceptions that ended before this day do not hold.
  base::Date today;
  std::string generator{};
  std::string config{};
  // The package's top folder, when its name does not follow from the file's.
  std::string root{};
};

// Judges packages that were read. Pure: the same arguments give the same result. Throws Error when
// the policy allows nothing at all for a package. Up to `threads` threads work on it; none is left.
AuditResult audit(std::vector<Artifact> artifacts, const Policy& policy,
                  const AuditContext& context, std::size_t threads = 1);

} // namespace package_audit::audit
