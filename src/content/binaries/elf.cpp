#include "content/binaries/elf_file.hpp"
#include "content/binaries/readers.hpp"
#include "content/facts.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace package_audit::content::binaries {

namespace {

// gABI, chapter 4: e_type and sh_type.
constexpr std::uint16_t k_executable = 2;
constexpr std::uint16_t k_shared_object = 3;
constexpr std::uint16_t k_core = 4;
constexpr std::uint32_t k_symbol_table = 2;

bool starts_with_any(std::string_view name, std::span<const std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return name.starts_with(prefix); });
}

// ".debug" is DWARF 1; ".stabstr" belongs to ".stab".
bool is_debug_info(std::string_view name) {
  constexpr std::array<std::string_view, 5> k_prefixes{".debug_", ".zdebug_", ".gnu_debugdata",
                                                       ".stab", ".gnu.debuglto_"};
  return name == ".debug" || starts_with_any(name, k_prefixes);
}

bool is_link_time_code(std::string_view name) {
  constexpr std::array<std::string_view, 2> k_prefixes{".gnu.lto_", ".llvm.lto"};
  return name == ".llvmbc" || starts_with_any(name, k_prefixes);
}

bool is_command_line(std::string_view name) {
  return name == ".GCC.command.line" || name == ".llvmcmd";
}

class ElfReader {
public:
  ElfReader(const HeadTailBuffer& bytes, std::vector<Fact>& facts)
      : bytes_(bytes), facts_(facts), file_(bytes) {}

  void read() {
    if (file_.type() == k_core) {
      // A core file may be cut off by a limit; its other facts do not matter.
      add_fact(facts_, {.kind = FactKind::core_dump, .subject = "ELF"});
      return;
    }
    if (file_.names_error()) add_unread_structure(facts_, "ELF", *file_.names_error());
    read_sections(SectionCounter(FactKind::debug_info, k_debug_info_suffix), is_debug_info);
    read_sections(SectionCounter(FactKind::link_time_code), is_link_time_code);
    read_sections(SectionCounter(FactKind::command_line), is_command_line);
    read_symbols();
    read_debug_links();
    read_elf_run_paths(file_, facts_);
    read_elf_sources(file_, facts_);
    add_trailing_data(facts_, "ELF", bytes_, file_.end());
  }

private:
  void read_sections(SectionCounter counter, bool (*is_counted)(std::string_view));
  void read_symbols();
  void read_debug_links();

  const HeadTailBuffer& bytes_;
  std::vector<Fact>& facts_;
  ElfFile file_;
};

void ElfReader::read_sections(SectionCounter counter, bool (*is_counted)(std::string_view)) {
  for (const ElfSection& section : file_.sections()) {
    if (section.has_bytes() && is_counted(section.name)) counter.add(section.name, section.offset);
  }
  counter.report(facts_);
}

// Relocatable objects, kernel modules among them, cannot be linked without their symbols.
void ElfReader::read_symbols() {
  if (file_.type() != k_executable && file_.type() != k_shared_object) return;
  if (file_.find(".modinfo") != nullptr) return;
  SectionCounter counter(FactKind::symbol_table);
  for (const ElfSection& section : file_.sections()) {
    if (section.type != k_symbol_table) continue;
    counter.add(section.name.empty() ? ".symtab" : section.name, section.offset);
  }
  counter.report(facts_);
}

// GDB manual, "Debugging Information in Separate Files": the section begins with the file's name.
// .gnu_debugaltlink names a DWARF 5 supplementary file in the same way.
void ElfReader::read_debug_links() {
  constexpr std::size_t k_max_path_size = 4096;
  for (const std::string_view name : {".gnu_debuglink", ".gnu_debugaltlink"}) {
    const ElfSection* const section = file_.find(name);
    if (section == nullptr || !section->has_bytes()) continue;
    try {
      const std::string_view target =
          file_.fields().text(section->offset, section->offset + section->size, k_max_path_size);
      add_fact(facts_, {.kind = FactKind::debug_reference,
                        .subject = std::string(name),
                        .detail = truncated(target),
                        .offset = section->offset});
    } catch (const StructureError& error) {
      add_unread_structure(facts_, "ELF", error);
    }
  }
}

} // namespace

bool is_elf(std::string_view head) {
  return head.starts_with("\x7F"
                          "ELF");
}

void read_elf(const HeadTailBuffer& bytes, std::vector<Fact>& facts) {
  try {
    ElfReader(bytes, facts).read();
  } catch (const StructureError& error) {
    add_unread_structure(facts, "ELF", error);
  }
}

} // namespace package_audit::content::binaries
