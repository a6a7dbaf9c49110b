#pragma once

#include "model/policy.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace package_audit::formats::seven_zip {

// One step of unpacking.
struct SevenZipCoder {
  std::uint64_t id = 0;
  std::uint64_t inputs = 1;
  std::uint64_t outputs = 1;
  std::span<const std::byte> properties{};
};

// Method ids (Methods.txt in the 7-Zip source distribution).
constexpr std::uint64_t k_7z_copy = 0x00;
constexpr std::uint64_t k_7z_lzma2 = 0x21;
constexpr std::uint64_t k_7z_lzma = 0x030101;
constexpr std::uint64_t k_7z_bcj2 = 0x0303011B;

// Throws ReadFault unless all of them are methods that we can unpack, with properties of the right
// form: encrypted, damaged, or limit when their dictionaries need more than half of
// Limits::memory.
void expect_known_coders(const std::vector<SevenZipCoder>& coders, const Limits& limits);

} // namespace package_audit::formats::seven_zip
