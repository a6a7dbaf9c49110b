#pragma once

#include "content/binaries/struct_view.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace package_audit::content::binaries {

// A slice of a file. A universal ("fat") file has one for each machine.
struct MachoRange {
  std::uint64_t begin = 0;
  std::uint64_t size = 0;
};

// All offsets below count from the beginning of the slice.

struct MachoCommand {
  // <mach-o/loader.h>
  enum Type : std::uint32_t {
    segment = 0x1,
    symbols = 0x2,
    segment_64 = 0x19,
    run_path = 0x8000001C,
  };
  std::uint32_t type = 0;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

struct MachoSection {
  std::string_view segment{};
  std::string_view name{};
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

struct MachoSymbols {
  std::uint64_t offset = 0;
  std::uint64_t count = 0;
  std::uint64_t strings = 0;
  std::uint64_t strings_size = 0;
};

// The header and the load commands of a Mach-O file of any word size and byte order.
class MachoFile {
public:
  // Throws StructureError.
  MachoFile(const HeadTailBuffer& bytes, const MachoRange& slice);
  // Nothing unless `head` is that of a Mach-O file.
  static std::optional<ByteOrder> order_of(std::string_view head);

  const StructView& fields() const { return fields_; }
  std::uint64_t file_type() const { return file_type_; }
  const std::vector<MachoCommand>& commands() const { return commands_; }
  const std::vector<MachoSection>& sections() const { return sections_; }
  const MachoSymbols& symbols() const { return symbols_; }
  std::uint64_t symbol_size() const { return is_64_ ? 16 : 12; }
  const MachoSection* find(std::string_view segment, std::string_view name) const;
  // End of the last segment and of the symbols and their names; 0 for an object, where parts follow
  // that no command names.
  std::uint64_t end() const;

private:
  void read_commands();
  void read_segment(const MachoCommand& command);
  void read_symbols(const MachoCommand& command);

  StructView fields_;
  bool is_64_ = false;
  std::uint64_t file_type_ = 0;
  std::uint64_t end_ = 0;
  std::vector<MachoCommand> commands_;
  std::vector<MachoSection> sections_;
  MachoSymbols symbols_;
};

// <mach-o/fat.h>. Java classes begin with the same four bytes, followed by a version of at least 45
// in place of the number of slices.
bool is_fat_macho(std::string_view head);
// The slices of a file, one for a file that is not universal. Throws StructureError.
std::vector<MachoRange> macho_slices(const HeadTailBuffer& bytes);

} // namespace package_audit::content::binaries
