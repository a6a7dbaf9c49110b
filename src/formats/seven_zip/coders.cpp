#include "formats/seven_zip/coders.hpp"

#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace package_audit::formats::seven_zip {

namespace {

using base::Bytes;

// Bytes of memory that a decoder allocates, by its properties; nothing when those have a wrong
// form.
using Memory = std::optional<std::uint64_t>;

// Memory of any decoder besides its dictionary.
constexpr std::uint64_t k_fixed = std::uint64_t{1} << 20;

Memory without_properties(Bytes properties) {
  return properties.empty() ? Memory(k_fixed) : std::nullopt;
}

// A byte of literal and position bits, then the size of the dictionary.
Memory lzma_memory(Bytes properties) {
  constexpr unsigned k_combinations = 9 * 5 * 5;
  if (properties.size() != 5 || std::to_integer<unsigned>(properties[0]) >= k_combinations) {
    return std::nullopt;
  }
  return k_fixed + base::le32(properties, 1);
}

// A dictionary of 2 or 3 times a power of two.
Memory lzma2_memory(Bytes properties) {
  if (properties.size() != 1) return std::nullopt;
  const unsigned bits = std::to_integer<unsigned>(properties[0]);
  if (bits > 40) return std::nullopt;
  return k_fixed + (std::uint64_t{2 | (bits & 1U)} << (bits / 2 + 11));
}

// The order, then the size of the model.
Memory ppmd_memory(Bytes properties) {
  return properties.size() == 5 ? Memory(k_fixed + base::le32(properties, 1)) : std::nullopt;
}

Memory delta_memory(Bytes properties) {
  return properties.size() == 1 ? Memory(k_fixed) : std::nullopt;
}

struct Method {
  std::uint64_t id;
  Memory (*memory)(Bytes properties);
};

constexpr std::array k_methods{
    Method{method::k_copy, without_properties},
    Method{method::k_lzma, lzma_memory},
    Method{method::k_lzma2, lzma2_memory},
    Method{0x030401, ppmd_memory},
    Method{0x040108, without_properties}, // Deflate
    Method{0x040202, without_properties}, // BZip2
    Method{0x03, delta_memory},
    Method{0x03030103, without_properties}, // x86 filter
    Method{method::k_bcj2, without_properties},
    Method{0x03030205, without_properties}, // PowerPC filter
    Method{0x03030401, without_properties}, // IA64 filter
    Method{0x03030501, without_properties}, // ARM filter
    Method{0x03030701, without_properties}, // ARM Thumb filter
    Method{0x03030805, without_properties}, // SPARC filter
};

// AES, and two older ciphers.
constexpr std::array<std::uint64_t, 3> k_ciphers{0x06F10701, 0x06F10101, 0x06F10303};

std::uint64_t memory_of(const Coder& coder) {
  if (std::find(k_ciphers.begin(), k_ciphers.end(), coder.method) != k_ciphers.end()) {
    encrypted("is encrypted and cannot be inspected");
  }
  const auto method = std::find_if(k_methods.begin(), k_methods.end(),
                                   [&](const Method& row) { return row.id == coder.method; });
  if (method == k_methods.end()) {
    damaged(fmt::format("the compression method 0x{:x} is not supported", coder.method));
  }
  const Memory memory = method->memory(coder.properties);
  if (!memory) {
    damaged(
        fmt::format("the compression method 0x{:x} has properties of another form", coder.method));
  }
  return *memory;
}

} // namespace

void expect_supported(const std::vector<Coder>& coders, const Limits& limits) {
  std::uint64_t memory = 0;
  for (const Coder& coder : coders)
    memory += memory_of(coder);
  if (memory > limits.memory / 2) over_limit(&Limits::memory, limits);
}

} // namespace package_audit::formats::seven_zip
