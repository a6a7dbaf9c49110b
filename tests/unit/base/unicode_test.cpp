#include "base/unicode.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::base {
namespace {

TEST(FoldCase, MakesLettersSmall) {
  EXPECT_EQ(fold_case("bin/ACME-1.0"), "bin/acme-1.0");
  EXPECT_EQ(fold_case("ÀÖØÞ ÄÉ"), fold_case("àöøþ äé"));
  EXPECT_EQ(fold_case("ĀĮ ĲĶ ĹŇ ŊŶ ŹŽ"), fold_case("āį ĳķ ĺň ŋŷ źž"));
  EXPECT_EQ(fold_case("ΆΈΊΌΎΏ ΑΡΣΫ"), fold_case("άέίόύώ αρσϋ"));
  EXPECT_EQ(fold_case("ЀЏ АЯ ҐӐԮ"), fold_case("ѐџ ая ґӑԯ"));
  EXPECT_EQ(fold_case("ԱՖ"), "աֆ");
}

TEST(FoldCase, KnowsAllScripts) {
  EXPECT_EQ(fold_case("Ꭰ"), fold_case("ꭰ")) << "Cherokee: small letters fold to capitals";
  EXPECT_EQ(fold_case("ᲐᲑ"), "აბ") << "Georgian";
  EXPECT_EQ(fold_case("ＡＢＣ"), "ａｂｃ") << "full width";
  EXPECT_NE(fold_case("ＡＢＣ"), fold_case("abc"));
  EXPECT_EQ(fold_case("𐐀𞤀𖹀"), "𐐨𞤢𖹠") << "Deseret, Adlam, Medefaidrin";
  EXPECT_EQ(fold_case("ⲀⰀ"), "ⲁⰰ") << "Coptic, Glagolitic";
  EXPECT_EQ(fold_case("ǅǲ"), "ǆǳ") << "title case";
  EXPECT_EQ(fold_case("K"), "k") << "Kelvin";
}

TEST(FoldCase, IsFull) {
  EXPECT_EQ(fold_case("Straße"), "strasse");
  EXPECT_EQ(fold_case("STRAẞE"), "strasse");
  EXPECT_EQ(fold_case("ﬀ"), "ff");
  EXPECT_EQ(fold_case("ς"), "σ") << "final sigma";
  EXPECT_EQ(fold_case("ſ"), "s") << "long s";
}

// The folding of Turkish is not Unicode's default.
TEST(FoldCase, KeepsTurkishLettersApart) {
  EXPECT_EQ(fold_case("İ"), fold_case("i\xcc\x87")) << "I with a dot";
  EXPECT_NE(fold_case("İ"), fold_case("i"));
  EXPECT_EQ(fold_case("ı"), "ı");
  EXPECT_EQ(fold_case("I"), "i");
}

TEST(FoldCase, IgnoresComposition) {
  EXPECT_EQ(fold_case("\xc3\x89"), fold_case("e\xcc\x81")) << "É";
  EXPECT_EQ(fold_case("E\xcc\x81"), fold_case("\xc3\xa9")) << "É";
  EXPECT_EQ(fold_case("q\xcc\x87\xcc\xa3"), fold_case("Q\xcc\xa3\xcc\x87")) << "order of marks";
  EXPECT_EQ(fold_case("한"), fold_case("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab")) << "Hangul";
}

TEST(FoldCase, LeavesAllElseAlone) {
  for (const std::string text : {"", "øþ ÷×", "ıĸ", "ѧ", "֏ עברית", "日本語 — €", "\xc3",
                                 "\xc3\x28", "\xe9", "\xff\xc0\x80", "\xed\xa0\x80"}) {
    EXPECT_EQ(fold_case(text), text);
  }
  const std::string zero("A\0É", 4);
  EXPECT_EQ(fold_case(zero), std::string("a\0e\xcc\x81", 5));
}

// Text between bytes that are no UTF-8 is folded.
TEST(FoldCase, KeepsToTheBordersOfCharacters) {
  EXPECT_EQ(fold_case("\xe2\xc3\x98"), "\xe2\xc3\xb8");
  EXPECT_EQ(fold_case("A\xff"
                      "B\xff\xffØ"),
            "a\xff"
            "b\xff\xffø");
  EXPECT_EQ(fold_case("øØø"), "øøø");
}

TEST(Compose, MakesOneFormOfEquivalentNames) {
  EXPECT_EQ(compose("cafe\xcc\x81"), "caf\xc3\xa9");
  EXPECT_EQ(compose("caf\xc3\xa9"), "caf\xc3\xa9");
  EXPECT_EQ(compose("\xe2\x84\xab"), "\xc3\x85") << "Angstrom";
  EXPECT_EQ(compose("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"), "한");
  EXPECT_EQ(compose("\xff"
                    "e\xcc\x81"),
            "\xff\xc3\xa9");
  EXPECT_NE(compose("É"), compose("é"));
  for (const std::string text : {"", "bin/ACME", "ﬀ", "ß", "\xe9", "\xcc\x81"})
    EXPECT_EQ(compose(text), text);
}

// Sorting the marks behind a letter takes time by the square of their number.
TEST(Compose, LeavesPilesOfMarksAlone) {
  const auto marks = [](int count) {
    std::string text = "e";
    for (int i = 0; i < count; ++i)
      text += i % 2 == 0 ? "\xcc\x81" : "\xcc\xa3";
    return text;
  };
  EXPECT_NE(compose(marks(k_max_marks)), marks(k_max_marks));
  EXPECT_EQ(compose(marks(k_max_marks + 1)), marks(k_max_marks + 1));
  EXPECT_EQ(fold_case("É" + marks(k_max_marks + 1)), "é" + marks(k_max_marks + 1));
  EXPECT_EQ(fold_case("\xff"
                      "É\xff" +
                      marks(k_max_marks + 1)),
            "\xff"
            "e\xcc\x81\xff" +
                marks(k_max_marks + 1));
}

} // namespace
} // namespace package_audit::base
