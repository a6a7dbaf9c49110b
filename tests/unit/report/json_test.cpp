#include "report/registry.hpp"
#include "unit/report/sample_result.hpp"
#include "unit/report/schema_check.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

namespace package_audit::report {
namespace {

using namespace sample; // NOLINT(google-build-using-namespace)
using nlohmann::json;

json read_schema() {
  std::ifstream file(PACKAGEAUDIT_POLICIES "/package-audit-report-1.schema.json");
  return json::parse(file);
}

json json_of(const AuditResult& result) {
  std::ostringstream out;
  find_reporter("json")->report.write(View(result), Color::never, out);
  return json::parse(out.str());
}

TEST(JsonReport, IsWhatTheSchemaDescribes) {
  EXPECT_EQ(schema_fault(read_schema(), json_of(refused_result())), "");
  EXPECT_EQ(schema_fault(read_schema(), json_of(AuditResult{})), "");
}

TEST(JsonReport, KeepsThePromisedNames) {
  const json report = json_of(refused_result());
  EXPECT_EQ(report.at("verdict"), "refused");
  const json& package = report.at("packages").at(0);
  EXPECT_EQ(package.at("name"), "acme.tar.gz");
  EXPECT_EQ(package.at("format"), "tar.gz");
  EXPECT_EQ(package.at("sha256"), std::string(64, '0'));
  EXPECT_EQ(package.at("size"), 2048);
  EXPECT_EQ(package.at("verdict"), "refused");
  EXPECT_EQ(package.at("entries"), 4);
  EXPECT_EQ(package.at("sandbox"),
            (json{"process", "rlimits", "no-new-privs", "landlock", "seccomp"}));
  const json& finding = package.at("findings").at(0);
  EXPECT_EQ(finding.at("check"), "secret-file");
  EXPECT_EQ(finding.at("severity"), "error");
  EXPECT_EQ(finding.at("path"), "a\\x0a");
  EXPECT_EQ(finding.at("member"), "acme-1.0-Linux/a\\x0a");
  EXPECT_EQ(finding.at("message"), "key");
  EXPECT_EQ(finding.at("excepted"), false);
  EXPECT_EQ(finding.at("rule"), (json{{"file", "package-audit.json"}, {"line", 7}, {"column", 5}}));
  EXPECT_EQ(finding.at("installed_by"),
            (json{{"file", "CMakeLists.txt"}, {"line", 12}, {"command", "install(FILES)"}}));
}

TEST(JsonReport, NamesNoFolderOfTheMachine) {
  AuditResult result = refused_result();
  result.policy_name = "/home/user/acme/package-audit.json";
  result.packages[0].diagnostics[0].finding.rule->file = result.policy_name;
  EXPECT_EQ(json_of(result).dump().find("/home"), std::string::npos);
  EXPECT_EQ(json_of(result).at("policy").at("name"), "package-audit.json");
}

TEST(JsonReport, SaysWhoAcceptedWhat) {
  const json finding = json_of(refused_result()).at("packages").at(0).at("findings").at(1);
  EXPECT_EQ(finding.at("excepted"), true);
  EXPECT_EQ(finding.at("exception"), (json{{"reason", "public demo key"},
                                           {"approved_by", "release@acme.example"},
                                           {"expires", "2027-03-31"}}));
}

TEST(JsonReport, NamesARequiredPathThatIsMissing) {
  const json finding = json_of(refused_result()).at("packages").at(0).at("findings").at(2);
  EXPECT_EQ(finding.at("path"), "bin/tool");
  EXPECT_EQ(finding.at("member"), "");
}

TEST(JsonReport, SaysThatThePolicyOnlyReports) {
  AuditResult result = refused_result();
  EXPECT_EQ(json_of(result).at("policy").at("enforcement"), "enforce");
  result.enforcement = Enforcement::report;
  EXPECT_EQ(json_of(result).at("policy").at("enforcement"), "report");
}

TEST(Record, HoldsOnePackageAndItsOwnVerdict) {
  const AuditResult result = refused_result();
  const View view(result);
  std::ostringstream out;
  record_format().write(view, view.packages[1], out);
  const json record = json::parse(out.str());
  EXPECT_EQ(schema_fault(read_schema(), record), "");
  EXPECT_EQ(record.at("verdict"), "accepted");
  EXPECT_EQ(record.at("packages").size(), 1u);
  EXPECT_EQ(record.at("packages").at(0).at("name"), "ok.deb");
  EXPECT_FALSE(record.contains("unused"));
}

} // namespace
} // namespace package_audit::report
