#include "policy/resolve.hpp"
#include "unit/policy/support.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::policy {
namespace {

// How many allow entries hold for the package, of which one is common and one is the block's.
std::size_t allowed(std::string_view when, const PackageIdentity& package) {
  const Policy policy = load_text(
      policy_with(R"("packages": [{"when": {)" + std::string(when) + R"(}, "allow": ["more"]}])"));
  return rules_for(policy, package).allow.size();
}

bool applies(std::string_view when, const PackageIdentity& package) {
  return allowed(when, package) == 2;
}

TEST(PolicyPackages, FindAComponentByTheFileName) {
  const std::string_view when = R"("component": "dev")";
  for (const std::string name :
       {"acme-1.0-Linux-dev.tar.gz", "acme-1.0-dev.zip", "acme-1.0-Linux-Dev.TGZ",
        "acme-dev_1.0_amd64.deb", "acme-1.0-dev.sh", "acme-1.0-dev"}) {
    EXPECT_TRUE(applies(when, {.file_name = name})) << name;
  }
  for (const std::string name : {"acme-1.0-Linux.tar.gz", "acme-1.0-devel.zip", "acmedev.zip",
                                 "dev.zip", "acme-dev-1.0.zip"}) {
    EXPECT_FALSE(applies(when, {.file_name = name})) << name;
  }
}

TEST(PolicyPackages, FindAComponentByThePackagesOwnName) {
  const std::string_view when = R"("component": "dev")";
  EXPECT_TRUE(
      applies(when, {.file_name = "x.deb", .format = Format::deb, .package_name = "acme-dev"}));
  EXPECT_TRUE(
      applies(when, {.file_name = "x.rpm", .format = Format::rpm, .package_name = "acme-dev"}));
  EXPECT_FALSE(applies(
      when, {.file_name = "x.deb", .format = Format::deb, .package_name = "acme-dev-1.0-1"}));
}

TEST(PolicyPackages, CompareFormatGeneratorConfigAndName) {
  EXPECT_TRUE(applies(R"("format": "tar.gz")", {.format = Format::tar_gz}));
  EXPECT_FALSE(applies(R"("format": "tar.gz")", {.format = Format::stgz}));
  EXPECT_TRUE(applies(R"("generator": "productbuild")", {.generator = "PRODUCTBUILD"}));
  EXPECT_FALSE(applies(R"("generator": "TGZ")", {}));
  EXPECT_TRUE(applies(R"("config": "Release")", {.config = "RELEASE"}));
  EXPECT_FALSE(applies(R"("config": "Release")", {}));
  EXPECT_TRUE(applies(R"("name": "acme-*.zip")", {.file_name = "acme-1.zip"}));
  EXPECT_FALSE(applies(R"("name": "acme-*.zip")", {.file_name = "other-1.zip"}));
}

TEST(PolicyPackages, NeedEveryCondition) {
  const std::string_view when = R"("format": "deb", "component": "dev")";
  EXPECT_TRUE(applies(when, {.file_name = "acme-dev.deb", .format = Format::deb}));
  EXPECT_FALSE(applies(when, {.file_name = "acme-dev.zip", .format = Format::zip}));
  EXPECT_FALSE(applies(when, {.file_name = "acme.deb", .format = Format::deb}));
}

TEST(PolicyPackages, AddToTheCommonRules) {
  const Policy policy = load_text(R"({"version": 1, "allow": ["a"], "deny": ["x"],
    "checks": {"test-file": "note", "debug-file": "note"}, "limits": {"entries": 5, "path_length": 6},
    "packages": [
      {"when": {"format": "zip"}, "allow": ["b"], "require": ["b"], "deny": ["y"],
       "checks": {"test-file": "error"}, "limits": {"entries": 7}, "prefix": "/opt/one"},
      {"when": {"name": "acme*"}, "checks": {"test-file": "off"}, "prefix": "/opt/two"}]})");
  const RuleSet zip = rules_for(policy, {.file_name = "x.zip", .format = Format::zip});
  EXPECT_EQ(zip.allow.size(), 2u);
  EXPECT_EQ(zip.require.size(), 1u);
  EXPECT_EQ(zip.deny.size(), 2u);
  EXPECT_EQ(zip.severities.at("test-file").severity, Severity::error);
  EXPECT_EQ(zip.severities.at("debug-file").severity, Severity::note);
  EXPECT_EQ(limits_of(zip).entries, 7u);
  EXPECT_EQ(limits_of(zip).path_length, 6u);
  EXPECT_EQ(zip.prefix, "/opt/one");
  const RuleSet both = rules_for(policy, {.file_name = "acme.zip", .format = Format::zip});
  EXPECT_EQ(both.severities.at("test-file").severity, Severity::off);
  EXPECT_EQ(both.prefix, "/opt/two");
}

TEST(PolicyPackages, MustAllowSomethingForThePackage) {
  const PolicyFolder folder;
  folder.write("policy.json",
               R"({"version": 1, "packages": [{"when": {"format": "zip"}, "allow": ["a"]}]})");
  Policy policy = folder.load("policy.json");
  policy.name = "policy.json";
  EXPECT_EQ(rules_for(policy, {.file_name = "a.zip", .format = Format::zip}).allow.size(), 1u);
  try {
    rules_for(policy, {.file_name = "a\n.deb", .format = Format::deb});
    ADD_FAILURE() << "no error";
  } catch (const base::Error& error) {
    EXPECT_STREQ(
        error.what(),
        "a\\x0a.deb: policy.json allows nothing for this package: there is no \"allow\" at "
        "its top level and none of its \"packages\" blocks applies");
  }
}

} // namespace
} // namespace package_audit::policy
