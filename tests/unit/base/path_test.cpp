#include "base/path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace package_audit::base {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(BaseName, IsThePartBehindTheLastSlash) {
  EXPECT_EQ(base_name("a/b/c.txt"), "c.txt");
  EXPECT_EQ(base_name("c.txt"), "c.txt");
  EXPECT_EQ(base_name("/c"), "c");
  EXPECT_EQ(base_name("a/b/"), "b");
  EXPECT_EQ(base_name("a/b//"), "b");
  EXPECT_EQ(base_name("/"), "/");
  EXPECT_EQ(base_name(""), "");
}

TEST(Components, AreThePartsBetweenSlashes) {
  EXPECT_THAT(components("/a//b/./c/"), ElementsAre("a", "b", ".", "c"));
  EXPECT_THAT(components("a"), ElementsAre("a"));
  EXPECT_THAT(components("///"), IsEmpty());
  EXPECT_THAT(components(""), IsEmpty());
}

TEST(Escapes, WhenAPathLeavesItsRoot) {
  EXPECT_TRUE(escapes("", "../a"));
  EXPECT_TRUE(escapes("a/b", "../../../c"));
  EXPECT_TRUE(escapes("a", "x/../../../y"));
  EXPECT_TRUE(escapes("a/b", "/etc/passwd"));
  EXPECT_TRUE(escapes("a/..", ".."));
  // Out and back in again is out.
  EXPECT_TRUE(escapes("a", "../../a/b"));
}

TEST(Escapes, NotWhenItStaysInside) {
  EXPECT_FALSE(escapes("", "a/../b"));
  EXPECT_FALSE(escapes("a/b", "../../c"));
  EXPECT_FALSE(escapes("a/./b", "./..//../c"));
  EXPECT_FALSE(escapes("", ""));
  EXPECT_FALSE(escapes("", "..."));
}

TEST(Case, IsFoldedForAsciiOnly) {
  EXPECT_EQ(to_lower("AbZ-[@\xc3\x84"), "abz-[@\xc3\x84");
  EXPECT_TRUE(equal_ignoring_case("README.TXT", "readme.txt"));
  EXPECT_FALSE(equal_ignoring_case("a", "ab"));
  EXPECT_FALSE(equal_ignoring_case("[", "{"));
  EXPECT_TRUE(ends_with_ignoring_case("a.TAR.gz", ".tar.GZ"));
  EXPECT_FALSE(ends_with_ignoring_case("gz", ".gz"));
  EXPECT_TRUE(ends_with_ignoring_case("a", ""));
}

TEST(Path, DepthIsTheNumberOfComponents) {
  for (const std::string_view path : {"", "/", "a", "a/b", "/a//b/", "./a", "..", "a/b/c/"}) {
    EXPECT_EQ(depth_of(path), components(path).size()) << path;
  }
}

} // namespace
} // namespace package_audit::base
