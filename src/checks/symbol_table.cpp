#include "checks/checks.hpp"
#include "checks/facts.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::string judge(const Fact& fact) {
  return fmt::format("is not stripped: it has {}", fact.subject);
}

std::vector<Finding> run(const CheckInput& input) {
  return each_fact(input, FactKind::symbol_table, judge);
}

} // namespace

constexpr Check k_symbol_table{
    .id = "symbol-table",
    .summary = "names of functions and variables that nothing needs to run",
    .why = "They help whoever takes the program apart, and tell what it is made of.",
    .fix = "Strip what is installed: cmake --install --strip, or CPACK_STRIP_FILES.",
    .default_severity = Severity::note,
    .run = run,
};

} // namespace package_audit::checks
