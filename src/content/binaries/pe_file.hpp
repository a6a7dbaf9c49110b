#pragma once

#include "content/binaries/coff.hpp"
#include "content/binaries/struct_view.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace package_audit::content::binaries {

// The headers of a PE image ("PE Format": COFF File Header, Optional Header, Section Table).
class PeFile {
public:
  struct Range {
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
  };
  // Optional Header Data Directories.
  enum Directory : std::uint64_t { certificates = 4, debug = 6 };

  // Throws StructureError.
  explicit PeFile(const HeadTailBuffer& bytes);
  // Offset of the signature "PE\0\0"; nothing for a DOS program.
  static std::optional<std::uint64_t> find(const HeadTailBuffer& bytes);

  const StructView& fields() const { return fields_; }
  const std::vector<CoffSection>& sections() const { return sections_; }
  std::uint64_t symbols_offset() const { return symbols_offset_; }
  std::uint64_t symbol_count() const { return symbol_count_; }
  // Empty when the header has no such directory. `begin` is an address, for certificates an offset.
  Range directory(Directory which) const;
  std::optional<std::uint64_t> offset_of(std::uint64_t address) const;
  // End of the last part that a header names. Throws StructureError when it is behind the end of
  // the file.
  std::uint64_t end() const;

private:
  std::uint64_t strings_begin() const;
  void extend(std::uint64_t& end, const Range& range) const;

  StructView fields_;
  std::uint64_t symbols_offset_ = 0;
  std::uint64_t symbol_count_ = 0;
  std::uint64_t directories_ = 0;
  std::uint64_t directory_count_ = 0;
  std::uint64_t headers_size_ = 0;
  std::vector<CoffSection> sections_;
};

} // namespace package_audit::content::binaries
