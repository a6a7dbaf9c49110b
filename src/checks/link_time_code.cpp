#include "checks/checks.hpp"
#include "checks/facts.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::string judge(const Fact& fact) {
  return fmt::format("holds intermediate code of the compiler: {}", fact.subject);
}

std::vector<Finding> run(const CheckInput& input) {
  return each_fact(input, FactKind::link_time_code, judge);
}

} // namespace

constexpr Check k_link_time_code{
    .id = "link-time-code",
    .summary = "intermediate code for link-time optimisation",
    .why = "It is the program in a form that is close to its source, and works only with the "
           "compiler that wrote it.",
    .fix = "Install what the linker made. For static libraries add -fno-lto or -ffat-lto-objects "
           "and strip the sections.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
