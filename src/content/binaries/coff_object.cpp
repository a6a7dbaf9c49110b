#include "content/binaries/coff.hpp"
#include "content/binaries/readers.hpp"
#include "content/facts.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace package_audit::content::binaries {

using namespace std::string_view_literals;

namespace {

// Target machines: x86, x86-64, ARM and ARM64.
constexpr std::array k_machines{"\x4C\x01"sv, "\x64\x86"sv, "\xC4\x01"sv, "\x64\xAA"sv};
constexpr std::uint64_t k_max_sections = 0xFEFF;

// ANON_OBJECT_HEADER: no machine, FFFF for a count, a version, and a class ID at 12.
constexpr std::string_view k_anonymous("\0\0\xFF\xFF", 4);
constexpr std::uint64_t k_class = 12;
constexpr std::string_view k_large_object("\xC7\xA1\xBA\xD1\xEE\xBA\xA9\x4B\xAF\x20\xFA\xF6\x6A\xA4"
                                          "\xDC\xB8");
constexpr std::string_view k_link_time_object("\x38\xFE\xB3\x0C\xA5\xD9\xAB\x4D\xAC\x9B\xD6\xB6\x22"
                                              "\x26\x53\xC2");

// Offsets in an object of the common or the large form (ANON_OBJECT_HEADER_BIGOBJ).
struct Layout {
  std::uint64_t table = 0;
  std::uint64_t section_count = 0;
  // The end of the symbols: the string table.
  std::uint64_t names = 0;
};

std::string_view class_of(std::string_view head) {
  return head.starts_with(k_anonymous) && head.size() >= k_class + k_large_object.size()
             ? head.substr(k_class, k_large_object.size())
             : std::string_view{};
}

Layout layout_of(const StructView& fields, bool is_large) {
  if (is_large) {
    constexpr std::uint64_t k_large_symbol = 20;
    return {.table = 56,
            .section_count = fields.number(44, 4),
            .names = fields.number(48, 4) + fields.number(52, 4) * k_large_symbol};
  }
  const CoffHeader header(fields, 0);
  return {.table = CoffHeader::k_size,
          .section_count = header.section_count,
          .names = header.symbols_offset + header.symbol_count * CoffHeader::k_symbol_size};
}

// Two bytes of magic are too few: all parts that the headers name must be in the file as well.
bool is_consistent(const StructView& fields, const Layout& layout) {
  if (layout.section_count == 0 || layout.section_count > k_max_sections) return false;
  const std::uint64_t table_end = layout.table + layout.section_count * CoffSection::k_size;
  if (table_end > fields.size() || layout.names < table_end || layout.names + 4 > fields.size())
    return false;
  for (std::uint64_t i = 0; i < layout.section_count; ++i) {
    const std::uint64_t at = layout.table + i * CoffSection::k_size;
    const std::uint64_t size = fields.number(at + 16, 4);
    const std::uint64_t offset = fields.number(at + 20, 4);
    if (offset != 0 && (offset < table_end || offset + size > fields.size())) return false;
  }
  return true;
}

void read_sections(const StructView& fields, const Layout& layout, std::vector<Fact>& facts) {
  const std::vector<CoffSection> sections =
      read_coff_sections(fields, layout.table, layout.section_count, layout.names);
  SectionCounter debug_info(FactKind::debug_info, k_debug_info_suffix);
  for (const CoffSection& section : sections) {
    if (is_coff_debug_section(section.name)) debug_info.add(section.name, section.offset);
  }
  debug_info.report(facts);
}

} // namespace

bool is_coff_object(std::string_view head) {
  constexpr std::uint64_t k_optional_size = 16;
  if (head.size() < CoffHeader::k_size) return false;
  if (const std::string_view object = class_of(head); !object.empty())
    return object == k_large_object || object == k_link_time_object;
  return head.substr(k_optional_size, 2) == "\0\0"sv &&
         std::any_of(k_machines.begin(), k_machines.end(),
                     [&](std::string_view machine) { return head.starts_with(machine); });
}

void read_coff_object(const HeadTailBuffer& bytes, std::vector<Fact>& facts) {
  constexpr std::uint64_t k_head_size = 64;
  const auto head = bytes.at(0, std::min(bytes.size(), k_head_size));
  if (!head) return;
  const std::string_view object = class_of(*head);
  if (object == k_link_time_object) {
    add_fact(facts, {.kind = FactKind::link_time_code, .subject = "MSVC object"});
    return;
  }
  const StructView fields(bytes, ByteOrder::little);
  try {
    const Layout layout = layout_of(fields, !object.empty());
    if (is_consistent(fields, layout)) read_sections(fields, layout, facts);
  } catch (const StructureError& error) {
    add_unread_structure(facts, "COFF", error);
  }
}

} // namespace package_audit::content::binaries
