#include "unit/content/binaries/number_bytes.hpp"
#include "unit/content/facts_support.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::content::binaries {
namespace {

using namespace structure_test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::string compiled(const std::string& machine, const std::string& options = {}) {
  return built_file("clang --target=" + machine + " -c " + options + " -o out acme.c");
}

// The same sections in the form for more than 65,279 of them.
std::string make_large(const std::string& name, const std::string& content) {
  const std::string table = padded(name, 8) + std::string(8, '\0') + le(content.size(), 4) +
                            le(96, 4) + std::string(16, '\0');
  return std::string("\0\0\xFF\xFF", 4) + le(2, 2) + le(0x8664, 2) + le(0, 4) +
         "\xC7\xA1\xBA\xD1\xEE\xBA\xA9\x4B\xAF\x20\xFA\xF6\x6A\xA4\xDC\xB8" +
         std::string(16, '\0') + le(1, 4) + le(96 + content.size(), 4) + le(0, 4) + table +
         content + le(4, 4);
}

TEST(CoffObject, FindsCodeView) {
  EXPECT_THAT(described(compiled("x86_64-pc-windows-msvc", "-g -gcodeview")),
              ElementsAre("debug-info .debug$S x2"));
  EXPECT_THAT(described(make_large(".debug$S", "x")), ElementsAre("debug-info .debug$S"));
}

TEST(CoffObject, FindsDwarf) {
  for (const std::string machine : {"x86_64", "i686", "aarch64"})
    EXPECT_THAT(described(compiled(machine + "-pc-windows-gnu", "-g")),
                ElementsAre(StartsWith("debug-info .debug_info")))
        << machine;
}

TEST(CoffObject, FindsLinkTimeCode) {
  EXPECT_THAT(described(std::string("\0\0\xFF\xFF\1\0\x64\x86\0\0\0\0", 12) +
                        "\x38\xFE\xB3\x0C\xA5\xD9\xAB\x4D\xAC\x9B\xD6\xB6\x22\x26\x53\xC2"),
              ElementsAre("link-time-code MSVC object"));
}

TEST(CoffObject, IsSilentWithoutDebugInformation) {
  EXPECT_THAT(described(compiled("x86_64-pc-windows-msvc")), IsEmpty());
  EXPECT_THAT(described(make_large(".text", "x")), IsEmpty());
}

TEST(CoffObject, IsSilentOnWhatIsNone) {
  for (const std::string machine : {"\x4C\x01", "\x64\x86", "\xC4\x01", "\x64\xAA"}) {
    EXPECT_THAT(described(machine + std::string(100, '\0')), IsEmpty());
    EXPECT_THAT(described(machine + "\1" + std::string(100, '\0') + "some text"), IsEmpty());
    EXPECT_THAT(
        described(machine + "\x10\x10" + std::string(12, 'x') + std::string(2, '\0') + "text"),
        IsEmpty());
  }
  // The headers of a library of imports.
  EXPECT_THAT(described(std::string("\0\0\xFF\xFF\0\0\x64\x86", 8) + std::string(40, 'i')),
              IsEmpty());
  std::string cut = compiled("x86_64-pc-windows-msvc", "-g -gcodeview");
  cut.resize(cut.size() / 2);
  EXPECT_THAT(described(cut), IsEmpty());
}

TEST(CoffObject, SurvivesDamage) {
  expect_survives_damage(compiled("x86_64-pc-windows-msvc", "-g -gcodeview"));
  expect_survives_damage(make_large("/4", "x"));
}

} // namespace
} // namespace package_audit::content::binaries
