#pragma once

#include "formats/entry_visitor.hpp"
#include "formats/rpm/header.hpp"

namespace package_audit::formats::rpm {

// Hands out what an RPM header makes rpm run, each as a file of metadata: "RPM/prein", "RPM/postin"
// … and, numbered from 1 in the order of the header, "RPM/trigger-1", "RPM/filetrigger-1",
// "RPM/transfiletrigger-1". The content is a line "#!/bin/sh" that names the interpreter and, in
// square brackets, how rpm treats the text first and what sets a trigger off; then the text as
// stored. Throws ReadFault when texts, interpreters and conditions do not fit together.
void read_rpm_scripts(const RpmHeader& header, EntryVisitor& visitor);

} // namespace package_audit::formats::rpm
