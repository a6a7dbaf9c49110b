#include "formats/byte_ledger.hpp"

#include "formats/fault.hpp"

#include <fmt/format.h>

namespace package_audit::formats {

void ByteLedger::claim(std::uint64_t begin, std::uint64_t end, std::string_view what) {
  if (begin > claimed_) {
    unexpected_bytes(
        fmt::format("{} bytes between {} and {} belong to nothing", begin - claimed_, last_, what));
  }
  if (begin < claimed_ || end < begin) {
    ambiguous(fmt::format("{} overlaps {}", what, last_));
  }
  claimed_ = end;
  last_ = what;
}

void ByteLedger::close(std::uint64_t size) {
  if (claimed_ > size) {
    damaged(fmt::format("{} ends behind the end of the file", last_));
  }
  if (claimed_ < size) {
    unexpected_bytes(fmt::format("{} bytes follow {}", size - claimed_, last_));
  }
}

} // namespace package_audit::formats
