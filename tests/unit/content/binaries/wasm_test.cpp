#include "unit/content/binaries/number_bytes.hpp"
#include "unit/content/facts_support.hpp"

#include <gtest/gtest.h>

namespace package_audit::content::binaries {
namespace {

using namespace structure_test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// All sizes in these tests fit one byte.
std::string sized(const std::string& bytes) {
  return le(bytes.size(), 1) + bytes;
}

std::string custom(const std::string& name, const std::string& content) {
  return le(0, 1) + sized(sized(name) + content);
}

std::string module(const std::string& sections) {
  return std::string("\0asm", 4) + le(1, 4) + le(1, 1) + sized("\1\x60\1\x7F\1\x7F") + sections;
}

TEST(Wasm, IsSilentOnAPlainModule) {
  EXPECT_THAT(described(module("")), IsEmpty());
  EXPECT_THAT(described(module(custom("producers", "clang") + custom("target_features", "x"))),
              IsEmpty());
}

TEST(Wasm, FindsNamesAndDebugInformation) {
  EXPECT_THAT(described(module(custom("name", "x"))), ElementsAre("symbol-table name"));
  EXPECT_THAT(described(module(custom(".debug_abbrev", "x") + custom(".debug_info", "x"))),
              ElementsAre("debug-info .debug_info x2"));
  EXPECT_THAT(described(module(custom("reloc..debug_info", "x") + custom("names", "x"))),
              IsEmpty());
}

TEST(Wasm, ReadsWhatTheCompilerWrites) {
  const std::string compile = "clang --target=wasm32 -c -o out acme.c ";
  EXPECT_THAT(described(built_file(compile)), IsEmpty());
  EXPECT_THAT(described(built_file(compile + "-g -gdwarf-5")),
              ElementsAre(StartsWith("debug-info .debug_info x")));
  EXPECT_THAT(described(built_file(compile + "-g -gdwarf-5 -gembed-source")),
              ElementsAre(StartsWith("debug-info .debug_info x"),
                          StartsWith("embedded-source .debug_line")));
}

TEST(Wasm, FindsAddresses) {
  EXPECT_THAT(described(module(custom("sourceMappingURL", sized("http://localhost/a.map")))),
              ElementsAre("source-reference sourceMappingURL: http://localhost/a.map"));
  EXPECT_THAT(described(module(custom("external_debug_info", sized("acme.debug.wasm")))),
              ElementsAre("debug-reference external_debug_info: acme.debug.wasm"));
}

TEST(Wasm, NoticesDamage) {
  for (const std::string& sections :
       {std::string("x"), std::string("PK\3\4"), custom("name", "x").substr(0, 6),
        custom("external_debug_info", "\x7F"), le(0, 1) + sized("\x7F"),
        le(0, 1) + std::string(11, '\xFF')}) {
    EXPECT_THAT(described(module(sections)), ElementsAre(StartsWith("unread-structure wasm")));
  }
  EXPECT_THAT(described(std::string("\0asm\x0D\0\1\0", 8)),
              ElementsAre(StartsWith("unread-structure wasm")));
  // What was found before stands.
  EXPECT_THAT(described(module(custom("name", "x") + "x")),
              ElementsAre("symbol-table name", StartsWith("unread-structure wasm")));
}

TEST(Wasm, SurvivesDamage) {
  expect_survives_damage(module(custom("name", "x") + custom("sourceMappingURL", sized("a.map")) +
                                custom(".debug_line", "x")));
  expect_survives_damage(
      built_file("clang --target=wasm32 -c -o out acme.c -g -gdwarf-5 -gembed-source"));
}

} // namespace
} // namespace package_audit::content::binaries
