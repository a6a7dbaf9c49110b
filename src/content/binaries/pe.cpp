#include "content/binaries/dwarf_line.hpp"
#include "content/binaries/pe_file.hpp"
#include "content/facts.hpp"
#include "content/readers.hpp"

#include <algorithm>
#include <string>

namespace package_audit::content::binaries {

namespace {

// "PE Format", Debug Type; the last is of .NET ("PE and COFF Specification Addendum").
enum DebugType : std::uint64_t { k_coff = 1, k_codeview = 2, k_embedded_portable_pdb = 17 };

constexpr std::uint64_t k_debug_entry_size = 28;
// A linker writes fewer than ten.
constexpr std::uint64_t k_most_debug_entries = 64;
constexpr std::size_t k_longest_path = 4096;

class PeReading {
public:
  PeReading(const KeptBytes& bytes, std::vector<Fact>& facts)
      : bytes_(bytes), facts_(facts), file_(bytes) {}

  void read() {
    judge_sections();
    if (file_.symbols_offset() != 0 && file_.symbol_count() != 0) {
      add_fact(
          facts_,
          {.kind = FactKind::symbol_table, .subject = "COFF", .offset = file_.symbols_offset()});
    }
    judge_debug_directory();
    add_trailing(facts_, "PE", bytes_, std::max(file_.end(), debug_end_));
  }

private:
  void judge_sections();
  void judge_line_table();
  void judge_debug_directory();
  void judge_debug_entry(std::uint64_t at);
  void judge_codeview(std::uint64_t offset, std::uint64_t size);
  std::string_view content_of(std::string_view name, std::uint64_t& offset) const;

  const KeptBytes& bytes_;
  std::vector<Fact>& facts_;
  PeFile file_;
  std::uint64_t debug_end_ = 0;
};

void PeReading::judge_sections() {
  SectionTally debug_info(FactKind::debug_info, k_telling_debug_info);
  for (const CoffSection& section : file_.sections()) {
    if (is_coff_debug_section(section.name)) debug_info.count(section.name, section.offset);
  }
  debug_info.report(facts_);
  judge_line_table();
}

// Without the zeros that fill it up.
std::string_view PeReading::content_of(std::string_view name, std::uint64_t& offset) const {
  for (const CoffSection& section : file_.sections()) {
    if (section.name != name) continue;
    offset = section.offset;
    return file_.fields().bytes(section.offset, std::min(section.size, section.size_in_memory));
  }
  return {};
}

void PeReading::judge_line_table() {
  try {
    std::uint64_t ignored = 0;
    LineTable table{.line_strings = content_of(".debug_line_str", ignored)};
    table.line = content_of(".debug_line", table.offset);
    read_line_tables(table, facts_);
  } catch (const Unread& unread) {
    add_unread(facts_, "DWARF", unread);
  }
}

void PeReading::judge_debug_directory() {
  const PeFile::Range directory = file_.directory(PeFile::debug);
  if (directory.size == 0) return;
  const auto offset = file_.offset_of(directory.begin);
  const std::uint64_t count = directory.size / k_debug_entry_size;
  if (!offset || count > k_most_debug_entries) {
    add_unread(facts_, "PE", {.why = "its debug directory is in no section, or too large"});
    return;
  }
  for (std::uint64_t i = 0; i < count; ++i)
    judge_debug_entry(*offset + i * k_debug_entry_size);
}

void PeReading::judge_debug_entry(std::uint64_t at) {
  const Fields& fields = file_.fields();
  const std::uint64_t type = fields.number(at + 12, 4);
  const std::uint64_t size = fields.number(at + 16, 4);
  const std::uint64_t offset = fields.number(at + 24, 4);
  if (offset != 0 && offset <= fields.size() && size <= fields.size() - offset) {
    // May stand behind the last section.
    debug_end_ = std::max(debug_end_, offset + size);
  }
  if (type == k_codeview) judge_codeview(offset, size);
  if (type == k_embedded_portable_pdb) {
    add_fact(facts_, {.kind = FactKind::debug_info, .subject = "portable PDB", .offset = offset});
  }
  if (type == k_coff) {
    add_fact(facts_, {.kind = FactKind::debug_info, .subject = "COFF", .offset = offset});
  }
}

// A signature and the path behind what identifies the program database: a GUID and an age, or in
// the older form a number and an age. Others hold the debug information itself.
void PeReading::judge_codeview(std::uint64_t offset, std::uint64_t size) {
  const Fields& fields = file_.fields();
  const std::string_view signature = fields.bytes(offset, 4);
  const std::uint64_t path = signature == "RSDS" ? 24 : signature == "NB10" ? 16 : 0;
  if (path == 0) {
    add_fact(facts_, {.kind = FactKind::debug_info, .subject = "CodeView", .offset = offset});
    return;
  }
  // MinGW writes one without a path, for its number alone.
  if (path >= size) return;
  const std::string_view name = fields.text(offset + path, offset + size, k_longest_path);
  if (name.empty()) return;
  add_fact(facts_, {.kind = FactKind::debug_reference,
                    .subject = "PDB",
                    .detail = shortened(name),
                    .offset = offset + path});
}

} // namespace

bool is_pe(std::string_view head) {
  return head.starts_with("MZ");
}

void read_pe(const KeptBytes& bytes, std::vector<Fact>& facts) {
  if (!PeFile::find(bytes)) return; // a program of DOS, or a text
  try {
    PeReading(bytes, facts).read();
  } catch (const Unread& unread) {
    add_unread(facts, "PE", unread);
  }
}

} // namespace package_audit::content::binaries
