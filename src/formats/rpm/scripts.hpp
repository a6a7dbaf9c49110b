#pragma once

#include "formats/entry_visitor.hpp"
#include "formats/rpm/header.hpp"

namespace package_audit::formats::rpm {

// Passes each script in `header` to `visitor` as a metadata file: "RPM/prein", "RPM/postin" … and,
// numbered from 1 in the order of the header, "RPM/trigger-1", "RPM/filetrigger-1",
// "RPM/transfiletrigger-1". The content is a line "#!/bin/sh" with the interpreter and, in square
// brackets, the flags of the script and the conditions of a trigger; then the script as stored.
// Throws ReadFault when the numbers of scripts, interpreters and conditions do not match.
void read_scripts(const Header& header, EntryVisitor& visitor);

} // namespace package_audit::formats::rpm
