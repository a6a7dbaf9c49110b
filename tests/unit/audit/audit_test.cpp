#include "audit/audit.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "checks/registry.hpp"
#include "model/result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace package_audit::audit {
namespace {

constexpr base::Date k_today(2026, 1, 15);

PathRule rule(std::string_view pattern, std::uint32_t line = 1) {
  return {.glob = base::Glob(pattern),
          .location = {.file = "policy.json", .line = line, .column = 5}};
}

Exception exception(std::string check, std::string_view path, std::uint32_t line = 50) {
  return {.check = std::move(check),
          .path = base::Glob(path),
          .reason = "a reason",
          .approved_by = "release@acme.example",
          .expires = {2026, 12, 31},
          .location = {.file = "policy.json", .line = line, .column = 5}};
}

Entry file(std::string member) {
  return {.member = std::move(member),
          .type = EntryType::file,
          .mode = 0644,
          .size = 7,
          .sha256 = base::sha256("content")};
}

Artifact package(std::vector<Entry> entries, std::string name = "acme-1.0.tgz") {
  return {.name = std::move(name), .format = Format::tar_gz, .entries = std::move(entries)};
}

// "a.txt" is allowed; whatever else is in a package is not.
Policy policy() {
  Policy result{.name = "policy.json"};
  result.common.allow = {rule("a.txt")};
  return result;
}

AuditResult audit_all(const Policy& policy, std::vector<Artifact> artifacts) {
  return audit(std::move(artifacts), policy, {.today = k_today});
}

AuditResult audit_all(const Policy& policy, Artifact artifact) {
  std::vector<Artifact> artifacts;
  artifacts.push_back(std::move(artifact));
  return audit_all(policy, std::move(artifacts));
}

const Diagnostic* find(const AuditResult& result, std::string_view check) {
  for (const Diagnostic& diagnostic : result.packages.at(0).diagnostics) {
    if (diagnostic.check->id == check) return &diagnostic;
  }
  return nullptr;
}

TEST(Audit, AcceptsWhatIsAllowed) {
  const AuditResult result = audit_all(policy(), package({file("a.txt")}));
  EXPECT_EQ(result.verdict, Verdict::accepted);
  ASSERT_EQ(result.packages.size(), 1U);
  EXPECT_EQ(result.packages[0].verdict, Verdict::accepted);
  EXPECT_TRUE(result.packages[0].diagnostics.empty());
  EXPECT_EQ(result.packages[0].artifact.entries[0].path, "a.txt");
}

TEST(Audit, RefusesWhatIsNotAllowed) {
  const AuditResult result = audit_all(policy(), package({file("a.txt"), file("b.txt")}));
  EXPECT_EQ(result.verdict, Verdict::refused);
  const Diagnostic* const diagnostic = find(result, "unlisted-entry");
  ASSERT_NE(diagnostic, nullptr);
  EXPECT_EQ(diagnostic->finding.entry, 1U);
  EXPECT_EQ(diagnostic->severity, Severity::error);
  EXPECT_FALSE(diagnostic->exception);
}

TEST(Audit, RefusesNoPackages) {
  EXPECT_EQ(audit_all(policy(), std::vector<Artifact>{}).verdict, Verdict::refused);
}

TEST(Audit, RefusesAnEmptyPackage) {
  EXPECT_EQ(audit_all(policy(), package({})).verdict, Verdict::refused);
}

TEST(Audit, RefusesAPackageThatWasNotReadToItsEnd) {
  Artifact artifact = package({file("a.txt")});
  artifact.anomalies.push_back({.kind = AnomalyKind::damaged, .member = "b", .detail = "is cut"});
  EXPECT_EQ(audit_all(policy(), artifact).verdict, Verdict::refused);
  artifact.anomalies[0].kind = AnomalyKind::limit;
  EXPECT_EQ(audit_all(policy(), artifact).verdict, Verdict::refused);
}

TEST(Audit, CannotJudgeByAnEmptyAllowlist) {
  Policy empty = policy();
  empty.common.allow.clear();
  EXPECT_THROW(audit_all(empty, package({file("a.txt")})), base::Error);
}

TEST(Audit, OneRefusedPackageRefusesTheRun) {
  const AuditResult result =
      audit_all(policy(), {package({file("a.txt")}), package({file("b.txt")}, "bad-1.0.tgz")});
  EXPECT_EQ(result.verdict, Verdict::refused);
  EXPECT_EQ(result.packages[0].verdict, Verdict::accepted);
  EXPECT_EQ(result.packages[1].verdict, Verdict::refused);
}

TEST(Audit, ResultsCanBeCopied) {
  const auto copied = [] {
    Policy excepting = policy();
    excepting.common.exceptions = {exception("unlisted-entry", "b.txt")};
    const auto original = std::make_unique<AuditResult>(
        audit_all(excepting, package({file("a.txt"), file("b.txt")})));
    return AuditResult(*original);
  };
  const AuditResult result = copied();
  const PackageResult one(result.packages.at(0));
  const PathRule* const rule = rule_of(one.matches.at(0), one.rules);
  EXPECT_EQ(rule, &one.rules.allow.at(0));
  EXPECT_EQ(rule->glob.text(), "a.txt");
  EXPECT_EQ(rule_of(one.matches.at(1), one.rules), nullptr);
  const Diagnostic& diagnostic = one.diagnostics.at(0);
  EXPECT_EQ(path_of(diagnostic.finding, one.artifact), "b.txt");
  EXPECT_EQ(one.rules.exceptions.at(diagnostic.exception.value()).path.text(), "b.txt");
}

TEST(AuditSeverity, IsThePolicys) {
  Policy lenient = policy();
  lenient.common.severities["unlisted-entry"] = {.severity = Severity::warning};
  const AuditResult warned = audit_all(lenient, package({file("a.txt"), file("b.txt")}));
  EXPECT_EQ(warned.verdict, Verdict::accepted);
  EXPECT_EQ(find(warned, "unlisted-entry")->severity, Severity::warning);
  lenient.common.severities["unlisted-entry"] = {.severity = Severity::off};
  EXPECT_EQ(find(audit_all(lenient, package({file("a.txt"), file("b.txt")})), "unlisted-entry"),
            nullptr);
}

TEST(AuditSeverity, OfMandatoryChecksIsFixed) {
  Policy lenient = policy();
  for (const Check* const check : checks::all_checks())
    lenient.common.severities[std::string(check->id)] = {.severity = Severity::off};
  lenient.enforcement = Enforcement::report;
  EXPECT_EQ(audit_all(lenient, package({})).verdict, Verdict::refused);
  Artifact damaged = package({file("a.txt")});
  damaged.anomalies.push_back({});
  EXPECT_EQ(audit_all(lenient, damaged).verdict, Verdict::refused);
}

TEST(AuditExceptions, NeverHoldForMandatoryChecks) {
  Policy lenient = policy();
  for (const Check* const check : checks::all_checks())
    lenient.common.exceptions.push_back(exception(std::string(check->id), "**"));
  Artifact damaged = package({file("a.txt")});
  damaged.anomalies.push_back({});
  const AuditResult result = audit_all(lenient, damaged);
  EXPECT_EQ(result.verdict, Verdict::refused);
  for (const Diagnostic& diagnostic : result.packages[0].diagnostics) {
    if (diagnostic.check->mandatory) {
      EXPECT_FALSE(diagnostic.exception) << diagnostic.check->id;
    }
  }
}

TEST(AuditEnforcement, ReportKeepsSeveritiesButAccepts) {
  Policy reporting = policy();
  reporting.enforcement = Enforcement::report;
  const AuditResult result = audit_all(reporting, package({file("b.txt")}));
  EXPECT_EQ(result.verdict, Verdict::accepted);
  EXPECT_EQ(result.enforcement, Enforcement::report);
  EXPECT_EQ(find(result, "unlisted-entry")->severity, Severity::error);
}

class AuditExceptionTest : public ::testing::Test {
protected:
  AuditResult audited(Exception one) {
    Policy excepting = policy();
    excepting.common.exceptions = {std::move(one)};
    return audit_all(excepting, package({file("a.txt"), file("b.txt")}));
  }
  bool accepted(Exception one) { return audited(std::move(one)).verdict == Verdict::accepted; }
};

TEST_F(AuditExceptionTest, AcceptsOneFinding) {
  const AuditResult result = audited(exception("unlisted-entry", "b.txt"));
  EXPECT_EQ(result.verdict, Verdict::accepted);
  EXPECT_EQ(find(result, "unlisted-entry")->exception, 0U);
}

TEST_F(AuditExceptionTest, HoldsForItsCheckOnly) {
  EXPECT_FALSE(accepted(exception("secret-file", "b.txt")));
}

TEST_F(AuditExceptionTest, HoldsForItsPathOnly) {
  EXPECT_FALSE(accepted(exception("unlisted-entry", "c.txt")));
  EXPECT_TRUE(accepted(exception("unlisted-entry", "*.txt")));
}

TEST_F(AuditExceptionTest, HoldsOnItsLastDayAndNotAfter) {
  Exception one = exception("unlisted-entry", "b.txt");
  one.expires = k_today;
  EXPECT_TRUE(accepted(one));
  one.expires = {2026, 1, 14};
  EXPECT_FALSE(accepted(one));
}

TEST_F(AuditExceptionTest, HoldsForItsContentOnly) {
  Exception one = exception("unlisted-entry", "b.txt");
  one.sha256 = base::sha256("content");
  EXPECT_TRUE(accepted(one));
  one.sha256 = base::sha256("other content");
  EXPECT_FALSE(accepted(one));
}

TEST(AuditExceptions, HoldForWhatIsMissing) {
  Policy requiring = policy();
  requiring.common.require = {rule("LICENSE", 2)};
  EXPECT_EQ(audit_all(requiring, package({file("a.txt")})).verdict, Verdict::refused);
  requiring.common.exceptions = {exception("missing-entry", "LICENSE")};
  EXPECT_EQ(audit_all(requiring, package({file("a.txt")})).verdict, Verdict::accepted);
  // Nothing that is not there has a digest.
  requiring.common.exceptions[0].sha256 = base::sha256("content");
  EXPECT_EQ(audit_all(requiring, package({file("a.txt")})).verdict, Verdict::refused);
}

std::vector<std::string> unused_of(const AuditResult& result) {
  std::vector<std::string> texts;
  for (const UnusedRule& unused : result.unused)
    texts.push_back(unused.kind + ": " + unused.text);
  return texts;
}

TEST(AuditUnused, NamesRulesThatDidNothing) {
  Policy stale = policy();
  stale.common.allow.push_back(rule("gone.txt", 2));
  stale.common.exceptions = {exception("secret-file", "gone.pem")};
  const AuditResult result = audit_all(stale, package({file("a.txt")}));
  EXPECT_THAT(unused_of(result),
              ::testing::ElementsAre("allow entry: gone.txt", "exception: secret-file gone.pem"));
  EXPECT_EQ(result.unused.at(0).location.line, 2U);
  EXPECT_EQ(result.verdict, Verdict::accepted);
}

TEST(AuditUnused, LeavesOutOptionalAndBundledRules) {
  Policy fine = policy();
  fine.common.allow.push_back(rule("perhaps.txt", 2));
  fine.common.allow.back().optional = true;
  fine.common.allow.push_back(rule("often.txt", 3));
  fine.common.allow.back().location.file = "builtin:release";
  EXPECT_TRUE(audit_all(fine, package({file("a.txt")})).unused.empty());
}

TEST(AuditUnused, LooksAtAllPackagesOfTheRun) {
  Policy shared = policy();
  shared.common.allow.push_back(rule("b.txt", 2));
  EXPECT_TRUE(
      audit_all(shared, {package({file("a.txt")}), package({file("b.txt")})}).unused.empty());
}

TEST(AuditUnused, CountsAnExpiredException) {
  Policy expired = policy();
  expired.common.exceptions = {exception("unlisted-entry", "b.txt")};
  expired.common.exceptions[0].expires = {2025, 1, 1};
  EXPECT_THAT(unused_of(audit_all(expired, package({file("a.txt"), file("b.txt")}))),
              ::testing::ElementsAre("exception: unlisted-entry b.txt"));
}

TEST(AuditBlocks, ApplyToTheirPackagesOnly) {
  Policy blocks = policy();
  blocks.blocks.push_back({.generator = "DEB", .rules = {.allow = {rule("b.txt", 9)}}});
  std::vector<Artifact> artifacts;
  artifacts.push_back(package({file("a.txt"), file("b.txt")}));
  const auto verdict = [&](std::string generator) {
    return audit(artifacts, blocks, {.today = k_today, .generator = std::move(generator)}).verdict;
  };
  EXPECT_EQ(verdict("DEB"), Verdict::accepted);
  EXPECT_EQ(verdict("TGZ"), Verdict::refused);
  EXPECT_EQ(verdict(""), Verdict::refused);
}

TEST(Audit, IsInTheOrderOfChecksThenEntries) {
  Policy one = policy();
  one.common.deny = {rule("c.txt", 3)};
  const AuditResult result =
      audit_all(one, package({file("a.txt"), file("c.txt"), file("b.txt"), file("d.txt")}));
  const auto& diagnostics = result.packages.at(0).diagnostics;
  const bool sorted =
      std::is_sorted(diagnostics.begin(), diagnostics.end(), [](const auto& a, const auto& b) {
        return std::pair(a.check->id, a.finding.entry) < std::pair(b.check->id, b.finding.entry);
      });
  EXPECT_TRUE(sorted);
  EXPECT_GE(diagnostics.size(), 3U);
}

} // namespace
} // namespace package_audit::audit
