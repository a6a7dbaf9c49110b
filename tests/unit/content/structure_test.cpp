#include "unit/content/facts_support.hpp"

#include <gtest/gtest.h>

namespace package_audit::content {
namespace {

using namespace structure_test;
using ::testing::IsEmpty;

TEST(Structure, HasAReaderForEveryFormat) {
  for (const std::string_view head :
       {"\x7F"
        "ELF",
        "MZ", "\xCF\xFA\xED\xFE", "\xFE\xED\xFA\xCE", "{", " {", "{ \n \"", "\xEF\xBB\xBF{", ")]}'",
        "\x89PNG\r\n\x1A\n", "\xFF\xD8\xFF", "GIF89a", "BC\xC0\xDE", "BSJB"}) {
    EXPECT_TRUE(has_structure_reader(head)) << head;
  }
  EXPECT_TRUE(has_structure_reader(std::string_view("\0asm", 4)));
  EXPECT_TRUE(has_structure_reader(std::string_view("\xCA\xFE\xBA\xBE\0\0\0\2", 8)));
  // An object may follow so many blanks; behind fewer, the file ends.
  EXPECT_TRUE(has_structure_reader(std::string(k_structure_head_size, ' ')));
  EXPECT_FALSE(has_structure_reader(std::string(k_structure_head_size - 1, ' ')));
}

TEST(Structure, HasNoReaderForOtherContent) {
  for (const std::string_view head :
       {"", "#!/bin/sh\n", "text", "[1,2]", "<svg>", "!<arch>\n", "PK\3\4",
        "\x7F"
        "EL",
        "M", "ELF", "{ int x; }", "{{name}}"}) {
    EXPECT_FALSE(has_structure_reader(head)) << head;
    EXPECT_THAT(described(head), IsEmpty()) << head;
  }
  EXPECT_FALSE(has_structure_reader(std::string_view("\xCA\xFE\xBA\xBE\0\0\0\x34", 8)));
}

TEST(Structure, LeavesOtherFactsAlone) {
  std::vector<Fact> facts{{.kind = FactKind::signature, .subject = "key", .offset = 1'000'000}};
  read_structure(buffered("MDMP\x93\xA7"), facts);
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[0].kind, FactKind::signature);
  EXPECT_EQ(facts[0].offset, 1'000'000U);
  EXPECT_EQ(facts[1].kind, FactKind::core_dump);
}

TEST(Structure, BeginsNoFactBehindTheEnd) {
  std::string program = built_file("gcc -s -o out main.c acme.c");
  program.resize(1000);
  for (const Fact& fact : facts_of(program))
    EXPECT_LE(fact.offset, program.size());
}

} // namespace
} // namespace package_audit::content
