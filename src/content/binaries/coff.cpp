#include "content/binaries/coff.hpp"

#include <charconv>
#include <system_error>

namespace package_audit::content::binaries {

namespace {

constexpr std::size_t k_short_name = 8;
constexpr std::size_t k_max_name_size = 256;

std::string_view name_at(const StructView& fields, std::uint64_t offset, std::uint64_t names) {
  const std::string_view field = fields.bytes(offset, k_short_name);
  const std::string_view name = field.substr(0, field.find('\0'));
  if (!name.starts_with('/') || names == 0) return name;
  std::uint64_t position = 0;
  const char* const end = name.data() + name.size();
  const auto parsed = std::from_chars(name.data() + 1, end, position);
  if (parsed.ec != std::errc{} || parsed.ptr != end) return name;
  const std::uint64_t size = fields.number(names, 4);
  return fields.text(names + position, names + size, k_max_name_size);
}

} // namespace

CoffHeader::CoffHeader(const StructView& fields, std::uint64_t offset)
    : machine(fields.number(offset, 2)), section_count(fields.number(offset + 2, 2)),
      symbols_offset(fields.number(offset + 8, 4)), symbol_count(fields.number(offset + 12, 4)),
      optional_size(fields.number(offset + 16, 2)) {}

std::vector<CoffSection> read_coff_sections(const StructView& fields, std::uint64_t table,
                                            std::uint64_t count, std::uint64_t names) {
  std::vector<CoffSection> sections;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t at = table + i * CoffSection::k_size;
    sections.push_back({.name = name_at(fields, at, names),
                        .address = fields.number(at + 12, 4),
                        .offset = fields.number(at + 20, 4),
                        .size = fields.number(at + 16, 4),
                        .size_in_memory = fields.number(at + 8, 4)});
  }
  return sections;
}

bool is_coff_debug_section(std::string_view name) {
  return name.starts_with(".debug$") || name.starts_with(".debug_") ||
         name.starts_with(".zdebug_") || name.starts_with(".stab");
}

} // namespace package_audit::content::binaries
