#pragma once

#include "model/policy.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace package_audit::cli {

// The files that `paths` name, and all below the folders among them, sorted as Policy::never_ship
// wants them; hashed on `threads` threads. An origin begins with the last part of the path that was
// given, so that no folder of this machine gets into a report. Symlinks and folders of version
// control are left out. Throws Error for a path that is not there, cannot be read, or holds no file
// that is large enough to be told from others.
std::vector<NeverShipped> read_never_shipped(std::span<const std::string> paths,
                                             std::size_t threads);

} // namespace package_audit::cli
