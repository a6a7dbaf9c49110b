#include "support/signatures.hpp"

#include <package_audit/policy.hpp>

namespace package_audit::support {

const SignatureSet& builtin_signatures() {
  static const SignatureSet signatures(load_policy("builtin:release", {}).signatures);
  return signatures;
}

} // namespace package_audit::support
