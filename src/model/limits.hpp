#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace package_audit {

// Limits on size and effort for one package, measured while reading. Reaching one is a finding,
// never a pass. A limit for a package includes everything nested in it.
struct Limits {
  std::uint64_t package_size = 4ull << 30;   // bytes of the package file
  std::uint64_t entry_size = 4ull << 30;     // bytes of one entry, unpacked
  std::uint64_t unpacked_size = 16ull << 30; // bytes of all entries, unpacked
  std::uint64_t entries = 200'000;
  std::uint64_t path_length = 4096;        // bytes of one member name or link target
  std::uint64_t path_depth = 64;           // parts of one member name
  std::uint64_t header_size = 64ull << 10; // bytes of a member's extension header or extra fields
  std::uint64_t ratio = 1000;              // unpacked bytes per compressed one, above k_ratio_grace
  std::uint64_t link_chain = 8;            // symlinks followed to resolve one
  std::uint64_t nesting = 4;               // archives inside archives
  std::uint64_t nested_size = 256ull << 20; // bytes of one nested archive, held in memory
  std::uint64_t memory = 512ull << 20;      // bytes that reading may allocate
  std::uint64_t cpu_seconds = 120;          // of processor time for one package
  std::uint64_t wall_seconds = 300;         // until one package must have been read

  // Unpacked bytes up to which `ratio` is not applied: small files of zeros are common.
  static constexpr std::uint64_t k_ratio_grace = 16ull << 20;
  // Upper bound of `nesting`: each archive inside another uses some of the stack.
  static constexpr std::uint64_t k_max_nesting = 100;
};

enum class LimitUnit { bytes, count, seconds };

// One row for each field of Limits.
struct LimitInfo {
  // As in a policy and in findings.
  std::string_view name;
  std::uint64_t Limits::*value;
  LimitUnit unit;
};

std::span<const LimitInfo> all_limits();

// "path_length is over 4096 bytes; raise limits.path_length in the policy if that is meant".
std::string limit_message(std::uint64_t Limits::*which, const Limits& limits);

} // namespace package_audit
