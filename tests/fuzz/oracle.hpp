#pragma once

#include "model/artifact.hpp"

#include <cstddef>
#include <cstdint>

namespace package_audit::fuzz {

// Reads any bytes as a package of one format. Aborts when a package that we accept is another one
// for libarchive, or another one when it is read again.
void check_package(const std::uint8_t* data, std::size_t size, Format format);

// Unpacks any bytes that begin like compressed ones. Aborts when what we accept unpacks to other
// bytes with libarchive.
void check_compressed(const std::uint8_t* data, std::size_t size);

} // namespace package_audit::fuzz
