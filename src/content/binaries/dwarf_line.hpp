#pragma once

#include "content/binaries/fields.hpp"
#include "model/fact.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace package_audit::content::binaries {

// A line table, unpacked, and what it stands in.
struct LineTable {
  std::string_view line{};
  // .debug_line_str; empty when its texts cannot be found, as in an object before it is linked.
  std::string_view line_strings{};
  ByteOrder order = ByteOrder::little;
  // Of the section in the content.
  std::uint64_t offset = 0;
  std::string_view name = ".debug_line";
};

// DWARF 5, 6.2.4: looks for source text in the line tables. Only LLVM writes it so far, with its
// own content type (DW_LNCT_LLVM_source); earlier versions cannot. A text in .debug_str counts as
// one that is there.
void read_line_tables(const LineTable& table, std::vector<Fact>& facts);

} // namespace package_audit::content::binaries
