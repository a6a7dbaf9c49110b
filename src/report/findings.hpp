#pragma once

#include "model/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace package_audit::report {

// Says of an entry only that no rule lets it in; another check may say what it is.
constexpr std::string_view k_least_telling_check = "unlisted-entry";

// The findings of one check at one severity in one package, none of them excepted, by path.
using FindingGroup = std::vector<const Diagnostic*>;

// Errors first; within a severity by check, the least telling one last.
std::vector<FindingGroup> group_findings(const PackageResult& package);

// What all findings of the group say alike, so that it is said once; empty when they differ.
std::string_view shared_message(const FindingGroup& group);

// The finding's path, escaped as all that follows; "the package" when it has none.
std::string shown_path(const Diagnostic& diagnostic, const Artifact& artifact);

// One finding as the columns of a line.
struct FindingRow {
  std::string path{};
  std::string size{};
  std::string remark{};
  // Empty when no install() call is known.
  std::string installed_by{};
};

enum class RowMessage { shown, hidden };

FindingRow row_of(const Diagnostic& diagnostic, const Artifact& artifact, RowMessage message);

} // namespace package_audit::report
