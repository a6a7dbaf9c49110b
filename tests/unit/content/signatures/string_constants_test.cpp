#include "content/signatures/string_constants.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::content::signatures {
namespace {

using namespace std::string_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string_view> around(ConstantFormat form, const std::string& bytes,
                                     std::size_t before = 256) {
  return constants_around(form, bytes, bytes.find("key_"), 4, before);
}

TEST(ConstantFormat, IsToldByTheFirstBytes) {
  EXPECT_EQ(detect_constant_format("\xA7\x0D\r\n\0\0\0\0"s), ConstantFormat::python);
  EXPECT_EQ(detect_constant_format("\x03\xF3\r\n\0\0\0\0"s), ConstantFormat::python);
  EXPECT_EQ(detect_constant_format("\xCA\xFE\xBA\xBE\0\0\0\x41"s), ConstantFormat::java);
  EXPECT_EQ(detect_constant_format("ab\r\ncdef"), ConstantFormat::none);
  EXPECT_EQ(detect_constant_format("\xA7\x0D\r\n"), ConstantFormat::none);
  EXPECT_EQ(detect_constant_format(""), ConstantFormat::none);
}

TEST(ConstantsAround, AreCutWhereTheirLengthSays) {
  EXPECT_THAT(around(ConstantFormat::python, "Nz\x06key_abz\x03xyz"), ElementsAre("key_ab"));
  EXPECT_THAT(around(ConstantFormat::python, "\xDA\x06key_abr\x07\0\0\0"s), ElementsAre("key_ab"));
  EXPECT_THAT(around(ConstantFormat::python, "s\x08\0\0\0a=key_abN"s), ElementsAre("a=key_ab"));
  EXPECT_THAT(around(ConstantFormat::python, "\xE1\x06\0\0\0key_abN"s), ElementsAre("key_ab"));
  EXPECT_THAT(around(ConstantFormat::java, "\x01\0\x06key_ab\x07"s), ElementsAre("key_ab"));
}

TEST(ConstantsAround, HoldTheWholeAnchor) {
  EXPECT_THAT(around(ConstantFormat::python, "z\x03key_ab"), IsEmpty());
  EXPECT_THAT(around(ConstantFormat::python, "z\x02xykey_ab"), IsEmpty());
  EXPECT_THAT(around(ConstantFormat::none, "z\x06key_ab"), IsEmpty());
  EXPECT_THAT(around(ConstantFormat::java, "\x02\0\x06key_ab"s), IsEmpty());
  EXPECT_THAT(around(ConstantFormat::python, "key_ab"), IsEmpty());
}

TEST(ConstantsAround, ComeInEveryReading) {
  EXPECT_THAT(around(ConstantFormat::python, "z\x0Dtz\x0Akey_abcdef"),
              ElementsAre("key_abcdef", "tz\x0Akey_abcdef"));
}

TEST(ConstantsAround, AreFewHoweverManyReadingsThereAre) {
  std::string text;
  for (int i = 0; i < 50; ++i)
    text += "\x01\xFF\xFF";
  EXPECT_EQ(around(ConstantFormat::java, text + "key_ab").size(), 8U);
}

TEST(ConstantsAround, BeginNearTheAnchor) {
  const std::string text = "z\x20" + std::string(20, ' ') + "key_ab";
  EXPECT_THAT(around(ConstantFormat::python, text, 20), Contains(text.substr(2)));
  EXPECT_THAT(around(ConstantFormat::python, text, 19), Not(Contains(text.substr(2))));
}

} // namespace
} // namespace package_audit::content::signatures
