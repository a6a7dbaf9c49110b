#pragma once

#include "base/byte_source.hpp"
#include "model/policy.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace package_audit::formats::ar {

// GNU's table of long names: each ends with "/\n" (in libraries for Windows with a zero byte), and
// a member called "/17" has the name that begins at byte 17 of it.
class ArNameTable {
public:
  void read(base::ByteSource& source, std::uint64_t begin, std::uint64_t end, const Limits& limits);
  // Throws ReadFault when `reference`, "/17", leads to no name.
  std::string name_at(const std::string& reference);
  // Throws ReadFault when the table holds a name that no member has.
  void expect_all_used() const;

private:
  bool seen_ = false;
  std::string table_;
  // Where names begin that members have.
  std::set<std::size_t> used_;
};

// BSD: a member called "#1/20" has its name in the first 20 bytes of its content, padded with
// zeros. Moves `begin` behind it.
std::string take_bsd_name(base::ByteSource& source, const std::string& reference,
                          std::uint64_t& begin, std::uint64_t end, const Limits& limits);

} // namespace package_audit::formats::ar
