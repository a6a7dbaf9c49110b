#include "audit/audit.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "checks/check.hpp"
#include "model/result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace package_audit::audit {
namespace {

using std::chrono::year_month_day;
using namespace std::chrono_literals;

constexpr year_month_day k_today = 2026y / 1 / 15;

PathRule rule(std::string_view pattern, std::uint32_t line = 1) {
  return {.glob = base::Glob(pattern),
          .location = {.file = "policy.json", .line = line, .column = 5}};
}

Exception exception(std::string check, std::string_view path, std::uint32_t line = 50) {
  return {.check = std::move(check),
          .path = base::Glob(path),
          .reason = "a reason",
          .approved_by = "release@acme.example",
          .expires = 2026y / 12 / 31,
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

AuditResult judge(const Policy& policy, std::vector<Artifact> artifacts) {
  return audit(std::move(artifacts), policy, {.today = k_today});
}

AuditResult judge(const Policy& policy, Artifact artifact) {
  std::vector<Artifact> artifacts;
  artifacts.push_back(std::move(artifact));
  return judge(policy, std::move(artifacts));
}

const Judgement* find(const AuditResult& result, std::string_view check) {
  for (const Judgement& judgement : result.packages.at(0).judgements) {
    if (judgement.check->id == check) return &judgement;
  }
  return nullptr;
}

TEST(Audit, AcceptsWhatIsAllowed) {
  const AuditResult result = judge(policy(), package({file("a.txt")}));
  EXPECT_EQ(result.verdict, Verdict::accepted);
  ASSERT_EQ(result.packages.size(), 1U);
  EXPECT_EQ(result.packages[0].verdict, Verdict::accepted);
  EXPECT_TRUE(result.packages[0].judgements.empty());
  EXPECT_EQ(result.packages[0].artifact.entries[0].path, "a.txt");
}

TEST(Audit, RefusesWhatIsNotAllowed) {
  const AuditResult result = judge(policy(), package({file("a.txt"), file("b.txt")}));
  EXPECT_EQ(result.verdict, Verdict::refused);
  const Judgement* const judgement = find(result, "unlisted-entry");
  ASSERT_NE(judgement, nullptr);
  EXPECT_EQ(judgement->finding.entry, 1U);
  EXPECT_EQ(judgement->severity, Severity::error);
  EXPECT_FALSE(judgement->exception);
}

TEST(Audit, RefusesNoPackages) {
  EXPECT_EQ(judge(policy(), std::vector<Artifact>{}).verdict, Verdict::refused);
}

TEST(Audit, RefusesAnEmptyPackage) {
  EXPECT_EQ(judge(policy(), package({})).verdict, Verdict::refused);
}

TEST(Audit, RefusesAPackageThatWasNotReadToItsEnd) {
  Artifact artifact = package({file("a.txt")});
  artifact.anomalies.push_back({.kind = AnomalyKind::damaged, .member = "b", .detail = "is cut"});
  EXPECT_EQ(judge(policy(), artifact).verdict, Verdict::refused);
  artifact.anomalies[0].kind = AnomalyKind::limit;
  EXPECT_EQ(judge(policy(), artifact).verdict, Verdict::refused);
}

TEST(Audit, CannotJudgeByAnEmptyAllowlist) {
  Policy empty = policy();
  empty.common.allow.clear();
  EXPECT_THROW(judge(empty, package({file("a.txt")})), base::Error);
}

TEST(Audit, OneRefusedPackageRefusesTheRun) {
  const AuditResult result =
      judge(policy(), {package({file("a.txt")}), package({file("b.txt")}, "bad-1.0.tgz")});
  EXPECT_EQ(result.verdict, Verdict::refused);
  EXPECT_EQ(result.packages[0].verdict, Verdict::accepted);
  EXPECT_EQ(result.packages[1].verdict, Verdict::refused);
}

TEST(Audit, KeepsItsPointersWhenPackagesAreMany) {
  std::vector<Artifact> artifacts;
  for (int i = 0; i < 50; ++i)
    artifacts.push_back(package({file("a.txt")}));
  const AuditResult result = judge(policy(), std::move(artifacts));
  for (const PackageResult& one : result.packages)
    EXPECT_EQ(one.matches.at(0).rule, &one.policy.allow.at(0));
}

TEST(AuditSeverity, IsThePolicys) {
  Policy lenient = policy();
  lenient.common.severities["unlisted-entry"] = {.severity = Severity::warning};
  const AuditResult warned = judge(lenient, package({file("a.txt"), file("b.txt")}));
  EXPECT_EQ(warned.verdict, Verdict::accepted);
  EXPECT_EQ(find(warned, "unlisted-entry")->severity, Severity::warning);
  lenient.common.severities["unlisted-entry"] = {.severity = Severity::off};
  EXPECT_EQ(find(judge(lenient, package({file("a.txt"), file("b.txt")})), "unlisted-entry"),
            nullptr);
}

TEST(AuditSeverity, OfMandatoryChecksIsFixed) {
  Policy lenient = policy();
  for (const Check* const check : checks::all_checks())
    lenient.common.severities[std::string(check->id)] = {.severity = Severity::off};
  lenient.enforcement = Enforcement::report;
  EXPECT_EQ(judge(lenient, package({})).verdict, Verdict::refused);
  Artifact damaged = package({file("a.txt")});
  damaged.anomalies.push_back({});
  EXPECT_EQ(judge(lenient, damaged).verdict, Verdict::refused);
}

TEST(AuditExceptions, NeverHoldForMandatoryChecks) {
  Policy lenient = policy();
  for (const Check* const check : checks::all_checks())
    lenient.common.exceptions.push_back(exception(std::string(check->id), "**"));
  Artifact damaged = package({file("a.txt")});
  damaged.anomalies.push_back({});
  const AuditResult result = judge(lenient, damaged);
  EXPECT_EQ(result.verdict, Verdict::refused);
  for (const Judgement& judgement : result.packages[0].judgements) {
    if (judgement.check->mandatory) {
      EXPECT_FALSE(judgement.exception) << judgement.check->id;
    }
  }
}

TEST(AuditEnforcement, ReportKeepsSeveritiesButAccepts) {
  Policy reporting = policy();
  reporting.enforcement = Enforcement::report;
  const AuditResult result = judge(reporting, package({file("b.txt")}));
  EXPECT_EQ(result.verdict, Verdict::accepted);
  EXPECT_EQ(result.enforcement, Enforcement::report);
  EXPECT_EQ(find(result, "unlisted-entry")->severity, Severity::error);
}

class AuditExceptionTest : public ::testing::Test {
protected:
  AuditResult judged(Exception one) {
    Policy excepting = policy();
    excepting.common.exceptions = {std::move(one)};
    return judge(excepting, package({file("a.txt"), file("b.txt")}));
  }
  bool accepted(Exception one) { return judged(std::move(one)).verdict == Verdict::accepted; }
};

TEST_F(AuditExceptionTest, AcceptsOneFinding) {
  const AuditResult result = judged(exception("unlisted-entry", "b.txt"));
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
  one.expires = 2026y / 1 / 14;
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
  EXPECT_EQ(judge(requiring, package({file("a.txt")})).verdict, Verdict::refused);
  requiring.common.exceptions = {exception("missing-entry", "LICENSE")};
  EXPECT_EQ(judge(requiring, package({file("a.txt")})).verdict, Verdict::accepted);
  // Nothing that is not there has a digest.
  requiring.common.exceptions[0].sha256 = base::sha256("content");
  EXPECT_EQ(judge(requiring, package({file("a.txt")})).verdict, Verdict::refused);
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
  const AuditResult result = judge(stale, package({file("a.txt")}));
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
  EXPECT_TRUE(judge(fine, package({file("a.txt")})).unused.empty());
}

TEST(AuditUnused, LooksAtAllPackagesOfTheRun) {
  Policy shared = policy();
  shared.common.allow.push_back(rule("b.txt", 2));
  EXPECT_TRUE(judge(shared, {package({file("a.txt")}), package({file("b.txt")})}).unused.empty());
}

TEST(AuditUnused, CountsAnExpiredException) {
  Policy expired = policy();
  expired.common.exceptions = {exception("unlisted-entry", "b.txt")};
  expired.common.exceptions[0].expires = 2025y / 1 / 1;
  EXPECT_THAT(unused_of(judge(expired, package({file("a.txt"), file("b.txt")}))),
              ::testing::ElementsAre("exception: unlisted-entry b.txt"));
}

TEST(AuditBlocks, ApplyToTheirPackagesOnly) {
  Policy blocks = policy();
  blocks.blocks.push_back({.generator = "DEB", .allow = {rule("b.txt", 9)}});
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
      judge(one, package({file("a.txt"), file("c.txt"), file("b.txt"), file("d.txt")}));
  const auto& judgements = result.packages.at(0).judgements;
  const bool sorted =
      std::is_sorted(judgements.begin(), judgements.end(), [](const auto& a, const auto& b) {
        return std::pair(a.check->id, a.finding.entry) < std::pair(b.check->id, b.finding.entry);
      });
  EXPECT_TRUE(sorted);
  EXPECT_GE(judgements.size(), 3U);
}

} // namespace
} // namespace package_audit::audit
