#pragma once

#include "content/binaries/fields.hpp"
#include "content/facts.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace package_audit::content::binaries {

struct ElfSection {
  std::string_view name{};
  std::uint32_t type = 0;
  std::uint32_t link = 0;
  std::uint64_t flags = 0;
  std::uint64_t address = 0;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;

  // SHT_NOBITS: a size without bytes in the file.
  bool has_bytes() const { return type != 0 && type != 8; }
};

struct ElfSegment {
  std::uint32_t type = 0;
  std::uint64_t offset = 0;
  std::uint64_t address = 0;
  std::uint64_t size = 0; // in the file
};

// The header and the two tables of an ELF file (System V gABI, chapters 4 and 5), of either class
// and byte order. Names of sections are views of what is kept.
class ElfFile {
public:
  // Throws Unread.
  explicit ElfFile(const KeptBytes& bytes);

  const Fields& fields() const { return fields_; }
  std::uint16_t type() const { return type_; }
  bool is_64() const { return word_ == 8; }
  // Of an address, an offset or a size in the file.
  std::size_t word() const { return word_; }
  const std::vector<ElfSection>& sections() const { return sections_; }
  const std::vector<ElfSegment>& segments() const { return segments_; }

  // Why sections have no names, when those that they have could not be read.
  const std::optional<Unread>& names_fault() const { return names_fault_; }

  const ElfSection* find(std::string_view name) const;
  // The bytes of a section as they stand in the file. Throws Unread.
  std::string_view content(const ElfSection& section) const {
    return fields_.bytes(section.offset, section.size);
  }
  // Where the last thing ends that a header names. Throws Unread when that is behind the file's
  // end.
  std::uint64_t end() const;

private:
  struct Table {
    std::uint64_t offset = 0;
    std::uint64_t count = 0;
    std::uint64_t entry_size = 0;

    std::uint64_t end() const { return count == 0 ? 0 : offset + count * entry_size; }
  };

  void read_header();
  void read_sections(std::uint64_t names);
  void read_names(std::uint64_t index);
  void read_segments();
  void expect_inside(const Table& table, std::string_view what) const;
  ElfSection read_section(std::uint64_t at) const;

  Fields fields_;
  std::size_t word_ = 8;
  std::uint16_t type_ = 0;
  Table section_table_;
  Table segment_table_;
  std::vector<ElfSection> sections_;
  std::vector<ElfSegment> segments_;
  std::optional<Unread> names_fault_{};
};

} // namespace package_audit::content::binaries
