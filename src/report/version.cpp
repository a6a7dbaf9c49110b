#include "report/version.hpp"

namespace package_audit::report {

std::string_view tool_version() {
  return PACKAGEAUDIT_VERSION;
}

} // namespace package_audit::report
