#include "unit/policy/support.hpp"

#include <gtest/gtest.h>

namespace package_audit::policy {
namespace {

TEST(PolicyVariables, StandInPatterns) {
  const Policy policy = load_text(
      R"({"version": 1, "prefix": "/opt/acme-${version}",
          "allow": [{"path": "lib/libacme.so.${version}", "link_target": "x.${version}"}],
          "packages": [{"when": {"name": "acme-${version}*"}}]})",
      {{"version", "1.2"}});
  const PathRule& rule = policy.common.allow.front();
  EXPECT_TRUE(rule.glob.matches("lib/libacme.so.1.2"));
  EXPECT_FALSE(rule.glob.matches("lib/libacme.so.1x2"));
  EXPECT_TRUE(rule.link_target->matches("x.1.2"));
  EXPECT_TRUE(policy.blocks.front().name->matches("acme-1.2-Linux.zip"));
  EXPECT_EQ(policy.common.prefix, "/opt/acme-1.2");
}

TEST(PolicyVariables, MatchThemselvesWhateverTheyHold) {
  const Policy policy =
      load_text(R"({"version": 1, "allow": ["a-${v}-*"]})", {{"v", R"([1]*{x,y}\)"}});
  EXPECT_TRUE(policy.common.allow.front().glob.matches(R"(a-[1]*{x,y}\-b)"));
  EXPECT_FALSE(policy.common.allow.front().glob.matches("a-1-b"));
}

TEST(PolicyVariables, MayHoldFolders) {
  const Policy policy =
      load_text(R"({"version": 1, "allow": ["${lib}/*.so"]})", {{"lib", "lib/x86_64-linux-gnu"}});
  EXPECT_TRUE(policy.common.allow.front().glob.matches("lib/x86_64-linux-gnu/a.so"));
}

TEST(PolicyVariables, TakeTheOutermostValue) {
  const PolicyFolder folder;
  folder.write(
      "base.json",
      R"({"version": 1, "variables": {"a": "1", "b": "1", "c": "1"}, "allow": ["${a}${b}${c}"]})");
  folder.write("policy.json",
               R"({"version": 1, "extends": ["base.json"], "variables": {"b": "2", "c": "2"}})");
  const Policy policy = folder.load("policy.json", {{"c", "3"}});
  EXPECT_EQ(policy.common.allow.front().glob.text(), "123");
}

TEST(PolicyVariables, CanBeEscaped) {
  const Policy policy = load_text(R"({"version": 1, "allow": ["a$b", "$\\{v\\}"]})");
  EXPECT_TRUE(policy.common.allow[0].glob.matches("a$b"));
  EXPECT_TRUE(policy.common.allow[1].glob.matches("${v}"));
}

TEST(PolicyVariables, MustBeDefined) {
  const std::string_view text = R"({"version": 1, "allow": ["bin/@${versoin}"]})";
  expect_mistake(text,
                 "undefined variable \"versoin\"; none is defined: give it in \"variables\" or "
                 "with --define NAME=VALUE");
  expect_mistake(text, "undefined variable \"versoin\"; did you mean \"version\"?",
                 {{"version", "1"}});
  expect_mistake(text, "undefined variable \"versoin\"; defined are arch, os",
                 {{"os", "1"}, {"arch", "1"}});
  expect_mistake(R"({"version": 1, "allow": ["bin/@${version"]})", "'${' is not closed",
                 {{"version", "1"}});
}

TEST(PolicyVariables, AreShownInBadPatterns) {
  expect_mistake(R"({"version": 1, "allow": ["a/@${v}/b"]})",
                 "bad pattern: a path has no '.' or '..' segments (in \"a/../b\")", {{"v", ".."}});
  expect_mistake(R"({"version": 1, "allow": ["${v}/@[b"]})",
                 "bad pattern: '[' is not closed (in \"1.2/[b\")", {{"v", "1.2"}});
  expect_mistake(R"({"version": 1, "allow": ["a/${v}@/b"]})",
                 "bad pattern: an empty segment between two '/' (in \"a//b\")", {{"v", ""}});
}

TEST(PolicyVariables, HaveNames) {
  expect_mistake(policy_with(R"("variables": {@"a b": "1"})"),
                 "\"a b\" is not a variable's name: letters, digits, '_', '-' and '.' are allowed");
}

} // namespace
} // namespace package_audit::policy
