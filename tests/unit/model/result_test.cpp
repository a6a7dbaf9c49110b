#include "model/result.hpp"

#include <gtest/gtest.h>

namespace package_audit {
namespace {

TEST(Finding, IsAboutAnEntryOrAPath) {
  const Artifact artifact{.entries = {{.path = "bin/acme"}}};
  EXPECT_EQ(path_of({.entry = 0, .path = "ignored"}, artifact), "bin/acme");
  EXPECT_EQ(path_of({.path = "share/missing"}, artifact), "share/missing");
  EXPECT_EQ(path_of({}, artifact), "");
}

TEST(Diagnostic, RefusesOnlyErrorsWithoutException) {
  EXPECT_TRUE(Diagnostic{.severity = Severity::error}.refuses());
  EXPECT_FALSE((Diagnostic{.severity = Severity::error, .exception = 0}.refuses()));
  EXPECT_FALSE(Diagnostic{.severity = Severity::warning}.refuses());
  EXPECT_FALSE(Diagnostic{.severity = Severity::note}.refuses());
}

TEST(ListMatch, RefersToARuleByItsIndex) {
  const RuleSet rules{.allow = {{.glob = base::Glob("a")}, {.glob = base::Glob("b")}}};
  EXPECT_EQ(rule_of({.rule = 1}, rules), &rules.allow[1]);
  EXPECT_EQ(rule_of({}, rules), nullptr);
  const RuleSet copy = rules; // NOLINT: the copy is what is tested
  EXPECT_EQ(rule_of({.rule = 1}, copy), &copy.allow[1]);
}

TEST(Format, OfSystemPackages) {
  EXPECT_TRUE(is_system_package(Format::deb));
  EXPECT_TRUE(is_system_package(Format::rpm));
  EXPECT_FALSE(is_system_package(Format::tar_gz));
  EXPECT_FALSE(is_system_package(Format::stgz));
}

} // namespace
} // namespace package_audit
