#pragma once

#include "formats/zip/records.hpp"

namespace package_audit::formats::zip {

// Judges the extra fields of a member's two headers (APPNOTE.TXT 6.3.10, 4.5): only those that are
// known, each at most once, in its known form, and the same in both. Puts the numbers of zip64
// fields into the headers. Throws ReadFault.
void resolve_zip_extra(ZipCentralHeader& central, ZipHeader& local);

// The same for the central header alone, as far as its numbers need it.
void resolve_zip_extra(ZipCentralHeader& central);

} // namespace package_audit::formats::zip
