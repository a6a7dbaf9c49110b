#pragma once

#include "content/binaries/struct_view.hpp"
#include "model/fact.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace package_audit::content::binaries {

// An uncompressed line table.
struct LineTable {
  std::string_view line{};
  // .debug_line_str; empty when its strings cannot be found, as in an object that is not linked.
  std::string_view line_strings{};
  ByteOrder order = ByteOrder::little;
  // Offset of the section in the content, and its name.
  std::uint64_t offset = 0;
  std::string_view name = ".debug_line";
};

// Appends the fact embedded_source for source text in the line table (DWARF 5, 6.2.4). Only LLVM
// writes it, with its own content type (DW_LNCT_LLVM_source); DWARF before 5 has none. A text in
// .debug_str, which is not read, counts as source text.
void read_line_tables(const LineTable& table, std::vector<Fact>& facts);

} // namespace package_audit::content::binaries
