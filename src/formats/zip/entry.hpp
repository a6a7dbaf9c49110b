#pragma once

#include "formats/zip/records.hpp"
#include "model/artifact.hpp"

namespace package_audit::formats::zip {

// What an installer makes of a member, by the name and the attributes in its central header.
// Throws ReadFault (ambiguous) where installers would not agree.
EntryType zip_entry_type(const ZipCentralHeader& header);

// Whether the header stores permission bits.
bool has_zip_mode(const ZipCentralHeader& header);

// Judges a member by its two headers, whose extra fields are resolved: they must agree, and say
// nothing that we, or other readers, do not understand. Throws ReadFault.
void expect_sound_zip_entry(const ZipCentralHeader& central, const ZipHeader& local,
                            EntryType type);

} // namespace package_audit::formats::zip
