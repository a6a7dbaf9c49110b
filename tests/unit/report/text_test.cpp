#include "report/registry.hpp"
#include "unit/report/sample_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace package_audit::report {
namespace {

using namespace sample; // NOLINT(google-build-using-namespace)
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

std::string text_of(const AuditResult& result, Color color = Color::never) {
  std::ostringstream out;
  find_reporter("text")->report.write(View(result), color, out);
  return out.str();
}

TEST(TextReport, SaysOneLineWhenThereIsNothingToSay) {
  EXPECT_EQ(text_of(result_of({package("acme.tar.gz", {file("bin/acme")})})),
            "ACCEPTED acme.tar.gz: 1 entry, no findings\n");
}

TEST(TextReport, GroupsByCheckAndAlignsAndEndsWithTheVerdict) {
  PackageResult acme = package("acme.tar.gz", {file(".env", 120), file("share/acme/a.map", 4096)});
  acme.diagnostics = {diagnostic(k_secret, 0, "environment file"),
                      diagnostic(k_unlisted, 1, "no allow entry matches")};
  EXPECT_EQ(text_of(result_of({acme})), "package acme.tar.gz: tar.gz, 2.0 KiB, 2 entries: refused\n"
                                        "\n"
                                        "error: secret-file: file that holds a secret (1)\n"
                                        "  .env  120 B  environment file\n"
                                        "  fix: Take it out.\n"
                                        "\n"
                                        "error: unlisted-entry: entry that nothing allows (1)\n"
                                        "  share/acme/a.map  4.0 KiB  no allow entry matches\n"
                                        "  fix: Allow it or remove it.\n"
                                        "\n"
                                        "REFUSED acme.tar.gz: 2 errors\n");
}

TEST(TextReport, NamesTheLayersOfTheSandboxThatAreMissing) {
  PackageResult one = package("one.tar.gz", {file("bin/acme")});
  PackageResult other = package("other.tar.gz", {file("bin/acme")});
  one.artifact.sandbox = {"process", "rlimits", "no-new-privs", "landlock"};
  EXPECT_EQ(text_of(result_of({one})), "sandbox: without seccomp\n"
                                       "ACCEPTED one.tar.gz: 1 entry, no findings\n");
  other.artifact.sandbox = {"process", "rlimits", "no-new-privs", "seccomp"};
  EXPECT_THAT(text_of(result_of({one, other})),
              HasSubstr("\nsandbox: without landlock, seccomp\n"));
  one.artifact.sandbox = {};
  EXPECT_THAT(text_of(result_of({one, other})),
              HasSubstr("\nsandbox: without process, rlimits, no-new-privs, landlock, seccomp\n"));
}

TEST(TextReport, GathersWhatOneInstallCallPutThere) {
  PackageResult acme = package("acme.tar.gz", {file("a/one"), file("b/two"), file("a/three")});
  for (std::size_t i = 0; i < 3; ++i) {
    acme.diagnostics.push_back(diagnostic(k_unlisted, i, "no allow entry matches"));
    acme.diagnostics[i].installed_by =
        InstallRule{i == 1 ? "b/CMakeLists.txt" : "CMakeLists.txt", 12, "install(DIRECTORY)"};
  }
  EXPECT_THAT(
      text_of(result_of({acme})),
      HasSubstr("error: unlisted-entry: entry that nothing allows: no allow entry matches (3)\n"
                "  installed by CMakeLists.txt:12 install(DIRECTORY)\n"
                "    a/one    10 B\n"
                "    a/three  10 B\n"
                "  installed by b/CMakeLists.txt:12 install(DIRECTORY)\n"
                "    b/two    10 B\n"));
}

TEST(TextReport, DoesNotListAnEntryAgainThatAnotherCheckNamed) {
  PackageResult acme = package("acme.tar.gz", {file(".env"), file("b"), file("c")});
  acme.diagnostics = {diagnostic(k_secret, 0, "environment file")};
  for (std::size_t i = 0; i < 3; ++i)
    acme.diagnostics.push_back(diagnostic(k_unlisted, i, "no allow entry matches"));
  EXPECT_THAT(text_of(result_of({acme})), HasSubstr("(3)\n"
                                                    "  b  10 B\n"
                                                    "  c  10 B\n"
                                                    "  and 1 listed above\n"));
}

TEST(TextReport, SortsByPath) {
  PackageResult acme = package("acme.tar.gz", {file("b"), file("a")});
  acme.diagnostics = {diagnostic(k_unlisted, 0, "no"), diagnostic(k_unlisted, 1, "no")};
  EXPECT_THAT(text_of(result_of({acme})), HasSubstr("\n  a  10 B\n  b  10 B\n"));
}

TEST(TextReport, ShortensALongList) {
  PackageResult acme = package("acme.tar.gz", {});
  for (std::size_t i = 0; i < 57; ++i) {
    acme.artifact.entries.push_back(file("file" + std::to_string(i)));
    acme.diagnostics.push_back(diagnostic(k_unlisted, i, "no allow entry matches"));
  }
  const std::string text = text_of(result_of({acme}));
  EXPECT_THAT(text, HasSubstr("  and 37 more (see --format json)\n"));
  EXPECT_THAT(text, Not(HasSubstr("file38 ")));
  EXPECT_THAT(text, EndsWith("REFUSED acme.tar.gz: 57 errors\n"));
}

TEST(TextReport, NamesTheRuleThatDecidedAndAMemberThatThePathDoesNotTell) {
  PackageResult acme = package("acme.deb", {file("DEBIAN/postinst")});
  acme.artifact.entries[0].member = "control.tar.gz!/./postinst";
  acme.diagnostics = {diagnostic(k_secret, 0, "denied")};
  acme.diagnostics[0].finding.rule = Location{"package-audit.json", 7, 5};
  EXPECT_THAT(text_of(result_of({acme})),
              HasSubstr("  DEBIAN/postinst  10 B  denied (member control.tar.gz!/./postinst) "
                        "(package-audit.json:7:5)\n"));
}

TEST(TextReport, ShowsWhatIsMissing) {
  PackageResult acme = package("acme.tar.gz", {});
  acme.diagnostics = {diagnostic(k_secret, Finding::k_no_entry, "required")};
  acme.diagnostics[0].finding.path = "bin/acme";
  EXPECT_THAT(text_of(result_of({acme})), HasSubstr("\n  bin/acme  required\n"));
}

TEST(TextReport, SaysOnceWhatIsExcepted) {
  PackageResult acme = package("acme.tar.gz", {file("demo.pem")});
  acme.rules.exceptions.push_back({.check = "secret-file",
                                   .path = base::Glob("demo.pem"),
                                   .reason = "public demo key",
                                   .approved_by = "release@acme.example",
                                   .expires = {2027, 3, 31}});
  acme.diagnostics = {diagnostic(k_secret, 0, "key")};
  acme.diagnostics[0].exception = 0;
  EXPECT_EQ(text_of(result_of({acme})),
            "package acme.tar.gz: tar.gz, 2.0 KiB, 1 entry: accepted\n"
            "\n"
            "excepted: secret-file: demo.pem: public demo key (approved by release@acme.example, "
            "until 2027-03-31)\n"
            "\n"
            "ACCEPTED acme.tar.gz: 1 entry, 1 excepted\n");
}

TEST(TextReport, NamesUnusedRules) {
  AuditResult result = result_of({package("acme.tar.gz", {file("bin/acme")})});
  result.unused = {{"allow entry", "lib/old/*", {"package-audit.json", 12, 5}}};
  EXPECT_EQ(text_of(result), "unused: allow entry lib/old/* (package-audit.json:12:5)\n"
                             "\n"
                             "ACCEPTED acme.tar.gz: 1 entry, no findings\n");
}

TEST(TextReport, SumsUpSeveralPackages) {
  PackageResult bad = package("b.deb", {file("x")});
  bad.diagnostics = {diagnostic(k_secret, 0, "key"), diagnostic(k_writable, 0, "mode 0666")};
  const std::string text = text_of(result_of({package("a.deb", {file("y")}), bad}));
  EXPECT_THAT(text, HasSubstr("package a.deb: tar.gz, 2.0 KiB, 1 entry: accepted\n"));
  EXPECT_THAT(text, EndsWith("\nREFUSED 1 of 2 packages: 1 error, 1 warning\n"));
  EXPECT_THAT(text_of(result_of({package("a", {file("x")}), package("b", {file("y")})})),
              EndsWith("ACCEPTED 2 packages: 2 entries, no findings\n"));
}

TEST(TextReport, SaysAFixOnceInARun) {
  PackageResult a = package("a.deb", {file("x")});
  PackageResult b = package("b.deb", {file("x")});
  a.diagnostics = b.diagnostics = {diagnostic(k_secret, 0, "key")};
  const std::string text = text_of(result_of({a, b}));
  EXPECT_EQ(text.find("fix: "), text.rfind("fix: "));
}

TEST(TextReport, SaysThatAReportingPolicyDidNotRefuse) {
  PackageResult acme = package("acme.tar.gz", {file("x")});
  acme.diagnostics = {diagnostic(k_secret, 0, "key")};
  AuditResult result = result_of({acme});
  result.enforcement = Enforcement::report;
  result.verdict = result.packages[0].verdict = Verdict::accepted;
  EXPECT_THAT(text_of(result), EndsWith("\nACCEPTED (report only: the policy does not enforce) "
                                        "acme.tar.gz: 1 entry, 1 error\n"));
}

TEST(TextReport, LetsNoNameForgeALine) {
  PackageResult acme = package("a\nACCEPTED a.deb", {file("x\r\n\nACCEPTED x: 1 entry\n\x1b[2K")});
  acme.diagnostics = {diagnostic(k_secret, 0, "named \"\nACCEPTED\"")};
  acme.diagnostics[0].installed_by = InstallRule{"a\nACCEPTED", 1, "install(FILES)"};
  const std::string text = text_of(result_of({acme}));
  EXPECT_THAT(text, Not(HasSubstr("\nACCEPTED")));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, EndsWith("REFUSED a\\x0aACCEPTED a.deb: 1 error\n"));
}

TEST(TextReport, IsColoredOnRequest) {
  const AuditResult result = result_of({package("acme.tar.gz", {file("bin/acme")})});
  EXPECT_EQ(text_of(result, Color::always),
            "\x1b[1;32mACCEPTED\x1b[0m acme.tar.gz: 1 entry, no findings\n");
}

TEST(TextReport, RefusesWhenThereIsNoPackage) {
  EXPECT_EQ(text_of(AuditResult{}), "REFUSED 0 of 0 packages: no findings\n");
}

} // namespace
} // namespace package_audit::report
