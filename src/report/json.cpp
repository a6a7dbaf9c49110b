// JSON: the report (policies/package-audit-report-1.schema.json describes it), the record of a
// package and the listing.

#include "report/registry.hpp"

#include <nlohmann/json.hpp>

#include <ostream>
#include <span>

namespace package_audit::report {

namespace {

// Keeps the order in which keys are written.
using Json = nlohmann::ordered_json;

constexpr int k_schema_version = 1;

Json to_json(const PolicyPlace& place) {
  return {{"file", place.file}, {"line", place.line}, {"column", place.column}};
}

// Null for an empty text.
Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json to_json(const FindingView& finding) {
  Json json{{"check", finding.check->id}, {"severity", to_string(finding.severity)},
            {"path", finding.path},       {"member", finding.member},
            {"message", finding.message}, {"excepted", finding.exception.has_value()}};
  if (finding.exception) {
    json["exception"] = {{"reason", finding.exception->reason},
                         {"approved_by", finding.exception->approved_by},
                         {"expires", finding.exception->expires}};
  }
  if (finding.rule) json["rule"] = to_json(*finding.rule);
  if (finding.installed_by) {
    json["installed_by"] = {{"file", finding.installed_by->file},
                            {"line", finding.installed_by->line},
                            {"command", finding.installed_by->command}};
  }
  return json;
}

Json to_json(const PackageView& package) {
  Json findings = Json::array();
  for (std::size_t i = 0; i < package.findings; ++i)
    findings.push_back(to_json(package.finding(i)));
  return {{"name", package.name},
          {"format", package.format},
          {"sha256", package.sha256},
          {"size", package.size},
          {"verdict", to_string(package.verdict)},
          {"entries", package.entries},
          {"sandbox", package.sandbox},
          {"findings", std::move(findings)}};
}

Json report_json(const View& view, std::span<const PackageView> packages, Verdict verdict) {
  const bool enforced = view.enforcement == Enforcement::enforce;
  Json json{{"schema_version", k_schema_version},
            {"tool", {{"name", "package-audit"}, {"version", std::string(tool_version())}}},
            {"verdict", to_string(verdict)},
            {"policy",
             {{"name", view.policy_name},
              {"sha256", view.policy_sha256},
              {"enforcement", enforced ? "enforce" : "report"}}},
            {"packages", Json::array()}};
  for (const PackageView& package : packages)
    json["packages"].push_back(to_json(package));
  return json;
}

Json to_json(const ListedEntry& entry, Marks marks) {
  Json json{{"path", entry.path},
            {"member", entry.member},
            {"type", to_string(entry.type)},
            {"mode", text_or_null(entry.mode)},
            {"size", entry.size},
            {"sha256", text_or_null(entry.sha256)},
            {"owner", entry.owner},
            {"uid", entry.uid},
            {"gid", entry.gid}};
  if (!entry.link_target.empty()) json["link_target"] = entry.link_target;
  if (!entry.archive.empty()) json["archive"] = entry.archive;
  if (marks == Marks::verdicts) {
    json["status"] = to_string(entry.status);
    if (entry.rule) json["rule"] = to_json(*entry.rule);
  }
  return json;
}

void write(const Json& json, std::ostream& out) {
  out << json.dump(2) << '\n';
}

} // namespace

void write_json(const View& view, std::ostream& out) {
  Json json = report_json(view, view.packages, view.verdict);
  json["unused"] = Json::array();
  for (const UnusedView& rule : view.unused) {
    json["unused"].push_back(
        {{"kind", rule.kind}, {"text", rule.text}, {"rule", to_json(rule.place)}});
  }
  write(json, out);
}

void write_json_record(const View& view, const PackageView& package, std::ostream& out) {
  write(report_json(view, {&package, 1}, package.verdict), out);
}

void write_json_listing(const Listing& listing, std::ostream& out) {
  const PackageView& package = listing.package;
  Json json{{"schema_version", k_schema_version},
            {"name", package.name},
            {"format", package.format},
            {"sha256", package.sha256},
            {"size", package.size},
            {"sandbox", package.sandbox},
            {"entries", Json::array()},
            {"anomalies", Json::array()}};
  for (std::size_t i = 0; i < package.entries; ++i)
    json["entries"].push_back(to_json(listing.entry(i), listing.marks));
  for (const ListedAnomaly& anomaly : listing.anomalies) {
    json["anomalies"].push_back(
        {{"kind", anomaly.kind}, {"member", anomaly.member}, {"detail", anomaly.detail}});
  }
  write(json, out);
}

} // namespace package_audit::report
