#include "base/digest.hpp"
#include "unit/policy/support.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::policy {
namespace {

TEST(PolicyRules, HaveEveryAttribute) {
  const std::string digest(64, '0');
  const Policy policy = load_text(
      "{\"version\": 1,\n \"allow\": [\"a\",\n  {\"path\": \"b\", \"type\": \"symlink\", \"mode\": "
      "\"04755\", \"owner\": \"0:0\", \"max_size\": \"4 MiB\", \"link_target\": \"../x\", "
      "\"sha256\": \"" +
      digest + "\", \"reason\": \"because\", \"optional\": true, \"archive\": \"opaque\"}]}");
  ASSERT_EQ(policy.common.allow.size(), 2u);
  const PathRule& plain = policy.common.allow[0];
  EXPECT_EQ(plain.location.line, 2u);
  EXPECT_EQ(plain.location.column, 12u);
  EXPECT_FALSE(plain.type || plain.mode || plain.owner || plain.max_size || plain.link_target ||
               plain.sha256 || plain.optional || plain.opaque);
  const PathRule& rule = policy.common.allow[1];
  EXPECT_EQ(rule.location.line, 3u);
  EXPECT_EQ(rule.location.column, 3u);
  EXPECT_EQ(rule.type, EntryType::symlink);
  EXPECT_EQ(rule.mode, 04755u);
  EXPECT_EQ(rule.owner, "0:0");
  EXPECT_EQ(rule.max_size, 4u << 20);
  EXPECT_TRUE(rule.link_target->matches("../x"));
  EXPECT_EQ(base::to_hex(rule.sha256.value()), digest);
  EXPECT_EQ(rule.reason, "because");
  EXPECT_TRUE(rule.optional);
  EXPECT_TRUE(rule.opaque);
}

TEST(PolicyRules, TakeSizesInBytesAndBinaryUnits) {
  const auto size = [](std::string_view text) {
    const std::string limits = R"("limits": {"package_size": )" + std::string(text) + "}";
    return limits_of(load_text(policy_with(limits)).common).package_size;
  };
  EXPECT_EQ(size("123"), 123u);
  EXPECT_EQ(size(R"("12 B")"), 12u);
  EXPECT_EQ(size(R"("2KiB")"), 2048u);
  EXPECT_EQ(size(R"("3 GiB")"), 3ull << 30);
  EXPECT_EQ(size(R"("1 TiB")"), 1ull << 40);
}

TEST(PolicyRules, HaveDefaults) {
  const Policy policy = load_text(R"({"version": 1, "allow": ["a"]})");
  EXPECT_EQ(policy.enforcement, Enforcement::enforce);
  EXPECT_EQ(prefix_of(policy.common), "/usr");
  EXPECT_EQ(limits_of(policy.common).entries, Limits().entries);
  EXPECT_TRUE(policy.common.severities.empty());
}

TEST(PolicyRules, MayRaiseAMandatoryCheckToWhatItIs) {
  EXPECT_NO_THROW(load_text(policy_with(R"("checks": {"unreadable-package": "error"})")));
}

} // namespace
} // namespace package_audit::policy
