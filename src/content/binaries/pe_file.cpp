#include "content/binaries/pe_file.hpp"

#include "content/facts.hpp"

#include <algorithm>

namespace package_audit::content::binaries {

namespace {

constexpr std::uint64_t k_signature_offset = 0x3C;
constexpr std::string_view k_signature("PE\0\0", 4);

std::uint64_t require_signature(const HeadTailBuffer& bytes) {
  const auto found = PeFile::find(bytes);
  if (!found) throw StructureError{.reason = "its header is cut off"};
  return *found;
}

} // namespace

std::optional<std::uint64_t> PeFile::find(const HeadTailBuffer& bytes) {
  const auto field = bytes.at(k_signature_offset, 4);
  if (!field) return std::nullopt;
  const std::uint64_t begin = number_in(*field, ByteOrder::little);
  const auto signature = bytes.at(begin, k_signature.size());
  if (!signature || *signature != k_signature) return std::nullopt;
  return begin;
}

PeFile::PeFile(const HeadTailBuffer& bytes) : fields_(bytes, ByteOrder::little) {
  const std::uint64_t header = require_signature(bytes) + k_signature.size();
  const CoffHeader coff(fields_, header);
  symbols_offset_ = coff.symbols_offset;
  symbol_count_ = coff.symbol_count;
  const std::uint64_t optional = header + CoffHeader::k_size;
  const std::uint64_t magic = fields_.number(optional, 2);
  if (magic != 0x10B && magic != 0x20B) {
    throw StructureError{.reason = "its optional header is of an unknown kind", .offset = optional};
  }
  headers_size_ = fields_.number(optional + 60, 4);
  directories_ = optional + (magic == 0x20B ? 112 : 96);
  directory_count_ = fields_.number(directories_ - 4, 4);
  const std::uint64_t table = optional + coff.optional_size;
  headers_size_ = std::max(headers_size_, table + coff.section_count * CoffSection::k_size);
  sections_ = read_coff_sections(fields_, table, coff.section_count,
                                 symbols_offset_ == 0 ? 0 : strings_begin());
}

std::uint64_t PeFile::strings_begin() const {
  return symbols_offset_ + symbol_count_ * CoffHeader::k_symbol_size;
}

PeFile::Range PeFile::directory(Directory which) const {
  if (which >= directory_count_) return {};
  const std::uint64_t at = directories_ + std::uint64_t{which} * 8;
  return {.begin = fields_.number(at, 4), .size = fields_.number(at + 4, 4)};
}

std::optional<std::uint64_t> PeFile::offset_of(std::uint64_t address) const {
  for (const CoffSection& section : sections_) {
    if (address >= section.address && address - section.address < section.size) {
      return section.offset + (address - section.address);
    }
  }
  return std::nullopt;
}

void PeFile::extend(std::uint64_t& end, const Range& range) const {
  if (range.size == 0) return;
  if (range.begin > fields_.size() || range.size > fields_.size() - range.begin) {
    throw StructureError{.reason = "a part of it is cut off", .offset = range.begin};
  }
  end = std::max(end, range.begin + range.size);
}

std::uint64_t PeFile::end() const {
  std::uint64_t end = 0;
  extend(end, {0, headers_size_});
  for (const CoffSection& section : sections_) {
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

} // namespace package_audit::content::binaries
