#include "archive/readers.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit {
namespace {

using support::ArMember;
using support::compress;
using support::deb_members;
using support::fault_of;
using support::folder;
using support::make_ar;
using support::make_deb;
using support::make_tar;
using support::Member;
using support::MemorySource;
using support::Recorder;
using ::testing::ElementsAre;

struct DebRead {
  Recorder recorder{};
  PackageNotes notes{};
};

DebRead read(const std::string& bytes) {
  MemorySource source(bytes);
  DebRead result;
  read_deb(source, Limits{}, result.recorder, result.notes);
  return result;
}

std::optional<Anomaly> deb_fault(const std::string& bytes) {
  return fault_of([&] { read(bytes); });
}

const std::vector<Member>& payload() {
  static const std::vector<Member> members{
      folder("./"), folder("./usr"), {.name = "./usr/acme", .content = "x"}};
  return members;
}

ArMember control_with(const std::vector<Member>& members) {
  return {"control.tar.gz", compress(Compression::gzip, make_tar(members))};
}

constexpr std::string_view k_control = "Package: acme\nVersion: 1.0\n";

TEST(Deb, HandsOutControlMembersThenPayload) {
  const DebRead deb = read(make_deb(payload()));
  EXPECT_EQ(deb.notes.package_name, "acme");
  EXPECT_THAT(deb.recorder.names(), ElementsAre("control.tar.gz!/./", "control.tar.gz!/./control",
                                                "./", "./usr/", "./usr/acme"));
  const Entry& control = deb.recorder.records[1].entry;
  EXPECT_EQ(control.path, "DEBIAN/control");
  EXPECT_EQ(control.section, Section::metadata);
  EXPECT_TRUE(control.inherent);
  EXPECT_EQ(deb.recorder.records[0].entry.path, "DEBIAN");
  EXPECT_EQ(deb.recorder.records[4].entry.section, Section::payload);
  EXPECT_EQ(deb.recorder.records[4].entry.path, "");
}

TEST(Deb, OnlyControlAndChecksumsGoWithoutSaying) {
  auto members = deb_members(payload());
  members[1] = control_with({{.name = "control", .content = std::string(k_control)},
                             {.name = "md5sums"},
                             {.name = "postinst", .mode = 0755},
                             support::symlink("conffiles", "control"),
                             {.name = "sub/control"}});
  const DebRead deb = read(make_ar(members));
  std::vector<std::string> inherent;
  for (const auto& record : deb.recorder.records) {
    if (record.entry.inherent) inherent.push_back(record.entry.path);
  }
  EXPECT_THAT(inherent, ElementsAre("DEBIAN/control", "DEBIAN/md5sums"));
}

TEST(Deb, ALinkCalledControlDoesNotGoWithoutSaying) {
  auto members = deb_members(payload());
  members[1] = control_with({{.name = "control", .content = std::string(k_control)},
                             support::symlink("md5sums", "/etc/passwd")});
  EXPECT_FALSE(read(make_ar(members)).recorder.records[1].entry.inherent);
}

class DebCompression : public ::testing::TestWithParam<std::pair<const char*, Compression>> {};
INSTANTIATE_TEST_SUITE_P(Deb, DebCompression,
                         ::testing::Values(std::pair("", Compression::none),
                                           std::pair(".gz", Compression::gzip),
                                           std::pair(".xz", Compression::xz),
                                           std::pair(".bz2", Compression::bzip2),
                                           std::pair(".zst", Compression::zstd)));

TEST_P(DebCompression, IsReadWhenItsNameSaysSo) {
  const auto& [ending, compression] = GetParam();
  auto members = deb_members({});
  members[2] = {std::string("data.tar") + ending, compress(compression, make_tar(payload()))};
  EXPECT_EQ(read(make_ar(members)).recorder.names().back(), "./usr/acme");
}

TEST_P(DebCompression, IsRefusedWhenItsNameSaysOtherwise) {
  const auto& [ending, compression] = GetParam();
  for (const std::string_view wrong : {"", ".gz", ".xz", ".bz2", ".zst", ".lzma"}) {
    if (wrong == ending) continue;
    auto members = deb_members({});
    members[2] = {"data.tar" + std::string(wrong), compress(compression, make_tar(payload()))};
    const auto fault = deb_fault(make_ar(members));
    ASSERT_TRUE(fault) << wrong;
    EXPECT_EQ(fault->kind, AnomalyKind::format_mismatch);
  }
}

TEST(Deb, RefusesMembersInAnotherOrder) {
  auto members = deb_members(payload());
  std::swap(members[1], members[2]);
  EXPECT_TRUE(deb_fault(make_ar(members)));
}

TEST(Deb, RefusesAMissingMember) {
  auto members = deb_members(payload());
  members.pop_back();
  EXPECT_TRUE(deb_fault(make_ar(members)));
  members.pop_back();
  EXPECT_TRUE(deb_fault(make_ar(members)));
}

TEST(Deb, RefusesAFurtherMember) {
  for (const std::size_t at : {1UL, 2UL, 3UL}) {
    auto members = deb_members(payload());
    // dpkg passes over members whose names begin with an underscore.
    members.insert(members.begin() + static_cast<std::ptrdiff_t>(at), {"_extra", "secret"});
    EXPECT_TRUE(deb_fault(make_ar(members))) << at;
  }
}

TEST(Deb, RefusesTrailingBytes) {
  const std::string bytes = make_deb(payload());
  for (const std::string_view tail : {"x", "\n\n", "secret"}) {
    const auto fault = deb_fault(bytes + std::string(tail));
    ASSERT_TRUE(fault) << tail;
    EXPECT_EQ(fault->kind, AnomalyKind::unexpected_bytes);
  }
}

TEST(Deb, RefusesANonZeroPaddingByte) {
  auto members = deb_members(payload());
  members[2] = {"data.tar", make_tar(payload())};
  std::string bytes = make_ar(members);
  EXPECT_FALSE(deb_fault(bytes));
  EXPECT_TRUE(deb_fault(bytes + "\n"));
}

TEST(Deb, RefusesAnotherFormatVersion) {
  for (const std::string_view version : {"3.0\n", "2.0", "2.0\nx", ""}) {
    auto members = deb_members(payload());
    members[0].content = version;
    EXPECT_TRUE(deb_fault(make_ar(members))) << version;
  }
}

TEST(Deb, RefusesAPackageWithoutAName) {
  auto members = deb_members(payload());
  members[1] = control_with({{.name = "postinst"}});
  EXPECT_TRUE(deb_fault(make_ar(members)));
  members[1] = control_with({{.name = "control", .content = "Version: 1.0\n"}});
  EXPECT_TRUE(deb_fault(make_ar(members)));
  members[1] = control_with({{.name = "control", .content = "Package:  \nVersion: 1.0\n"}});
  EXPECT_TRUE(deb_fault(make_ar(members)));
  members[1] = control_with({support::symlink("control", "other")});
  EXPECT_TRUE(deb_fault(make_ar(members)));
}

TEST(Deb, RefusesTwoControlFiles) {
  auto members = deb_members(payload());
  members[1] = control_with({{.name = "control", .content = std::string(k_control)},
                             {.name = "./control", .content = "Package: other\n"}});
  EXPECT_TRUE(deb_fault(make_ar(members)));
}

TEST(Deb, RefusesSizesThatAreNone) {
  const std::string good = make_deb(payload());
  // The size field of the first member is at 8 + 48.
  for (const std::string_view size : {"-1        ", "4x        ", "          ", "9999999999"}) {
    std::string bytes = good;
    bytes.replace(56, 10, size);
    EXPECT_TRUE(deb_fault(bytes)) << size;
  }
}

TEST(Deb, RefusesEveryTruncation) {
  const std::string bytes = make_deb({{.name = "./a", .content = "content"}});
  for (std::size_t length = 21; length < bytes.size() - 1; ++length) {
    ASSERT_TRUE(deb_fault(bytes.substr(0, length))) << length << " of " << bytes.size();
  }
}

TEST(Deb, IsKnownByItsFirstMember) {
  MemorySource deb(make_deb(payload()));
  EXPECT_TRUE(is_deb(deb));
  MemorySource library(make_ar({{"acme.o/", "code"}}));
  EXPECT_FALSE(is_deb(library));
}

} // namespace
} // namespace package_audit
