#pragma once

#include <string>

namespace package_audit::support {

// Folder `tree` with what packages hold: long, blank and non-ASCII names, links, empty folders and
// files, and a file of 3 MB. Every command of a test packs the same.
//
// Runs a shell command in a folder that has `tree`, and `source` for cpack, beside it; returns the
// bytes of the file `package` that it leaves. Throws with the command's output when it fails.
std::string made_by(const std::string& command);

// The same through cpack's generator, "ZIP": `tree` installed to share.
std::string made_by_cpack(const std::string& generator);

// Whether the machine has the program.
bool has_tool(const std::string& name);

} // namespace package_audit::support
