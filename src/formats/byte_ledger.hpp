#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit::formats {

// Checks that each byte of a file belongs to exactly one structure. Structures are claimed in the
// order of their offsets.
class ByteLedger {
public:
  // [begin, end) belongs to `what`, "the central directory". Throws ReadFault for unclaimed bytes
  // before it (unexpected_bytes) and for an overlap with the previous structure (ambiguous).
  void claim(std::uint64_t begin, std::uint64_t end, std::string_view what);

  // Throws ReadFault unless everything up to `size`, that of the file, is claimed.
  void close(std::uint64_t size);

private:
  std::uint64_t claimed_ = 0;
  // The previous structure.
  std::string last_ = "the start of the file";
};

} // namespace package_audit::formats
