#pragma once

#include "model/result.hpp"

#include <string>
#include <utility>
#include <vector>

// Audit results made by hand, so that a report's test shows what goes in.
namespace package_audit::sample {

inline std::vector<Finding> find_nothing(const Check&, const checks::CheckInput&) {
  return {};
}

inline constexpr Check k_secret{.id = "secret-file",
                                .summary = "file that holds a secret",
                                .why = "It is out.",
                                .fix = "Take it out.",
                                .default_severity = Severity::error,
                                .run = find_nothing};
inline constexpr Check k_unlisted{.id = "unlisted-entry",
                                  .summary = "entry that nothing allows",
                                  .why = "Nobody decided that it may ship.",
                                  .fix = "Allow it or remove it.",
                                  .default_severity = Severity::error,
                                  .run = find_nothing};
inline constexpr Check k_writable{.id = "world-writable",
                                  .summary = "entry that anybody may change",
                                  .why = "Anybody may change it.",
                                  .fix = "Drop the bit.",
                                  .default_severity = Severity::warning,
                                  .run = find_nothing};

inline Entry file(std::string path, std::uint64_t size = 10) {
  return {.member = "acme-1.0-Linux/" + path,
          .path = path,
          .type = EntryType::file,
          .mode = 0644,
          .size = size};
}

inline Diagnostic diagnostic(const Check& check, std::size_t entry, std::string message) {
  return {.check = &check,
          .finding = {.entry = entry, .message = std::move(message)},
          .severity = check.default_severity};
}

inline PackageResult package(std::string name, std::vector<Entry> entries) {
  PackageResult result;
  result.artifact = {.name = std::move(name), .format = Format::tar_gz, .size = 2048};
  result.artifact.sandbox.assign(k_sandbox_layers.begin(), k_sandbox_layers.end());
  result.matches.assign(entries.size(), ListMatch{.fits = true});
  result.artifact.entries = std::move(entries);
  result.verdict = Verdict::accepted;
  return result;
}

// The verdicts follow from the findings, as audit() would have it.
inline AuditResult result_of(std::vector<PackageResult> packages) {
  AuditResult result{.policy_name = "package-audit.json", .verdict = Verdict::accepted};
  for (PackageResult& package : packages) {
    for (const Diagnostic& finding : package.diagnostics) {
      if (finding.severity != Severity::error || finding.exception) continue;
      package.verdict = result.verdict = Verdict::refused;
    }
  }
  result.packages = std::move(packages);
  return result;
}

// One package that is refused, with a finding of every kind, and one that is accepted.
inline AuditResult refused_result() {
  PackageResult acme =
      package("acme.tar.gz", {file("a\n"), file("\xff"), file("demo.pem"), file("bin/acme")});
  acme.rules.exceptions.push_back({.check = "secret-file",
                                   .path = base::Glob("demo.pem"),
                                   .reason = "public demo key",
                                   .approved_by = "release@acme.example",
                                   .expires = {2027, 3, 31}});
  acme.diagnostics = {diagnostic(k_secret, 0, "key"), diagnostic(k_secret, 2, "key"),
                      diagnostic(k_secret, Finding::k_no_entry, "missing"),
                      diagnostic(k_unlisted, 1, "no allow entry matches")};
  acme.diagnostics[0].installed_by = InstallRule{"CMakeLists.txt", 12, "install(FILES)"};
  acme.diagnostics[0].finding.rule = Location{"package-audit.json", 7, 5};
  acme.diagnostics[1].exception = 0;
  acme.diagnostics[2].finding.path = "bin/tool";
  AuditResult result = result_of({acme, package("ok.deb", {file("bin/acme")})});
  result.unused = {{"allow entry", "lib/old/*", {"package-audit.json", 12, 5}}};
  return result;
}

} // namespace package_audit::sample
