#include "structure/pe_file.hpp"

#include "structure/facts.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace package_audit {

namespace {

constexpr std::uint64_t k_signature_offset = 0x3C;
constexpr std::string_view k_signature("PE\0\0", 4);
constexpr std::uint64_t k_symbol_size = 18;
constexpr std::uint64_t k_section_size = 40;
constexpr std::size_t k_short_name = 8;
constexpr std::size_t k_longest_name = 256;

std::uint64_t require_signature(const KeptBytes& bytes) {
  const auto found = PeFile::find(bytes);
  if (!found) throw Unread{.why = "its header is cut off"};
  return *found;
}

} // namespace

std::optional<std::uint64_t> PeFile::find(const KeptBytes& bytes) {
  const auto field = bytes.at(k_signature_offset, 4);
  if (!field) return std::nullopt;
  const std::uint64_t begin = number_in(*field, ByteOrder::little);
  const auto signature = bytes.at(begin, k_signature.size());
  if (!signature || *signature != k_signature) return std::nullopt;
  return begin;
}

PeFile::PeFile(const KeptBytes& bytes) : fields_(bytes, ByteOrder::little) {
  const std::uint64_t header = require_signature(bytes) + k_signature.size();
  const std::uint64_t section_count = fields_.number(header + 2, 2);
  symbols_offset_ = fields_.number(header + 8, 4);
  symbol_count_ = fields_.number(header + 12, 4);
  const std::uint64_t optional_size = fields_.number(header + 16, 2);
  const std::uint64_t optional = header + 20;
  const std::uint64_t magic = fields_.number(optional, 2);
  if (magic != 0x10B && magic != 0x20B) {
    throw Unread{.why = "its optional header is of an unknown kind", .offset = optional};
  }
  headers_size_ = fields_.number(optional + 60, 4);
  directories_ = optional + (magic == 0x20B ? 112 : 96);
  directory_count_ = fields_.number(directories_ - 4, 4);
  read_sections(optional + optional_size, section_count);
}

void PeFile::read_sections(std::uint64_t table, std::uint64_t count) {
  headers_size_ = std::max(headers_size_, table + count * k_section_size);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t at = table + i * k_section_size;
    sections_.push_back({.name = name_at(at),
                         .address = fields_.number(at + 12, 4),
                         .offset = fields_.number(at + 20, 4),
                         .size = fields_.number(at + 16, 4),
                         .size_in_memory = fields_.number(at + 8, 4)});
  }
}

std::uint64_t PeFile::strings_begin() const {
  return symbols_offset_ + symbol_count_ * k_symbol_size;
}

std::string_view PeFile::name_at(std::uint64_t offset) const {
  const std::string_view field = fields_.bytes(offset, k_short_name);
  const std::string_view name = field.substr(0, field.find('\0'));
  if (!name.starts_with('/') || symbols_offset_ == 0) return name;
  std::uint64_t position = 0;
  const char* const end = name.data() + name.size();
  const auto parsed = std::from_chars(name.data() + 1, end, position);
  if (parsed.ec != std::errc{} || parsed.ptr != end) return name;
  const std::uint64_t size = fields_.number(strings_begin(), 4);
  return fields_.text(strings_begin() + position, strings_begin() + size, k_longest_name);
}

PeFile::Range PeFile::directory(Directory which) const {
  if (which >= directory_count_) return {};
  const std::uint64_t at = directories_ + std::uint64_t{which} * 8;
  return {.begin = fields_.number(at, 4), .size = fields_.number(at + 4, 4)};
}

std::optional<std::uint64_t> PeFile::offset_of(std::uint64_t address) const {
  for (const PeSection& section : sections_) {
    if (address >= section.address && address - section.address < section.size) {
      return section.offset + (address - section.address);
    }
  }
  return std::nullopt;
}

void PeFile::extend(std::uint64_t& end, const Range& range) const {
  if (range.size == 0) return;
  if (range.begin > fields_.size() || range.size > fields_.size() - range.begin) {
    throw Unread{.why = "a part of it is cut off", .offset = range.begin};
  }
  end = std::max(end, range.begin + range.size);
}

std::uint64_t PeFile::end() const {
  std::uint64_t end = 0;
  extend(end, {0, headers_size_});
  for (const PeSection& section : sections_) {
    if (section.offset != 0) extend(end, {section.offset, section.size});
  }
  extend(end, directory(certificates));
  if (symbols_offset_ != 0) {
    const std::uint64_t strings = strings_begin();
    extend(end, {symbols_offset_, strings - symbols_offset_});
    if (strings < fields_.size()) extend(end, {strings, fields_.number(strings, 4)});
  }
  return end;
}

} // namespace package_audit
