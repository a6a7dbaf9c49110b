#pragma once

#include <package_audit/audit.hpp>

#include <span>
#include <string>

namespace package_audit {

// "sandbox: without landlock, seccomp": the layers that one of the packages or more was read
// without; empty when none was missing.
std::string sandbox_notice(std::span<const PackageResult> packages);

} // namespace package_audit
