#include "checks/registry.hpp"
#include "support/case_bytes.hpp"
#include "support/case_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

namespace package_audit::support {
namespace {

namespace fs = std::filesystem;

// Either the check sees the entries as the case lists them, or what the reader makes of a real
// package with those entries.
enum class Route { memory, bytes };

struct Parameter {
  fs::path file{};
  Route route = Route::memory;
};

std::string name_of(const Parameter& parameter) {
  std::string name =
      parameter.file.parent_path().filename().string() + "__" + parameter.file.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name + (parameter.route == Route::memory ? "__memory" : "__bytes");
}

void PrintTo(const Parameter& parameter, std::ostream* out) {
  *out << name_of(parameter);
}

bool can_take_bytes(const fs::path& file) {
  try {
    const CaseFile sample = load_case(file);
    return can_be_written(sample.recipe) && (!sample.fixed || can_be_written(*sample.fixed));
  } catch (const std::exception&) {
    return false; // the memory route shows what is wrong with the file
  }
}

std::vector<Parameter> parameters() {
  std::vector<Parameter> result;
  for (const auto& item : fs::recursive_directory_iterator(PACKAGE_AUDIT_CASES)) {
    if (item.path().extension() != ".json") continue;
    result.push_back({item.path(), Route::memory});
    if (can_take_bytes(item.path())) result.push_back({item.path(), Route::bytes});
  }
  std::sort(result.begin(), result.end(),
            [](const Parameter& a, const Parameter& b) { return name_of(a) < name_of(b); });
  return result;
}

std::string describe(const std::vector<Finding>& findings, const Artifact& package) {
  std::string text;
  for (const Finding& finding : findings) {
    text += "  " + path_of(finding, package) + ": " + finding.message + "\n";
  }
  return text;
}

class Cases : public testing::TestWithParam<Parameter> {};

TEST_P(Cases, FindsWhatTheFileSays) {
  const fs::path& file = GetParam().file;
  const Route route = GetParam().route;
  const Check* const check = checks::find_check(file.parent_path().filename().string());
  ASSERT_NE(check, nullptr) << file << ": its folder is not called after a check";
  const CaseFile sample = load_case(file);
  const auto package_of = [&](const Recipe& recipe) {
    return route == Route::memory ? recipe.package
                                  : through_bytes(recipe, sample.policy.common, *sample.signatures);
  };

  const Artifact package = package_of(sample.recipe);
  const std::vector<Finding> findings =
      run_check(*check, package, sample.policy, *sample.signatures);
  ASSERT_EQ(findings.size(), sample.expect.size()) << describe(findings, package);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    EXPECT_EQ(path_of(findings[i], package), sample.expect[i].path);
    EXPECT_NE(findings[i].message.find(sample.expect[i].message), std::string::npos)
        << findings[i].message;
  }

  if (!sample.fixed) return;
  const Artifact fixed = package_of(*sample.fixed);
  EXPECT_EQ(describe(run_check(*check, fixed, sample.policy, *sample.signatures), fixed), "");
}

INSTANTIATE_TEST_SUITE_P(All, Cases, testing::ValuesIn(parameters()),
                         [](const auto& parameter) { return name_of(parameter.param); });

} // namespace
} // namespace package_audit::support
