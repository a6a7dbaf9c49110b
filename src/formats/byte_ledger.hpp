#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit::formats {

// Accounts for the bytes of a file: each belongs to one structure. Structures are claimed in the
// order of their offsets.
class ByteLedger {
public:
  // [begin, end) belongs to `what`, "the central directory". Throws ReadFault when bytes before it
  // belong to nothing (unexpected_bytes) or it overlaps what was claimed last (ambiguous).
  void claim(std::uint64_t begin, std::uint64_t end, std::string_view what);

  // Throws ReadFault unless everything up to `size` was claimed.
  void close(std::uint64_t size);

private:
  std::uint64_t claimed_ = 0;
  std::string last_ = "the start of the file";
};

} // namespace package_audit::formats
