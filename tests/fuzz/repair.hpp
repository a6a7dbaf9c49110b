#pragma once

#include <cstddef>
#include <cstdint>

namespace package_audit::fuzz {

// These repair the checksums and duplicate fields of mutated packages in place, which a fuzzer
// hardly ever guesses, so that it reaches the code after their validation. Other bytes stay the
// same.

// The checksum of every header.
void repair_tar(std::uint8_t* data, std::size_t size);

// Copies to each local header the fields that must equal those of its central header.
void repair_zip(std::uint8_t* data, std::size_t size);

// repair_tar() for the members that are not compressed.
void repair_deb(std::uint8_t* data, std::size_t size);

} // namespace package_audit::fuzz
