#pragma once

#include "base/bytes.hpp"
#include "model/limits.hpp"

#include <cstdint>
#include <vector>

namespace package_audit::formats::seven_zip {

// One step of decompression. `properties` are bytes of the header.
struct Coder {
  std::uint64_t method = 0;
  std::uint64_t inputs = 1;
  std::uint64_t outputs = 1;
  base::Bytes properties{};
};

// Ids of compression methods (Methods.txt in the 7-Zip source distribution).
namespace method {
constexpr std::uint64_t k_copy = 0x00;
constexpr std::uint64_t k_lzma2 = 0x21;
constexpr std::uint64_t k_lzma = 0x030101;
constexpr std::uint64_t k_bcj2 = 0x0303011B;
} // namespace method

// Throws ReadFault unless all methods are supported and their properties have the right form:
// encrypted, damaged, or limit when their dictionaries need more than half of Limits::memory.
void expect_supported(const std::vector<Coder>& coders, const Limits& limits);

} // namespace package_audit::formats::seven_zip
