#include "report/findings.hpp"

#include "base/text.hpp"
#include "report/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace package_audit::report {

std::vector<FindingGroup> group_findings(const PackageResult& package) {
  std::vector<FindingGroup> groups;
  for (const Diagnostic& diagnostic : package.diagnostics) {
    if (diagnostic.exception) continue;
    const auto same = [&](const FindingGroup& group) {
      return group[0]->check == diagnostic.check && group[0]->severity == diagnostic.severity;
    };
    const auto found = std::find_if(groups.rbegin(), groups.rend(), same);
    if (found == groups.rend()) {
      groups.push_back({&diagnostic});
    } else {
      found->push_back(&diagnostic);
    }
  }
  for (FindingGroup& group : groups) {
    std::stable_sort(group.begin(), group.end(), [&](const Diagnostic* a, const Diagnostic* b) {
      return path_of(a->finding, package.artifact) < path_of(b->finding, package.artifact);
    });
  }
  const auto rank = [](const FindingGroup& group) {
    return std::pair(-static_cast<int>(group[0]->severity),
                     group[0]->check->id == k_least_telling_check);
  };
  std::stable_sort(groups.begin(), groups.end(),
                   [&](const FindingGroup& a, const FindingGroup& b) { return rank(a) < rank(b); });
  return groups;
}

std::string_view shared_message(const FindingGroup& group) {
  const std::string& first = group[0]->finding.message;
  const bool shared =
      group.size() > 1 && std::all_of(group.begin(), group.end(), [&](const Diagnostic* other) {
        return other->finding.message == first;
      });
  return shared ? first : std::string_view();
}

std::string shown_path(const Diagnostic& diagnostic, const Artifact& artifact) {
  const Finding& finding = diagnostic.finding;
  if (finding.entry != Finding::k_no_entry) return shown_path(artifact.entries.at(finding.entry));
  return finding.path.empty() ? "the package" : base::printable(finding.path);
}

FindingRow row_of(const Diagnostic& diagnostic, const Artifact& artifact, RowMessage message) {
  FindingRow row{.path = shown_path(diagnostic, artifact)};
  std::vector<std::string> remarks;
  const Finding& finding = diagnostic.finding;
  if (message == RowMessage::shown) remarks.push_back(base::printable(finding.message));
  if (finding.entry != Finding::k_no_entry) {
    const Entry& entry = artifact.entries.at(finding.entry);
    if (entry.type == EntryType::file) row.size = base::human_size(entry.size);
    if (const std::string member = shown_member(entry); !member.empty()) {
      remarks.push_back(fmt::format("(member {})", member));
    }
  }
  if (finding.rule) remarks.push_back(fmt::format("({})", shown_location(*finding.rule)));
  row.remark = fmt::to_string(fmt::join(remarks, " "));
  if (diagnostic.installed_by) row.installed_by = shown_rule(*diagnostic.installed_by);
  return row;
}

} // namespace package_audit::report
