#include "checks/registry.hpp"
#include "policy/builtin.hpp"
#include "policy/load.hpp"
#include "policy/resolve.hpp"
#include "unit/policy/support.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::policy {
namespace {

Policy extending(std::string_view builtin) {
  return load_text(policy_with("\"extends\": [\"builtin:" + std::string(builtin) + "\"]"));
}

bool denies(const Policy& policy, std::string_view path) {
  for (const PathRule& rule : policy.common.deny) {
    if (rule.glob.matches(path)) return true;
  }
  return false;
}

TEST(BuiltinPolicies, AreThereByName) {
  for (const std::string_view name : {"release", "sdk", "source", "strict"}) {
    ASSERT_NE(find_builtin(name), nullptr) << name;
    EXPECT_NO_THROW(extending(name)) << name;
  }
  EXPECT_EQ(builtin_policies().size(), 4u);
  EXPECT_EQ(find_builtin("other"), nullptr);
  EXPECT_TRUE(policy_schema().starts_with("{"));
}

TEST(BuiltinPolicies, NameChecksThatExist) {
  const PolicyFolder folder;
  for (const BuiltinPolicy& builtin : builtin_policies()) {
    folder.write("policy.json",
                 policy_with("\"extends\": [\"builtin:" + std::string(builtin.name) + "\"]"));
    EXPECT_NO_THROW(load_policy(folder.path("policy.json"), {})) << builtin.name;
  }
}

TEST(BuiltinPolicies, SayWhyTheyDeny) {
  for (const BuiltinPolicy& builtin : builtin_policies()) {
    for (const PathRule& rule : extending(builtin.name).common.deny)
      EXPECT_FALSE(rule.reason.empty()) << builtin.name << ": " << rule.glob.text();
  }
}

TEST(BuiltinPolicies, AllowNothingByThemselvesSaveForSources) {
  for (const BuiltinPolicy& builtin : builtin_policies()) {
    const Policy policy = load_policy("builtin:" + std::string(builtin.name), {});
    if (builtin.name == "source") {
      EXPECT_NO_THROW(rules_for(policy, {.file_name = "acme.zip"}));
    } else {
      EXPECT_THROW(rules_for(policy, {.file_name = "acme.zip"}), base::Error) << builtin.name;
    }
  }
}

TEST(BuiltinPolicies, HaveTheirNameAsLocation) {
  EXPECT_EQ(extending("release").common.deny.front().location.file, "builtin:release");
}

TEST(BuiltinPolicies, ReleaseRefusesSources) {
  const Policy policy = extending("release");
  for (const std::string_view path :
       {"src/core.cpp", "main.c", "share/web/app.ts", "share/web/x.component.ts",
        "share/web/add.ts", "share/web/d.ts", "lib/CMakeLists.txt", "a/Acme.xcodeproj"}) {
    EXPECT_TRUE(denies(policy, path)) << path;
  }
}

TEST(BuiltinPolicies, ReleaseLeavesWhatProductsShip) {
  const Policy policy = extending("release");
  for (const std::string_view path :
       {"bin/acme", "include/acme/acme.hpp", "lib/cmake/Acme/AcmeConfig.cmake", "lib/libacme.a",
        "share/web/app.js", "share/web/app.d.ts", "share/maps/level1.map", "share/acme/run.py",
        "share/man/man1/acme.1.gz", "share/doc/acme/README.md", "lib/libacme.so.1.2",
        "share/scheme/acme.go", "share/octave/acme.m", "etc/conf.d/acme"}) {
    EXPECT_FALSE(denies(policy, path)) << path;
  }
}

TEST(BuiltinPolicies, SdkTakesExamplesButNoImplementation) {
  const Policy policy = extending("sdk");
  EXPECT_FALSE(denies(policy, "share/acme/examples/hello.cpp"));
  EXPECT_FALSE(denies(policy, "share/acme/examples/CMakeLists.txt"));
  EXPECT_FALSE(denies(policy, "include/acme/acme.ipp"));
  EXPECT_TRUE(denies(policy, "include/acme/secret_sauce.cpp"));
  EXPECT_TRUE(denies(policy, "include/core.cc"));
}

TEST(BuiltinPolicies, SourceAllowsTheTreeAndRefusesBuilds) {
  const Policy policy = load_policy("builtin:source", {});
  EXPECT_TRUE(policy.common.allow.front().glob.matches("src/a.cpp"));
  EXPECT_FALSE(policy.common.allow.front().glob.matches("/etc/passwd"));
  EXPECT_FALSE(denies(policy, "build/cmake/CMakeLists.txt"));
  EXPECT_TRUE(denies(policy, "cmake-build-debug/CMakeCache.txt"));
  EXPECT_TRUE(denies(policy, "web/node_modules/x/index.js"));
  EXPECT_TRUE(denies(policy, "Acme-1.2.3-Linux.tar.gz"));
  EXPECT_TRUE(denies(policy, "out/acme-1.2.3-Source.zip"));
  EXPECT_FALSE(denies(policy, "doc/install-Linux.md"));
}

TEST(BuiltinPolicies, StrictIsReleaseAndMore) {
  const Policy policy = extending("strict");
  EXPECT_TRUE(denies(policy, "src/core.cpp"));
  EXPECT_TRUE(denies(policy, "bin/acme.map"));
  for (const std::string_view path :
       {".env", "share/.hidden/x", ".b", ".build", ".builder/x", ".bzr"})
    EXPECT_TRUE(denies(policy, path)) << path;
  EXPECT_FALSE(denies(policy, "lib/.build-id/5b/0000"));
  EXPECT_TRUE(denies(policy, "share/data.zip"));
  EXPECT_FALSE(denies(policy, "."));
  EXPECT_FALSE(denies(policy, "share/man/man1/acme.1.gz"));
  for (const Check* check : checks::all_checks()) {
    if (check->default_severity == Severity::warning &&
        policy.common.severities.count(check->id) == 0)
      ADD_FAILURE() << check->id << " is a mere warning";
  }
}

} // namespace
} // namespace package_audit::policy
