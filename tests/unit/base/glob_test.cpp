#include "base/glob.hpp"
#include "base/glob_pattern.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace package_audit::base {
namespace {

struct Example {
  std::string_view pattern;
  std::vector<std::string_view> matches;
  std::vector<std::string_view> others;
};

void expect_as_told(const Example& example, GlobUse use = GlobUse::path) {
  const Glob glob(example.pattern, use);
  for (const std::string_view path : example.matches) {
    EXPECT_TRUE(glob.matches(path)) << example.pattern << " should match " << path;
  }
  for (const std::string_view path : example.others) {
    EXPECT_FALSE(glob.matches(path)) << example.pattern << " should not match " << path;
  }
}

TEST(Glob, FollowsTheDocumentedDialect) {
  const std::vector<Example> examples{
      {"bin/acme",
       {"bin/acme"},
       {"bin/acme2", "xbin/acme", "bin/acme/", "usr/bin/acme", "BIN/acme"}},
      {"acme", {"acme"}, {"bin/acme", "acme/x", ""}},
      {"*", {"a", ".hidden"}, {"a/b", ".", "..", "/a", ""}},
      {"lib/*.so", {"lib/a.so", "lib/.so"}, {"lib/a/b.so", "lib/a.so.1"}},
      {"a*b*c", {"abc", "axxbxxc", "abcbc"}, {"abcd", "acb", "ab/c"}},
      {"?.txt", {"a.txt"}, {".txt", "ab.txt", "/.txt"}},
      {"**", {"a", "a/b", "a/b/c"}, {"/a", ".", "../a", "a//b", "a/../b"}},
      {"**/x", {"x", "a/x", "a/b/x"}, {"ax", "x/a", "/x"}},
      {"a/**", {"a", "a/b", "a/b/c"}, {"b", "ab", "/a/b"}},
      {"a/**/b", {"a/b", "a/x/b", "a/x/y/b", "a/b/b"}, {"a", "ab", "a/b/c"}},
      {"**/a/**/b/**", {"a/b", "x/a/y/b/z", "a/a/b/b"}, {"a", "b/a", "a/xb"}},
      {"dir/", {"dir", "dir/a", "dir/a/b"}, {"dirs", "a/dir", "/dir"}},
      {"**/CMakeFiles/", {"CMakeFiles", "a/CMakeFiles/b"}, {"a/CMakeFiles2"}},
      {"[a-c]x", {"ax", "cx"}, {"dx", "x", "/x"}},
      {"[!a-c]x", {"dx", ".x"}, {"ax", "x", "/x"}},
      {"a[+-9]b", {"a.b", "a5b"}, {"a/b"}},
      {"[-a]", {"-", "a"}, {"b"}},
      {"[a-]", {"-", "a"}, {"b"}},
      {R"([\]\-\\])", {"]", "-", "\\"}, {"a"}},
      {"lib{a,b}.so", {"liba.so", "libb.so"}, {"lib.so", "libab.so"}},
      {"lib.so{,.*}", {"lib.so", "lib.so.1"}, {"lib.sox"}},
      {"{a,b/{c,d}}/e", {"a/e", "b/c/e", "b/d/e"}, {"b/e", "c/e"}},
      {"a{,/**}", {"a", "a/b/c"}, {"ab"}},
      {"a,b", {"a,b"}, {"a", "b"}},
      {R"(\*\?\[\]\{\}\,\\)", {R"(*?[]{},\)"}, {"a"}},
      {R"(a\x20b)", {"a b"}, {"a\\x20b"}},
      {R"(caf\xe9)", {"caf\xe9"}, {"caf\xc3\xa9"}},
      {"Übersicht.txt", {"Übersicht.txt"}, {"übersicht.txt"}},
      {"/etc/*.conf", {"/etc/a.conf"}, {"etc/a.conf", "/usr/etc/a.conf"}},
      {"/**", {"/etc/a", "/a"}, {"a", "etc/a", "/"}},
      {"/etc/", {"/etc", "/etc/a"}, {"etc"}},
      {"{/a,/b}/c", {"/a/c", "/b/c"}, {"a/c"}},
      {".", {"."}, {"a", "./a", "/."}},
      {".*", {".env"}, {".", "..", "a"}},
      {"a/**/.*", {"a/.b"}, {"a/..", "a/."}},
  };
  for (const Example& example : examples)
    expect_as_told(example);
}

TEST(Glob, TakesDotsInLinkTargetsLiterally) {
  const auto use = GlobUse::link_target;
  expect_as_told({"../lib/x", {"../lib/x"}, {"lib/x", "../../lib/x"}}, use);
  expect_as_told({"../**", {"..", "../a/b"}, {"../../a", "a"}}, use);
  expect_as_told({"./*.so", {"./a.so"}, {"a.so", "../a.so"}}, use);
}

TEST(Glob, SharesWhatItCompiled) {
  Glob a("bin/*");
  const Glob b = a;
  a = Glob("lib/*");
  EXPECT_TRUE(b.matches("bin/x"));
  EXPECT_FALSE(a.matches("bin/x"));
  EXPECT_EQ(b.text(), "bin/*");
}

TEST(Glob, KnowsWhetherOnePathOnlyCanMatch) {
  EXPECT_TRUE(Glob("bin/acme").is_literal());
  EXPECT_TRUE(Glob(R"(bin/a\*b\x20)").is_literal());
  EXPECT_TRUE(Glob("/etc/acme.conf").is_literal());
  EXPECT_EQ(Glob(R"(bin/a\*b\x20)").literal(), "bin/a*b ");
  EXPECT_EQ(Glob("bin/*").literal(), "");
  for (const std::string_view pattern : {"bin/*", "bin/", "**", "a?", "[a]", "{a,b}", "a/**"}) {
    EXPECT_FALSE(Glob(pattern).is_literal()) << pattern;
  }
}

TEST(Glob, TakesNoExponentialTime) {
  std::string stars;
  std::string segments;
  std::string path;
  for (int i = 0; i < 200; ++i) {
    stars += "a*";
    segments += "**/a/";
    path += "a/";
  }
  EXPECT_FALSE(Glob(stars + "b").matches(std::string(4000, 'a')));
  EXPECT_FALSE(Glob(segments + "b").matches(path + path + "c"));
}

TEST(EscapeGlob, MakesAPatternThatMatchesTheTextOnly) {
  const std::string text = R"(a*b?c[d]{e,f}\g/h)";
  const Glob glob(escape_glob(text));
  EXPECT_TRUE(glob.is_literal());
  EXPECT_TRUE(glob.matches(text));
}

TEST(EscapeGlob, WritesAnyTextForAPolicyFile) {
  for (const std::string text : {"a*b?[c]{d,e}", "back\\slash", "new\nline", "\xff", "$x ${y}"}) {
    const Glob glob(escape_glob(text, GlobEscape::policy_file));
    EXPECT_TRUE(glob.matches(text)) << text;
    EXPECT_TRUE(glob.is_literal()) << text;
  }
  EXPECT_EQ(escape_glob("a\n$,", GlobEscape::policy_file), "a\\x0a\\$,");
}

struct Mistake {
  std::string pattern;
  std::size_t offset;
  std::string_view message;
};

TEST(Glob, RefusesMalformedPatterns) {
  const std::vector<Mistake> mistakes{
      {"", 0, "the pattern is empty"},
      {"ab[c", 2, "'[' is not closed"},
      {"ab[", 2, "'[' is not closed"},
      {"[a-", 0, "'[' is not closed"},
      {"[]", 0, "an empty set matches nothing"},
      {"[!]", 0, "an empty set matches nothing"},
      {"[z-a]", 1, "the range runs backwards"},
      {"[a/]", 2, "a set cannot hold '/'"},
      {"[^a]", 1, "'^' does not negate a set: write '[!' or, for the byte itself, '\\^'"},
      {"[ü]", 1, "a set holds single bytes: write such a letter as an alternative in braces"},
      {"a]", 1, "']' without '['; the byte itself is written '\\]'"},
      {"a{b,c", 1, "'{' is not closed"},
      {"a{b,{c,d}", 1, "'{' is not closed"},
      {"a}", 1, "'}' without '{'; the byte itself is written '\\}'"},
      {"lib{version}", 3,
       "braces need at least two alternatives ('{a,b}'); a variable is written '${name}', a '{' "
       "itself '\\{'"},
      {"{,a}", 0, "an alternative is empty: nothing has an empty path"},
      {"{a,}/b", 0, "some alternatives begin with '/' and some do not: write two patterns"},
      {"a/**b", 2, "'**' must be a whole segment: write '**/*x' for a name at any depth"},
      {"a**/b", 1, "'**' must be a whole segment: write '**/*x' for a name at any depth"},
      {"{**,a}b", 1, "'**' must be a whole segment: write '**/*x' for a name at any depth"},
      {"***", 0, "more than two '*' in a row"},
      {"a//b", 2, "an empty segment between two '/'"},
      {"//a", 1, "an empty segment between two '/'"},
      {"/", 0, "'/' alone names no entry: '/**' is everything outside the root"},
      {"./a", 0, "paths are relative to the package's root: leave out the './'"},
      {"./", 0, "paths are relative to the package's root: leave out the './'"},
      {"../a", 0, "a path has no '.' or '..' segments"},
      {"a/./b", 2, "a path has no '.' or '..' segments"},
      {"a/..", 2, "a path has no '.' or '..' segments"},
      {R"(a/\x2e.)", 2, "a path has no '.' or '..' segments"},
      {"/..", 1, "a path has no '.' or '..' segments"},
      {"a\\", 1, "a '\\' at the end escapes nothing"},
      {R"(a\x4)", 1, "'\\x' needs two hexadecimal digits"},
      {R"(a\xg0)", 1, "'\\x' needs two hexadecimal digits"},
      {R"(a\/b)", 1, "'/' cannot be escaped: it always separates segments"},
      {R"(a\x2fb)", 1, "'/' cannot be escaped: it always separates segments"},
      {"{{{{{{{{{a,b},c},c},c},c},c},c},c},c}", 8, "braces nest more than 8 deep"},
      {std::string(4097, 'a'), 4096, "the pattern is longer than 4096 bytes"},
      {"{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", 40,
       "the braces multiply out to more than 256 alternatives or 32768 bytes"},
  };
  for (const Mistake& mistake : mistakes) {
    try {
      const Glob glob(mistake.pattern);
      ADD_FAILURE() << mistake.pattern << " was taken";
    } catch (const GlobError& error) {
      EXPECT_EQ(error.message, mistake.message) << mistake.pattern;
      EXPECT_EQ(error.offset, mistake.offset) << mistake.pattern;
    }
  }
}

} // namespace
} // namespace package_audit::base
