#pragma once

#include "base/byte_source.hpp"

#include <cstddef>
#include <string>

namespace package_audit::formats::rpm {

// The 96 bytes at the start of an RPM package ("RPM Package File Structure", Linux Standard Base
// core specification 5.0, chapter 22.2.1). rpm itself reads no more of them than the magic.
struct RpmLead {
  static constexpr std::size_t k_size = 96;
  // What fits of a name, without the zero byte behind it.
  static constexpr std::size_t k_longest_name = 65;

  bool is_source = false;
  // name-version-release, cut to k_longest_name bytes.
  std::string name{};
};

// Throws ReadFault unless the lead is to the byte what rpm writes.
RpmLead walk_rpm_lead(base::ByteSource& source);

} // namespace package_audit::formats::rpm
