#include "content/binaries/elf_file.hpp"

#include "content/facts.hpp"

#include <algorithm>
#include <string>

namespace package_audit::content::binaries {

namespace {

constexpr std::uint64_t k_class_offset = 4;
constexpr std::uint64_t k_order_offset = 5;
constexpr std::size_t k_max_name_size = 256;
// Counts and indices that do not fit into the header are in section 0 (gABI, chapter 4: e_phnum,
// e_shnum, e_shstrndx).
constexpr std::uint64_t k_extended_segments = 0xFFFF;
constexpr std::uint64_t k_extended_index = 0xFFFF;

ByteOrder order_of(const HeadTailBuffer& bytes) {
  const auto ident = bytes.at(0, k_order_offset + 1);
  if (!ident) throw StructureError{.reason = "its header is cut off"};
  const char form = (*ident)[k_class_offset];
  const char order = (*ident)[k_order_offset];
  if (form < 1 || form > 2 || order < 1 || order > 2) {
    throw StructureError{.reason = "its header is of no known class or byte order",
                         .offset = k_class_offset};
  }
  return order == 1 ? ByteOrder::little : ByteOrder::big;
}

} // namespace

ElfFile::ElfFile(const HeadTailBuffer& bytes) : fields_(bytes, order_of(bytes)) {
  word_ = fields_.number(k_class_offset, 1) == 2 ? 8 : 4;
  read_header();
}

void ElfFile::read_header() {
  type_ = static_cast<std::uint16_t>(fields_.number(16, 2));
  const std::uint64_t header_size = is_64() ? 64 : 52;
  const std::uint64_t offsets = 24 + word_; // behind e_entry
  const std::uint64_t counts = header_size - 10;
  segment_table_ = {.offset = fields_.number(offsets, word_),
                    .count = fields_.number(counts + 2, 2),
                    .entry_size = fields_.number(counts, 2)};
  section_table_ = {.offset = fields_.number(offsets + word_, word_),
                    .count = fields_.number(counts + 6, 2),
                    .entry_size = fields_.number(counts + 4, 2)};
  std::uint64_t names = fields_.number(counts + 8, 2);
  if (section_table_.offset == 0) {
    section_table_.count = 0;
  } else {
    require_inside({section_table_.offset, 1, section_table_.entry_size}, "section");
    const ElfSection first = read_section(section_table_.offset);
    if (section_table_.count == 0) section_table_.count = first.size;
    if (names == k_extended_index) names = first.link;
    if (segment_table_.count == k_extended_segments) {
      segment_table_.count = fields_.number(section_table_.offset + (is_64() ? 44 : 28), 4);
    }
  }
  require_inside(section_table_, "section");
  require_inside(segment_table_, "segment");
  read_sections(names);
  read_segments();
}

void ElfFile::require_inside(const Table& table, std::string_view what) const {
  if (table.count == 0) return;
  const std::uint64_t section_size = is_64() ? 64 : 40;
  const std::uint64_t segment_size = is_64() ? 56 : 32;
  if (table.entry_size != (what == "section" ? section_size : segment_size)) {
    throw StructureError{.reason =
                             "its " + std::string(what) + " table has entries of an unknown size",
                         .offset = table.offset};
  }
  if (table.offset > fields_.size() ||
      table.count > (fields_.size() - table.offset) / table.entry_size) {
    throw StructureError{.reason = "its " + std::string(what) + " table is cut off",
                         .offset = table.offset};
  }
}

ElfSection ElfFile::read_section(std::uint64_t at) const {
  const auto word = [&](std::uint64_t number) {
    return fields_.number(at + 8 + number * word_, word_);
  };
  ElfSection section{.type = static_cast<std::uint32_t>(fields_.number(at + 4, 4)),
                     .flags = word(0),
                     .address = word(1),
                     .offset = word(2),
                     .size = word(3)};
  section.link = static_cast<std::uint32_t>(fields_.number(at + 8 + 4 * word_, 4));
  return section;
}

void ElfFile::read_sections(std::uint64_t names) {
  if (section_table_.count == 0) return;
  // Fail before memory is allocated for sections that are not buffered.
  fields_.bytes(section_table_.offset, section_table_.count * section_table_.entry_size);
  sections_.reserve(static_cast<std::size_t>(section_table_.count));
  for (std::uint64_t i = 0; i < section_table_.count; ++i) {
    sections_.push_back(read_section(section_table_.offset + i * section_table_.entry_size));
  }
  if (names == 0) return;
  try {
    read_names(names);
  } catch (const StructureError& error) {
    names_error_ = error;
  }
}

void ElfFile::read_names(std::uint64_t index) {
  if (index >= sections_.size()) {
    throw StructureError{.reason = "its sections have no names", .offset = section_table_.offset};
  }
  const ElfSection strings = sections_[static_cast<std::size_t>(index)];
  if (strings.offset > fields_.size() || strings.size > fields_.size() - strings.offset) {
    throw StructureError{.reason = "the names of its sections are cut off",
                         .offset = strings.offset};
  }
  for (std::size_t i = 1; i < sections_.size(); ++i) {
    const std::uint64_t name =
        fields_.number(section_table_.offset + i * section_table_.entry_size, 4);
    if (name >= strings.size) {
      throw StructureError{.reason = "a section's name lies behind the end",
                           .offset = strings.offset};
    }
    sections_[i].name =
        fields_.text(strings.offset + name, strings.offset + strings.size, k_max_name_size);
  }
}

void ElfFile::read_segments() {
  if (segment_table_.count == 0) return;
  fields_.bytes(segment_table_.offset, segment_table_.count * segment_table_.entry_size);
  for (std::uint64_t i = 0; i < segment_table_.count; ++i) {
    const std::uint64_t at = segment_table_.offset + i * segment_table_.entry_size;
    const std::uint64_t words = at + (is_64() ? 8 : 4);
    segments_.push_back({.type = static_cast<std::uint32_t>(fields_.number(at, 4)),
                         .offset = fields_.number(words, word_),
                         .address = fields_.number(words + word_, word_),
                         .size = fields_.number(words + 3 * word_, word_)});
  }
}

const ElfSection* ElfFile::find(std::string_view name) const {
  const auto found = std::find_if(sections_.begin(), sections_.end(),
                                  [&](const ElfSection& section) { return section.name == name; });
  return found == sections_.end() ? nullptr : &*found;
}

std::uint64_t ElfFile::end() const {
  std::uint64_t end = is_64() ? 64 : 52;
  end = std::max({end, section_table_.end(), segment_table_.end()});
  for (const ElfSection& section : sections_) {
    if (!section.has_bytes() || section.size == 0) continue;
    if (section.offset > fields_.size() || section.size > fields_.size() - section.offset) {
      throw StructureError{.reason = "its section " + std::string(section.name) + " is cut off",
                           .offset = section.offset};
    }
    end = std::max(end, section.offset + section.size);
  }
  for (const ElfSegment& segment : segments_) {
    const bool is_inside =
        segment.offset <= fields_.size() && segment.size <= fields_.size() - segment.offset;
    if (is_inside) end = std::max(end, segment.offset + segment.size);
    // A separate file of debug information has the segments of its program without their bytes.
    if (!is_inside && sections_.empty()) {
      throw StructureError{.reason = "a segment of it is cut off", .offset = segment.offset};
    }
  }
  return end;
}

} // namespace package_audit::content::binaries
