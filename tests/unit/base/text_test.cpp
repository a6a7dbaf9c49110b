#include "base/text.hpp"

#include <gtest/gtest.h>

namespace package_audit::base {
namespace {

TEST(Printable, KeepsReadableNames) {
  EXPECT_EQ(printable("share/Übersicht 1.txt"), "share/Übersicht 1.txt");
}

TEST(Printable, EscapesWhatWouldForgeALine) {
  EXPECT_EQ(printable("a\nverdict: accepted"), "a\\x0averdict: accepted");
  EXPECT_EQ(printable("\x1b[2K"), "\\x1b[2K");
  EXPECT_EQ(printable("a\xe2\x80\xae"
                      "b"),
            "a\\xe2\\x80\\xaeb");
}

TEST(Printable, EscapesWhatIsNotUtf8) {
  EXPECT_EQ(printable("\xff"), "\\xff");
  EXPECT_EQ(printable("\xc0\xaf"), "\\xc0\\xaf");
  EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80");
  EXPECT_EQ(printable("a\xe2\x82"), "a\\xe2\\x82");
}

TEST(Printable, GivesNoTwoNamesOneText) {
  EXPECT_NE(printable("\\x0a"), printable("\n"));
}

TEST(HumanSize, NeedsThreeDigitsAtMost) {
  EXPECT_EQ(human_size(0), "0 B");
  EXPECT_EQ(human_size(1023), "1023 B");
  EXPECT_EQ(human_size(1536), "1.5 KiB");
  EXPECT_EQ(human_size(10 * 1024), "10 KiB");
  EXPECT_EQ(human_size(1024 * 1024 - 1), "1.0 MiB");
}

TEST(Wrap, BreaksAtSpacesAndIndents) {
  EXPECT_EQ(wrap("one two three", 2, 9), "one two\n  three");
  EXPECT_EQ(wrap("", 2, 9), "");
}

TEST(Wrap, LeavesAWordThatIsTooLongWhole) {
  EXPECT_EQ(wrap("a incomprehensible b", 0, 8), "a\nincomprehensible\nb");
}

TEST(DisplayWidth, CountsCodePoints) {
  EXPECT_EQ(display_width("Übersicht"), 9u);
}

} // namespace
} // namespace package_audit::base
