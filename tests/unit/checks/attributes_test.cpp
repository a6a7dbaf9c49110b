#include "checks/attributes.hpp"

#include <gtest/gtest.h>

namespace package_audit::checks {
namespace {

PathRule any_rule() {
  return {.glob = base::Glob("**")};
}

TEST(Attributes, AskNothingThatTheRuleDoesNotAsk) {
  const Entry entry{
      .path = "a", .type = EntryType::file, .mode = 06777, .uid = 5, .size = 1u << 30};
  EXPECT_TRUE(attributes_fit(any_rule(), entry));
}

TEST(Attributes, DoNotAskTheModeOfASymlink) {
  PathRule rule = any_rule();
  rule.mode = 0644;
  EXPECT_TRUE(attributes_fit(rule, {.type = EntryType::symlink, .mode = 0777}));
  EXPECT_TRUE(attributes_fit(rule, {.type = EntryType::symlink}));
  EXPECT_FALSE(attributes_fit(rule, {.type = EntryType::file, .mode = 0777}));
  EXPECT_FALSE(attributes_fit(rule, {.type = EntryType::file}));
}

TEST(Attributes, TakeRootForUserZeroWhereNoNamesAreStored) {
  PathRule rule = any_rule();
  rule.owner = "root:root";
  EXPECT_TRUE(attributes_fit(rule, {.type = EntryType::file}));
  EXPECT_TRUE(attributes_fit(rule, {.type = EntryType::file, .user = "root", .group = "root"}));
  EXPECT_FALSE(attributes_fit(rule, {.type = EntryType::file, .uid = 1}));
  EXPECT_FALSE(attributes_fit(rule, {.type = EntryType::file, .user = "toor", .group = "root"}));
}

TEST(Attributes, TakeNumbersAndNamesForOwners) {
  const Entry entry{.type = EntryType::file, .uid = 7, .gid = 8, .user = "acme", .group = "staff"};
  for (const char* owner : {"acme:staff", "7:8", "7:staff", "acme:8"}) {
    PathRule rule = any_rule();
    rule.owner = owner;
    EXPECT_TRUE(attributes_fit(rule, entry)) << owner;
  }
  for (const char* owner : {"acme", "acme:", ":staff", ":", "", "8:7", "acme:staff:"}) {
    PathRule rule = any_rule();
    rule.owner = owner;
    EXPECT_FALSE(attributes_fit(rule, entry)) << owner;
  }
}

TEST(Attributes, TakeDevicesOnlyByType) {
  const Entry fifo{.type = EntryType::fifo};
  PathRule rule = any_rule();
  EXPECT_FALSE(attributes_fit(rule, fifo));
  rule.type = EntryType::fifo;
  EXPECT_TRUE(attributes_fit(rule, fifo));
  rule.type = EntryType::socket;
  EXPECT_FALSE(attributes_fit(rule, fifo));
}

} // namespace
} // namespace package_audit::checks
