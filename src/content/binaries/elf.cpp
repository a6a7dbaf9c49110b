#include "content/binaries/elf_file.hpp"
#include "content/binaries/elf_run_path.hpp"
#include "content/binaries/elf_sources.hpp"
#include "content/facts.hpp"
#include "content/readers.hpp"

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

bool begins_with_any(std::string_view name, std::span<const std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return name.starts_with(beginning); });
}

// ".debug_types" and ".debug" (DWARF 1) alike; ".stabstr" goes with ".stab".
bool is_debug_info(std::string_view name) {
  constexpr std::array<std::string_view, 5> k_beginnings{".debug_", ".zdebug_", ".gnu_debugdata",
                                                         ".stab", ".gnu.debuglto_"};
  return name == ".debug" || begins_with_any(name, k_beginnings);
}

bool is_link_time_code(std::string_view name) {
  constexpr std::array<std::string_view, 2> k_beginnings{".gnu.lto_", ".llvm.lto"};
  return name == ".llvmbc" || begins_with_any(name, k_beginnings);
}

bool is_command_line(std::string_view name) {
  return name == ".GCC.command.line" || name == ".llvmcmd";
}

class ElfReading {
public:
  ElfReading(const KeptBytes& bytes, std::vector<Fact>& facts)
      : bytes_(bytes), facts_(facts), file_(bytes) {}

  void read() {
    if (file_.type() == k_core) {
      // Nothing else of it matters, and a core file may be cut off by a limit.
      add_fact(facts_, {.kind = FactKind::core_dump, .subject = "ELF"});
      return;
    }
    if (file_.names_fault()) add_unread(facts_, "ELF", *file_.names_fault());
    judge_sections(SectionTally(FactKind::debug_info, k_telling_debug_info), is_debug_info);
    judge_sections(SectionTally(FactKind::link_time_code), is_link_time_code);
    judge_sections(SectionTally(FactKind::command_line), is_command_line);
    judge_symbols();
    judge_links();
    read_elf_run_paths(file_, facts_);
    read_elf_sources(file_, facts_);
    add_trailing(facts_, "ELF", bytes_, file_.end());
  }

private:
  void judge_sections(SectionTally tally, bool (*is_one)(std::string_view));
  void judge_symbols();
  void judge_links();

  const KeptBytes& bytes_;
  std::vector<Fact>& facts_;
  ElfFile file_;
};

void ElfReading::judge_sections(SectionTally tally, bool (*is_one)(std::string_view)) {
  for (const ElfSection& section : file_.sections()) {
    if (section.has_bytes() && is_one(section.name)) tally.count(section.name, section.offset);
  }
  tally.report(facts_);
}

// A relocatable object, and so a kernel module, cannot be linked without its symbols.
void ElfReading::judge_symbols() {
  if (file_.type() != k_executable && file_.type() != k_shared_object) return;
  if (file_.find(".modinfo") != nullptr) return;
  SectionTally tally(FactKind::symbol_table);
  for (const ElfSection& section : file_.sections()) {
    if (section.type != k_symbol_table) continue;
    tally.count(section.name.empty() ? ".symtab" : section.name, section.offset);
  }
  tally.report(facts_);
}

// GDB manual, "Debugging Information in Separate Files": the file's name stands first; DWARF 5
// supplementary files use .gnu_debugaltlink in the same way.
void ElfReading::judge_links() {
  constexpr std::size_t k_longest_path = 4096;
  for (const std::string_view name : {".gnu_debuglink", ".gnu_debugaltlink"}) {
    const ElfSection* const section = file_.find(name);
    if (section == nullptr || !section->has_bytes()) continue;
    try {
      const std::string_view target =
          file_.fields().text(section->offset, section->offset + section->size, k_longest_path);
      add_fact(facts_, {.kind = FactKind::debug_reference,
                        .subject = std::string(name),
                        .detail = shortened(target),
                        .offset = section->offset});
    } catch (const Unread& unread) {
      add_unread(facts_, "ELF", unread);
    }
  }
}

} // namespace

bool is_elf(std::string_view head) {
  return head.starts_with("\x7F"
                          "ELF");
}

void read_elf(const KeptBytes& bytes, std::vector<Fact>& facts) {
  try {
    ElfReading(bytes, facts).read();
  } catch (const Unread& unread) {
    add_unread(facts, "ELF", unread);
  }
}

} // namespace package_audit::content::binaries
