#include "content/binaries/dwarf_line.hpp"
#include "content/binaries/pe_file.hpp"
#include "content/binaries/readers.hpp"
#include "content/facts.hpp"

#include <algorithm>
#include <string>

namespace package_audit::content::binaries {

namespace {

// "PE Format", Debug Type; the last is of .NET ("PE and COFF Specification Addendum").
enum DebugType : std::uint64_t { k_coff = 1, k_codeview = 2, k_embedded_portable_pdb = 17 };

constexpr std::uint64_t k_debug_entry_size = 28;
// Linkers write fewer than ten.
constexpr std::uint64_t k_max_debug_entries = 64;
constexpr std::size_t k_max_path_size = 4096;

class PeReader {
public:
  PeReader(const HeadTailBuffer& bytes, std::vector<Fact>& facts)
      : bytes_(bytes), facts_(facts), file_(bytes) {}

  void read() {
    read_sections();
    if (file_.symbols_offset() != 0 && file_.symbol_count() != 0) {
      add_fact(
          facts_,
          {.kind = FactKind::symbol_table, .subject = "COFF", .offset = file_.symbols_offset()});
    }
    read_debug_directory();
    add_trailing_data(facts_, "PE", bytes_, std::max(file_.end(), debug_end_));
  }

private:
  void read_sections();
  void read_line_table();
  void read_debug_directory();
  void read_debug_entry(std::uint64_t at);
  void read_codeview(std::uint64_t offset, std::uint64_t size);
  std::string_view content_of(std::string_view name, std::uint64_t& offset) const;

  const HeadTailBuffer& bytes_;
  std::vector<Fact>& facts_;
  PeFile file_;
  std::uint64_t debug_end_ = 0;
};

void PeReader::read_sections() {
  SectionCounter debug_info(FactKind::debug_info, k_debug_info_suffix);
  for (const CoffSection& section : file_.sections()) {
    if (is_coff_debug_section(section.name)) debug_info.add(section.name, section.offset);
  }
  debug_info.report(facts_);
  read_line_table();
}

// Without padding.
std::string_view PeReader::content_of(std::string_view name, std::uint64_t& offset) const {
  for (const CoffSection& section : file_.sections()) {
    if (section.name != name) continue;
    offset = section.offset;
    return file_.fields().bytes(section.offset, std::min(section.size, section.size_in_memory));
  }
  return {};
}

void PeReader::read_line_table() {
  try {
    std::uint64_t ignored = 0;
    LineTable table{.line_strings = content_of(".debug_line_str", ignored)};
    table.line = content_of(".debug_line", table.offset);
    read_line_tables(table, facts_);
  } catch (const StructureError& error) {
    add_unread_structure(facts_, "DWARF", error);
  }
}

void PeReader::read_debug_directory() {
  const PeFile::Range directory = file_.directory(PeFile::debug);
  if (directory.size == 0) return;
  const auto offset = file_.offset_of(directory.begin);
  const std::uint64_t count = directory.size / k_debug_entry_size;
  if (!offset || count > k_max_debug_entries) {
    add_unread_structure(facts_, "PE",
                         {.reason = "its debug directory is in no section, or too large"});
    return;
  }
  for (std::uint64_t i = 0; i < count; ++i)
    read_debug_entry(*offset + i * k_debug_entry_size);
}

void PeReader::read_debug_entry(std::uint64_t at) {
  const StructView& fields = file_.fields();
  const std::uint64_t type = fields.number(at + 12, 4);
  const std::uint64_t size = fields.number(at + 16, 4);
  const std::uint64_t offset = fields.number(at + 24, 4);
  if (offset != 0 && offset <= fields.size() && size <= fields.size() - offset) {
    // It may be behind the last section.
    debug_end_ = std::max(debug_end_, offset + size);
  }
  if (type == k_codeview) read_codeview(offset, size);
  if (type == k_embedded_portable_pdb) {
    add_fact(facts_, {.kind = FactKind::debug_info, .subject = "portable PDB", .offset = offset});
  }
  if (type == k_coff) {
    add_fact(facts_, {.kind = FactKind::debug_info, .subject = "COFF", .offset = offset});
  }
}

// A signature, an ID (a GUID and an age, or in the older form a number and an age) and the path of
// the program database. Other signatures precede the debug information itself.
void PeReader::read_codeview(std::uint64_t offset, std::uint64_t size) {
  const StructView& fields = file_.fields();
  const std::string_view signature = fields.bytes(offset, 4);
  const std::uint64_t path = signature == "RSDS" ? 24 : signature == "NB10" ? 16 : 0;
  if (path == 0) {
    add_fact(facts_, {.kind = FactKind::debug_info, .subject = "CodeView", .offset = offset});
    return;
  }
  // MinGW writes an ID without a path.
  if (path >= size) return;
  const std::string_view name = fields.text(offset + path, offset + size, k_max_path_size);
  if (name.empty()) return;
  add_fact(facts_, {.kind = FactKind::debug_reference,
                    .subject = "PDB",
                    .detail = truncated(name),
                    .offset = offset + path});
}

} // namespace

bool is_pe(std::string_view head) {
  return head.starts_with("MZ");
}

void read_pe(const HeadTailBuffer& bytes, std::vector<Fact>& facts) {
  if (!PeFile::find(bytes)) return; // a program of DOS, or a text
  try {
    PeReader(bytes, facts).read();
  } catch (const StructureError& error) {
    add_unread_structure(facts, "PE", error);
  }
}

} // namespace package_audit::content::binaries
