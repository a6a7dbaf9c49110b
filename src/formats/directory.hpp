#pragma once

#include "formats/entry_visitor.hpp"

#include <string>

namespace package_audit::formats {

// Reads a directory as the package that will be made of it: names relative to it, sorted, symlinks
// not followed, owners left out. Throws Error for a file that cannot be read.
void read_directory(const std::string& directory, EntryVisitor& visitor);

} // namespace package_audit::formats
