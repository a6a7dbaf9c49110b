#pragma once

#include "content/binaries/struct_view.hpp"
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

  // Not SHT_NULL or SHT_NOBITS, a size without bytes in the file.
  bool has_bytes() const { return type != 0 && type != 8; }
};

struct ElfSegment {
  std::uint32_t type = 0;
  std::uint64_t offset = 0;
  std::uint64_t address = 0;
  std::uint64_t size = 0; // in the file
};

// The header and the two tables of an ELF file (System V gABI, chapters 4 and 5) of any class and
// byte order. Names of sections are views of the buffer.
class ElfFile {
public:
  // Throws StructureError.
  explicit ElfFile(const HeadTailBuffer& bytes);

  const StructView& fields() const { return fields_; }
  std::uint16_t type() const { return type_; }
  bool is_64() const { return word_ == 8; }
  // Bytes of an address, an offset or a size.
  std::size_t word() const { return word_; }
  const std::vector<ElfSection>& sections() const { return sections_; }
  const std::vector<ElfSegment>& segments() const { return segments_; }

  // Set when the names of sections could not be read.
  const std::optional<StructureError>& names_error() const { return names_error_; }

  const ElfSection* find(std::string_view name) const;
  // The bytes of a section, compressed ones as they are. Throws StructureError.
  std::string_view content(const ElfSection& section) const {
    return fields_.bytes(section.offset, section.size);
  }
  // End of the last part that a header names. Throws StructureError when it is behind the end of
  // the file.
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
  void require_inside(const Table& table, std::string_view what) const;
  ElfSection read_section(std::uint64_t at) const;

  StructView fields_;
  std::size_t word_ = 8;
  std::uint16_t type_ = 0;
  Table section_table_;
  Table segment_table_;
  std::vector<ElfSection> sections_;
  std::vector<ElfSegment> segments_;
  std::optional<StructureError> names_error_{};
};

// Appends DT_RPATH and DT_RUNPATH (gABI, chapter 5, "Dynamic Section"), one fact for each directory
// of the list; an empty one is the working directory. `$ORIGIN` is not expanded.
void read_elf_run_paths(const ElfFile& file, std::vector<Fact>& facts);

// Appends source text in the line tables, compressed ones included (gABI, chapter 4, "Compressed
// Sections", and the older .zdebug_*).
void read_elf_sources(const ElfFile& file, std::vector<Fact>& facts);

} // namespace package_audit::content::binaries
