#include "unit/content/facts_support.hpp"

#include <gtest/gtest.h>

namespace package_audit::content::binaries {
namespace {

using namespace structure_test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(HeadOnly, TellsDebugFiles) {
  EXPECT_THAT(described("Microsoft C/C++ MSF 7.00\r\n\x1A"
                        "DS"),
              ElementsAre("debug-info PDB"));
  EXPECT_THAT(described("Microsoft C/C++ program database 2.00\r\n"),
              ElementsAre("debug-info PDB"));
  EXPECT_THAT(described("BSJB\1"), ElementsAre("debug-info portable PDB"));
  EXPECT_THAT(described("BSJB\1 \x1B\x57\x8A\x0E\x26\x69\x6E\x46\xB4\xAD\x8A\xB0\x46\x11\xF5\xFE"),
              ElementsAre("debug-info portable PDB", "embedded-source portable PDB"));
  EXPECT_THAT(described("MDMP\x93\xA7"), ElementsAre("core-dump minidump"));
  EXPECT_THAT(described("Microsoft C/C++ MSF 7.00 is a format"), IsEmpty());
  EXPECT_THAT(described("MDMP in a text"), IsEmpty());
}

TEST(HeadOnly, TellsBitcode) {
  EXPECT_THAT(described(built_file("clang -c -emit-llvm -o out acme.c")),
              ElementsAre("link-time-code LLVM bitcode"));
  EXPECT_THAT(described("\xDE\xC0\x17\x0B"), ElementsAre("link-time-code LLVM bitcode"));
  EXPECT_THAT(described("BC is short"), IsEmpty());
}

} // namespace
} // namespace package_audit::content::binaries
