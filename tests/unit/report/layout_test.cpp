#include "report/layout.hpp"

#include <gtest/gtest.h>

namespace package_audit::report {
namespace {

TEST(Wrapped, BreaksAtSpacesAndIndents) {
  EXPECT_EQ(wrapped("one two three", 2, 9), "one two\n  three");
  EXPECT_EQ(wrapped("", 2, 9), "");
}

TEST(Wrapped, LeavesAWordThatIsTooLongWhole) {
  EXPECT_EQ(wrapped("a incomprehensible b", 0, 8), "a\nincomprehensible\nb");
}

TEST(DisplayWidth, CountsCodePoints) {
  EXPECT_EQ(display_width("Übersicht"), 9u);
}

TEST(ShownMember, IsSilentWhenThePathTellsTheName) {
  EXPECT_EQ(shown_member({.member = "acme-1.0/bin/acme", .path = "bin/acme"}), "");
  EXPECT_EQ(shown_member({.member = "./usr/bin/", .path = "bin"}), "");
  EXPECT_EQ(shown_member({.member = "./etc/acme", .path = "/etc/acme"}), "");
  EXPECT_EQ(shown_member({.member = "acme-1.0", .path = "."}), "");
}

TEST(ShownMember, NamesWhatThePathDoesNotTell) {
  EXPECT_EQ(shown_member({.member = "control.tar.gz!/postinst", .path = "DEBIAN/postinst"}),
            "control.tar.gz!/postinst");
  EXPECT_EQ(shown_member({.member = "xbin/acme", .path = "bin/acme"}), "xbin/acme");
}

TEST(ShownPath, TellsFoldersAndLinks) {
  EXPECT_EQ(shown_path({.path = "lib", .type = EntryType::directory}), "lib/");
  EXPECT_EQ(shown_path({.path = "a", .type = EntryType::symlink, .link_target = "b\n"}),
            "a -> b\\x0a");
}

} // namespace
} // namespace package_audit::report
