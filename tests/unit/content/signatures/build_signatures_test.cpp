#include "content/signatures/build_signatures.hpp"
#include "content/signatures/scanner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::content::signatures {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> found(const BuildIdentity& identity, std::string_view text) {
  const SignatureSet set(build_signatures(identity));
  SignatureScanner scanner(set);
  scanner.data(std::as_bytes(std::span(text)));
  std::vector<std::string> ids;
  for (const Fact& fact : scanner.finish())
    ids.push_back(fact.subject);
  return ids;
}

TEST(BuildSignatures, FindAFolderHoweverItIsWritten) {
  const BuildIdentity identity{.source_directory = "/srv/fake/acme"};
  for (const char* text :
       {"/srv/fake/acme", "/srv/fake/acme/src/a.c", "-I/srv/fake/acme", "SF:/srv/fake/acme/a.c",
        "file:///srv/fake/acme/", "\\srv\\fake\\acme\\a", "\\\\srv\\\\fake\\\\acme",
        "\\/srv\\/fake\\/acme", "/SRV/Fake/ACME", "../../srv/fake/acme/a"}) {
    EXPECT_THAT(found(identity, text), ElementsAre("build-source-folder")) << text;
  }
  for (const char* text :
       {"/srv/fake/acme-2", "/srv/fake/acmes", "/usrv/fake/acme", "/srv/fake", ""})
    EXPECT_THAT(found(identity, text), IsEmpty()) << text;
}

TEST(BuildSignatures, FindAShortFolderOnlyWhereAPathBegins) {
  const BuildIdentity identity{.source_directory = "/src/main"};
  for (const char* text : {"/src/main/a.c", "-I/src/main", "../../src/main/a", "file:///src/main",
                           "D:\\src\\main\\a.c", "in /src/main."}) {
    EXPECT_THAT(found(identity, text), ElementsAre("build-source-folder")) << text;
  }
  for (const char* text : {"/ci/src/main/a.c", "C:\\ci\\src\\main\\a.c", "/src/main.cpp",
                           "./src/main", "../src/main/a", "~/src/main", "${x}/src/main",
                           "https://src/main", "https://host/src/main"})
    EXPECT_THAT(found(identity, text), IsEmpty()) << text;
}

TEST(BuildSignatures, FindAFolderOfWindows) {
  const BuildIdentity identity{.binary_directory = "C:/Users/fake/out (1)"};
  for (const char* text : {"C:/Users/fake/out (1)/a.obj", "c:\\users\\FAKE\\out (1)\\a.obj",
                           "\"C:\\\\Users\\\\fake\\\\out (1)\""}) {
    EXPECT_THAT(found(identity, text), ElementsAre("build-binary-folder")) << text;
  }
}

TEST(BuildSignatures, FindAFolderInUtf16) {
  const BuildIdentity identity{.source_directory = "/srv/fake/acme"};
  std::string wide;
  for (const char c : std::string_view("x\\srv\\fake\\acme\\a.c"))
    wide += {c, '\0'};
  EXPECT_THAT(found(identity, wide), ElementsAre("build-source-folder"));
}

TEST(BuildSignatures, TellEachFolderApart) {
  const BuildIdentity identity{.source_directory = "/srv/fake/acme",
                               .binary_directory = "/srv/fake/acme/build",
                               .home_directory = "/srv/fake"};
  EXPECT_THAT(found(identity, "/srv/fake/acme/a.c"),
              ElementsAre("build-source-folder", "build-home-folder"));
}

TEST(BuildSignatures, FindTheUserAndTheHost) {
  const BuildIdentity identity{.user = "fakeuser", .host = "fake-host7"};
  EXPECT_THAT(found(identity, "/home/fakeuser/x"), ElementsAre("build-user"));
  EXPECT_THAT(found(identity, "D:\\Users\\FakeUser\\x"), ElementsAre("build-user"));
  EXPECT_THAT(found(identity, "built on fake-host7."), ElementsAre("build-host"));
  EXPECT_THAT(found(identity, "written by fakeuser, /home/fakeuser2/, fake-host70"), IsEmpty());
}

TEST(BuildSignatures, LeaveOutWhatIsTooCommon) {
  EXPECT_THAT(build_signatures({}), IsEmpty());
  EXPECT_THAT(build_signatures({.source_directory = "/src",
                                .binary_directory = "/",
                                .home_directory = "/root",
                                .user = "root",
                                .host = "localhost"}),
              IsEmpty());
  EXPECT_THAT(build_signatures({.user = "me", .host = "tower"}), IsEmpty());
}

} // namespace
} // namespace package_audit::content::signatures
