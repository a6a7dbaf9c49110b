#include "content/binaries/elf_sources.hpp"

#include "base/bytes.hpp"
#include "content/binaries/dwarf_line.hpp"
#include "content/binaries/inflate.hpp"
#include "content/facts.hpp"

#include <optional>
#include <string>

namespace package_audit::content::binaries {

namespace {

constexpr std::uint16_t k_relocatable = 1;
constexpr std::uint64_t k_compressed = 0x800;
constexpr std::uint64_t k_zlib = 1;
constexpr std::uint64_t k_zstd = 2;

// ".debug_line" and, in objects, ".debug_line.text.f" for a function of its own; ".debug_line.dwo"
// and what link-time optimisation sets aside too.
bool is_line_table(std::string_view name) {
  constexpr std::string_view k_set_aside = ".gnu.debuglto_";
  if (name.starts_with(k_set_aside)) name.remove_prefix(k_set_aside.size());
  return name == ".debug_line" || name == ".zdebug_line" || name.starts_with(".debug_line.");
}

class ElfSources {
public:
  ElfSources(const ElfFile& file, std::vector<Fact>& facts) : file_(file), facts_(facts) {}

  void read() {
    for (const ElfSection& section : file_.sections()) {
      if (section.has_bytes() && is_line_table(section.name)) read_section(section);
    }
  }

private:
  // Bytes of a section, unpacked into `room` when they have to be.
  std::string_view unpacked(const ElfSection& section, std::string& room);
  // Empty when the file has none, or they cannot be read.
  std::string_view line_strings();
  void read_section(const ElfSection& section);
  void spend(std::uint64_t size);

  const ElfFile& file_;
  std::vector<Fact>& facts_;
  std::optional<std::string_view> line_strings_{};
  std::string room_;
  // Sections may overlap, and an object has thousands of them.
  std::uint64_t budget_ = 3 * k_largest_section;
};

void ElfSources::spend(std::uint64_t size) {
  if (size > budget_) throw Unread{.why = "its line tables are too large together"};
  budget_ -= size;
}

std::string_view ElfSources::unpacked(const ElfSection& section, std::string& room) {
  const std::string_view bytes = file_.content(section);
  if (section.name.starts_with(".zdebug_")) {
    constexpr std::string_view k_magic = "ZLIB";
    constexpr std::size_t k_size = 8;
    if (!bytes.starts_with(k_magic) || bytes.size() < k_magic.size() + k_size) {
      throw Unread{.why = "a compressed section is damaged", .offset = section.offset};
    }
    const std::uint64_t size = base::big_endian(bytes, k_magic.size(), k_size);
    spend(bytes.size() + size);
    room = inflate_zlib(bytes.substr(k_magic.size() + k_size), size);
    return room;
  }
  if ((section.flags & k_compressed) == 0) {
    spend(bytes.size());
    return bytes;
  }
  Cursor header(bytes, file_.fields().order(), section.offset);
  const std::uint64_t type = header.number(4);
  if (file_.is_64()) header.bytes(4);
  const std::uint64_t size = header.number(file_.word());
  header.bytes(file_.word());
  if (type != k_zlib && type != k_zstd) {
    throw Unread{.why = "a section is compressed in an unknown way", .offset = section.offset};
  }
  spend(bytes.size() + size);
  const std::string_view packed = header.bytes(header.left());
  room = type == k_zlib ? inflate_zlib(packed, size) : inflate_zstd(packed, size);
  return room;
}

std::string_view ElfSources::line_strings() {
  if (line_strings_) return *line_strings_;
  line_strings_.emplace();
  const ElfSection* section = file_.find(".debug_line_str");
  if (section == nullptr) section = file_.find(".zdebug_line_str");
  if (section == nullptr || !section->has_bytes()) return {};
  try {
    line_strings_ = unpacked(*section, room_);
  } catch (const Unread& unread) {
    add_unread(facts_, "DWARF", unread);
  }
  return *line_strings_;
}

void ElfSources::read_section(const ElfSection& section) {
  // In an object, a linker still has to fill in where the texts are.
  const bool is_relocatable = file_.type() == k_relocatable;
  const bool is_packed_by_name = section.name == ".zdebug_line";
  try {
    std::string room;
    const std::string_view line = unpacked(section, room);
    read_line_tables({.line = line,
                      .line_strings = is_relocatable ? std::string_view{} : line_strings(),
                      .order = file_.fields().order(),
                      .offset = section.offset,
                      .name = is_packed_by_name ? ".zdebug_line" : ".debug_line"},
                     facts_);
  } catch (const Unread& unread) {
    add_unread(facts_, "DWARF", unread);
  }
}

} // namespace

void read_elf_sources(const ElfFile& file, std::vector<Fact>& facts) {
  ElfSources(file, facts).read();
}

} // namespace package_audit::content::binaries
