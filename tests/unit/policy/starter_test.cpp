#include "policy/starter.hpp"
#include "unit/report/sample_result.hpp"

#include <gtest/gtest.h>

namespace package_audit::policy {
namespace {

using namespace sample; // NOLINT(google-build-using-namespace)
using Names = std::vector<std::string>;

std::string proposed(std::vector<PackageResult> packages,
                     const std::string& base = "builtin:release") {
  return to_json(propose_policy(result_of(std::move(packages)), base));
}

Entry link(std::string path) {
  Entry entry = file(std::move(path), 0);
  entry.type = EntryType::symlink;
  return entry;
}

Entry folder(std::string path) {
  Entry entry = file(std::move(path), 0);
  entry.type = EntryType::directory;
  return entry;
}

TEST(StarterPolicy, ListsOneEntryALineSorted) {
  EXPECT_EQ(
      proposed({package("acme-1.0.tar.gz", {file("share/acme/x"), file("bin/acme"), folder("bin"),
                                            folder("."), folder("var/empty")})}),
      "{\n"
      "  \"version\": 1,\n"
      "  \"extends\": [\"builtin:release\"],\n"
      "  \"allow\": [\n"
      "    \"bin/acme\",\n"
      "    \"share/acme/x\",\n"
      "    \"var/empty\"\n"
      "  ]\n"
      "}\n");
}

TEST(StarterPolicy, TakesALibraryAndItsLinksForOne) {
  EXPECT_NE(proposed({package("acme-1.0.tar.gz", {link("lib/libacme.so"), link("lib/libacme.so.1"),
                                                  file("lib/libacme.so.1.0")})})
                .find("    \"lib/libacme.so{,.*}\"\n"),
            std::string::npos);
}

TEST(StarterPolicy, LeavesOutWhatACheckRefusesAndSaysSo) {
  PackageResult acme = package("acme-1.0.tar.gz", {file("bin/acme"), file(".env")});
  acme.diagnostics = {diagnostic(k_secret, 1, "key"), diagnostic(k_writable, 0, "mode 0666")};
  EXPECT_EQ(proposed({acme}), "{\n"
                              "  \"version\": 1,\n"
                              "  \"extends\": [\"builtin:release\"],\n"
                              "  \"allow\": [\n"
                              "    \"bin/acme\"\n"
                              "  ]\n"
                              "  // Left out, because a check refuses it:\n"
                              "  //   .env (secret-file)\n"
                              "}\n");
}

TEST(StarterPolicy, ListsMetadataThatTheFormatDoesNotDemand) {
  PackageResult acme = package("acme_1.0_amd64.deb",
                               {file("DEBIAN/control"), file("DEBIAN/postinst"), file("bin/acme")});
  acme.artifact.entries[0].implicitly_allowed = true;
  acme.artifact.entries[0].section = acme.artifact.entries[1].section = Section::metadata;
  const std::string text = proposed({acme});
  EXPECT_NE(text.find("\"DEBIAN/postinst\""), std::string::npos);
  EXPECT_EQ(text.find("control"), std::string::npos);
}

TEST(StarterPolicy, DoesNotRepeatWhatTheBaseAllows) {
  PackageResult acme = package("acme-1.0-Source.tar.gz", {file("a.c"), file("b.c")});
  acme.rules.allow = {{.glob = base::Glob("**"), .location = {"builtin:source", 8, 13}}};
  acme.matches.assign(2, ListMatch{.rule = 0, .fits = true});
  EXPECT_EQ(proposed({acme}, "builtin:source"), "{\n"
                                                "  \"version\": 1,\n"
                                                "  \"extends\": [\"builtin:source\"]\n"
                                                "}\n");
}

TEST(StarterPolicy, SaysThePrefixUnlessItIsTheUsualOne) {
  PackageResult acme = package("acme.deb", {file("bin/acme")});
  acme.rules.prefix = "/opt/acme";
  EXPECT_NE(proposed({acme}).find("  \"prefix\": \"/opt/acme\",\n"), std::string::npos);
}

TEST(StarterPolicy, GivesEachComponentItsOwnList) {
  EXPECT_EQ(proposed({package("acme-1.0-Linux-dev.tar.gz", {file("include/acme.h")}),
                      package("acme-1.0-Linux-runtime.tar.gz", {file("bin/acme")})},
                     "builtin:sdk"),
            "{\n"
            "  \"version\": 1,\n"
            "  \"extends\": [\"builtin:sdk\"],\n"
            "  \"packages\": [\n"
            "    {\n"
            "      \"when\": { \"component\": \"dev\" },\n"
            "      \"allow\": [\n"
            "        \"include/acme.h\"\n"
            "      ]\n"
            "    },\n"
            "    {\n"
            "      \"when\": { \"component\": \"runtime\" },\n"
            "      \"allow\": [\n"
            "        \"bin/acme\"\n"
            "      ]\n"
            "    }\n"
            "  ]\n"
            "}\n");
}

TEST(StarterPolicy, WritesAnyNameSoThatItReadsBack) {
  EXPECT_NE(
      proposed({package("acme.tar.gz", {file("a\"\n*")})}).find("    \"a\\\"\\\\x0a\\\\*\"\n"),
      std::string::npos);
}

TEST(PackageComponents, AreTheLastWordOfFileNamesThatDiffer) {
  EXPECT_EQ(components_of(Names{"acme-1.0-Linux-dev.tar.gz", "acme-1.0-Linux-doc.zip"}),
            (Names{"dev", "doc"}));
  EXPECT_EQ(components_of(Names{"acme-dev_1.0_amd64.deb", "acme_1.0_amd64.deb"}),
            (Names{"dev", ""}));
}

TEST(PackageComponents, AreNotPlatformsVersionsOrFormats) {
  EXPECT_EQ(components_of(Names{"acme-1.0-Linux.tar.gz", "acme-1.0-Linux.deb"}), (Names{"", ""}));
  EXPECT_EQ(components_of(Names{"acme-1.0-x86_64.tar.gz", "acme-1.0-aarch64.tar.gz"}),
            (Names{"", ""}));
  EXPECT_EQ(components_of(Names{"acme-dev.tar.gz", "acme-dev.zip"}), (Names{"", ""}));
}

Artifact artifact_of(Format format, const Names& members) {
  Artifact artifact{.format = format};
  for (const std::string& member : members)
    artifact.entries.push_back({.member = member, .type = EntryType::file});
  return artifact;
}

TEST(ChoosePrefix, IsWhereASystemPackageInstalls) {
  const auto prefix = [](const Names& members) {
    return choose_prefix(std::vector{artifact_of(Format::deb, members)});
  };
  EXPECT_EQ(prefix({"./usr/bin/acme", "./etc/acme"}), "/usr");
  EXPECT_EQ(prefix({"./opt/acme/bin/acme", "./opt/acme/share/x", "./etc/acme"}), "/opt/acme");
  EXPECT_EQ(prefix({"./opt/acme/bin/acme"}), "/opt/acme");
  EXPECT_EQ(prefix({"./usr/local/bin/acme"}), "/usr/local");
  EXPECT_EQ(prefix({"./etc/acme"}), "/usr");
  EXPECT_EQ(choose_prefix(std::vector{artifact_of(Format::tar_gz, {"opt/acme/x"})}), "/usr");
}

TEST(ChooseBase, FollowsFromWhatThePackageHolds) {
  const auto base = [](const Names& members) {
    return choose_base(std::vector{artifact_of(Format::tar_gz, members)});
  };
  EXPECT_EQ(base({"acme-1.0/bin/acme"}), "builtin:release");
  EXPECT_EQ(base({"acme-1.0/include/acme.h"}), "builtin:sdk");
  EXPECT_EQ(base({"acme-1.0/lib/libacme.a"}), "builtin:sdk");
  EXPECT_EQ(base({"acme-1.0/CMakeLists.txt"}), "builtin:source");
  EXPECT_EQ(base({"acme-1.0/share/acme/examples/CMakeLists.txt"}), "builtin:release");
}

} // namespace
} // namespace package_audit::policy
