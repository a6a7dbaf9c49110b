#include "report/entry_status.hpp"

namespace package_audit::report {

std::string_view to_string(EntryStatus status) {
  switch (status) {
  case EntryStatus::allowed:
    return "allowed";
  case EntryStatus::parent:
    return "parent";
  case EntryStatus::implicitly_allowed:
    return "inherent";
  case EntryStatus::refused:
    return "refused";
  }
  return "refused";
}

std::vector<EntryStatus> entry_statuses(const PackageResult& package) {
  const std::vector<Entry>& entries = package.artifact.entries;
  std::vector<EntryStatus> statuses(entries.size(), EntryStatus::refused);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].implicitly_allowed) {
      statuses[i] = EntryStatus::implicitly_allowed;
    } else if (package.matches.at(i).fits) {
      statuses[i] = EntryStatus::allowed;
    } else if (package.matches.at(i).parent) {
      statuses[i] = EntryStatus::parent;
    }
  }
  for (const Diagnostic& diagnostic : package.diagnostics) {
    if (diagnostic.refuses() && diagnostic.finding.entry != Finding::k_no_entry) {
      statuses.at(diagnostic.finding.entry) = EntryStatus::refused;
    }
  }
  return statuses;
}

} // namespace package_audit::report
