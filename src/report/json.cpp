#include "report/json.hpp"

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "report/json_location.hpp"
#include "report/layout.hpp"
#include "report/version.hpp"

#include <nlohmann/json.hpp>

#include <ostream>
#include <span>

namespace package_audit::report {

Json location_json(const Location& location) {
  return {
      {"file", shown_policy(location.file)}, {"line", location.line}, {"column", location.column}};
}

namespace {

constexpr int k_schema_version = 1;

Json finding_json(const Diagnostic& diagnostic, const PackageResult& package) {
  const Finding& finding = diagnostic.finding;
  const bool has_entry = finding.entry != Finding::k_no_entry;
  const Entry* entry = has_entry ? &package.artifact.entries.at(finding.entry) : nullptr;
  Json json{{"check", diagnostic.check->id},
            {"severity", to_string(diagnostic.severity)},
            {"path", base::printable(path_of(finding, package.artifact))},
            {"member", entry != nullptr ? base::printable(entry->member) : ""},
            {"message", base::printable(finding.message)},
            {"excepted", diagnostic.exception.has_value()}};
  if (diagnostic.exception) {
    const Exception& exception = package.rules.exceptions.at(*diagnostic.exception);
    json["exception"] = {{"reason", base::printable(exception.reason)},
                         {"approved_by", base::printable(exception.approved_by)},
                         {"expires", base::to_string(exception.expires)}};
  }
  if (finding.rule) json["rule"] = location_json(*finding.rule);
  if (diagnostic.installed_by) {
    json["installed_by"] = {{"file", base::printable(diagnostic.installed_by->file)},
                            {"line", diagnostic.installed_by->line},
                            {"command", base::printable(diagnostic.installed_by->command)}};
  }
  return json;
}

Json package_json(const PackageResult& package) {
  Json findings = Json::array();
  for (const Diagnostic& diagnostic : package.diagnostics)
    findings.push_back(finding_json(diagnostic, package));
  const Artifact& artifact = package.artifact;
  return {{"name", base::printable(artifact.name)},
          {"format", to_string(artifact.format)},
          {"sha256", base::to_hex(artifact.sha256)},
          {"size", artifact.size},
          {"verdict", to_string(package.verdict)},
          {"entries", artifact.entries.size()},
          {"sandbox", artifact.sandbox},
          {"findings", std::move(findings)}};
}

Json report_json(const AuditResult& result, std::span<const PackageResult> packages,
                 Verdict verdict) {
  const bool enforced = result.enforcement == Enforcement::enforce;
  Json json{{"schema_version", k_schema_version},
            {"tool", {{"name", "package-audit"}, {"version", std::string(tool_version())}}},
            {"verdict", to_string(verdict)},
            {"policy",
             {{"name", shown_policy(result.policy_name)},
              {"sha256", base::to_hex(result.policy_sha256)},
              {"enforcement", enforced ? "enforce" : "report"}}},
            {"packages", Json::array()}};
  for (const PackageResult& package : packages)
    json["packages"].push_back(package_json(package));
  return json;
}

} // namespace

void write_json(const AuditResult& result, Colour, std::ostream& out) {
  Json json = report_json(result, result.packages, result.verdict);
  json["unused"] = Json::array();
  for (const UnusedRule& rule : result.unused) {
    json["unused"].push_back({{"kind", base::printable(rule.kind)},
                              {"text", base::printable(rule.text)},
                              {"rule", location_json(rule.location)}});
  }
  out << json.dump(2) << '\n';
}

std::string package_record(const AuditResult& result, const PackageResult& package) {
  return report_json(result, {&package, 1}, package.verdict).dump(2) + '\n';
}

} // namespace package_audit::report
