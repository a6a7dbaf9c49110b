#include "unit/policy/support.hpp"

#include <gtest/gtest.h>

namespace package_audit::policy {
namespace {

TEST(PolicyVersion, IsRequired) {
  expect_mistake(R"(@{"allow": ["a"]})", "the policy needs \"version\": 1");
  expect_mistake(R"(@[])", "a policy is an object, not an array");
  expect_mistake(R"(@null)", "a policy is an object, not null");
}

TEST(PolicyVersion, RefusesNewerLanguagesBeforeTheirKeys) {
  expect_mistake(R"({"novelty": [], "version": @2})",
                 "version 2 needs a newer PackageAudit: this one reads version 1");
}

TEST(PolicyVersion, RefusesWhatIsNoVersion) {
  expect_mistake(R"({"version": @0})", "\"version\" must be 1");
  expect_mistake(R"({"version": @"1"})", "\"version\" must be 1, not a string");
  expect_mistake(R"({"version": @1.5})", "\"version\" must be 1, not a number");
  expect_mistake(R"({"version": @-1})", "\"version\" must be 1, not a number");
}

} // namespace
} // namespace package_audit::policy
