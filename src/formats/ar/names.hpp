#pragma once

#include "base/byte_source.hpp"
#include "model/policy.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace package_audit::formats::ar {

// GNU's table of long names. Each name ends with "/\n", in libraries for Windows with a zero byte.
// The name of a member "/17" begins at byte 17.
class NameTable {
public:
  void read(base::ByteSource& source, std::uint64_t begin, std::uint64_t end, const Limits& limits);
  // Resolves "/17". Throws ReadFault when no name begins there.
  std::string name_at(const std::string& reference);
  // Throws ReadFault when the table contains a name that no member refers to.
  void expect_all_used() const;

private:
  bool was_read_ = false;
  std::string table_;
  // The offsets of names that members refer to.
  std::set<std::size_t> used_;
};

// BSD: the name of a member "#1/20" is the first 20 bytes of its content, padded with zeros. Moves
// `begin` past the name. Throws ReadFault.
std::string read_bsd_name(base::ByteSource& source, const std::string& reference,
                          std::uint64_t& begin, std::uint64_t end, const Limits& limits);

} // namespace package_audit::formats::ar
