#pragma once

#include "model/artifact.hpp"

#include <cstddef>
#include <cstdint>

namespace package_audit::fuzz {

// Reads arbitrary bytes as a package of one format. Aborts when an accepted package has other
// entries for libarchive, or when read again.
void check_package(const std::uint8_t* data, std::size_t size, Format format);

// Decompresses arbitrary bytes that begin with the magic number of a compression. Aborts when
// libarchive decompresses accepted data to other bytes.
void check_compressed(const std::uint8_t* data, std::size_t size);

} // namespace package_audit::fuzz
