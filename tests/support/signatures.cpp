#include "support/signatures.hpp"

#include <package_audit/policy.hpp>

namespace package_audit::support {

Signatures shared_builtin_signatures() {
  static const Signatures signatures =
      std::make_shared<SignatureSet>(load_policy("builtin:release", {}).signatures);
  return signatures;
}

const SignatureSet& builtin_signatures() {
  return *shared_builtin_signatures();
}

} // namespace package_audit::support
