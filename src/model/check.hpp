#pragma once

#include "model/finding.hpp"

#include <string_view>
#include <vector>

namespace package_audit {

namespace checks {
struct CheckInput;
}

// One thing that can be wrong with a package. Command line, documentation, man page and schema are
// generated from this record.
struct Check {
  // Kebab-case, named after the defect, never changed.
  std::string_view id;
  // A clause in lower case without a full stop.
  std::string_view summary;
  // Whole sentences: what goes wrong if this ships; what to do about it.
  std::string_view why;
  std::string_view fix;
  Severity default_severity;
  // A lower severity or an exception would accept a package that was not audited: both are refused.
  bool mandatory = false;
  // Reports matches of the signature rules that name it.
  bool takes_signatures = false;
  // Pure: no input but its argument, findings in the order of the package's entries.
  std::vector<Finding> (*run)(const Check&, const checks::CheckInput&);
};

} // namespace package_audit
