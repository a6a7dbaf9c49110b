#include "content/binaries/elf_run_path.hpp"

#include "content/facts.hpp"

#include <algorithm>
#include <optional>

namespace package_audit::content::binaries {

namespace {

constexpr std::uint32_t k_load = 1;
constexpr std::uint32_t k_dynamic = 2;
constexpr std::uint32_t k_no_bits = 8;

enum Tag : std::uint64_t { k_end = 0, k_strtab = 5, k_strsz = 10, k_rpath = 15, k_runpath = 29 };

// More than one program would list; what is over it is not read.
constexpr std::size_t k_most_folders = 256;
constexpr std::size_t k_longest_list = std::size_t{64} << 10;

class DynamicSection {
public:
  DynamicSection(const ElfFile& file, std::vector<Fact>& facts) : file_(file), facts_(facts) {}

  void read();

private:
  struct List {
    Tag tag = k_end;
    std::uint64_t text = 0; // in the table of texts
  };

  void read_table(const ElfSegment& segment);
  void read_list(const List& list, std::uint64_t begin);
  std::uint64_t offset_of(std::uint64_t address) const;

  const ElfFile& file_;
  std::vector<Fact>& facts_;
  std::vector<List> lists_;
  std::optional<std::uint64_t> texts_address_{};
  std::uint64_t texts_size_ = 0;
  std::size_t folders_ = 0;
};

void DynamicSection::read() {
  for (const ElfSegment& segment : file_.segments()) {
    if (segment.type != k_dynamic) continue;
    // A file of debug information keeps the program's segments without their bytes.
    const bool is_bare = std::any_of(
        file_.sections().begin(), file_.sections().end(), [&](const ElfSection& section) {
          return section.type == k_no_bits && section.address == segment.address &&
                 section.name == ".dynamic";
        });
    if (!is_bare) read_table(segment);
  }
  if (lists_.empty()) return;
  if (!texts_address_) throw Unread{.why = "its dynamic section names texts and has none"};
  const std::uint64_t begin = offset_of(*texts_address_);
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
    if (tag == k_strtab) texts_address_ = value;
    if (tag == k_strsz) texts_size_ = value;
    if (tag != k_rpath && tag != k_runpath) continue;
    if (lists_.size() == k_most_folders) {
      throw Unread{.why = "its dynamic section has too many run paths", .offset = segment.offset};
    }
    lists_.push_back({static_cast<Tag>(tag), value});
  }
}

void DynamicSection::read_list(const List& list, std::uint64_t begin) {
  const Fields& fields = file_.fields();
  if (list.text >= texts_size_ || begin > fields.size() || texts_size_ > fields.size() - begin) {
    throw Unread{.why = "a run path lies behind the end of the texts", .offset = begin};
  }
  const std::uint64_t offset = begin + list.text;
  const std::string_view folders = fields.text(offset, begin + texts_size_, k_longest_list);
  if (folders.size() == k_longest_list) {
    throw Unread{.why = "a run path is too long to be one", .offset = offset};
  }
  for (std::size_t at = 0; at <= folders.size();) {
    const std::size_t colon = std::min(folders.find(':', at), folders.size());
    if (++folders_ > k_most_folders) {
      throw Unread{.why = "it has too many run paths", .offset = offset};
    }
    add_fact(facts_, {.kind = FactKind::run_path,
                      .subject = shortened(folders.substr(at, colon - at)),
                      .detail = list.tag == k_rpath ? "RPATH" : "RUNPATH",
                      .offset = offset + at});
    at = colon + 1;
  }
}

// The loader adds addresses; in the file they are where a loaded segment holds them.
std::uint64_t DynamicSection::offset_of(std::uint64_t address) const {
  for (const ElfSegment& segment : file_.segments()) {
    if (segment.type == k_load && address >= segment.address &&
        address - segment.address < segment.size) {
      return segment.offset + (address - segment.address);
    }
  }
  throw Unread{.why = "the texts of its dynamic section are in no segment"};
}

} // namespace

void read_elf_run_paths(const ElfFile& file, std::vector<Fact>& facts) {
  try {
    DynamicSection(file, facts).read();
  } catch (const Unread& unread) {
    add_unread(facts, "ELF", unread);
  }
}

} // namespace package_audit::content::binaries
