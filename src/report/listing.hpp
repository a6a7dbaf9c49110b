#pragma once

#include "model/result.hpp"
#include "report/report.hpp"

#include <iosfwd>

namespace package_audit::report {

// Whether a policy was at hand; without one nothing is marked as allowed or refused.
enum class Marks { none, verdicts };

// One package as a tree, each entry with its mark, mode and size.
void write_listing_text(const PackageResult& package, Marks marks, Colour colour,
                        std::ostream& out);

// One package as a JSON object whose `entries` are in the order of the package.
void write_listing_json(const PackageResult& package, Marks marks, std::ostream& out);

} // namespace package_audit::report
