#pragma once

#include "formats/compression/decode.hpp"
#include "readings/reading.hpp"

#include <string_view>

namespace package_audit::readings {

// Reads a package as a program does that knows libarchive and little else: the format and the
// filters that belong to it enabled, every entry's data read, every result but OK and the end a
// complaint. Of a .deb it sees the three outer members; STGZ is none of its formats.
Reading read_with_libarchive(std::string_view bytes, Format format);

// As that, with the two tars of a .deb and the tar.gz behind an STGZ script read as the packages
// that they are, so that the list can be compared with ours.
Reading read_inner_with_libarchive(std::string_view bytes, Format format);

// Appends what the one stream in `bytes` unpacks to. False when libarchive complains.
bool unpack_with_libarchive(std::string_view bytes, formats::compression::Compression compression,
                            std::string& plain);

} // namespace package_audit::readings
