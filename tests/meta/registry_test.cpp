#include "checks/registry.hpp"
#include "support/case_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

void PrintTo(const Check* check, std::ostream* out) {
  *out << check->id;
}

namespace {

namespace fs = std::filesystem;

const fs::path k_source = PACKAGE_AUDIT_SOURCE;

std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool is_kebab_case(std::string_view id) {
  const bool clean =
      std::all_of(id.begin(), id.end(), [](char c) { return c == '-' || (c >= 'a' && c <= 'z'); });
  return clean && !id.empty() && id.front() != '-' && id.back() != '-' &&
         id.find("--") == std::string_view::npos;
}

std::vector<support::CaseFile> cases_of(const Check& check) {
  std::vector<support::CaseFile> cases;
  const fs::path folder = k_source / "tests/cases" / check.id;
  if (!fs::exists(folder)) return cases;
  for (const auto& file : fs::directory_iterator(folder))
    cases.push_back(support::load_case(file.path()));
  return cases;
}

TEST(Registry, IsSortedAndHasNoIdTwice) {
  std::vector<std::string_view> ids;
  for (const Check* const check : checks::all_checks())
    ids.push_back(check->id);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

// A row of a table that is not collected, or a file that the list lacks, would be a check that
// never runs.
TEST(Registry, HoldsEachCheckOfTheFolder) {
  std::multiset<std::string> defined;
  for (const auto& file : fs::directory_iterator(k_source / "src/checks")) {
    if (file.path().extension() != ".cpp") continue;
    const std::string text = text_of(file.path());
    const std::regex id(R"(\.id = "([^"]*)\")");
    for (std::sregex_iterator match(text.begin(), text.end(), id), end; match != end; ++match)
      defined.insert((*match)[1]);
  }
  std::multiset<std::string> registered;
  for (const Check* const check : checks::all_checks())
    registered.emplace(check->id);
  EXPECT_EQ(registered, defined);
}

TEST(Registry, HasNoCasesOfAnUnknownCheck) {
  for (const auto& folder : fs::directory_iterator(k_source / "tests/cases")) {
    if (!folder.is_directory()) continue;
    EXPECT_NE(checks::find_check(folder.path().filename().string()), nullptr) << folder.path();
  }
}

TEST(Registry, FindsEachCheckByItsIdAndNothingElse) {
  for (const Check* const check : checks::all_checks())
    EXPECT_EQ(checks::find_check(check->id), check);
  EXPECT_EQ(checks::find_check(""), nullptr);
  EXPECT_EQ(checks::find_check("no-such-check"), nullptr);
}

// A policy cannot lower the checks that report an incomplete audit.
TEST(Registry, MandatoryChecksAreTheseAndErrors) {
  std::vector<std::string_view> mandatory;
  for (const Check* const check : checks::all_checks()) {
    if (!check->mandatory) continue;
    mandatory.push_back(check->id);
    EXPECT_EQ(check->default_severity, Severity::error) << check->id;
  }
  EXPECT_THAT(mandatory, testing::ElementsAre("ambiguous-package", "empty-package",
                                              "limit-exceeded", "unreadable-package"));
}

class EachCheck : public testing::TestWithParam<const Check*> {};

TEST_P(EachCheck, IsWellDescribed) {
  const Check& check = *GetParam();
  EXPECT_TRUE(is_kebab_case(check.id)) << check.id;
  EXPECT_THAT(std::string(check.summary), testing::MatchesRegex("[a-z].*[^.]"));
  EXPECT_THAT(std::string(check.why), testing::MatchesRegex("[A-Z].*[.]"));
  EXPECT_THAT(std::string(check.fix), testing::MatchesRegex("[A-Z].*[.]"));
  // docs/checks.md, which has to be up to date, shows which of the others it is.
  EXPECT_NE(check.default_severity, Severity::off);
  EXPECT_NE(check.run, nullptr);
}

TEST_P(EachCheck, HasACaseThatFiresAndIsRepaired) {
  const std::vector<support::CaseFile> cases = cases_of(*GetParam());
  EXPECT_TRUE(std::any_of(cases.begin(), cases.end(), [](const support::CaseFile& sample) {
    return !sample.expect.empty() && sample.fixed.has_value();
  }));
}

TEST_P(EachCheck, SaysNothingOfAnEmptyListOfRulesAndAnHonestFile) {
  Artifact package{.name = "acme.tar.gz", .format = Format::tar_gz};
  package.entries.push_back({.member = "acme/bin/acme",
                             .path = "bin/acme",
                             .type = EntryType::file,
                             .mode = 0755,
                             .size = 1});
  Policy policy;
  policy.common.allow.push_back({.glob = base::Glob("bin/acme")});
  EXPECT_TRUE(
      support::run_check(*GetParam(), package, policy, support::builtin_signatures()).empty());
}

// Messages are one clause that a report puts behind the path.
TEST_P(EachCheck, WritesMessagesAsClauses) {
  for (const support::CaseFile& sample : cases_of(*GetParam())) {
    for (const Finding& finding : support::run_check(*GetParam(), sample.recipe.package,
                                                     sample.policy, *sample.signatures)) {
      EXPECT_FALSE(finding.message.empty());
      EXPECT_FALSE(finding.message.ends_with('.') && !finding.message.ends_with(".."))
          << finding.message;
      EXPECT_FALSE(finding.message.front() >= 'A' && finding.message.front() <= 'Z')
          << finding.message;
    }
  }
}

std::string name_of(const testing::TestParamInfo<const Check*>& parameter) {
  std::string name(parameter.param->id);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, EachCheck,
                         testing::ValuesIn(checks::all_checks().begin(),
                                           checks::all_checks().end()),
                         name_of);

} // namespace
} // namespace package_audit
