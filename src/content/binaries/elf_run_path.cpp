#include "content/binaries/elf_file.hpp"
#include "content/facts.hpp"

#include <algorithm>
#include <optional>

namespace package_audit::content::binaries {

namespace {

constexpr std::uint32_t k_load = 1;
constexpr std::uint32_t k_dynamic = 2;
constexpr std::uint32_t k_no_bits = 8;

enum Tag : std::uint64_t { k_end = 0, k_strtab = 5, k_strsz = 10, k_rpath = 15, k_runpath = 29 };

// More than any program lists.
constexpr std::size_t k_max_directories = 256;
constexpr std::size_t k_max_list_size = std::size_t{64} << 10;

class DynamicSection {
public:
  DynamicSection(const ElfFile& file, std::vector<Fact>& facts) : file_(file), facts_(facts) {}

  void read();

private:
  struct List {
    Tag tag = k_end;
    std::uint64_t offset = 0; // in the string table
  };

  void read_table(const ElfSegment& segment);
  void read_list(const List& list, std::uint64_t begin);
  std::uint64_t offset_of(std::uint64_t address) const;

  const ElfFile& file_;
  std::vector<Fact>& facts_;
  std::vector<List> lists_;
  std::optional<std::uint64_t> strings_address_{};
  std::uint64_t strings_size_ = 0;
  std::size_t directory_count_ = 0;
};

void DynamicSection::read() {
  for (const ElfSegment& segment : file_.segments()) {
    if (segment.type != k_dynamic) continue;
    // A separate file of debug information has the segments of its program without their bytes.
    const bool has_no_bytes = std::any_of(
        file_.sections().begin(), file_.sections().end(), [&](const ElfSection& section) {
          return section.type == k_no_bits && section.address == segment.address &&
                 section.name == ".dynamic";
        });
    if (!has_no_bytes) read_table(segment);
  }
  if (lists_.empty()) return;
  if (!strings_address_)
    throw StructureError{.reason = "its dynamic section names texts and has none"};
  const std::uint64_t begin = offset_of(*strings_address_);
  for (const List& list : lists_)
    read_list(list, begin);
}

void DynamicSection::read_table(const ElfSegment& segment) {
  const std::size_t entry_size = 2 * file_.word();
  Cursor cursor(file_.fields().bytes(segment.offset, segment.size), file_.fields().order(),
                segment.offset);
  while (cursor.left() >= entry_size) {
    const std::uint64_t tag = cursor.number(file_.word());
    const std::uint64_t value = cursor.number(file_.word());
    if (tag == k_end) return;
    if (tag == k_strtab) strings_address_ = value;
    if (tag == k_strsz) strings_size_ = value;
    if (tag != k_rpath && tag != k_runpath) continue;
    if (lists_.size() == k_max_directories) {
      throw StructureError{.reason = "its dynamic section has too many run paths",
                           .offset = segment.offset};
    }
    lists_.push_back({static_cast<Tag>(tag), value});
  }
}

void DynamicSection::read_list(const List& list, std::uint64_t begin) {
  const StructView& fields = file_.fields();
  if (list.offset >= strings_size_ || begin > fields.size() ||
      strings_size_ > fields.size() - begin) {
    throw StructureError{.reason = "a run path lies behind the end of the texts", .offset = begin};
  }
  const std::uint64_t offset = begin + list.offset;
  const std::string_view directories = fields.text(offset, begin + strings_size_, k_max_list_size);
  if (directories.size() == k_max_list_size) {
    throw StructureError{.reason = "a run path is too long to be one", .offset = offset};
  }
  for (std::size_t at = 0; at <= directories.size();) {
    const std::size_t colon = std::min(directories.find(':', at), directories.size());
    if (++directory_count_ > k_max_directories) {
      throw StructureError{.reason = "it has too many run paths", .offset = offset};
    }
    add_fact(facts_, {.kind = FactKind::run_path,
                      .subject = truncated(directories.substr(at, colon - at)),
                      .detail = list.tag == k_rpath ? "RPATH" : "RUNPATH",
                      .offset = offset + at});
    at = colon + 1;
  }
}

// The file offset of an address: that of the loaded segment that contains it.
std::uint64_t DynamicSection::offset_of(std::uint64_t address) const {
  for (const ElfSegment& segment : file_.segments()) {
    if (segment.type == k_load && address >= segment.address &&
        address - segment.address < segment.size) {
      return segment.offset + (address - segment.address);
    }
  }
  throw StructureError{.reason = "the texts of its dynamic section are in no segment"};
}

} // namespace

void read_elf_run_paths(const ElfFile& file, std::vector<Fact>& facts) {
  try {
    DynamicSection(file, facts).read();
  } catch (const StructureError& error) {
    add_unread_structure(facts, "ELF", error);
  }
}

} // namespace package_audit::content::binaries
