#include "audit/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace package_audit::audit {
namespace {

using ::testing::ElementsAre;

struct Question {
  std::string name{};
  Format format = Format::tar_gz;
  std::vector<std::string> members{};
  std::string prefix = "/usr";
  std::string root_hint{};
};

// A trailing slash makes a member a folder.
Artifact artifact_of(const Question& question) {
  Artifact artifact{.name = question.name, .format = question.format};
  for (const std::string& member : question.members) {
    const bool is_folder = member.ends_with('/');
    artifact.entries.push_back(
        {.member = member, .type = is_folder ? EntryType::directory : EntryType::file});
  }
  return artifact;
}

std::vector<std::string> paths(const Question& question) {
  Artifact artifact = artifact_of(question);
  assign_paths(artifact, find_layout(artifact, question.prefix, question.root_hint));
  std::vector<std::string> result;
  for (const Entry& entry : artifact.entries)
    result.push_back(entry.path);
  return result;
}

TEST(Layout, OfATarballStartsBelowItsTopFolder) {
  EXPECT_THAT(paths({.name = "acme-1.0-Linux.tar.gz",
                     .members = {"acme-1.0-Linux/", "acme-1.0-Linux/bin/acme"}}),
              ElementsAre(".", "bin/acme"));
  EXPECT_THAT(paths({.name = "acme-1.0-Linux.zip",
                     .format = Format::zip,
                     .members = {"acme-1.0-Linux/bin/acme"}}),
              ElementsAre("bin/acme"));
}

TEST(Layout, TakesARootFromTheCallerHoweverDeep) {
  EXPECT_THAT(paths({.name = "acme.tar.gz",
                     .members = {"sub/", "sub/acme/", "sub/acme/bin/acme"},
                     .root_hint = "sub/acme"}),
              ElementsAre(".", ".", "bin/acme"));
  EXPECT_THAT(paths({.name = "staged",
                     .format = Format::directory,
                     .members = {"opt/", "opt/acme/bin/acme", "etc/acme.conf"},
                     .root_hint = "/opt/acme/"}),
              ElementsAre(".", "bin/acme", "/etc/acme.conf"));
  EXPECT_THAT(paths({.name = "acme.deb",
                     .format = Format::deb,
                     .members = {"./opt/", "./opt/acme/bin/acme", "opt2"},
                     .prefix = "/opt/acme"}),
              ElementsAre(".", "bin/acme", "/opt2"));
}

TEST(Layout, TakesNoRootThatThePackageDoesNotLieIn) {
  EXPECT_THAT(paths({.name = "acme.tar.gz",
                     .members = {"sub/acme/bin/acme", "sub/other"},
                     .root_hint = "sub/acme"}),
              ElementsAre("sub/acme/bin/acme", "sub/other"));
  // What is no folder does not lead anywhere.
  EXPECT_THAT(paths({.name = "acme.tar.gz",
                     .members = {"sub", "sub/acme/bin/acme"},
                     .root_hint = "sub/acme"}),
              ElementsAre("sub", "sub/acme/bin/acme"));
}

TEST(Layout, OfATarballWithoutTopFolderStartsAtItsRoot) {
  EXPECT_THAT(paths({.name = "acme-1.0-Linux-dev.tar.gz",
                     .members = {"./", "./include/acme.h", "include/b.h"}}),
              ElementsAre(".", "include/acme.h", "include/b.h"));
  // One folder alone is not the package's own when the file has another name.
  EXPECT_THAT(paths({.name = "acme-1.0.tar.gz", .members = {"include/", "include/acme.h"}}),
              ElementsAre("include", "include/acme.h"));
}

TEST(Layout, TakesNoFileForTheTopFolder) {
  EXPECT_THAT(paths({.name = "acme.tar.gz", .members = {"acme"}}), ElementsAre("acme"));
  EXPECT_THAT(paths({.name = "acme.tar.gz", .members = {"acme/a", "other"}}),
              ElementsAre("acme/a", "other"));
}

TEST(Layout, KnowsTheTopFolderOfASourcePackage) {
  EXPECT_THAT(paths({.name = "acme_1.0.orig.tar.xz", .members = {"acme-1.0/src/a.c"}}),
              ElementsAre("src/a.c"));
  EXPECT_THAT(paths({.name = "Acme-1.0.tgz", .members = {"acme/a.c"}}), ElementsAre("a.c"));
}

TEST(Layout, TakesTheCallersWordForTheTopFolder) {
  EXPECT_THAT(paths({.name = "download.tgz", .members = {"acme/a"}, .root_hint = "acme"}),
              ElementsAre("a"));
  EXPECT_THAT(paths({.name = "download.tgz", .members = {"acme/a"}, .root_hint = "other"}),
              ElementsAre("acme/a"));
}

TEST(Layout, KnowsNpmsTopFolder) {
  EXPECT_THAT(
      paths({.name = "acme-1.0.0.tgz", .members = {"package/package.json", "package/lib/a.js"}}),
      ElementsAre("package.json", "lib/a.js"));
  EXPECT_THAT(paths({.name = "acme-1.0.0.tgz", .members = {"package/lib/a.js"}}),
              ElementsAre("package/lib/a.js"));
}

TEST(Layout, OfASystemPackageStartsAtThePrefix) {
  const std::vector<std::string> members{"./", "./usr/", "./usr/bin/acme", "./etc/a.conf",
                                         "./usrlocal/file"};
  EXPECT_THAT(paths({.name = "acme.deb", .format = Format::deb, .members = members}),
              ElementsAre(".", ".", "bin/acme", "/etc/a.conf", "/usrlocal/file"));
}

TEST(Layout, OfASystemPackageMayStartElsewhere) {
  EXPECT_THAT(paths({.name = "acme.rpm",
                     .format = Format::rpm,
                     .members = {"./opt/", "./opt/acme/", "./opt/acme/bin/acme", "/usr/bin/acme"},
                     .prefix = "/opt/acme"}),
              ElementsAre(".", ".", "bin/acme", "/usr/bin/acme"));
  EXPECT_THAT(paths({.name = "acme.deb",
                     .format = Format::deb,
                     .members = {"./usr/bin/acme"},
                     .prefix = "/"}),
              ElementsAre("usr/bin/acme"));
}

TEST(Layout, OfOneTreeIsTheSameInEveryFormat) {
  const std::vector<std::string> expected{"bin/acme", "share/doc/acme/copyright"};
  EXPECT_EQ(paths({.name = "acme-1.0.tgz",
                   .members = {"acme-1.0/bin/acme", "acme-1.0/share/doc/acme/copyright"}}),
            expected);
  EXPECT_EQ(paths({.name = "acme_1.0_amd64.deb",
                   .format = Format::deb,
                   .members = {"./usr/bin/acme", "./usr/share/doc/acme/copyright"}}),
            expected);
  EXPECT_EQ(paths({.name = "acme-1.0-1.x86_64.rpm",
                   .format = Format::rpm,
                   .members = {"./usr/bin/acme", "./usr/share/doc/acme/copyright"}}),
            expected);
  EXPECT_EQ(paths({.name = "stage",
                   .format = Format::directory,
                   .members = {"bin/acme", "share/doc/acme/copyright"}}),
            expected);
}

TEST(Layout, MarksWhatIsOutsideTheRoot) {
  EXPECT_THAT(paths({.name = "acme-1.0.tgz", .members = {"/etc/passwd", "bin/acme"}}),
              ElementsAre("/etc/passwd", "bin/acme"));
}

TEST(Layout, LeavesTheWayUpVisible) {
  EXPECT_THAT(paths({.name = "acme-1.0.tgz", .members = {"acme-1.0/../etc/passwd", "acme-1.0/a"}}),
              ElementsAre("../etc/passwd", "a"));
  EXPECT_THAT(paths({.name = "acme.tgz", .members = {"../acme/a", "../acme/b"}}),
              ElementsAre("../acme/a", "../acme/b"));
  EXPECT_THAT(paths({.name = "acme.deb", .format = Format::deb, .members = {"./usr/../etc/x"}}),
              ElementsAre("../etc/x"));
}

TEST(Layout, KeepsAPayloadFromPosingAsMetadata) {
  EXPECT_THAT(paths({.name = "x.tgz",
                     .members = {"DEBIAN/postinst", "RPM/postin", "STGZ/script", "DEBIAN",
                                 "DEBIANS/a", "a/DEBIAN/b"}}),
              ElementsAre("/DEBIAN/postinst", "/RPM/postin", "/STGZ/script", "/DEBIAN", "DEBIANS/a",
                          "a/DEBIAN/b"));
  EXPECT_THAT(paths({.name = "x.deb", .format = Format::deb, .members = {"./usr/DEBIAN/postinst"}}),
              ElementsAre("/DEBIAN/postinst"));
}

TEST(Layout, LeavesMetadataAlone) {
  Artifact artifact{.name = "acme-1.0.sh", .format = Format::stgz};
  artifact.entries = {{.member = "script",
                       .path = "STGZ/script",
                       .section = Section::metadata,
                       .type = EntryType::file},
                      {.member = "./bin/acme", .type = EntryType::file}};
  assign_paths(artifact, find_layout(artifact, "/usr", ""));
  EXPECT_EQ(artifact.entries[0].path, "STGZ/script");
  EXPECT_EQ(artifact.entries[1].path, "bin/acme");
}

TEST(Layout, TidiesSlashesAndDots) {
  EXPECT_THAT(paths({.name = "x.tgz", .members = {"./a//b/./c", "d/"}}), ElementsAre("a/b/c", "d"));
}

} // namespace
} // namespace package_audit::audit
