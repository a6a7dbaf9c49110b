#include "unit/policy/support.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace package_audit::policy {
namespace {

std::vector<std::string> patterns(const std::vector<PathRule>& rules) {
  std::vector<std::string> texts;
  for (const PathRule& rule : rules)
    texts.push_back(rule.glob.text());
  return texts;
}

using Texts = std::vector<std::string>;

TEST(PolicyExtends, AddsListsWithTheExtendedFirst) {
  const PolicyFolder folder;
  folder.write("common/base.json",
               R"({"version": 1, "allow": ["a"], "deny": ["x"], "require": ["a"],
    "packages": [{"when": {"format": "zip"}, "allow": ["p"]}]})");
  folder.write("policy.json", R"({"version": 1, "extends": ["common/base.json"], "allow": ["b"],
    "deny": [], "packages": [{"when": {"format": "zip"}, "allow": ["q"]}]})");
  const Policy policy = folder.load("policy.json");
  EXPECT_EQ(patterns(policy.common.allow), (Texts{"a", "b"}));
  EXPECT_EQ(patterns(policy.common.require), Texts{"a"});
  EXPECT_EQ(patterns(policy.common.deny), Texts{"x"});
  ASSERT_EQ(policy.blocks.size(), 2u);
  EXPECT_EQ(patterns(policy.blocks.front().rules.allow), Texts{"p"});
  EXPECT_EQ(policy.common.allow[0].location.file, folder.path("common/base.json"));
  EXPECT_EQ(policy.common.allow[1].location.file, folder.path("policy.json"));
}

TEST(PolicyExtends, LetsTheExtenderOverrideSingleValues) {
  const PolicyFolder folder;
  folder.write("base.json", R"({"version": 1, "enforcement": "report", "prefix": "/opt",
    "checks": {"test-file": "error", "debug-file": "note"},
    "limits": {"entries": 7, "package_size": 8}})");
  folder.write("policy.json", R"({"version": 1, "extends": ["base.json"], "allow": ["b"],
    "enforcement": "enforce", "checks": {"test-file": "off"}, "limits": {"entries": 9}})");
  const Policy policy = folder.load("policy.json");
  EXPECT_EQ(policy.enforcement, Enforcement::enforce);
  EXPECT_EQ(policy.common.prefix, "/opt");
  EXPECT_EQ(policy.common.severities.at("test-file").severity, Severity::off);
  EXPECT_EQ(policy.common.severities.at("debug-file").severity, Severity::note);
  EXPECT_EQ(limits_of(policy.common).entries, 9u);
  EXPECT_EQ(limits_of(policy.common).package_size, 8u);
}

TEST(PolicyExtends, FindsFilesBesideTheOneThatNamesThem) {
  const PolicyFolder folder;
  folder.write("a/policy.json", R"({"version": 1, "extends": ["../b/one.json"]})");
  folder.write("b/one.json", R"({"version": 1, "extends": ["two.json"]})");
  folder.write("b/two.json", R"({"version": 1, "allow": ["x"]})");
  const Policy policy = folder.load("a/policy.json");
  EXPECT_EQ(policy.common.allow.front().location.file, folder.path("b/two.json"));
}

TEST(PolicyExtends, ReadsAFileThatTwoExtendOnce) {
  const PolicyFolder folder;
  folder.write("base.json", R"({"version": 1, "allow": ["x"], "limits": {"entries": 1}})");
  folder.write("left.json",
               R"({"version": 1, "extends": ["base.json"], "limits": {"entries": 2}})");
  folder.write("right.json", R"({"version": 1, "extends": ["base.json"]})");
  folder.write("policy.json", R"({"version": 1, "extends": ["left.json", "./right.json"]})");
  const Policy policy = folder.load("policy.json");
  EXPECT_EQ(patterns(policy.common.allow), Texts{"x"});
  EXPECT_EQ(limits_of(policy.common).entries, 2u);
}

TEST(PolicyExtends, RefusesCycles) {
  const PolicyFolder folder;
  folder.write("a.json", R"({"version": 1, "extends": ["b.json"]})");
  folder.write("b.json", R"({"version": 1, "extends": ["./a.json"]})");
  EXPECT_EQ(folder.error("a.json"),
            "b.json:1:28: error: policies extend each other: a.json -> b.json -> a.json\n"
            "{\"version\": 1, \"extends\": [\"./a.json\"]}\n"
            "                           ^");
  folder.write("self.json", R"({"version": 1, "extends": ["self.json"]})");
  EXPECT_EQ(folder.error("self.json"),
            "self.json:1:28: error: policies extend each other: self.json -> self.json\n"
            "{\"version\": 1, \"extends\": [\"self.json\"]}\n"
            "                           ^");
}

TEST(PolicyExtends, GoesFourDeepAndNoDeeper) {
  const PolicyFolder folder;
  for (int i = 0; i < 6; ++i) {
    folder.write(std::to_string(i) + ".json",
                 R"({"version": 1, "extends": [")" + std::to_string(i + 1) + R"(.json"]})");
  }
  folder.write("5.json", R"({"version": 1, "allow": ["x"]})");
  EXPECT_EQ(folder.error("1.json"), "");
  EXPECT_EQ(folder.error("0.json"), "4.json:1:28: error: policies extend more than 4 deep\n"
                                    "{\"version\": 1, \"extends\": [\"5.json\"]}\n"
                                    "                           ^");
}

TEST(PolicyExtends, RefusesUrls) {
  expect_mistake(policy_with(R"("extends": [@"https://acme.example/policy.json"])"),
                 "\"https://acme.example/policy.json\" is a URL: a policy extends local files and "
                 "builtin: names only");
}

TEST(PolicyExtends, RefusesNamesThatAreNotBundled) {
  expect_mistake(policy_with(R"("extends": [@"builtin:relaese"])"),
                 "builtin:relaese: no such bundled policy; there are builtin:release, builtin:sdk, "
                 "builtin:source, builtin:strict");
}

TEST(PolicyExtends, RefusesFilesThatAreNotThere) {
  expect_mistake(policy_with(R"("extends": [@"gone.json"])"),
                 "gone.json: No such file or directory");
  expect_mistake(policy_with(R"("extends": [@""])"), "\"extends\" must not be empty");
  expect_mistake(policy_with(R"("extends": [@"a\u001b[2J"])"),
                 "a file's name must not hold control characters");
}

TEST(PolicyExtends, NamesTheFileThatHasTheMistake) {
  const PolicyFolder folder;
  folder.write("base.json", "{\"version\": 1,\n \"alow\": []}");
  folder.write("policy.json", R"({"version": 1, "extends": ["base.json"], "allow": ["b"]})");
  EXPECT_EQ(folder.error("policy.json"),
            "base.json:2:2: error: unknown key \"alow\" in the policy; did you mean \"allow\"?\n"
            " \"alow\": []}\n ^");
}

TEST(PolicyFile, MustExist) {
  const PolicyFolder folder;
  EXPECT_EQ(folder.error("policy.json"), "policy.json: No such file or directory");
  folder.write("folder/x", "");
  EXPECT_EQ(folder.error("folder"), "folder: is a folder, not a file");
}

} // namespace
} // namespace package_audit::policy
