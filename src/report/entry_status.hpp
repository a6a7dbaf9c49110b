#pragma once

#include "model/result.hpp"

#include <string_view>
#include <vector>

namespace package_audit::report {

// What the policy makes of one entry, for listings.
enum class EntryStatus { allowed, parent, implicitly_allowed, refused };

std::string_view to_string(EntryStatus status);

// In the order of the package's entries.
std::vector<EntryStatus> entry_statuses(const PackageResult& package);

} // namespace package_audit::report
