// Tars of packaging tools are accepted: no false alarms, and parser and libarchive agree.

#include "support/reading.hpp"
#include "support/tool_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>

namespace package_audit::formats::tar {
namespace {

using namespace support;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::EndsWith;
using ::testing::HasSubstr;

const std::string k_long = "/" + std::string(160, 'n');

void expect_tree(const Reading& reading) {
  EXPECT_THAT(reading, IsAccepted());
  for (const std::string& name :
       {std::string("/plain.txt"), std::string("/link"), std::string("/with blank/two  blanks.txt"),
        std::string("/Größe/Übersicht.txt"), k_long}) {
    EXPECT_THAT(reading.names(), Contains(EndsWith(name)));
  }
  std::uint64_t largest = 0;
  for (const Recorder::Record& record : reading.listed.records)
    largest = std::max<std::uint64_t>(largest, record.content.size());
  EXPECT_EQ(largest, 3'000'000U);
}

class CpackTarball : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Tools, CpackTarball,
                         ::testing::Values("TGZ", "TXZ", "TBZ2", "TZST", "TZ", "STGZ", "DEB"),
                         [](const auto& suite) { return std::string(suite.param); });

TEST_P(CpackTarball, IsRead) {
  const std::string generator = GetParam();
  const std::string maintainer =
      generator == "DEB" ? "DEB -D CPACK_PACKAGE_CONTACT=release@acme.example" : generator;
  expect_tree(read_bytes(made_by_cpack(maintainer)));
}

struct Command {
  std::string name;
  std::string text;

  friend void PrintTo(const Command& command, std::ostream* out) { *out << command.text; }
};

class TarTool : public ::testing::TestWithParam<Command> {};
INSTANTIATE_TEST_SUITE_P(
    Tools, TarTool,
    ::testing::Values(Command{"gnu", "tar --format=gnu -cf package tree"},
                      Command{"oldgnu", "tar --format=oldgnu -cf package tree"},
                      Command{"pax", "tar --format=pax -cf package tree"},
                      Command{"posix_gz", "tar --format=posix -czf package tree"},
                      Command{"gnu_xz", "tar -cJf package tree"},
                      Command{"gnu_bz2", "tar -cjf package tree"},
                      Command{"gnu_zst", "tar --zstd -cf package tree"},
                      Command{"gnu_one_block", "tar -b1 -cf package tree"},
                      Command{"cmake_gnutar", "cmake -E tar cf package --format=gnutar tree"},
                      Command{"cmake_pax", "cmake -E tar cf package --format=pax tree"},
                      Command{"cmake_paxr", "cmake -E tar czf package --format=paxr tree"}),
    [](const auto& suite) { return suite.param.name; });

TEST_P(TarTool, IsRead) {
  const Reading reading = read_bytes(made_by("ln tree/plain.txt tree/twin && " + GetParam().text));
  expect_tree(reading);
  // CMake packs both names with the content.
  const bool keeps_links = GetParam().text.starts_with("tar ");
  const auto links = std::count_if(
      reading.listed.records.begin(), reading.listed.records.end(),
      [](const Recorder::Record& record) { return record.entry.type == EntryType::hardlink; });
  EXPECT_EQ(links, keeps_links ? 1 : 0);
}

// ustar itself has no names of that length.
TEST(TarTool, WritesUstar) {
  for (const char* const command :
       {"tar --format=ustar -cf package tree", "cmake -E tar cf package --format=gnutar tree"}) {
    EXPECT_THAT(read_bytes(made_by(std::string("rm -r tree/ddd* && ") + command)), IsAccepted());
  }
}

TEST(TarTool, WritesTheCommitOfGitArchive) {
  const std::string commit = "cd tree && git init -q . && git add -A && git -c user.name=acme "
                             "-c user.email=release@acme.example commit -qm acme && ";
  const Reading reading =
      read_bytes(made_by(commit + "git archive -o ../package --format=tar HEAD"));
  EXPECT_THAT(reading, IsAccepted());
  EXPECT_THAT(reading.names(), Contains("plain.txt"));
  EXPECT_THAT(read_bytes(made_by(commit + "git archive --format=tar.gz HEAD >../package")),
              IsAccepted());
}

TEST(TarTool, WritesNpmPackages) {
  const Reading reading =
      read_bytes(made_by("cd tree && printf '{\"name\":\"acme\",\"version\":\"1.0.0\"}' "
                         ">package.json && npm pack --silent --offline --cache ../npm && "
                         "mv acme-1.0.0.tgz ../package"));
  EXPECT_THAT(reading, IsAccepted());
  EXPECT_THAT(reading.names(), Contains(AllOf(HasSubstr("package/"), EndsWith(k_long))));
}

TEST(TarTool, WritesDebianPackages) {
  const std::string control = "mkdir -p tree/DEBIAN && printf 'Package: acme\\nVersion: 1.0\\n"
                              "Architecture: all\\nMaintainer: release@acme.example\\n"
                              "Description: a sample\\n' >tree/DEBIAN/control && ";
  for (const char* const compression : {"none", "gzip", "xz", "zstd"}) {
    expect_tree(read_bytes(made_by(control + "dpkg-deb -Z" + compression +
                                   " --root-owner-group --build tree package")));
  }
}

} // namespace
} // namespace package_audit::formats::tar
