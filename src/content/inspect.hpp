#pragma once

#include "content/signatures/signature_set.hpp"
#include "model/artifact.hpp"
#include "model/policy.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace package_audit::content {

// Reads a package (or a folder, as a staged tree) from its first byte to its last, and looks for
// `signatures` in all that is in it: one pass, nothing written to disk, memory that grows with the
// number of entries and not with their size. Whatever is wrong with the package is in
// Artifact::anomalies. Throws Error when `file` cannot be opened or read, is neither a regular file
// nor a folder, or changes meanwhile, or when limits.nesting is over Limits::k_max_nesting. A
// symlink to one of the two is followed. Parses in the calling process: limits.memory,
// limits.cpu_seconds and limits.wall_seconds are not applied, Artifact::sandbox is empty. Up to
// `threads` threads work on it, with the same result whatever their number.
Artifact inspect(const std::string& file, const Limits& limits,
                 const signatures::SignatureSet& signatures = signatures::SignatureSet(),
                 std::size_t threads = 1);

} // namespace package_audit::content
