#pragma once

#include <package_audit/artifact.hpp>
#include <package_audit/policy.hpp>

#include <string>

namespace package_audit {

// Reads a package (or a folder, as a staged tree) from its first byte to its last: one pass,
// nothing written to disk, memory that grows with the number of entries and not with their size.
// Whatever is wrong with the package is in Artifact::anomalies. Throws Error when `file` cannot be
// opened or read or is neither a regular file nor a folder.
Artifact inspect(const std::string& file, const Limits& limits);

} // namespace package_audit
