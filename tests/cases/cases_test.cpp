#include "support/case_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>
#include <string>
#include <tuple>
#include <vector>

namespace package_audit::test {
namespace {

// How a case's text becomes the package that the check sees.
struct Route {
  const char* name;
  Artifact (*package_of)(const Artifact& recipe);
};

void PrintTo(const Route& route, std::ostream* out) {
  *out << route.name;
}

constexpr std::array k_routes{
    Route{"memory", [](const Artifact& recipe) { return recipe; }},
};

std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& item : std::filesystem::recursive_directory_iterator(PACKAGE_AUDIT_CASES)) {
    if (item.path().extension() == ".json") files.push_back(item.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

using Parameter = std::tuple<std::filesystem::path, Route>;

std::string name_of(const testing::TestParamInfo<Parameter>& info) {
  const auto& [file, route] = info.param;
  std::string name =
      file.parent_path().filename().string() + "__" + file.stem().string() + "__" + route.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
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
  const auto& [file, route] = GetParam();
  const Check* const check = find_check(file.parent_path().filename().string());
  ASSERT_NE(check, nullptr) << file << ": its folder is not called after a check";
  const CaseFile sample = load_case(file);

  const Artifact package = route.package_of(sample.package);
  const std::vector<Finding> findings = run_check(*check, package, sample.policy);
  ASSERT_EQ(findings.size(), sample.expect.size()) << describe(findings, package);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    EXPECT_EQ(path_of(findings[i], package), sample.expect[i].path);
    EXPECT_NE(findings[i].message.find(sample.expect[i].message), std::string::npos)
        << findings[i].message;
  }

  if (!sample.fixed) return;
  const Artifact fixed = route.package_of(*sample.fixed);
  EXPECT_EQ(describe(run_check(*check, fixed, sample.policy), fixed), "");
}

INSTANTIATE_TEST_SUITE_P(All, Cases,
                         testing::Combine(testing::ValuesIn(case_files()),
                                          testing::ValuesIn(k_routes)),
                         name_of);

} // namespace
} // namespace package_audit::test
