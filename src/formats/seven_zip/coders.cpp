#include "formats/seven_zip/coders.hpp"

#include "base/bytes.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace package_audit::formats::seven_zip {

namespace {

using Bytes = std::span<const std::byte>;

// Bytes of memory that a coder takes by its properties; nothing sensible when those are wrong.
constexpr std::uint64_t k_wrong = std::numeric_limits<std::uint64_t>::max();

// What every decoder takes beside its dictionary.
constexpr std::uint64_t k_fixed = std::uint64_t{1} << 20;

std::uint64_t without_properties(Bytes properties) {
  return properties.empty() ? k_fixed : k_wrong;
}

// Literal and position bits, then the dictionary's size.
std::uint64_t lzma_memory(Bytes properties) {
  constexpr unsigned k_combinations = 9 * 5 * 5;
  if (properties.size() != 5 || std::to_integer<unsigned>(properties[0]) >= k_combinations) {
    return k_wrong;
  }
  return k_fixed + base::le32(properties, 1);
}

// 2 or 3 times a power of two.
std::uint64_t lzma2_memory(Bytes properties) {
  if (properties.size() != 1) return k_wrong;
  const unsigned bits = std::to_integer<unsigned>(properties[0]);
  if (bits > 40) return k_wrong;
  return k_fixed + (std::uint64_t{2 | (bits & 1U)} << (bits / 2 + 11));
}

// Order, then the model's size.
std::uint64_t ppmd_memory(Bytes properties) {
  return properties.size() == 5 ? k_fixed + base::le32(properties, 1) : k_wrong;
}

std::uint64_t delta_memory(Bytes properties) {
  return properties.size() == 1 ? k_fixed : k_wrong;
}

struct Method {
  std::uint64_t id;
  std::uint64_t (*memory)(Bytes properties);
};

constexpr std::array k_methods{
    Method{k_7z_copy, without_properties},
    Method{k_7z_lzma, lzma_memory},
    Method{k_7z_lzma2, lzma2_memory},
    Method{0x030401, ppmd_memory},
    Method{0x040108, without_properties},
    Method{0x040202, without_properties},
    Method{0x03, delta_memory},
    Method{0x03030103, without_properties},
    Method{k_7z_bcj2, without_properties},
    Method{0x03030205, without_properties},
    Method{0x03030401, without_properties},
    Method{0x03030501, without_properties},
    Method{0x03030701, without_properties},
    Method{0x03030805, without_properties},
};

// AES, and two ciphers that nobody writes.
constexpr std::array<std::uint64_t, 3> k_ciphers{0x06F10701, 0x06F10101, 0x06F10303};

std::uint64_t memory_of(const SevenZipCoder& coder) {
  if (std::find(k_ciphers.begin(), k_ciphers.end(), coder.id) != k_ciphers.end()) {
    throw ReadFault(AnomalyKind::encrypted, "is encrypted and cannot be inspected");
  }
  const auto method = std::find_if(k_methods.begin(), k_methods.end(),
                                   [&](const Method& row) { return row.id == coder.id; });
  if (method == k_methods.end()) {
    throw ReadFault(AnomalyKind::damaged,
                    fmt::format("the compression method 0x{:x} is not supported", coder.id));
  }
  const std::uint64_t memory = method->memory(coder.properties);
  if (memory == k_wrong) {
    throw ReadFault(
        AnomalyKind::damaged,
        fmt::format("the compression method 0x{:x} has properties of another form", coder.id));
  }
  return memory;
}

} // namespace

void expect_known_coders(const std::vector<SevenZipCoder>& coders, const Limits& limits) {
  std::uint64_t memory = 0;
  for (const SevenZipCoder& coder : coders)
    memory += memory_of(coder);
  if (memory > limits.memory / 2) {
    throw ReadFault(AnomalyKind::limit, limit_message(&Limits::memory, limits));
  }
}

} // namespace package_audit::formats::seven_zip
