#pragma once

#include <cstddef>
#include <cstdint>

namespace package_audit::fuzz {

// Makes mutated bytes consistent again where a random change would never be: a fuzzer that has to
// guess checksums sees little behind them. In place; bytes of any other kind stay as they are.

// The checksum of every header.
void repair_tar(std::uint8_t* data, std::size_t size);

// Copies to each local header the fields that must equal those of its central header.
void repair_zip(std::uint8_t* data, std::size_t size);

// repair_tar() for the members that are not compressed.
void repair_deb(std::uint8_t* data, std::size_t size);

} // namespace package_audit::fuzz
