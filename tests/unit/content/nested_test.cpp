#include "base/error.hpp"
#include "base/file.hpp"
#include "base/head.hpp"
#include "content/inspect.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include "support/deb_builder.hpp"
#include "support/tar_recipe.hpp"
#include "support/zip_recipe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace package_audit::content {
namespace {

using namespace support;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

Artifact inspect_tree(const std::vector<Member>& members, const Limits& limits = {}) {
  const ScratchFolder scratch;
  const std::string file =
      scratch.write("acme-1.0-Linux.tar.gz",
                    compress(formats::compression::Compression::gzip, make_tar(members)));
  return inspect(file, limits, signatures::SignatureSet());
}

std::vector<std::string> members_of(const Artifact& artifact) {
  std::vector<std::string> names;
  for (const Entry& entry : artifact.entries)
    names.push_back(entry.member);
  return names;
}

std::string details_of(const Artifact& artifact) {
  std::string text;
  for (const Anomaly& anomaly : artifact.anomalies)
    text += anomaly.member + ": " + anomaly.detail + "\n";
  return text;
}

std::string zip_of(const std::vector<Member>& members) {
  return make_archive(Container::zip, members);
}

// `bytes` in `levels` tarballs, one in the other.
std::string wrapped(std::string bytes, int levels) {
  for (int level = 0; level < levels; ++level) {
    bytes = compress(formats::compression::Compression::gzip,
                     make_tar({{.name = "in", .content = std::move(bytes)}}));
  }
  return bytes;
}

TEST(Nested, OpensArchivesWhateverTheirNames) {
  const Artifact artifact = inspect_tree(
      {{.name = "a.dat", .content = zip_of({{.name = "z", .content = "zip"}})},
       {.name = "b.dat", .content = wrapped("gz", 1)},
       {.name = "c.dat", .content = make_tar({{.name = "t", .content = "tar"}})},
       {.name = "d.dat",
        .content = make_archive(Container::seven_zip, {{.name = "7", .content = "x"}})},
       {.name = "e.dat",
        .content = make_deb(std::vector<Member>{{.name = "./usr/f", .content = "x"}})}});
  EXPECT_EQ(details_of(artifact), "");
  EXPECT_THAT(members_of(artifact),
              ElementsAre("a.dat", "a.dat!/z", "b.dat", "b.dat!/in", "c.dat", "c.dat!/t", "d.dat",
                          "d.dat!/7", "e.dat", StartsWith("e.dat!/control.tar.gz!/"),
                          "e.dat!/control.tar.gz!/./control", "e.dat!/./usr/f"));
  EXPECT_EQ(artifact.entries[1].sha256, base::sha256("zip"));
  EXPECT_EQ(artifact.entries[1].container, 0U);
  EXPECT_EQ(artifact.entries[2].container, Entry::k_no_container);
}

TEST(Nested, OpensACompressedFileUnderItsOwnName) {
  for (const formats::compression::Compression compression :
       {formats::compression::Compression::gzip, formats::compression::Compression::xz,
        formats::compression::Compression::bzip2, formats::compression::Compression::zstd}) {
    const Artifact artifact =
        inspect_tree({{.name = "man/acme.1.gz", .content = compress(compression, "manual")}});
    EXPECT_EQ(details_of(artifact), "");
    ASSERT_THAT(members_of(artifact), ElementsAre("man/acme.1.gz", "man/acme.1.gz!/acme.1"));
    EXPECT_EQ(artifact.entries[1].sha256, base::sha256("manual"));
    EXPECT_TRUE(artifact.entries[1].implicitly_allowed);
  }
}

TEST(Nested, OpensArchivesInArchives) {
  const std::string inner = zip_of({{.name = "secret.key", .content = "key"}});
  const Artifact artifact = inspect_tree({{.name = "x", .content = wrapped(inner, 2)}});
  EXPECT_EQ(details_of(artifact), "");
  EXPECT_THAT(members_of(artifact),
              ElementsAre("x", "x!/in", "x!/in!/in", "x!/in!/in!/secret.key"));
  EXPECT_EQ(artifact.entries[3].container, 2U);
}

TEST(Nested, LeavesOtherFilesAlone) {
  const Artifact artifact = inspect_tree({{.name = "zeros", .content = std::string(4096, '\0')},
                                          {.name = "text", .content = "BZh is how bzip2 begins"},
                                          {.name = "short", .content = "PK"},
                                          {.name = "run.sh", .content = "#!/bin/sh\necho PK\n"},
                                          {.name = "empty"}});
  EXPECT_EQ(details_of(artifact), "");
  EXPECT_EQ(artifact.entries.size(), 5U);
}

TEST(Nested, TellsWhichArchiveIsDamagedAndReadsOn) {
  std::string damaged = wrapped("x", 1);
  damaged[damaged.size() - 6] ^= 1; // its checksum
  const Artifact artifact =
      inspect_tree({{.name = "a", .content = damaged}, {.name = "b", .content = "read"}});
  EXPECT_THAT(details_of(artifact), StartsWith("a"));
  ASSERT_EQ(artifact.anomalies.size(), 1U);
  EXPECT_EQ(artifact.anomalies[0].kind, AnomalyKind::damaged);
  EXPECT_EQ(artifact.anomalies[0].container, 0U);
  EXPECT_EQ(members_of(artifact).back(), "b");
}

TEST(Nested, RefusesWhatNobodyCanLookInto) {
  const std::string_view rar("Rar!\x1A\x07\x01\0", 8);
  const Artifact artifact = inspect_tree({{.name = "a.bin", .content = std::string(rar)}});
  EXPECT_EQ(details_of(artifact), "a.bin: is a RAR archive, which cannot be looked into\n");
  EXPECT_EQ(artifact.anomalies[0].kind, AnomalyKind::unknown_format);
}

TEST(Nested, FindsAZipBehindOtherBytes) {
  const std::string zip = zip_of({{.name = "z", .content = "zip"}});
  const Artifact artifact = inspect_tree(
      {{.name = "logo.png", .content = "\x89PNG\r\n" + std::string(100'000, 'x') + zip},
       {.name = "tail", .content = "MZ" + zip + "bytes behind it"}});
  ASSERT_EQ(artifact.anomalies.size(), 2U);
  EXPECT_EQ(artifact.anomalies[0].kind, AnomalyKind::ambiguous);
  EXPECT_THAT(details_of(artifact), HasSubstr("logo.png: a zip archive hides"));
}

TEST(Nested, FindsAZipBehindAScript) {
  const std::string zip = zip_of({{.name = "z", .content = "zip"}});
  const Artifact artifact =
      inspect_tree({{.name = "setup", .content = "#!/bin/sh\nexec unzip \"$0\"\n" + zip},
                    {.name = "run", .content = "#!/bin/sh\nexec unzip \"$0\"\n"}});
  ASSERT_EQ(artifact.anomalies.size(), 1U);
  EXPECT_EQ(artifact.anomalies[0].kind, AnomalyKind::ambiguous);
  EXPECT_THAT(details_of(artifact), StartsWith("setup: a zip archive hides"));
}

TEST(Nested, TakesNoConstantForAZip) {
  // What a program that reads zips contains.
  const std::string code = "code PK\x05\x06" + std::string(18, '\0') + "PK\x01\x02 code";
  EXPECT_EQ(details_of(inspect_tree({{.name = "bin/unzip", .content = code}})), "");
}

// What `command` leaves in the file "out".
std::string made_by(const std::string& command) {
  const ScratchFolder scratch;
  const std::string line = "cd '" + scratch.path() + "' && " + command;
  EXPECT_EQ(std::system(line.c_str()), 0) << command; // NOLINT(cert-env33-c)
  return base::read_text_file(scratch.path() + "/out", 1 << 20);
}

TEST(Nested, OpensStaticLibraries) {
  const std::string library = made_by(
      "echo a >short.o && echo bc >a_name_of_more_than_fifteen_bytes.o && echo def >key.pem "
      "&& ar rcs out short.o a_name_of_more_than_fifteen_bytes.o key.pem short.o");
  const Artifact artifact = inspect_tree({{.name = "lib/libx.a", .content = library}});
  EXPECT_EQ(details_of(artifact), "");
  EXPECT_THAT(members_of(artifact), ElementsAre("lib/libx.a", "lib/libx.a!/short.o",
                                                "lib/libx.a!/a_name_of_more_than_fifteen_bytes.o",
                                                "lib/libx.a!/key.pem", "lib/libx.a!/short.o"));
  // Objects go with their library, what nobody expects there does not.
  EXPECT_TRUE(artifact.entries[1].implicitly_allowed);
  EXPECT_FALSE(artifact.entries[3].implicitly_allowed);
}

TEST(Nested, OpensStaticLibrariesWithSymbols) {
  const support::ArMember gnu{.name = "/", .content = std::string(4, '\0'), .mode = "0"};
  const support::ArMember bsd{.name = "#1/20",
                              .content = "__.SYMDEF SORTED" + std::string(8, '\0')};
  for (const support::ArMember& symbols : {gnu, bsd}) {
    const std::string library =
        support::make_ar({symbols, {.name = "short.o/", .content = "x", .mode = "644"}});
    const Artifact artifact = inspect_tree({{.name = "lib/libx.a", .content = library}});
    EXPECT_EQ(details_of(artifact), "");
    EXPECT_THAT(members_of(artifact), ElementsAre("lib/libx.a", "lib/libx.a!/short.o"));
  }
}

TEST(Nested, OpensCpioArchives) {
  const std::string image =
      made_by("mkdir bin && echo x >bin/init && find bin | sort | cpio --quiet -o -H newc >out");
  const Artifact artifact =
      inspect_tree({{.name = "boot/initrd.img",
                     .content = compress(formats::compression::Compression::gzip, image)}});
  EXPECT_EQ(details_of(artifact), "");
  EXPECT_EQ(members_of(artifact).back(), "boot/initrd.img!/initrd.img!/bin/init");
}

TEST(Nested, StopsAtTheDepthOfThePolicy) {
  const std::vector<Member> tree{{.name = "x", .content = wrapped("deep", 5)}};
  const Artifact artifact = inspect_tree(tree);
  EXPECT_EQ(details_of(artifact), "x!/in!/in!/in!/in: nesting is over 4; if that is meant, raise "
                                  "limits.nesting in the policy\n");
  EXPECT_EQ(artifact.anomalies[0].kind, AnomalyKind::limit);
  EXPECT_EQ(details_of(inspect_tree(tree, {.nesting = 5})), "");
  EXPECT_EQ(details_of(inspect_tree(tree, {.nesting = Limits::k_max_nesting})), "");
  EXPECT_THROW(inspect_tree(tree, {.nesting = Limits::k_max_nesting + 1}), base::Error);
}

TEST(Nested, HoldsNoMoreThanThePolicySays) {
  const std::string zip = zip_of({{.name = "z", .content = "zip"}});
  const std::vector<Member> tree{{.name = "x", .content = zip}};
  EXPECT_THAT(details_of(inspect_tree(tree, {.nested_size = zip.size() - 1})),
              StartsWith("x: nested_size is over"));
  EXPECT_EQ(details_of(inspect_tree(tree, {.nested_size = zip.size()})), "");
}

TEST(Nested, CountsAllLevelsTogether) {
  const std::vector<Member> tree{
      {.name = "x", .content = zip_of({{.name = "a"}, {.name = "b"}, {.name = "c"}})}};
  EXPECT_THAT(details_of(inspect_tree(tree, {.entries = 3})), HasSubstr("entries is over 3"));
  EXPECT_EQ(details_of(inspect_tree(tree, {.entries = 4})), "");
}

TEST(Nested, IsOpenedInAFolderToo) {
  const ScratchFolder scratch;
  scratch.write("tree/data.bin", zip_of({{.name = "z", .content = "zip"}}));
  const Artifact artifact = inspect(scratch.path() + "/tree", {}, signatures::SignatureSet());
  EXPECT_THAT(members_of(artifact), ElementsAre("data.bin", "data.bin!/z"));
  EXPECT_THAT(artifact.anomalies, IsEmpty());
}

TEST(Nested, APackageMustNotEndLikeAZip) {
  const ScratchFolder scratch;
  const std::string zip = zip_of({{.name = "z", .content = "zip"}});
  // Both an STGZ-like name and a tail that unzip would take.
  const std::string file = scratch.write("acme.tar.gz", wrapped("x", 1) + zip);
  EXPECT_THAT(details_of(inspect(file, {}, signatures::SignatureSet())),
              HasSubstr("the file ends like a zip archive"));
}

// Two members of a tar, neither of which contains a zip. What lies between their contents is, to
// unpackers of zip, the comment of the one directory entry.
std::string zip_across_two_members() {
  constexpr std::size_t k_block = 512;
  const std::string before = "text";
  const auto zip = [&](std::size_t between) {
    ZipEntry hidden = stored_file("src/secret.c", "int main;");
    hidden.central.offset = k_block + before.size();
    hidden.central.comment = std::string(between, '#');
    return make_zip({.entries = {hidden}, .change_end = [&](ZipEndRecord& end) {
                       end.directory += static_cast<std::uint32_t>(k_block + before.size());
                       end.comment_length =
                           static_cast<std::uint16_t>(3 * k_block - before.size() - 22);
                     }});
  };
  const std::string first = before + zip(0).substr(0, zip(0).rfind("PK\x05\x06"));
  const std::string bytes = zip((k_block - first.size() % k_block) + k_block + before.size());
  return tar_member({.name = "bin/acme",
                     .content = before + bytes.substr(0, first.size() - before.size())}) +
         tar_member({.name = "notes", .content = before + bytes.substr(bytes.size() - 22)}) +
         tar_end();
}

TEST(Nested, ATarMustNotEndLikeAZipThatIsNoneOfItsMembers) {
  const ScratchFolder scratch;
  EXPECT_THAT(details_of(inspect(scratch.write("acme.tar", zip_across_two_members()), {},
                                 signatures::SignatureSet())),
              HasSubstr("the file ends like a zip archive"));
}

// Unpackers of zip allow for what stands in front.
TEST(Nested, AZipInFrontExcusesNoTarThatEndsLikeAnother) {
  const ScratchFolder scratch;
  const std::string member =
      tar_member({.name = "a.zip", .content = zip_of({{.name = "z", .content = "zip"}})});
  EXPECT_THAT(details_of(inspect(scratch.write("acme.tar", member + zip_across_two_members()), {},
                                 signatures::SignatureSet())),
              HasSubstr("the file ends like a zip archive"));
}

TEST(Nested, ATarMayEndInZips) {
  const ScratchFolder scratch;
  const std::string zip = zip_of({{.name = "z", .content = "zip"}});
  for (const std::vector<Member>& members :
       {std::vector<Member>{{.name = "text", .content = "text"}, {.name = "zip", .content = zip}},
        {{.name = "zip", .content = zip},
         {.name = "text", .content = "text"},
         {.name = "acme.1.gz",
         .content = compress(formats::compression::Compression::gzip, "manual")},
         {.name = "empty.zip", .content = zip_of({})},
         folder("d")}}) {
    EXPECT_EQ(details_of(inspect(scratch.write("acme.tar", make_tar(members)), {},
                                 signatures::SignatureSet())),
              "");
  }
}

} // namespace
} // namespace package_audit::content
