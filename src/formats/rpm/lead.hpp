#pragma once

#include "base/byte_source.hpp"

#include <cstddef>
#include <string>

namespace package_audit::formats::rpm {

// The first 96 bytes of an RPM package ("RPM Package File Structure", Linux Standard Base core
// specification 5.0, chapter 22.2.1). rpm itself reads only the magic number.
struct Lead {
  static constexpr std::size_t k_size = 96;
  // Bytes of a name, without its terminating zero.
  static constexpr std::size_t k_max_name_size = 65;

  bool is_source = false;
  // name-version-release, truncated to k_max_name_size bytes.
  std::string name{};
};

// Throws ReadFault unless every byte has a value that rpm writes.
Lead parse_lead(base::ByteSource& source);

} // namespace package_audit::formats::rpm
