#include "base/case_fold.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::base {
namespace {

TEST(FoldCase, MakesLettersSmall) {
  EXPECT_EQ(fold_case("bin/ACME-1.0"), "bin/acme-1.0");
  EXPECT_EQ(fold_case("ÀÖØÞ ÄÉ"), "àöøþ äé");
  EXPECT_EQ(fold_case("ĀĮ ĲĶ ĹŇ ŊŶ ŹŽ"), "āį ĳķ ĺň ŋŷ źž");
  EXPECT_EQ(fold_case("ΆΈΊΌΎΏ ΑΡΣΫ"), "άέίόύώ αρσϋ");
  EXPECT_EQ(fold_case("ЀЏ АЯ ҐӐԮ"), "ѐџ ая ґӑԯ");
  EXPECT_EQ(fold_case("ԱՖ"), "աֆ");
}

TEST(FoldCase, LeavesAllElseAlone) {
  for (const std::string text : {"", "àöøþ ÷×ß", "āįĸŉſ", "ΐΰςώ", "ѐяҁ", "֏ עברית", "日本語 — €",
                                 "\xc3", "\xc3\x28", "\xe9", "\xff\xc0\x80"}) {
    EXPECT_EQ(fold_case(text), text);
  }
}

// What two bytes are is for the first of them to say.
TEST(FoldCase, KeepsToTheBordersOfCharacters) {
  EXPECT_EQ(fold_case("\xe2\xc3\x89"), "\xe2\xc3\xa9");
  EXPECT_EQ(fold_case("éÉé"), "ééé");
}

} // namespace
} // namespace package_audit::base
