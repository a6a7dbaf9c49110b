#pragma once

#include "model/policy.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace package_audit::cli {

// The files in `paths`, and all below the directories among them, sorted by digest; hashed on
// `threads` threads. An origin begins with the last part of the given path, so that no directory of
// this machine appears in a report. Skips symlinks and version control directories. Throws Error
// for a path that is missing, cannot be read, or contains no file of the minimum size.
std::vector<NeverShipped> read_never_shipped(std::span<const std::string> paths,
                                             std::size_t threads);

} // namespace package_audit::cli
