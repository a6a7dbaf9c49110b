#pragma once

#include "formats/compression/decode.hpp"
#include "readings/reading.hpp"

#include <string_view>

namespace package_audit::readings {

// Reads a package like a simple program on top of libarchive: enables the format and its filters,
// reads the data of all entries, and complains of every result except OK and the end. It reads only
// the three outer members of a .deb, and no STGZ.
Reading read_with_libarchive(std::string_view bytes, Format format);

// The same, but reads the two tars in a .deb and the tar.gz after an STGZ script instead of the
// outer package, for comparison with our readers.
Reading read_inner_with_libarchive(std::string_view bytes, Format format);

// Decompresses the stream in `bytes` and appends the result to `plain`. False when libarchive
// complains.
bool unpack_with_libarchive(std::string_view bytes, formats::compression::Compression compression,
                            std::string& plain);

} // namespace package_audit::readings
