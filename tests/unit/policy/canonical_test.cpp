#include "base/digest.hpp"
#include "policy/load.hpp"
#include "unit/policy/support.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace package_audit::policy {
namespace {

std::string digest(std::string_view text, const Variables& variables = {}) {
  return base::to_hex(load_text(text, variables).sha256);
}

TEST(PolicyDigest, IgnoresHowThePolicyIsWritten) {
  const std::string plain = digest(R"({"version": 1, "allow": ["a", "b"], "deny": ["c"],
    "limits": {"entries": 5, "path_length": 1024}, "checks": {"test-file": "off", "debug-file": "note"}})");
  EXPECT_EQ(digest(R"(// a comment
    {"deny": [{"reason": "why", "path": "c"}], "checks": {"debug-file": "note", "test-file": "off"},
     "$schema": "x", "version": 1, "limits": {"path_length": 1024, "entries": 5},
     "allow": ["b", "a", "b"]})"),
            plain);
}

TEST(PolicyDigest, IgnoresWhichFileARuleComesFrom) {
  const PolicyFolder folder;
  folder.write("base.json", R"({"version": 1, "deny": ["c"], "variables": {"v": "1"}})");
  folder.write("policy.json", R"({"version": 1, "extends": ["base.json"], "allow": ["a${v}"]})");
  EXPECT_EQ(base::to_hex(folder.load("policy.json").sha256),
            digest(R"({"version": 1, "allow": ["a1"], "deny": ["c"]})"));
}

TEST(PolicyDigest, DependsOnAllThatJudges) {
  const std::string exception =
      R"("check": "test-file", "path": "a", "reason": "r", "approved_by": "b", "expires": "2027-01-01")";
  const std::vector<std::string> members{
      R"("deny": [])",
      R"("allow": ["b"])",
      R"("allow": ["a", "b"])",
      R"("require": ["a"])",
      R"("deny": ["a"])",
      R"("deny": [{"path": "a", "type": "file"}])",
      R"("deny": [{"path": "a", "mode": "0644"}])",
      R"("deny": [{"path": "a", "owner": "0:0"}])",
      R"("deny": [{"path": "a", "max_size": 5}])",
      R"("deny": [{"path": "a", "link_target": "x"}])",
      R"("deny": [{"path": "a", "sha256": ")" + std::string(64, '1') + "\"}]",
      R"("checks": {"test-file": "off"})",
      R"("checks": {"test-file": "note"})",
      R"("enforcement": "report")",
      R"("prefix": "/opt")",
      R"("limits": {"package_size": 1})",
      R"("limits": {"entry_size": 1})",
      R"("limits": {"unpacked_size": 1})",
      R"("limits": {"entries": 1})",
      R"("limits": {"path_length": 1})",
      "\"exceptions\": [{" + exception + "}]",
      "\"exceptions\": [{" + exception + R"(, "sha256": ")" + std::string(64, '1') + "\"}]",
      R"("packages": [{"when": {"format": "zip"}, "deny": ["a"]}])",
      R"("packages": [{"when": {"format": "deb"}, "deny": ["a"]}])",
      R"("packages": [{"when": {"component": "zip"}, "deny": ["a"]}])",
      R"("packages": [{"when": {"config": "zip"}, "deny": ["a"]}])",
      R"("packages": [{"when": {"generator": "ZIP"}, "deny": ["a"]}])",
      R"("packages": [{"when": {"name": "zip"}, "deny": ["a"]}])",
      R"("packages": [{"when": {"format": "zip"}, "limits": {"entries": 1}}])",
      R"("packages": [{"when": {"format": "zip"}, "prefix": "/opt"}])",
      R"("packages": [{"when": {"format": "zip"}, "checks": {"test-file": "off"}}])",
  };
  std::set<std::string> digests;
  for (const std::string& member : members) {
    const bool allows = member.starts_with("\"allow\"");
    const std::string text =
        "{\"version\": 1, " + std::string(allows ? "" : R"("allow": ["a"], )") + member + "}";
    EXPECT_TRUE(digests.insert(digest(text)).second) << member;
  }
}

TEST(PolicyDigest, DependsOnTheValuesOfVariables) {
  const std::string_view text = R"({"version": 1, "allow": ["a${v}"]})";
  EXPECT_NE(digest(text, {{"v", "1"}}), digest(text, {{"v", "2"}}));
  EXPECT_EQ(digest(text, {{"v", "1"}}), digest(text, {{"v", "1"}, {"unused", "2"}}));
}

TEST(PolicyDigest, DependsOnTheOrderOfBlocks) {
  const std::string one = R"({"when": {"format": "zip"}, "checks": {"test-file": "off"}})";
  const std::string two = R"({"when": {"format": "zip"}, "checks": {"test-file": "note"}})";
  EXPECT_NE(digest(policy_with("\"packages\": [" + one + "," + two + "]")),
            digest(policy_with("\"packages\": [" + two + "," + one + "]")));
}

} // namespace
} // namespace package_audit::policy
