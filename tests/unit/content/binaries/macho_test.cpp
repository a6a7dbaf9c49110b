#include "unit/content/binaries/number_bytes.hpp"
#include "unit/content/facts_support.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace package_audit::content::binaries {
namespace {

using namespace structure_test;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

struct Symbol {
  std::string name;
  std::uint64_t type = 0x0E;
};

struct Recipe {
  std::uint64_t file_type = 6; // a shared library
  // One segment with one section.
  std::string segment = "__TEXT";
  std::string section = "__text";
  std::vector<std::string> run_paths{};
  std::vector<Symbol> symbols{};
  bool is_64 = true;
  // How a number of that many bytes is written.
  std::function<std::string(std::uint64_t, std::size_t)> number = le;
};

std::string make_macho(const Recipe& recipe) {
  const auto& n = recipe.number;
  const std::size_t word = recipe.is_64 ? 8 : 4;
  const std::string content = "content.";
  std::string run_paths;
  for (const std::string& path : recipe.run_paths) {
    const std::string text = padded(path, path.size() / 4 * 4 + 4);
    run_paths += n(0x8000001C, 4) + n(12 + text.size(), 4) + n(12, 4) + text;
  }
  const std::size_t segment_size = 24 + 4 * word + 16 + (recipe.is_64 ? 80 : 68);
  const std::size_t header_size = recipe.is_64 ? 32 : 28;
  const std::size_t commands_size = segment_size + run_paths.size() + 24;
  const std::size_t begin = header_size + commands_size;
  const std::size_t symbols_begin = begin + content.size();

  std::string symbols;
  std::string texts(1, '\0');
  for (const Symbol& symbol : recipe.symbols) {
    symbols += n(symbol.name.empty() ? 0 : texts.size(), 4) + n(symbol.type, 1) + n(1, 1) +
               n(0, 2) + n(0, word);
    texts += symbol.name + '\0';
  }
  std::string file = n(recipe.is_64 ? 0xFEEDFACF : 0xFEEDFACE, 4) + n(7, 4) + n(3, 4) +
                     n(recipe.file_type, 4) + n(2 + recipe.run_paths.size(), 4) +
                     n(commands_size, 4) + n(0, 4) + (recipe.is_64 ? n(0, 4) : "");
  file += n(recipe.is_64 ? 0x19 : 0x1, 4) + n(segment_size, 4) + padded(recipe.segment, 16) +
          n(0, word) + n(content.size(), word) + n(begin, word) + n(content.size(), word) +
          n(0, 8) + n(1, 4) + n(0, 4);
  const std::string section = padded(recipe.section, 16) + padded(recipe.segment, 16) + n(0, word) +
                              n(content.size(), word) + n(begin, 4);
  file += padded(section, recipe.is_64 ? 80 : 68) + run_paths;
  file += n(2, 4) + n(24, 4) + n(symbols_begin, 4) + n(recipe.symbols.size(), 4) +
          n(symbols_begin + symbols.size(), 4) + n(texts.size(), 4);
  return file + content + symbols + texts;
}

std::string make_fat(const std::vector<std::string>& slices, bool is_64 = false) {
  const std::size_t word = is_64 ? 8 : 4;
  std::string file = be(is_64 ? 0xCAFEBABF : 0xCAFEBABE, 4) + be(slices.size(), 4);
  std::string body;
  const std::size_t begin = 8 + slices.size() * (is_64 ? 32 : 20);
  for (const std::string& slice : slices) {
    file += be(7, 4) + be(3, 4) + be(begin + body.size(), word) + be(slice.size(), word) +
            be(0, is_64 ? 8 : 4);
    body += slice;
  }
  return file + body;
}

TEST(Macho, IsSilentOnAStrippedLibrary) {
  for (const bool is_64 : {false, true}) {
    EXPECT_THAT(described(make_macho({.is_64 = is_64})), IsEmpty());
    EXPECT_THAT(described(make_macho({.is_64 = is_64, .number = be})), IsEmpty());
  }
}

TEST(Macho, FindsDebugInformation) {
  for (const bool is_64 : {false, true}) {
    Recipe recipe{.segment = "__DWARF", .section = "__debug_info", .is_64 = is_64};
    EXPECT_THAT(described(make_macho(recipe)), ElementsAre("debug-info __debug_info"));
    recipe.number = be;
    EXPECT_THAT(described(make_macho(recipe)), ElementsAre("debug-info __debug_info"));
  }
  EXPECT_THAT(described(make_macho({.file_type = 10})), ElementsAre("debug-info dSYM"));
}

TEST(Macho, ReadsWhatTheCompilerWrites) {
  const std::string compile = "clang --target=x86_64-apple-macos11 -c -o out acme.c ";
  EXPECT_THAT(described(built_file(compile)), IsEmpty());
  EXPECT_THAT(described(built_file(compile + "-g -gdwarf-5 -gembed-source")),
              ElementsAre(StartsWith("debug-info __debug_info x"), "embedded-source __debug_line"));
  EXPECT_THAT(described(built_file(compile + "-g -gdwarf-5")),
              ElementsAre(StartsWith("debug-info __debug_info x")));
  EXPECT_THAT(described(built_file(compile + "-fembed-bitcode")),
              ElementsAre("link-time-code __bitcode", "command-line __cmdline"));
}

TEST(Macho, FindsTheDebugMapAndLocalSymbols) {
  EXPECT_THAT(described(make_macho({.symbols = {{"_acme", 0x0F}}})), IsEmpty());
  EXPECT_THAT(
      described(make_macho({.symbols = {{"_acme", 0x0F}, {"_twice", 0x0E}, {"_once", 0x0E}}})),
      ElementsAre("symbol-table LC_SYMTAB x2"));
  const std::vector<Symbol> map{
      {"/home/x/a.c", 0x64}, {"/home/x/a.o", 0x66}, {"/home/x/b.o", 0x66}};
  for (const bool is_64 : {false, true}) {
    EXPECT_THAT(described(make_macho({.symbols = map, .is_64 = is_64})),
                ElementsAre("debug-reference N_OSO: /home/x/a.o"));
  }
  // Objects are linked by their symbols.
  EXPECT_THAT(described(make_macho({.file_type = 1, .symbols = {{"_twice", 0x0E}}})), IsEmpty());
  // What no section contains, and what linking leaves without a name.
  EXPECT_THAT(described(make_macho({.symbols = {{"_undefined", 0x00}, {"", 0x0E}}})), IsEmpty());
}

TEST(Macho, ListsRunPaths) {
  EXPECT_THAT(
      described(make_macho({.run_paths = {"/home/x/lib", "@loader_path/../lib"}})),
      ElementsAre("run-path /home/x/lib: LC_RPATH", "run-path @loader_path/../lib: LC_RPATH"));
}

TEST(Macho, TellsACoreFile) {
  EXPECT_THAT(described(make_macho({.file_type = 4})), ElementsAre("core-dump Mach-O"));
}

TEST(Macho, ReadsEverySlice) {
  const std::string one = make_macho({.run_paths = {"/one"}});
  const std::string two = make_macho({.run_paths = {"/two"}, .is_64 = false, .number = be});
  for (const bool is_64 : {false, true}) {
    EXPECT_THAT(described(make_fat({one, two}, is_64)),
                ElementsAre("run-path /one: LC_RPATH", "run-path /two: LC_RPATH"));
  }
  EXPECT_THAT(described(make_fat({make_macho({}), "!<arch>\n"})),
              ElementsAre("unread-structure Mach-O: a slice of it is no Mach-O file"));
  std::string overlapping = make_fat({one, one});
  overlapping.replace(8 + 8, 4, be(48 + 1, 4));
  EXPECT_THAT(described(overlapping),
              ElementsAre("unread-structure Mach-O: two slices of it overlap"));
  EXPECT_THAT(described(make_fat({one}) + "x"), Contains("trailing-data Mach-O: 1 byte"));
}

TEST(Macho, IsSilentOnJavaClasses) {
  EXPECT_THAT(described(be(0xCAFEBABE, 4) + be(52, 4) + std::string(100, 'c')), IsEmpty());
  EXPECT_THAT(described(be(0xCAFEBABE, 4) + be(0x0003002D, 4) + std::string(100, 'c')), IsEmpty());
}

TEST(Macho, FindsBytesBehindTheEnd) {
  EXPECT_THAT(described(make_macho({}) + "PK"), ElementsAre("trailing-data Mach-O: 2 bytes"));
  EXPECT_THAT(described(make_macho({}) + std::string(100, '\0')), IsEmpty());
}

TEST(Macho, NoticesCuts) {
  const std::string library = make_macho({.symbols = {{"_acme", 0x0F}}});
  for (std::size_t length = 4; length < library.size(); ++length) {
    EXPECT_THAT(described(std::string_view(library).substr(0, length)),
                Contains(StartsWith("unread-structure Mach-O")))
        << length;
  }
}

TEST(Macho, SurvivesDamage) {
  const Recipe recipe{.run_paths = {"/one"}, .symbols = {{"_a", 0x0E}, {"/a.o", 0x66}}};
  expect_survives_damage(make_macho(recipe));
  expect_survives_damage(make_fat({make_macho(recipe), make_macho({.number = be})}));
  expect_survives_damage(built_file(
      "clang --target=x86_64-apple-macos11 -c -o out acme.c -g -gdwarf-5 -gembed-source"));
}

} // namespace
} // namespace package_audit::content::binaries
