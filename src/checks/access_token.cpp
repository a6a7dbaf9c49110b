#include "checks/checks.hpp"
#include "checks/facts.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return find_signatures(input, k_access_token.id);
}

} // namespace

constexpr Check k_access_token{
    .id = "access-token",
    .summary = "token or key that opens an account with a service",
    .why = "Whoever has the package has the account's rights. Tokens in published packages are "
           "found by machines within minutes.",
    .fix = "Revoke the token first, then remove it: let the program read it from the environment "
           "or a file of the user. A value that opens nothing needs a dated exception.",
    .default_severity = Severity::error,
    .takes_signatures = true,
    .run = run,
};

} // namespace package_audit::checks
