#include "report/view.hpp"

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/path.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace package_audit::report {

namespace {

// The member's name where it is not just the path below a top directory; else empty.
std::string unusual_member(const Entry& entry) {
  const auto canonical = [](std::string_view path) {
    return fmt::to_string(fmt::join(base::components(path), "/"));
  };
  const std::string member = canonical(entry.member);
  const std::string path = canonical(entry.path);
  const bool usual = path == "." || member == path ||
                     (member.ends_with(path) && member[member.size() - path.size() - 1] == '/');
  return usual ? "" : base::printable(entry.member);
}

std::string printable_policy(std::string_view file) {
  return base::printable(file.starts_with('/') ? base::base_name(file) : file);
}

// Empty when the messages differ.
std::string shared_message(const FindingGroup& group, const std::vector<Diagnostic>& diagnostics) {
  const std::string& first = diagnostics[group.findings[0]].finding.message;
  const bool is_shared =
      group.findings.size() > 1 &&
      std::all_of(group.findings.begin(), group.findings.end(),
                  [&](std::size_t i) { return diagnostics[i].finding.message == first; });
  return is_shared ? base::printable(first) : "";
}

std::vector<FindingGroup> make_groups(const PackageResult& package) {
  std::vector<FindingGroup> groups;
  const std::vector<Diagnostic>& diagnostics = package.diagnostics;
  for (std::size_t i = 0; i < diagnostics.size(); ++i) {
    const Diagnostic& diagnostic = diagnostics[i];
    if (diagnostic.exception) continue;
    const auto found = std::find_if(groups.rbegin(), groups.rend(), [&](const FindingGroup& group) {
      return group.check == diagnostic.check && group.severity == diagnostic.severity;
    });
    if (found == groups.rend()) {
      groups.push_back(
          {.check = diagnostic.check, .severity = diagnostic.severity, .findings = {i}});
    } else {
      found->findings.push_back(i);
    }
  }
  for (FindingGroup& group : groups) {
    std::stable_sort(group.findings.begin(), group.findings.end(),
                     [&](std::size_t a, std::size_t b) {
                       return path_of(diagnostics[a].finding, package.artifact) <
                              path_of(diagnostics[b].finding, package.artifact);
                     });
    group.shared_message = shared_message(group, diagnostics);
  }
  const auto rank = [](const FindingGroup& group) {
    return std::pair(-static_cast<int>(group.severity), group.check->id == k_fallback_check);
  };
  std::stable_sort(groups.begin(), groups.end(),
                   [&](const FindingGroup& a, const FindingGroup& b) { return rank(a) < rank(b); });
  return groups;
}

void count(const PackageView& package, Tally& tally) {
  tally.excepted += package.excepted.size();
  for (const FindingGroup& group : package.groups) {
    std::size_t& number = group.severity == Severity::error     ? tally.errors
                          : group.severity == Severity::warning ? tally.warnings
                                                                : tally.notes;
    number += group.findings.size();
  }
}

} // namespace

PackageView::PackageView(const PackageResult& package)
    : name(base::printable(package.artifact.name)), format(to_string(package.artifact.format)),
      sha256(base::to_hex(package.artifact.sha256)), size(package.artifact.size),
      entries(package.artifact.entries.size()), verdict(package.verdict),
      sandbox(package.artifact.sandbox), findings(package.diagnostics.size()),
      groups(make_groups(package)), package_(&package) {
  for (std::size_t i = 0; i < findings; ++i) {
    if (package.diagnostics[i].exception) excepted.push_back(i);
  }
}

FindingView PackageView::finding(std::size_t index) const {
  const Diagnostic& diagnostic = package_->diagnostics.at(index);
  const Finding& finding = diagnostic.finding;
  const Artifact& artifact = package_->artifact;
  FindingView view{.check = diagnostic.check,
                   .severity = diagnostic.severity,
                   .entry = finding.entry,
                   .path = base::printable(path_of(finding, artifact)),
                   .message = base::printable(finding.message)};
  if (finding.entry != Finding::k_no_entry) {
    const Entry& entry = artifact.entries.at(finding.entry);
    view.subject = printable_subject(entry);
    if (entry.type == EntryType::file) view.size = base::human_size(entry.size);
    view.member = base::printable(entry.member);
    view.unusual_member = unusual_member(entry);
  } else {
    view.subject = view.path.empty() ? "the package" : view.path;
  }
  if (finding.rule) view.rule = printable_place(*finding.rule);
  if (const auto& call = diagnostic.installed_by) {
    view.installed_by =
        InstallCall{base::printable(call->file), call->line, base::printable(call->command)};
  }
  if (diagnostic.exception) {
    const Exception& exception = package_->rules.exceptions.at(*diagnostic.exception);
    view.exception =
        Acceptance{base::printable(exception.reason), base::printable(exception.approved_by),
                   base::to_string(exception.expires)};
  }
  return view;
}

View::View(const AuditResult& result)
    : policy_name(printable_policy(result.policy_name)),
      policy_sha256(base::to_hex(result.policy_sha256)), enforcement(result.enforcement),
      verdict(result.verdict), packages(result.packages.begin(), result.packages.end()),
      sandbox_notice(report::sandbox_notice(result.packages)) {
  for (const PackageView& package : packages)
    count(package, tally);
  for (const UnusedRule& rule : result.unused) {
    unused.push_back(
        {base::printable(rule.kind), base::printable(rule.text), printable_place(rule.location)});
  }
}

std::string to_string(const PolicyPlace& place) {
  return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

std::string to_string(const InstallCall& call) {
  return fmt::format("{}:{} {}", call.file, call.line, call.command);
}

std::string to_string(const Tally& tally) {
  std::vector<std::string> parts;
  if (tally.errors > 0) parts.push_back(base::count_of(tally.errors, "error", "errors"));
  if (tally.warnings > 0) parts.push_back(base::count_of(tally.warnings, "warning", "warnings"));
  if (tally.notes > 0) parts.push_back(base::count_of(tally.notes, "note", "notes"));
  if (tally.excepted > 0) parts.push_back(fmt::format("{} excepted", tally.excepted));
  if (parts.empty()) return "no findings";
  return fmt::to_string(fmt::join(parts, ", "));
}

std::string summary(const PackageView& package) {
  return fmt::format("{}, {}, {}", package.format, base::human_size(package.size),
                     base::count_of(package.entries, "entry", "entries"));
}

std::string printable_subject(const Entry& entry) {
  std::string text = base::printable(entry.path);
  if (entry.type == EntryType::directory && !text.ends_with('/')) text += '/';
  if (entry.type == EntryType::symlink) text += " -> " + base::printable(entry.link_target);
  if (entry.type == EntryType::hardlink) text += " = " + base::printable(entry.link_target);
  return text;
}

PolicyPlace printable_place(const Location& location) {
  return {printable_policy(location.file), location.line, location.column};
}

std::string sandbox_notice(std::span<const PackageResult> packages) {
  std::vector<std::string_view> missing;
  for (const std::string_view layer : k_sandbox_layers) {
    const bool everywhere =
        std::all_of(packages.begin(), packages.end(), [&](const PackageResult& package) {
          const std::vector<std::string>& active = package.artifact.sandbox;
          return std::find(active.begin(), active.end(), layer) != active.end();
        });
    if (!everywhere) missing.push_back(layer);
  }
  return missing.empty() ? "" : fmt::format("sandbox: without {}", fmt::join(missing, ", "));
}

std::string_view tool_version() {
  return PACKAGEAUDIT_VERSION;
}

} // namespace package_audit::report
