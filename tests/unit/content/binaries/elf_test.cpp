#include "unit/content/binaries/number_bytes.hpp"
#include "unit/content/facts_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace package_audit::content::binaries {
namespace {

using namespace structure_test;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

// A shared library without a C library, as small as ld makes one.
const std::string k_small = "gcc -shared -nostdlib -fPIC -Wl,-z,noseparate-code -o out acme.c ";

TEST(Elf, IsSilentOnAStrippedProgram) {
  EXPECT_THAT(described(built_file("gcc -s -o out main.c acme.c")), IsEmpty());
  EXPECT_THAT(described(built_file(k_small + "-s")), IsEmpty());
}

TEST(Elf, FindsDebugInformation) {
  EXPECT_THAT(described(built_file(k_small + "-g")),
              Contains(StartsWith("debug-info .debug_info x")));
  EXPECT_THAT(described(built_file(k_small + "-g -gz=zlib")),
              Contains(StartsWith("debug-info .debug_info x")));
  EXPECT_THAT(described(built_file(k_small + "-g -gz=zlib-gnu")),
              Contains(StartsWith("debug-info .zdebug_info x")));
  EXPECT_THAT(described(built_file("gcc -c -g -o out acme.c")),
              Contains(StartsWith("debug-info .debug_info x")));
  EXPECT_THAT(described(built_file(k_small + "-s")), Not(Contains(StartsWith("debug-info"))));
}

TEST(Elf, FindsWhatIsLeftOfDebugInformation) {
  for (const std::string name : {".gnu_debugdata", ".stab", ".stabstr", ".debug"}) {
    const std::string added = "objcopy --add-section " + name + "=acme.c out";
    EXPECT_THAT(described(built_file(k_small + "-s && " + added)),
                ElementsAre("debug-info " + name));
  }
  // A name alone does not make it.
  for (const std::string name : {".debugging", ".mydebug_info", ".note.debug_x"}) {
    const std::string added = "objcopy --add-section " + name + "=acme.c out";
    EXPECT_THAT(described(built_file(k_small + "-s && " + added)), IsEmpty()) << name;
  }
}

TEST(Elf, FindsSymbolsWhereNothingNeedsThem) {
  EXPECT_THAT(described(built_file(k_small)), ElementsAre("symbol-table .symtab"));
  EXPECT_THAT(described(built_file("gcc -o out main.c acme.c")),
              ElementsAre("symbol-table .symtab"));
  // Linking and loading a module do.
  EXPECT_THAT(described(built_file("gcc -c -o out acme.c")), IsEmpty());
  EXPECT_THAT(described(built_file(k_small + "&& objcopy --add-section .modinfo=acme.c out")),
              IsEmpty());
}

TEST(Elf, FindsLinkTimeCode) {
  EXPECT_THAT(described(built_file("gcc -c -flto -o out acme.c")),
              ElementsAre(StartsWith("link-time-code .gnu.lto_")));
  EXPECT_THAT(described(built_file("gcc -c -flto -ffat-lto-objects -g -o out acme.c")),
              UnorderedElementsAre(StartsWith("debug-info .gnu.debuglto_.debug_info x"),
                                   StartsWith("link-time-code .gnu.lto_")));
  EXPECT_THAT(described(built_file("clang -c -fembed-bitcode -o out acme.c")),
              UnorderedElementsAre("link-time-code .llvmbc", "command-line .llvmcmd"));
}

TEST(Elf, FindsCommandLines) {
  EXPECT_THAT(described(built_file(k_small + "-s -frecord-gcc-switches")),
              ElementsAre("command-line .GCC.command.line"));
}

TEST(Elf, FindsWhereDebugInformationIsKept) {
  const std::string apart = k_small + "-g && objcopy --only-keep-debug out acme.debug && strip out";
  EXPECT_THAT(described(built_file(apart)), IsEmpty());
  EXPECT_THAT(described(built_file(apart + "&& objcopy --add-gnu-debuglink=acme.debug out")),
              ElementsAre("debug-reference .gnu_debuglink: acme.debug"));
  // What was taken away has the program's headers, without the bytes behind them.
  EXPECT_THAT(described(built_file(apart + "&& mv acme.debug out")),
              UnorderedElementsAre(StartsWith("debug-info .debug_info x"), "symbol-table .symtab"));
}

TEST(Elf, ListsRunPaths) {
  EXPECT_THAT(described(built_file(k_small + "-s '-Wl,-rpath,/home/x/build:$ORIGIN/../lib:'")),
              ElementsAre("run-path /home/x/build: RUNPATH", "run-path $ORIGIN/../lib: RUNPATH",
                          "run-path : RUNPATH"));
  EXPECT_THAT(described(built_file(k_small + "-s -Wl,--disable-new-dtags,-rpath,/opt/acme")),
              ElementsAre("run-path /opt/acme: RPATH"));
  // Without section headers, what loads the library tells.
  std::string library = built_file(k_small + "-s -Wl,-rpath,/opt/acme");
  library.replace(40, 8, 8, '\0');
  EXPECT_THAT(described(library), Contains("run-path /opt/acme: RUNPATH"));
}

TEST(Elf, FindsEmbeddedSources) {
  const std::string with_source =
      "clang -g -gdwarf-5 -gembed-source -shared -nostdlib -o out acme.c";
  EXPECT_THAT(described(built_file(with_source)), Contains("embedded-source .debug_line: acme.c"));
  EXPECT_THAT(described(built_file(with_source + " -gz=zlib")),
              Contains("embedded-source .debug_line: acme.c"));
  EXPECT_THAT(described(built_file("clang -g -gdwarf-5 -gembed-source -c -o out acme.c")),
              Contains("embedded-source .debug_line"));
  for (const std::string form : {"zlib-gnu", "zlib-gabi", "zstd"}) {
    const std::string packed = " && objcopy --compress-debug-sections=" + form + " out";
    EXPECT_THAT(described(built_file(with_source + packed)),
                Contains(StartsWith("embedded-source ")))
        << form;
  }
  EXPECT_THAT(described(built_file("clang -g -gdwarf-5 -shared -nostdlib -o out acme.c")),
              Not(Contains(StartsWith("embedded-source"))));
  EXPECT_THAT(described(built_file(k_small + "-g -gdwarf-5")),
              Not(Contains(StartsWith("embedded-source"))));
  EXPECT_THAT(described(built_file(k_small + "-g -gdwarf-4")),
              Not(Contains(StartsWith("embedded-source"))));
}

TEST(Elf, ReadsOtherMachines) {
  for (const std::string machine : {"s390x-linux-gnu", "armv7-linux-gnueabi", "i386-linux-gnu"}) {
    const std::string compile = "clang --target=" + machine + " -c -o out acme.c ";
    EXPECT_THAT(
        described(built_file(compile + "-g -gdwarf-5 -gembed-source")),
        UnorderedElementsAre(StartsWith("debug-info .debug_info x"), "embedded-source .debug_line"))
        << machine;
    EXPECT_THAT(described(built_file(compile)), IsEmpty()) << machine;
  }
}

TEST(Elf, TellsACoreFile) {
  std::string core = built_file(k_small);
  core[16] = 4;
  EXPECT_THAT(described(core), ElementsAre("core-dump ELF"));
  EXPECT_THAT(described(core.substr(0, 64)), ElementsAre(StartsWith("unread-structure ELF")));
}

TEST(Elf, FindsBytesBehindTheEnd) {
  const std::string library = built_file(k_small + "-s");
  EXPECT_THAT(described(library + "PK\3\4"), ElementsAre("trailing-data ELF: 4 bytes"));
  EXPECT_EQ(facts_of(library + "x").at(0).offset, library.size());
  EXPECT_THAT(described(library + std::string(5000, '\0')), IsEmpty());
  EXPECT_THAT(described(library + std::string(5000, '\0') + "x"),
              ElementsAre("trailing-data ELF: 5001 bytes"));
}

TEST(Elf, ReadsAFileThatIsNotKeptWhole) {
  const std::string large = "head -c 30000000 /dev/zero >zeros && ";
  const std::string with_zeros = "-g && objcopy --add-section zeros=zeros out && objcopy "
                                 "--add-section .gnu_debugdata=acme.c out";
  EXPECT_THAT(described(built_file(large + k_small + with_zeros)),
              Contains(StartsWith("debug-info .debug_info x")));
}

// What does not need the names of sections is found without them.
TEST(Elf, ReadsAFileWhoseNamesAreDamaged) {
  std::string library = built_file(k_small + "-Wl,-rpath,/opt/acme");
  library[62] = '\x7F';
  EXPECT_THAT(described(library),
              ElementsAre(StartsWith("unread-structure ELF"), "symbol-table .symtab",
                          "run-path /opt/acme: RUNPATH"));
}

// More than 65,279 sections: their number and that of their names stand in the first one.
TEST(Elf, ReadsExtendedNumbering) {
  const std::string many =
      "{ i=0; while [ $i -lt 66000 ]; do echo \".section s$i;.byte 1\"; "
      "i=$((i + 1)); done; echo '.section .gnu_debugdata;.byte 1'; } >many.s && "
      "as -o out many.s";
  EXPECT_THAT(described(built_file(many)), ElementsAre("debug-info .gnu_debugdata"));
}

// Thousands of sections of the same bytes: line tables, and tables of symbols under many names.
TEST(Elf, ReadsNoByteWithoutEnd) {
  const std::string names("\0.debug_line\0.symtab.xxxxxxxx\0", 30);
  constexpr std::size_t k_count = 50'000;
  constexpr std::size_t k_zeros = std::size_t{1} << 20;
  std::string file = padded("\x7F"
                            "ELF\2\1\1",
                            16) +
                     le(3, 2) + padded("", 22) + le(64 + k_zeros, 8) + padded("", 10) + le(64, 2) +
                     le(k_count, 2) + le(1, 2);
  const auto section = [](std::uint64_t name, std::uint64_t type, std::uint64_t offset,
                          std::uint64_t size) {
    return le(name, 4) + le(type, 4) + padded("", 16) + le(offset, 8) + le(size, 8) +
           padded("", 24);
  };
  file += std::string(k_zeros, '\0') + padded("", 64);
  file += section(0, 3, 64 + k_zeros + k_count * 64, names.size());
  for (std::size_t i = 2; i < k_count; ++i)
    file += i % 2 == 0 ? section(1, 1, 64, k_zeros) : section(13 + i % 16, 2, 64, k_zeros);
  EXPECT_THAT(described(file + names),
              UnorderedElementsAre(StartsWith("debug-info .debug_line x"),
                                   StartsWith("symbol-table "),
                                   StartsWith("unread-structure DWARF x")));
}

TEST(Elf, NoticesEveryCut) {
  const std::string library = built_file(k_small + "-g -Wl,-rpath,/opt/acme");
  for (std::size_t length = 4; length < library.size(); ++length) {
    const auto facts = facts_of(std::string_view(library).substr(0, length));
    EXPECT_TRUE(std::any_of(facts.begin(), facts.end(), [](const Fact& fact) {
      return fact.kind == FactKind::unread_structure;
    })) << length;
  }
}

TEST(Elf, SurvivesDamage) {
  expect_survives_damage(
      built_file("clang -g -gdwarf-5 -gembed-source -gz -shared -nostdlib -o out acme.c "
                 "-Wl,-z,noseparate-code,-rpath,/opt/acme"));
  expect_survives_damage(
      built_file("clang --target=s390x-linux-gnu -c -g -gdwarf-5 -gembed-source -o out acme.c"));
  expect_survives_damage(built_file("clang --target=i386-linux-gnu -c -g -o out acme.c"));
}

TEST(Elf, DoesNotUnpackWithoutBound) {
  const std::string large = "head -c 70000000 /dev/zero >zeros && gcc -c -o out acme.c && ";
  EXPECT_THAT(described(built_file(large + "objcopy --add-section .debug_line=zeros out && "
                                           "objcopy --compress-debug-sections=zlib-gabi out")),
              Contains("unread-structure DWARF: a compressed section is larger than 64 MiB"));
}

} // namespace
} // namespace package_audit::content::binaries
