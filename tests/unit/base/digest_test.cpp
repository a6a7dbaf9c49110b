#include "base/digest.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string>

namespace package_audit::base {
namespace {

// FIPS 180-2, appendix B.1.
constexpr std::string_view k_abc =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr std::string_view k_nothing =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(Digest, IsSha256) {
  EXPECT_EQ(to_hex(sha256("abc")), k_abc);
  EXPECT_EQ(to_hex(sha256("")), k_nothing);
}

TEST(Digest, MayBeFedInPieces) {
  Sha256Hasher hasher;
  for (const char c : std::string("abc"))
    hasher.update(std::as_bytes(std::span(&c, 1)));
  EXPECT_EQ(to_hex(hasher.finish()), k_abc);
}

TEST(Digest, StartsAnewAfterEachMessage) {
  Sha256Hasher hasher;
  hasher.update(std::as_bytes(std::span(std::string_view("first"))));
  hasher.finish();
  EXPECT_EQ(to_hex(hasher.finish()), k_nothing);
  hasher.update(std::as_bytes(std::span(std::string_view("abc"))));
  EXPECT_EQ(to_hex(hasher.finish()), k_abc);
}

TEST(Digest, IsReadInEitherCase) {
  std::string upper(k_abc);
  for (char& c : upper)
    c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  EXPECT_EQ(parse_sha256(k_abc), sha256("abc"));
  EXPECT_EQ(parse_sha256(upper), sha256("abc"));
}

TEST(Digest, IsSixtyFourDigits) {
  EXPECT_FALSE(parse_sha256(""));
  EXPECT_FALSE(parse_sha256(k_abc.substr(1)));
  EXPECT_FALSE(parse_sha256(std::string(k_abc) + "0"));
  std::string wrong(k_abc);
  wrong[10] = 'g';
  EXPECT_FALSE(parse_sha256(wrong));
}

TEST(Digest, CrcIsThatOfTheCheckValue) {
  EXPECT_EQ(crc32(as_bytes("123456789")), 0xCBF43926U);
  EXPECT_EQ(crc32(as_bytes("6789"), crc32(as_bytes("12345"))), 0xCBF43926U);
  EXPECT_EQ(crc32({}, 0x1234U), 0x1234U);
}

TEST(Digest, HexDigitsHaveValues) {
  EXPECT_EQ(hex_value('0'), 0);
  EXPECT_EQ(hex_value('f'), 15);
  EXPECT_EQ(hex_value('A'), 10);
  EXPECT_EQ(hex_value('g'), -1);
  EXPECT_EQ(hex_value('/'), -1);
}

} // namespace
} // namespace package_audit::base
