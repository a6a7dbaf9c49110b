#include "base/suggest.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace package_audit::base {
namespace {

constexpr std::array<std::string_view, 4> k_words{"allow", "deny", "require", "exceptions"};

TEST(Nearest, IsTheWordThatWasMeant) {
  EXPECT_EQ(nearest("alow", k_words), "allow");
  EXPECT_EQ(nearest("exeptions", k_words), "exceptions");
  EXPECT_EQ(nearest("requires", k_words), "require");
  EXPECT_EQ(nearest("deny", k_words), "deny");
}

TEST(Nearest, IsNothingWhenNoneIsNear) {
  EXPECT_EQ(nearest("zebra", k_words), "");
  EXPECT_EQ(nearest("", k_words), "");
  EXPECT_EQ(nearest("allow", {}), "");
}

} // namespace
} // namespace package_audit::base
