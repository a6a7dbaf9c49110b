#include "unit/content/binaries/number_bytes.hpp"
#include "unit/content/facts_support.hpp"

#include <gtest/gtest.h>

namespace package_audit::content::binaries {
namespace {

using namespace structure_test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct Section {
  std::string name;
  std::string content;
};

struct Recipe {
  std::vector<Section> sections{{".text", "code"}};
  bool is_64 = true;
  // Of the debug directory in the first section; none when it is 0.
  std::uint64_t debug_size = 0;
  std::string certificate{};
  std::uint64_t symbol_count = 0;
  // Behind the symbols; with its size in front.
  std::string strings{};
};

constexpr std::uint64_t k_headers = 0x400;
constexpr std::uint64_t k_alignment = 0x200;
constexpr std::uint64_t k_page = 0x1000;

// Headers, sections at multiples of 512, symbols and their strings, a certificate.
std::string make_pe(const Recipe& recipe) {
  std::string table;
  std::string body;
  std::uint64_t address = k_page;
  for (const Section& section : recipe.sections) {
    const std::uint64_t size =
        (section.content.size() + k_alignment - 1) / k_alignment * k_alignment;
    table += padded(section.name, 8) + le(section.content.size(), 4) + le(address, 4) +
             le(size, 4) + le(k_headers + body.size(), 4) + std::string(16, '\0');
    body += padded(section.content, size);
    address += k_page;
  }
  const bool has_symbols = recipe.symbol_count > 0 || !recipe.strings.empty();
  const std::uint64_t symbols = has_symbols ? k_headers + body.size() : 0;
  if (has_symbols) {
    body += std::string(recipe.symbol_count * 18, 's') + le(recipe.strings.size() + 4, 4) +
            recipe.strings;
  }
  std::string directories = std::string(4 * std::size_t{8}, '\0');
  const std::uint64_t certificate = recipe.certificate.empty() ? 0 : k_headers + body.size();
  directories += le(certificate, 4) + le(recipe.certificate.size(), 4) + std::string(8, '\0');
  directories += le(recipe.debug_size == 0 ? 0 : k_page, 4) + le(recipe.debug_size, 4);
  std::string optional =
      le(recipe.is_64 ? 0x20B : 0x10B, 2) + std::string(58, '\0') + le(k_headers, 4);
  optional = padded(optional, recipe.is_64 ? 108 : 92) + le(16, 4) + padded(directories, 128);
  const std::string coff = le(recipe.is_64 ? 0x8664 : 0x14C, 2) + le(recipe.sections.size(), 2) +
                           std::string(4, '\0') + le(symbols, 4) + le(recipe.symbol_count, 4) +
                           le(optional.size(), 2) + le(0x22, 2);
  const std::string dos = padded("MZ", 0x3C) + le(0x40, 4);
  const std::string headers = dos + std::string("PE\0\0", 4) + coff + optional + table;
  return padded(headers, k_headers) + body + recipe.certificate;
}

// A section that begins with a debug directory of one entry, which describes what follows it.
Recipe with_debug(std::uint64_t type, const std::string& record) {
  const std::string entry = std::string(12, '\0') + le(type, 4) + le(record.size(), 4) +
                            le(k_page + 28, 4) + le(k_headers + 28, 4);
  return {.sections = {{".rdata", entry + record}}, .debug_size = 28};
}

const std::string k_rsds = "RSDS" + std::string(20, 'g');

TEST(Pe, IsSilentOnAStrippedProgram) {
  for (const bool is_64 : {false, true})
    EXPECT_THAT(described(make_pe({.is_64 = is_64})), IsEmpty());
}

TEST(Pe, IsSilentOnWhatIsNone) {
  EXPECT_THAT(described("MZ"), IsEmpty());
  EXPECT_THAT(described("MZ is how this text begins, and then it goes on for longer than a header"),
              IsEmpty());
  EXPECT_THAT(described(padded("MZ", 0x3C) + le(0x40, 4) + "NE  "), IsEmpty());
}

TEST(Pe, FindsDwarf) {
  EXPECT_THAT(described(make_pe({.sections = {{".text", "x"}, {".debug_x", "x"}}})),
              ElementsAre("debug-info .debug_x"));
  const std::string strings = std::string(".debug_abbrev\0.debug_info\0", 26);
  EXPECT_THAT(described(make_pe({.sections = {{"/4", "x"}, {"/18", "x"}}, .strings = strings})),
              ElementsAre("debug-info .debug_info x2"));
  EXPECT_THAT(
      described(make_pe({.sections = {{"/4", "x"}}, .strings = std::string(".rodata2\0", 9)})),
      IsEmpty());
  EXPECT_THAT(described(make_pe({.sections = {{"/99", "x"}}, .strings = strings})),
              ElementsAre(StartsWith("unread-structure PE")));
}

TEST(Pe, FindsEmbeddedSources) {
  const std::string compile =
      "clang --target=x86_64-linux-gnu -g -gdwarf-5 -gembed-source -c -o linked.o acme.c && "
      "gcc -shared -nostdlib -o linked linked.o && "
      "objcopy -O binary --set-section-flags SECTION=alloc --only-section SECTION linked out";
  const auto section = [&](const std::string& name) {
    std::string command = compile;
    for (std::size_t at = 0; (at = command.find("SECTION", at)) != std::string::npos;)
      command.replace(at, 7, name);
    return built_file(command);
  };
  const std::string strings = std::string(".debug_line\0.debug_line_str\0", 28);
  EXPECT_THAT(described(make_pe({.sections = {{"/4", section(".debug_line")},
                                              {"/16", section(".debug_line_str")}},
                                 .strings = strings})),
              ElementsAre("debug-info .debug_line x2", "embedded-source .debug_line: acme.c"));
}

TEST(Pe, FindsSymbols) {
  EXPECT_THAT(described(make_pe({.symbol_count = 2})), ElementsAre("symbol-table COFF"));
  EXPECT_THAT(described(make_pe({.strings = "only for names of sections"})), IsEmpty());
}

TEST(Pe, FindsTheProgramDatabase) {
  EXPECT_THAT(described(make_pe(with_debug(2, k_rsds + "C:\\work\\acme.pdb" + '\0'))),
              ElementsAre("debug-reference PDB: C:\\work\\acme.pdb"));
  EXPECT_THAT(described(make_pe(with_debug(2, "NB10" + std::string(12, 'n') + "acme.pdb" + '\0'))),
              ElementsAre("debug-reference PDB: acme.pdb"));
  // With an empty path, as MinGW writes it for the build's number, and without a path.
  EXPECT_THAT(described(make_pe(with_debug(2, k_rsds + '\0'))), IsEmpty());
  EXPECT_THAT(described(make_pe(with_debug(2, k_rsds))), IsEmpty());
  // A number that makes builds reproducible.
  EXPECT_THAT(described(make_pe(with_debug(16, std::string(32, 'r')))), IsEmpty());
}

TEST(Pe, FindsDebugInformationInTheDirectory) {
  EXPECT_THAT(described(make_pe(with_debug(17, "MPDB"))), ElementsAre("debug-info portable PDB"));
  EXPECT_THAT(described(make_pe(with_debug(1, "coff"))), ElementsAre("debug-info COFF"));
  EXPECT_THAT(described(make_pe(with_debug(2, "NB09"))), ElementsAre("debug-info CodeView"));
}

TEST(Pe, NoticesADirectoryThatLeadsNowhere) {
  Recipe recipe = with_debug(2, k_rsds + "acme.pdb" + '\0');
  recipe.debug_size = 28 * 1000;
  EXPECT_THAT(described(make_pe(recipe)), ElementsAre(StartsWith("unread-structure PE")));
  EXPECT_THAT(described(make_pe({.sections = {}, .debug_size = 28})),
              ElementsAre(StartsWith("unread-structure PE")));
}

TEST(Pe, FindsBytesBehindTheEnd) {
  EXPECT_THAT(described(make_pe({}) + "PK"), ElementsAre("trailing-data PE: 2 bytes"));
  EXPECT_THAT(described(make_pe({}) + std::string(512, '\0')), IsEmpty());
  EXPECT_THAT(described(make_pe({.certificate = "signed.."})), IsEmpty());
  EXPECT_THAT(described(make_pe({.certificate = "signed.."}) + "x"),
              ElementsAre("trailing-data PE: 1 byte"));
  EXPECT_THAT(described(make_pe({.symbol_count = 1, .strings = "text"}) + "x"),
              ElementsAre("symbol-table COFF", "trailing-data PE: 1 byte"));
}

TEST(Pe, NoticesCuts) {
  const std::string program = make_pe({.sections = {{".text", std::string(512, 'x')}}});
  EXPECT_THAT(described(program), IsEmpty());
  for (std::size_t length = 0x44; length < program.size(); ++length) {
    EXPECT_THAT(described(std::string_view(program).substr(0, length)),
                ElementsAre(StartsWith("unread-structure PE")))
        << length;
  }
}

TEST(Pe, SurvivesDamage) {
  expect_survives_damage(make_pe({.sections = {{"/4", "x"}},
                                  .certificate = "signed..",
                                  .symbol_count = 1,
                                  .strings = std::string(".debug_info\0", 12)}));
  expect_survives_damage(make_pe(with_debug(2, k_rsds + "acme.pdb" + '\0')));
}

} // namespace
} // namespace package_audit::content::binaries
