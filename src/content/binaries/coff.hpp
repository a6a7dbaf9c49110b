#pragma once

#include "content/binaries/struct_view.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace package_audit::content::binaries {

// The header of object files of Windows and of PE images ("PE Format": COFF File Header, Section
// Table, COFF String Table).
struct CoffHeader {
  static constexpr std::uint64_t k_size = 20;
  static constexpr std::uint64_t k_symbol_size = 18;

  // Throws StructureError.
  CoffHeader(const StructView& fields, std::uint64_t offset);

  std::uint64_t machine = 0;
  std::uint64_t section_count = 0;
  std::uint64_t symbols_offset = 0;
  std::uint64_t symbol_count = 0;
  std::uint64_t optional_size = 0;
};

struct CoffSection {
  static constexpr std::uint64_t k_size = 40;

  std::string_view name{};
  std::uint64_t address = 0;
  std::uint64_t offset = 0;
  std::uint64_t size = 0; // in the file, including padding
  std::uint64_t size_in_memory = 0;
};

// The `count` sections of the table at `table`. A long name ("/4") is in the string table at
// `names`, the end of the symbols; 0 for a file without symbols. Throws StructureError.
std::vector<CoffSection> read_coff_sections(const StructView& fields, std::uint64_t table,
                                            std::uint64_t count, std::uint64_t names);

// Whether a section of that name contains debug information (CodeView, DWARF, stabs).
bool is_coff_debug_section(std::string_view name);

} // namespace package_audit::content::binaries
