#pragma once

#include "formats/entry_visitor.hpp"

#include <string>

namespace package_audit::formats {

// Reads a folder as the package it is about to become: names relative to it, sorted, links not
// followed. Throws Error for what cannot be read.
void read_directory(const std::string& folder, EntryVisitor& visitor);

} // namespace package_audit::formats
