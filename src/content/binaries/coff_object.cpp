#include "content/binaries/coff.hpp"
#include "content/facts.hpp"
#include "content/readers.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace package_audit::content::binaries {

using namespace std::string_view_literals;

namespace {

// The machines that compilers write objects for: x86, x86-64, ARM and ARM64.
constexpr std::array k_machines{"\x4C\x01"sv, "\x64\x86"sv, "\xC4\x01"sv, "\x64\xAA"sv};
constexpr std::uint64_t k_most_sections = 0xFEFF;

// ANON_OBJECT_HEADER: no machine, a mark instead of a count, a version, and at 12 a class.
constexpr std::string_view k_anonymous("\0\0\xFF\xFF", 4);
constexpr std::uint64_t k_class = 12;
constexpr std::string_view k_large_object("\xC7\xA1\xBA\xD1\xEE\xBA\xA9\x4B\xAF\x20\xFA\xF6\x6A\xA4"
                                          "\xDC\xB8");
constexpr std::string_view k_link_time_object("\x38\xFE\xB3\x0C\xA5\xD9\xAB\x4D\xAC\x9B\xD6\xB6\x22"
                                              "\x26\x53\xC2");

// Where the parts of an object are, in the common and in the large form
// (ANON_OBJECT_HEADER_BIGOBJ).
struct Layout {
  std::uint64_t table = 0;
  std::uint64_t section_count = 0;
  // The end of the symbols, where the names begin.
  std::uint64_t names = 0;
};

std::string_view class_of(std::string_view head) {
  return head.starts_with(k_anonymous) && head.size() >= k_class + k_large_object.size()
             ? head.substr(k_class, k_large_object.size())
             : std::string_view{};
}

Layout layout_of(const Fields& fields, bool is_large) {
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

// Two bytes tell a machine to few: all that the headers name has to be in the file as well.
bool is_consistent(const Fields& fields, const Layout& layout) {
  if (layout.section_count == 0 || layout.section_count > k_most_sections) return false;
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

void read_sections(const Fields& fields, const Layout& layout, std::vector<Fact>& facts) {
  const std::vector<CoffSection> sections =
      read_coff_sections(fields, layout.table, layout.section_count, layout.names);
  SectionTally debug_info(FactKind::debug_info, k_telling_debug_info);
  for (const CoffSection& section : sections) {
    if (is_coff_debug_section(section.name)) debug_info.count(section.name, section.offset);
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

void read_coff_object(const KeptBytes& bytes, std::vector<Fact>& facts) {
  constexpr std::uint64_t k_longest_head = 64;
  const auto head = bytes.at(0, std::min(bytes.size(), k_longest_head));
  if (!head) return;
  const std::string_view object = class_of(*head);
  if (object == k_link_time_object) {
    add_fact(facts, {.kind = FactKind::link_time_code, .subject = "MSVC object"});
    return;
  }
  const Fields fields(bytes, ByteOrder::little);
  try {
    const Layout layout = layout_of(fields, !object.empty());
    if (is_consistent(fields, layout)) read_sections(fields, layout, facts);
  } catch (const Unread& unread) {
    add_unread(facts, "COFF", unread);
  }
}

} // namespace package_audit::content::binaries
