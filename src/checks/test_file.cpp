#include "checks/checks.hpp"
#include "checks/name_rules.hpp"

#include <array>

namespace package_audit::checks {

namespace {

constexpr std::array k_folders{
    NameRule{"test", "folder of tests", true},
    NameRule{"tests", "folder of tests", true},
    NameRule{"unittest", "folder of tests", true},
    NameRule{"unittests", "folder of tests", true},
    NameRule{"unit_tests", "folder of tests", true},
    NameRule{"testsuite", "folder of tests", true},
    NameRule{"__tests__", "folder of tests", true},
    NameRule{"__mocks__", "folder of mocks", true},
    NameRule{"__snapshots__", "expected results of tests", true},
    NameRule{"spec", "folder of tests", true},
    NameRule{"specs", "folder of tests", true},
    NameRule{"fixtures", "data for tests", true},
    NameRule{"__fixtures__", "data for tests", true},
    NameRule{"testdata", "data for tests", true},
    NameRule{"test-data", "data for tests", true},
    NameRule{"test_data", "data for tests", true},
};

constexpr std::array k_files{
    NameRule{"*.test.?s", "test", true},           NameRule{"*.test.?sx", "test", true},
    NameRule{"*.spec.?s", "test", true},           NameRule{"*.spec.?sx", "test", true},
    NameRule{"*_test.?*", "test", true},           NameRule{"*_tests.?*", "test", true},
    NameRule{"*_unittest*", "test", true},         NameRule{"test_?*.py", "test", true},
    NameRule{"conftest.py", "test", true},         NameRule{"bin/*_test", "test program", true},
    NameRule{"bin/*_tests", "test program", true}, NameRule{"bin/test_*", "test program", true},
};

std::vector<Finding> run(const CheckInput& input) {
  return find_names(input, {.folders = k_folders, .files = k_files});
}

} // namespace

constexpr Check k_test_file{
    .id = "test-file",
    .summary = "test or test data",
    .why =
        "Tests tell how the product works inside, and their data was seldom meant for the public.",
    .fix = "Put the tests into a component that is not packed. If they are meant to ship, an allow "
           "entry that spells the name out (`share/acme/tests/**`) accepts them.",
    .default_severity = Severity::warning,
    .run = run,
};

} // namespace package_audit::checks
