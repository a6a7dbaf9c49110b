#pragma once

#include "report/report.hpp"

namespace package_audit::report {

void write_text(const AuditResult& result, Colour colour, std::ostream& out);

} // namespace package_audit::report
