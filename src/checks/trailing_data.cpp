#include "checks/checks.hpp"
#include "checks/facts.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::string judge(const Fact& fact) {
  return fmt::format("goes on behind the end of its format ({}), at byte {}", fact.subject,
                     fact.offset);
}

std::vector<Finding> run(const CheckInput& input) {
  return each_fact(input, FactKind::trailing_data, judge);
}

} // namespace

constexpr Check k_trailing_data{
    .id = "trailing-data",
    .summary = "bytes behind the end of a file's format",
    .why = "Programs that show the file pass over them, so nobody sees what they are: an archive, "
           "a script, another file.",
    .fix = "Find out which tool appended them. A program that carries its data this way on purpose "
           "needs a dated exception.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
