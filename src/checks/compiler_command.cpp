#include "checks/checks.hpp"
#include "checks/facts.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::string judge(const Fact& fact) {
  return fmt::format("holds the compiler's command line: {}", fact.subject);
}

std::vector<Finding> run(const CheckInput& input) {
  return each_fact(input, FactKind::command_line, judge);
}

} // namespace

constexpr Check k_compiler_command{
    .id = "compiler-command",
    .summary = "command line of the compiler inside a program",
    .why = "It tells options, macros and paths of the build, and sometimes keys that were passed "
           "as macros.",
    .fix =
        "Compile without -frecord-gcc-switches and -fembed-bitcode, and strip what is installed.",
    .default_severity = Severity::warning,
    .run = run,
};

} // namespace package_audit::checks
