#include "base/base64.hpp"

#include <gtest/gtest.h>

namespace package_audit::base {
namespace {

using namespace std::string_view_literals;

TEST(Base64, DecodesTheExamplesOfTheStandard) { // RFC 4648, 10
  EXPECT_EQ(decode_base64(""), "");
  EXPECT_EQ(decode_base64("Zg=="), "f");
  EXPECT_EQ(decode_base64("Zm8="), "fo");
  EXPECT_EQ(decode_base64("Zm9v"), "foo");
  EXPECT_EQ(decode_base64("Zm9vYmFy"), "foobar");
}

TEST(Base64, TakesBothAlphabetsAndNoPadding) {
  EXPECT_EQ(decode_base64("+/+/"), "\xFB\xFF\xBF"sv);
  EXPECT_EQ(decode_base64("-_-_"), "\xFB\xFF\xBF"sv);
  EXPECT_EQ(decode_base64("Zm8"), "fo");
}

TEST(Base64, EndsAtWhatIsNone) {
  EXPECT_EQ(decode_base64("Zm9v.YmFy"), "foo");
  EXPECT_EQ(decode_base64("Z"), "");
}

} // namespace
} // namespace package_audit::base
