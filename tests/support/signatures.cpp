#include "support/signatures.hpp"

#include "model/policy.hpp"
#include "policy/load.hpp"

namespace package_audit::support {

Signatures shared_builtin_signatures() {
  static const Signatures signatures = std::make_shared<content::signatures::SignatureSet>(
      policy::load_policy("builtin:release", {}).signatures);
  return signatures;
}

const content::signatures::SignatureSet& builtin_signatures() {
  return *shared_builtin_signatures();
}

} // namespace package_audit::support
