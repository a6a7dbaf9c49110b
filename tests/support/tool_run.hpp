#pragma once

#include <string>

namespace package_audit::support {

// Runs a shell command in a directory with `tree`, and `source` for cpack, and returns the bytes of
// the file `package` that the command writes. Throws with the output of the command when it fails.
// `tree` is the same for all commands: long, blank and non-ASCII names, links, empty directories
// and files, and a file of 3 MB.
std::string made_by(const std::string& command);

// The same by a generator of cpack, "ZIP": `tree` installed to share.
std::string made_by_cpack(const std::string& generator);

// Whether the machine has the program.
bool has_tool(const std::string& name);

} // namespace package_audit::support
