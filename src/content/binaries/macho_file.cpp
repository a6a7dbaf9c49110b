#include "content/binaries/macho_file.hpp"

#include "base/bytes.hpp"
#include "content/facts.hpp"

#include <algorithm>
#include <string>

namespace package_audit::content::binaries {

namespace {

constexpr std::uint64_t k_magic_32 = 0xFEEDFACE;
constexpr std::uint64_t k_magic_64 = 0xFEEDFACF;
constexpr std::uint64_t k_fat_magic = 0xCAFEBABE;
constexpr std::uint64_t k_fat_magic_64 = 0xCAFEBABF;
// As file(1) and Apple's tools distinguish the two.
constexpr std::uint64_t k_first_java_version = 45;
constexpr std::uint64_t k_object = 1;
constexpr std::size_t k_name_size = 16;

ByteOrder require_order(const HeadTailBuffer& bytes, std::uint64_t begin) {
  const auto head = bytes.at(begin, 4);
  const auto order = head ? MachoFile::order_of(*head) : std::nullopt;
  if (!order) throw StructureError{.reason = "a slice of it is no Mach-O file", .offset = begin};
  return *order;
}

std::string_view trimmed(std::string_view name) {
  return name.substr(0, name.find('\0'));
}

} // namespace

std::optional<ByteOrder> MachoFile::order_of(std::string_view head) {
  if (head.size() < 4) return std::nullopt;
  for (const ByteOrder order : {ByteOrder::little, ByteOrder::big}) {
    const std::uint64_t magic = number_in(head.substr(0, 4), order);
    if (magic == k_magic_32 || magic == k_magic_64) return order;
  }
  return std::nullopt;
}

MachoFile::MachoFile(const HeadTailBuffer& bytes, const MachoRange& slice)
    : fields_(bytes, require_order(bytes, slice.begin), slice.begin, slice.size) {
  is_64_ = fields_.number(0, 4) == k_magic_64;
  file_type_ = fields_.number(12, 4);
  read_commands();
}

void MachoFile::read_commands() {
  const std::uint64_t count = fields_.number(16, 4);
  const std::uint64_t size = fields_.number(20, 4);
  std::uint64_t at = is_64_ ? 32 : 28;
  const std::uint64_t end = at + size;
  fields_.bytes(at, size);
  end_ = end;
  for (std::uint64_t i = 0; i < count; ++i) {
    const MachoCommand command{.type = static_cast<std::uint32_t>(fields_.number(at, 4)),
                               .offset = at,
                               .size = fields_.number(at + 4, 4)};
    if (command.size < 8 || command.size > end - at) {
      throw StructureError{.reason = "a load command of it is cut off",
                           .offset = fields_.begin() + at};
    }
    commands_.push_back(command);
    if (command.type == MachoCommand::segment || command.type == MachoCommand::segment_64) {
      read_segment(command);
    }
    if (command.type == MachoCommand::symbols) read_symbols(command);
    at += command.size;
  }
}

void MachoFile::read_segment(const MachoCommand& command) {
  const bool is_64 = command.type == MachoCommand::segment_64;
  const std::size_t word = is_64 ? 8 : 4;
  const std::uint64_t words = command.offset + 8 + k_name_size;
  const std::uint64_t begin = fields_.number(words + 2 * word, word);
  const std::uint64_t size = fields_.number(words + 3 * word, word);
  if (size > 0) {
    if (begin > fields_.size() || size > fields_.size() - begin) {
      throw StructureError{.reason = "a segment of it is cut off", .offset = fields_.begin()};
    }
    end_ = std::max(end_, begin + size);
  }
  const std::uint64_t count = fields_.number(words + 4 * word + 8, 4);
  const std::uint64_t section_size = is_64 ? 80 : 68;
  const std::uint64_t table = words + 4 * word + 16;
  const std::uint64_t end = command.offset + command.size;
  if (table > end || count > (end - table) / section_size) {
    throw StructureError{.reason = "a segment's sections are cut off",
                         .offset = fields_.begin() + command.offset};
  }
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t at = table + i * section_size;
    const std::uint64_t fields = at + 2 * k_name_size;
    sections_.push_back({.segment = trimmed(fields_.bytes(at + k_name_size, k_name_size)),
                         .name = trimmed(fields_.bytes(at, k_name_size)),
                         .offset = fields_.number(fields + 2 * word, 4),
                         .size = fields_.number(fields + word, word)});
  }
}

void MachoFile::read_symbols(const MachoCommand& command) {
  const auto field = [&](std::uint64_t number) {
    return fields_.number(command.offset + 8 + 4 * number, 4);
  };
  symbols_ = {.offset = field(0), .count = field(1), .strings = field(2), .strings_size = field(3)};
  if (symbols_.count > 0) {
    end_ = std::max(end_, symbols_.offset + symbols_.count * symbol_size());
  }
  if (symbols_.strings_size > 0) end_ = std::max(end_, symbols_.strings + symbols_.strings_size);
  if (end_ > fields_.size()) {
    throw StructureError{.reason = "its symbols are cut off",
                         .offset = fields_.begin() + symbols_.offset};
  }
}

const MachoSection* MachoFile::find(std::string_view segment, std::string_view name) const {
  const auto found =
      std::find_if(sections_.begin(), sections_.end(), [&](const MachoSection& section) {
        return section.segment == segment && section.name == name;
      });
  return found == sections_.end() ? nullptr : &*found;
}

std::uint64_t MachoFile::end() const {
  return file_type_ == k_object ? 0 : end_;
}

bool is_fat_macho(std::string_view head) {
  if (head.size() < 8) return false;
  const std::uint64_t magic = base::big_endian(head, 0, 4);
  return (magic == k_fat_magic || magic == k_fat_magic_64) &&
         base::big_endian(head, 4, 4) < k_first_java_version;
}

std::vector<MachoRange> macho_slices(const HeadTailBuffer& bytes) {
  const StructView fields(bytes, ByteOrder::big);
  const std::uint64_t magic = fields.number(0, 4);
  if (magic != k_fat_magic && magic != k_fat_magic_64) return {{0, bytes.size()}};
  const std::size_t word = magic == k_fat_magic_64 ? 8 : 4;
  const std::uint64_t entry_size = word == 8 ? 32 : 20;
  const std::uint64_t count = fields.number(4, 4);
  std::vector<MachoRange> slices;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t at = 8 + i * entry_size;
    const MachoRange slice{fields.number(at + 8, word), fields.number(at + 8 + word, word)};
    if (slice.begin > bytes.size() || slice.size > bytes.size() - slice.begin) {
      throw StructureError{.reason = "a slice of it is cut off", .offset = at};
    }
    slices.push_back(slice);
  }
  std::sort(slices.begin(), slices.end(),
            [](const MachoRange& a, const MachoRange& b) { return a.begin < b.begin; });
  for (std::size_t i = 1; i < slices.size(); ++i) {
    if (slices[i].begin < slices[i - 1].begin + slices[i - 1].size) {
      throw StructureError{.reason = "two slices of it overlap", .offset = slices[i].begin};
    }
  }
  return slices;
}

} // namespace package_audit::content::binaries
