#include "content/binaries/dwarf_line.hpp"
#include "content/binaries/macho_file.hpp"
#include "content/binaries/readers.hpp"
#include "content/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

namespace package_audit::content::binaries {

namespace {

// <mach-o/loader.h>: filetype and cmd.
enum FileType : std::uint64_t { k_object = 1, k_core = 4, k_dsym = 10 };

// <mach-o/nlist.h> and <mach-o/stab.h>.
constexpr std::uint8_t k_stab_mask = 0xE0;
constexpr std::uint8_t k_type_mask = 0x0E;
constexpr std::uint8_t k_in_section = 0x0E;
constexpr std::uint8_t k_external = 0x01;
constexpr std::uint8_t k_private_external = 0x10;
constexpr std::uint8_t k_object_name = 0x66; // N_OSO

constexpr std::size_t k_max_path_size = 4096;
// More than one program would have; what is over it is not read.
constexpr std::size_t k_max_run_paths = 256;

class MachoReader {
public:
  MachoReader(const MachoFile& file, std::vector<Fact>& facts) : file_(file), facts_(facts) {}

  void read() {
    if (file_.file_type() == k_core) {
      add_fact(
          facts_,
          {.kind = FactKind::core_dump, .subject = "Mach-O", .offset = file_.fields().begin()});
      return;
    }
    read_sections();
    read_line_table();
    read_run_paths();
    // A dSYM has the symbols of its program; objects are linked by them.
    if (file_.file_type() != k_object && file_.file_type() != k_dsym) read_symbols();
  }

private:
  void read_sections();
  void read_line_table();
  void read_run_paths();
  void read_symbols();
  void add_object_name(std::uint64_t text);

  const MachoFile& file_;
  std::vector<Fact>& facts_;
};

void MachoReader::read_sections() {
  SectionCounter debug_info(FactKind::debug_info, k_debug_info_suffix);
  SectionCounter code(FactKind::link_time_code);
  SectionCounter command_line(FactKind::command_line);
  for (const MachoSection& section : file_.sections()) {
    const std::uint64_t at = file_.fields().begin() + section.offset;
    if (section.size == 0) continue;
    if (section.segment == "__DWARF") debug_info.add(section.name, at);
    if (section.segment != "__LLVM") continue;
    (section.name == "__cmdline" ? command_line : code).add(section.name, at);
  }
  debug_info.report(facts_);
  code.report(facts_);
  command_line.report(facts_);
  if (file_.file_type() == k_dsym) {
    add_fact(facts_,
             {.kind = FactKind::debug_info, .subject = "dSYM", .offset = file_.fields().begin()});
  }
}

void MachoReader::read_line_table() {
  const auto content = [&](std::string_view name) {
    const MachoSection* const section = file_.find("__DWARF", name);
    return section == nullptr ? std::string_view{}
                              : file_.fields().bytes(section->offset, section->size);
  };
  const MachoSection* const line = file_.find("__DWARF", "__debug_line");
  if (line == nullptr) return;
  try {
    const bool is_object = file_.file_type() == k_object;
    read_line_tables({.line = content("__debug_line"),
                      .line_strings = is_object ? std::string_view{} : content("__debug_line_str"),
                      .order = file_.fields().order(),
                      .offset = file_.fields().begin() + line->offset,
                      .name = "__debug_line"},
                     facts_);
  } catch (const StructureError& error) {
    add_unread_structure(facts_, "DWARF", error);
  }
}

void MachoReader::read_run_paths() {
  std::size_t count = 0;
  for (const MachoCommand& command : file_.commands()) {
    if (command.type != MachoCommand::run_path) continue;
    if (++count > k_max_run_paths) {
      throw StructureError{.reason = "it has too many run paths", .offset = command.offset};
    }
    const std::uint64_t text = command.offset + file_.fields().number(command.offset + 8, 4);
    const std::uint64_t end = command.offset + command.size;
    // The path may end with the command, without a NUL.
    const std::string_view field = file_.fields().bytes(text, text < end ? end - text : 0);
    add_fact(facts_, {.kind = FactKind::run_path,
                      .subject = truncated(field.substr(0, field.find('\0'))),
                      .detail = "LC_RPATH",
                      .offset = file_.fields().begin() + text});
  }
}

void MachoReader::read_symbols() {
  const MachoSymbols symbols = file_.symbols();
  const std::uint64_t size = file_.symbol_size();
  // Fail before the loop when the table is not buffered.
  file_.fields().bytes(symbols.offset, symbols.count * size);
  bool has_object_name = false;
  std::uint32_t local_count = 0;
  std::uint64_t first_local = 0;
  for (std::uint64_t i = 0; i < symbols.count; ++i) {
    const std::uint64_t at = symbols.offset + i * size;
    const auto type = static_cast<std::uint8_t>(file_.fields().number(at + 4, 1));
    const std::uint64_t text = file_.fields().number(at, 4);
    if ((type & k_stab_mask) != 0) {
      // The debug map: paths of the objects with debug information.
      if (type == k_object_name && !has_object_name) {
        add_object_name(text);
        has_object_name = true;
      }
    } else if ((type & k_type_mask) == k_in_section && text != 0 &&
               (type & (k_external | k_private_external)) == 0) {
      if (local_count++ == 0) first_local = at;
    }
  }
  if (local_count == 0) return;
  add_fact(facts_, {.kind = FactKind::symbol_table,
                    .subject = "LC_SYMTAB",
                    .offset = file_.fields().begin() + first_local,
                    .count = local_count});
}

void MachoReader::add_object_name(std::uint64_t text) {
  const MachoSymbols symbols = file_.symbols();
  const std::string_view name = file_.fields().text(
      symbols.strings + text, symbols.strings + symbols.strings_size, k_max_path_size);
  add_fact(facts_, {.kind = FactKind::debug_reference,
                    .subject = "N_OSO",
                    .detail = truncated(name),
                    .offset = file_.fields().begin() + symbols.strings + text});
}

} // namespace

bool is_macho(std::string_view head) {
  return MachoFile::order_of(head).has_value() || is_fat_macho(head);
}

void read_macho(const HeadTailBuffer& bytes, std::vector<Fact>& facts) {
  try {
    std::uint64_t end = 0;
    for (const MachoRange& slice : macho_slices(bytes)) {
      const MachoFile file(bytes, slice);
      MachoReader(file, facts).read();
      end = std::max({end, slice.size == bytes.size() ? 0 : slice.begin + slice.size,
                      slice.begin + file.end()});
    }
    if (end != 0) add_trailing_data(facts, "Mach-O", bytes, end);
  } catch (const StructureError& error) {
    add_unread_structure(facts, "Mach-O", error);
  }
}

} // namespace package_audit::content::binaries
