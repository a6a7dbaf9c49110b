#include "base/bytes.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::base {
namespace {

using namespace std::string_view_literals;

TEST(Bytes, AreTheSameAsText) {
  const std::string_view text = "a\0\xFF"sv;
  EXPECT_EQ(as_text(as_bytes(text)), text);
  EXPECT_EQ(octets(as_bytes(text))[2], 0xFF);
}

TEST(Bytes, AreAllZeroWhenNoneIsSet) {
  EXPECT_TRUE(is_all_zero(""sv));
  EXPECT_TRUE(is_all_zero("\0"sv));
  EXPECT_FALSE(is_all_zero("\1"sv));
  for (std::size_t at = 0; at < 40; ++at) {
    std::string text(40, '\0');
    EXPECT_TRUE(is_all_zero(text));
    text[at] = '\x80';
    EXPECT_FALSE(is_all_zero(text)) << at;
  }
}

TEST(Bytes, HoldNumbersOfEitherOrder) {
  const std::string_view text = "\x01\xF2\x03\xF4\x05\xF6\x07\xF8\x09"sv;
  EXPECT_EQ(le16(as_bytes(text), 1), 0x03F2);
  EXPECT_EQ(le32(as_bytes(text), 1), 0x05F403F2U);
  EXPECT_EQ(le64(as_bytes(text), 1), 0x09F807F605F403F2U);
  EXPECT_EQ(little_endian(text, 1, 3), 0xF403F2U);
  EXPECT_EQ(big_endian(text, 1, 3), 0xF203F4U);
  EXPECT_EQ(number_in(text.substr(0, 8), std::endian::big), 0x01F203F405F607F8U);
  EXPECT_EQ(number_in(text.substr(0, 2), std::endian::little), 0xF201U);
  EXPECT_EQ(number_in("", std::endian::little), 0U);
}

} // namespace
} // namespace package_audit::base
