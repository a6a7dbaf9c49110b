#pragma once

#include "model/result.hpp"

#include <span>
#include <string>

namespace package_audit::report {

// "sandbox: without landlock, seccomp": the layers that one of the packages or more was read
// without; empty when none was missing.
std::string sandbox_notice(std::span<const PackageResult> packages);

} // namespace package_audit::report
