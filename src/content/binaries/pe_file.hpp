#pragma once

#include "content/binaries/coff.hpp"
#include "content/binaries/fields.hpp"

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

  // Throws Unread.
  explicit PeFile(const KeptBytes& bytes);
  // Where the signature "PE\0\0" stands; nothing for a program of DOS.
  static std::optional<std::uint64_t> find(const KeptBytes& bytes);

  const Fields& fields() const { return fields_; }
  const std::vector<CoffSection>& sections() const { return sections_; }
  std::uint64_t symbols_offset() const { return symbols_offset_; }
  std::uint64_t symbol_count() const { return symbol_count_; }
  // What the header says, empty where it has no such directory. An address, but for certificates.
  Range directory(Directory which) const;
  std::optional<std::uint64_t> offset_of(std::uint64_t address) const;
  // Where the last thing ends that a header names. Throws Unread when that is behind the file's
  // end.
  std::uint64_t end() const;

private:
  std::uint64_t strings_begin() const;
  void extend(std::uint64_t& end, const Range& range) const;

  Fields fields_;
  std::uint64_t symbols_offset_ = 0;
  std::uint64_t symbol_count_ = 0;
  std::uint64_t directories_ = 0;
  std::uint64_t directory_count_ = 0;
  std::uint64_t headers_size_ = 0;
  std::vector<CoffSection> sections_;
};

} // namespace package_audit::content::binaries
