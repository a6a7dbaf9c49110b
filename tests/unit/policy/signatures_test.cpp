#include "checks/registry.hpp"
#include "policy/load.hpp"
#include "policy/signatures.hpp"
#include "unit/policy/support.hpp"

#include <gtest/gtest.h>

namespace package_audit::policy {
namespace {

constexpr const char* k_rule = R"rule({"id": "acme-code-name", "check": "confidential-marker",
  "what": "code name of the next product", "anchors": ["hazelnut"], "any_case": true,
  "pattern": "(?:^|[^a-z])(hazelnut)(?:$|[^a-z])", "secret": false, "hint": "ask the product team",
  "validators": ["not-placeholder"], "at": 3, "matches": ["the hazelnut plan"],
  "non_matches": ["hazelnuts"]})rule";

std::string with_signatures(const std::string& list) {
  return policy_with("\"signatures\": [" + list + "]");
}

// Through the loader that knows all checks.
Policy load_with(const std::string& signatures) {
  const PolicyFolder folder;
  folder.write("package-audit.json", with_signatures(signatures));
  return load_policy(folder.path("package-audit.json"), {});
}

std::string error_of(const std::string& rule) {
  try {
    load_with(rule);
  } catch (const base::Error& error) {
    return error.what();
  }
  return {};
}

std::string changed(std::string_view from, std::string_view to) {
  std::string rule = k_rule;
  const std::size_t at = rule.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return rule.replace(at, from.size(), to);
}

TEST(Signatures, OfThePolicyComeBehindTheBundledOnes) {
  const Policy policy = load_with(k_rule);
  ASSERT_GT(policy.signatures.size(), 1U);
  const SignatureRule& rule = policy.signatures.back();
  EXPECT_EQ(rule.id, "acme-code-name");
  EXPECT_EQ(rule.check, "confidential-marker");
  EXPECT_EQ(rule.what, "code name of the next product");
  EXPECT_EQ(rule.anchors, std::vector<std::string>{"hazelnut"});
  EXPECT_TRUE(rule.any_case);
  EXPECT_FALSE(rule.secret);
  EXPECT_EQ(rule.at, 3U);
  EXPECT_EQ(rule.hint, "ask the product team");
  EXPECT_EQ(rule.validators, std::vector{Validator::not_placeholder});
}

TEST(Signatures, ChangeThePolicysDigest) {
  const auto digest_of = [](const std::string& list) { return load_with(list).sha256; };
  EXPECT_NE(digest_of(""), digest_of(k_rule));
  EXPECT_NE(digest_of(changed("\"at\": 3, ", "")), digest_of(k_rule));
  EXPECT_NE(digest_of(changed("\"at\": 3, ", R"("at": 3, "requires": " pl", )")),
            digest_of(k_rule));
}

TEST(Signatures, MayHoldAnyByte) {
  const Policy policy = load_with(R"({"id": "x", "check": "bulk-data", "what": "data",
    "anchors": ["\\xffABC\\\\"], "requires": "\\x00", "pattern": "\\xffABC"})");
  EXPECT_EQ(policy.signatures.back().required, std::string(1, '\0'));
  EXPECT_EQ(policy.signatures.back().anchors.front(), "\xff"
                                                      "ABC\\");
}

TEST(Signatures, SayWhatIsWrong) {
  const auto expect_error = [](const std::string& rule, const std::string& part) {
    EXPECT_NE(error_of(rule).find(part), std::string::npos) << error_of(rule);
  };
  EXPECT_EQ(error_of(k_rule), "");
  expect_error(changed("confidential-marker", "secret-file"),
               "the check \"secret-file\" takes no signatures; there are access-token");
  expect_error(changed("confidential-marker", "marker"), "unknown check \"marker\"");
  expect_error(changed("not-placeholder", "not-placeholdr"),
               "unknown validator \"not-placeholdr\"; did you mean \"not-placeholder\"?");
  expect_error(changed("\"hazelnut\"]", "\"ha\"]"), "which is shorter than 3 bytes");
  expect_error(changed("\"at\": 3", "\"reach\": 1025"), "has a reach of more than 1024 characters");
  expect_error(changed("\"at\": 3", "\"reach\": 7"), "longer than its reach");
  expect_error(changed("(hazelnut)", "(hazelnut"), "RE2 does not take");
  expect_error(changed("\"at\": 3", "\"unless\": \"(\""), "RE2 does not take");
  expect_error(changed("non_matches", "non_match"), "did you mean \"non_matches\"?");
  expect_error(changed("\"at\": 3", "\"severity\": \"off\""), "finds nothing; leave it out");
  expect_error(changed("the hazelnut plan", "the plan"), "does not find its example");
  expect_error(changed("[\"hazelnut\"]", R"(["haz\\elnut"])"), "a backslash in \"anchors\"");
  expect_error(std::string(k_rule) + ", " + k_rule, "two signatures are called \"acme-code-name\"");
  expect_error(changed("acme-code-name", "aws-access-key"),
               "two signatures are called \"aws-access-key\"");
}

TEST(Signatures, NameTheKeyThatReplacesAnOldOne) {
  const auto expect_renamed = [](std::string_view before, std::string_view now) {
    const std::string key = "@\"" + std::string(before) + "\": \"x\"";
    expect_mistake(policy_with("\"signatures\": [{\"id\": \"x\", " + key + "}]"),
                   "unknown key \"" + std::string(before) + "\" in a signature; it is called \"" +
                       std::string(now) + "\" now");
  };
  expect_renamed("also", "requires");
  expect_renamed("except", "unless");
  expect_renamed("look_alikes", "non_matches");
}

} // namespace
} // namespace package_audit::policy
