#include "content/signatures/constants.hpp"

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

std::vector<std::string_view> around(ConstantForm form, const std::string& bytes,
                                     std::size_t before = 256) {
  return constants_around(form, bytes, bytes.find("key_"), 4, before);
}

TEST(ConstantForm, IsToldByTheFirstBytes) {
  EXPECT_EQ(constant_form("\xA7\x0D\r\n\0\0\0\0"s), ConstantForm::python);
  EXPECT_EQ(constant_form("\x03\xF3\r\n\0\0\0\0"s), ConstantForm::python);
  EXPECT_EQ(constant_form("\xCA\xFE\xBA\xBE\0\0\0\x41"s), ConstantForm::java);
  EXPECT_EQ(constant_form("ab\r\ncdef"), ConstantForm::none);
  EXPECT_EQ(constant_form("\xA7\x0D\r\n"), ConstantForm::none);
  EXPECT_EQ(constant_form(""), ConstantForm::none);
}

TEST(ConstantsAround, AreCutWhereTheirLengthSays) {
  EXPECT_THAT(around(ConstantForm::python, "Nz\x06key_abz\x03xyz"), ElementsAre("key_ab"));
  EXPECT_THAT(around(ConstantForm::python, "\xDA\x06key_abr\x07\0\0\0"s), ElementsAre("key_ab"));
  EXPECT_THAT(around(ConstantForm::python, "s\x08\0\0\0a=key_abN"s), ElementsAre("a=key_ab"));
  EXPECT_THAT(around(ConstantForm::python, "\xE1\x06\0\0\0key_abN"s), ElementsAre("key_ab"));
  EXPECT_THAT(around(ConstantForm::java, "\x01\0\x06key_ab\x07"s), ElementsAre("key_ab"));
}

TEST(ConstantsAround, HoldTheWholeAnchor) {
  EXPECT_THAT(around(ConstantForm::python, "z\x03key_ab"), IsEmpty());
  EXPECT_THAT(around(ConstantForm::python, "z\x02xykey_ab"), IsEmpty());
  EXPECT_THAT(around(ConstantForm::none, "z\x06key_ab"), IsEmpty());
  EXPECT_THAT(around(ConstantForm::java, "\x02\0\x06key_ab"s), IsEmpty());
  EXPECT_THAT(around(ConstantForm::python, "key_ab"), IsEmpty());
}

TEST(ConstantsAround, ComeInEveryReading) {
  EXPECT_THAT(around(ConstantForm::python, "z\x0Dtz\x0Akey_abcdef"),
              ElementsAre("key_abcdef", "tz\x0Akey_abcdef"));
}

TEST(ConstantsAround, AreFewHoweverManyReadingsThereAre) {
  std::string text;
  for (int i = 0; i < 50; ++i)
    text += "\x01\xFF\xFF";
  EXPECT_EQ(around(ConstantForm::java, text + "key_ab").size(), 8U);
}

TEST(ConstantsAround, BeginNearTheAnchor) {
  const std::string text = "z\x20" + std::string(20, ' ') + "key_ab";
  EXPECT_THAT(around(ConstantForm::python, text, 20), Contains(text.substr(2)));
  EXPECT_THAT(around(ConstantForm::python, text, 19), Not(Contains(text.substr(2))));
}

} // namespace
} // namespace package_audit::content::signatures
