#include "model/policy.hpp"

#include <gtest/gtest.h>

namespace package_audit {
namespace {

TEST(RuleSet, MergeAppendsListsAndReplacesValues) {
  RuleSet rules{.allow = {{.glob = base::Glob("a")}},
                .severities = {{"debug-file", {.severity = Severity::note}},
                               {"test-file", {.severity = Severity::note}}},
                .limits = {{"entries", 1}, {"path_depth", 2}},
                .prefix = "/opt/one"};
  merge(rules, {.allow = {{.glob = base::Glob("b")}},
                .require = {{.glob = base::Glob("c")}},
                .severities = {{"test-file", {.severity = Severity::off}}},
                .limits = {{"entries", 3}}});
  ASSERT_EQ(rules.allow.size(), 2U);
  EXPECT_EQ(rules.allow[1].glob.text(), "b");
  EXPECT_EQ(rules.require.size(), 1U);
  EXPECT_EQ(rules.severities.at("debug-file").severity, Severity::note);
  EXPECT_EQ(rules.severities.at("test-file").severity, Severity::off);
  EXPECT_EQ(limits_of(rules).entries, 3U);
  EXPECT_EQ(limits_of(rules).path_depth, 2U);
  EXPECT_EQ(prefix_of(rules), "/opt/one");
  merge(rules, {.prefix = "/opt/two"});
  EXPECT_EQ(prefix_of(rules), "/opt/two");
}

TEST(RuleSet, HasDefaults) {
  EXPECT_EQ(prefix_of({}), "/usr");
  EXPECT_EQ(limits_of({}).entries, Limits().entries);
  EXPECT_EQ(limits_of({}).wall_seconds, Limits().wall_seconds);
}

TEST(Limits, AreAllNamed) {
  RuleSet rules;
  for (const LimitInfo& limit : all_limits())
    rules.limits[std::string(limit.name)] = 7;
  const Limits limits = limits_of(rules);
  for (const LimitInfo& limit : all_limits())
    EXPECT_EQ(limits.*limit.value, 7U) << limit.name;
}

} // namespace
} // namespace package_audit
