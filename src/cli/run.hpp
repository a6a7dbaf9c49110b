#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace package_audit::cli {

// The whole program: `args` without the program's name. Returns the exit code: 0 accepted, 1
// refused, 2 could not audit. Never throws.
int run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);

} // namespace package_audit::cli
