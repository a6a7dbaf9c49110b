#pragma once

#include "report/report.hpp"

#include <string>

namespace package_audit::report {

// policies/package-audit-report-1.schema.json describes it.
void write_json(const AuditResult& result, Colour colour, std::ostream& out);

// The same report of one package alone, without what concerns the run as a whole: the evidence that
// is kept beside an accepted package.
std::string package_record(const AuditResult& result, const PackageResult& package);

} // namespace package_audit::report
