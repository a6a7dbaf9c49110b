#include "report/view.hpp"
#include "unit/report/sample_result.hpp"

#include <gtest/gtest.h>

namespace package_audit::report {
namespace {

using namespace sample; // NOLINT(google-build-using-namespace)

// The stored name of the only entry, where its path does not show it.
std::string unusual_member(const Entry& entry) {
  PackageResult acme = package("acme.tar.gz", {entry});
  acme.diagnostics = {diagnostic(k_secret, 0, "key")};
  return PackageView(acme).finding(0).unusual_member;
}

TEST(View, OmitsAStoredNameThatThePathShows) {
  EXPECT_EQ(unusual_member({.member = "acme-1.0/bin/acme", .path = "bin/acme"}), "");
  EXPECT_EQ(unusual_member({.member = "./usr/bin/", .path = "bin"}), "");
  EXPECT_EQ(unusual_member({.member = "./etc/acme", .path = "/etc/acme"}), "");
  EXPECT_EQ(unusual_member({.member = "acme-1.0", .path = "."}), "");
}

TEST(View, NamesAStoredNameThatThePathDoesNotShow) {
  EXPECT_EQ(unusual_member({.member = "control.tar.gz!/postinst", .path = "DEBIAN/postinst"}),
            "control.tar.gz!/postinst");
  EXPECT_EQ(unusual_member({.member = "xbin/acme", .path = "bin/acme"}), "xbin/acme");
}

TEST(View, ShowsDirectoriesAndLinksInTheSubject) {
  EXPECT_EQ(printable_subject({.path = "lib", .type = EntryType::directory}), "lib/");
  EXPECT_EQ(printable_subject({.path = "a", .type = EntryType::symlink, .link_target = "b\n"}),
            "a -> b\\x0a");
  EXPECT_EQ(printable_subject({.path = "a", .type = EntryType::hardlink, .link_target = "b"}),
            "a = b");
}

TEST(View, HasAColumnForEachPartOfAFinding) {
  const AuditResult result = refused_result();
  const View view(result);
  const FindingView finding = view.packages.at(0).finding(0);
  EXPECT_EQ(finding.path, "a\\x0a");
  EXPECT_EQ(finding.subject, "a\\x0a");
  EXPECT_EQ(finding.size, "10 B");
  EXPECT_EQ(finding.message, "key");
  EXPECT_EQ(to_string(finding.rule.value()), "package-audit.json:7:5");
  EXPECT_EQ(to_string(finding.installed_by.value()), "CMakeLists.txt:12 install(FILES)");
  EXPECT_FALSE(finding.exception);
  const FindingView missing = view.packages.at(0).finding(2);
  EXPECT_EQ(missing.subject, "bin/tool");
  EXPECT_EQ(missing.size, "");
}

TEST(View, CallsThePackageByThatWhereThereIsNoPath) {
  PackageResult acme = package("acme.tar.gz", {});
  acme.diagnostics = {diagnostic(k_secret, Finding::k_no_entry, "empty")};
  const FindingView finding = PackageView(acme).finding(0);
  EXPECT_EQ(finding.path, "");
  EXPECT_EQ(finding.subject, "the package");
}

TEST(View, GroupsByCheckErrorsFirstTheFallbackCheckLastOfThem) {
  PackageResult acme = package("acme.tar.gz", {file("b"), file("a"), file("c")});
  acme.diagnostics = {diagnostic(k_writable, 2, "mode 0666"), diagnostic(k_unlisted, 0, "no"),
                      diagnostic(k_secret, 0, "key"), diagnostic(k_secret, 1, "key")};
  const PackageView view(acme);
  ASSERT_EQ(view.groups.size(), 3u);
  EXPECT_EQ(view.groups[0].check, &k_secret);
  EXPECT_EQ(view.groups[0].shared_message, "key");
  EXPECT_EQ(view.groups[0].findings, (std::vector<std::size_t>{3, 2}));
  EXPECT_EQ(view.groups[1].check, &k_unlisted);
  EXPECT_EQ(view.groups[1].shared_message, "");
  EXPECT_EQ(view.groups[2].check, &k_writable);
}

TEST(View, GroupsNoFindingThatIsExcepted) {
  const AuditResult result = refused_result();
  const PackageView view(result.packages.at(0));
  EXPECT_EQ(view.excepted, (std::vector<std::size_t>{1}));
  for (const FindingGroup& group : view.groups) {
    for (const std::size_t i : group.findings)
      EXPECT_NE(i, 1u);
  }
}

TEST(View, SortsByTheBytesOfAPathAndNotByWhatIsPrinted) {
  PackageResult acme = package("acme.tar.gz", {file("\xff"), file("a"), file("~")});
  for (std::size_t i = 0; i < 3; ++i)
    acme.diagnostics.push_back(diagnostic(k_secret, i, "key"));
  EXPECT_EQ(PackageView(acme).groups.at(0).findings, (std::vector<std::size_t>{1, 2, 0}));
}

TEST(View, CountsFindingsByOutcome) {
  const AuditResult result = refused_result();
  EXPECT_EQ(to_string(View(result).tally), "3 errors, 1 excepted");
  EXPECT_EQ(to_string(Tally{}), "no findings");
  EXPECT_EQ(to_string(Tally{.errors = 1, .warnings = 2, .notes = 1}),
            "1 error, 2 warnings, 1 note");
}

} // namespace
} // namespace package_audit::report
