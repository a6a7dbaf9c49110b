#pragma once

#include "content/binaries/fields.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace package_audit::content::binaries {

// What objects of Windows and PE images have in common ("PE Format": COFF File Header, Section
// Table, COFF String Table).
struct CoffHeader {
  static constexpr std::uint64_t k_size = 20;
  static constexpr std::uint64_t k_symbol_size = 18;

  // Throws Unread.
  CoffHeader(const Fields& fields, std::uint64_t offset);

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
  std::uint64_t size = 0; // in the file, with padding
  std::uint64_t size_in_memory = 0;
};

// The sections of a table at `table`. A long name stands behind the symbols ("/4"), of whose table
// `names` is the end; 0 where there is none. Throws Unread.
std::vector<CoffSection> read_coff_sections(const Fields& fields, std::uint64_t table,
                                            std::uint64_t count, std::uint64_t names);

// Whether a section of that name holds debug information, of CodeView or DWARF.
bool is_coff_debug_section(std::string_view name);

} // namespace package_audit::content::binaries
