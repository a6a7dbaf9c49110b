#pragma once

#include <package_audit/report.hpp>

namespace package_audit {

void write_text(const AuditResult& result, Colour colour, std::ostream& out);

} // namespace package_audit
