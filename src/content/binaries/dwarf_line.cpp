#include "content/binaries/dwarf_line.hpp"

#include "content/facts.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace package_audit::content::binaries {

namespace {

// DWARF 5, 7.5.6 and 7.22.
enum ContentType : std::uint64_t { k_path = 0x1, k_llvm_source = 0x2001 };
enum Form : std::uint64_t {
  k_block2 = 0x03,
  k_block4 = 0x04,
  k_data2 = 0x05,
  k_data4 = 0x06,
  k_data8 = 0x07,
  k_string = 0x08,
  k_block = 0x09,
  k_block1 = 0x0a,
  k_data1 = 0x0b,
  k_flag = 0x0c,
  k_sdata = 0x0d,
  k_strp = 0x0e,
  k_udata = 0x0f,
  k_sec_offset = 0x17,
  k_strx = 0x1a,
  k_strp_sup = 0x1d,
  k_data16 = 0x1e,
  k_line_strp = 0x1f,
  k_strx1 = 0x25,
  k_strx2 = 0x26,
  k_strx3 = 0x27,
  k_strx4 = 0x28
};

struct Field {
  std::uint64_t type = 0;
  std::uint64_t form = 0;
};

// A value, as far as it is in this section.
struct Value {
  bool is_text = false;
  // Nothing when the text is in another section that is not read.
  std::optional<std::string_view> text{};
};

class LineTables {
public:
  LineTables(const LineTable& table, std::vector<Fact>& facts)
      : table_(table), facts_(facts), cursor_(table.line, table.order, table.offset) {}

  void read() {
    while (!cursor_.at_end())
      read_unit();
  }

private:
  void read_unit();
  void read_header(Cursor unit);
  static std::vector<Field> read_format(Cursor& unit);
  void read_file(Cursor& unit, const std::vector<Field>& format);
  Value read_value(Cursor& unit, std::uint64_t form) const;
  void skip_value(Cursor& unit, std::uint64_t form) const;
  Value line_string(std::uint64_t offset) const;

  const LineTable& table_;
  std::vector<Fact>& facts_;
  Cursor cursor_;
  std::size_t offset_size_ = 4;
};

void LineTables::read_unit() {
  std::uint64_t length = cursor_.number(4);
  offset_size_ = 4;
  if (length == 0) return; // padding between units
  if (length == 0xFFFFFFFF) {
    length = cursor_.number(8);
    offset_size_ = 8;
  }
  const std::uint64_t begin = cursor_.position();
  Cursor unit(cursor_.bytes(length), table_.order, begin);
  const std::uint64_t version = unit.number(2);
  if (version < 5) return;
  if (version > 5) {
    throw StructureError{.reason = fmt::format("its line table is of version {}", version),
                         .offset = begin};
  }
  read_header(unit);
}

void LineTables::read_header(Cursor unit) {
  unit.bytes(2); // sizes of addresses and of segment selectors
  unit.bytes(offset_size_);
  constexpr std::size_t k_to_opcode_base = 5;
  unit.bytes(k_to_opcode_base);
  const std::uint64_t opcode_base = unit.number(1);
  if (opcode_base > 0) unit.bytes(opcode_base - 1);
  const std::vector<Field> directory = read_format(unit);
  // Each value takes at least a byte, so the end of the section bounds the loops.
  for (std::uint64_t left = directory.empty() ? 0 : unit.leb128(); left > 0; --left) {
    for (const Field& field : directory)
      read_value(unit, field.form);
  }
  if (directory.empty()) unit.leb128();
  const std::vector<Field> file = read_format(unit);
  if (file.empty()) return;
  for (std::uint64_t left = unit.leb128(); left > 0; --left)
    read_file(unit, file);
}

std::vector<Field> LineTables::read_format(Cursor& unit) {
  std::vector<Field> format(static_cast<std::size_t>(unit.number(1)));
  for (Field& field : format) {
    field.type = unit.leb128();
    field.form = unit.leb128();
  }
  return format;
}

void LineTables::read_file(Cursor& unit, const std::vector<Field>& format) {
  const std::uint64_t offset = unit.position();
  bool has_source = false;
  std::string_view name;
  for (const Field& field : format) {
    const Value value = read_value(unit, field.form);
    if (field.type == k_path && value.text) name = *value.text;
    // LLVM writes an empty text for a file without source.
    if (field.type == k_llvm_source && value.is_text) {
      has_source = !value.text || !value.text->empty();
    }
  }
  if (!has_source) return;
  add_fact(facts_, {.kind = FactKind::embedded_source,
                    .subject = std::string(table_.name),
                    .detail = truncated(name),
                    .offset = offset});
}

Value LineTables::read_value(Cursor& unit, std::uint64_t form) const {
  switch (form) {
  case k_string:
    return {.is_text = true, .text = unit.text()};
  case k_line_strp:
    return line_string(unit.number(offset_size_));
  case k_strp:
  case k_strp_sup:
  case k_strx:
  case k_strx1:
  case k_strx2:
  case k_strx3:
  case k_strx4:
    skip_value(unit, form);
    return {.is_text = true};
  default:
    skip_value(unit, form);
    return {};
  }
}

void LineTables::skip_value(Cursor& unit, std::uint64_t form) const {
  switch (form) {
  case k_strx:
  case k_udata:
  case k_sdata:
    unit.leb128();
    return;
  case k_strx1:
  case k_data1:
  case k_flag:
    unit.bytes(1);
    return;
  case k_strx2:
  case k_data2:
    unit.bytes(2);
    return;
  case k_strx3:
    unit.bytes(3);
    return;
  case k_strx4:
  case k_data4:
    unit.bytes(4);
    return;
  case k_data8:
    unit.bytes(8);
    return;
  case k_data16:
    unit.bytes(16);
    return;
  case k_sec_offset:
  case k_strp:
  case k_strp_sup:
    unit.bytes(offset_size_);
    return;
  case k_block:
    unit.bytes(unit.leb128());
    return;
  case k_block1:
    unit.bytes(unit.number(1));
    return;
  case k_block2:
    unit.bytes(unit.number(2));
    return;
  case k_block4:
    unit.bytes(unit.number(4));
    return;
  default:
    throw StructureError{
        .reason = fmt::format("its line table has a value of the unknown form {:#x}", form),
        .offset = unit.position()};
  }
}

Value LineTables::line_string(std::uint64_t offset) const {
  constexpr std::size_t k_max_size = 256;
  // A text that cannot be found counts as source text.
  if (offset >= table_.line_strings.size()) return {.is_text = true};
  const std::string_view text =
      table_.line_strings.substr(static_cast<std::size_t>(offset), k_max_size);
  return {.is_text = true, .text = text.substr(0, text.find('\0'))};
}

} // namespace

void read_line_tables(const LineTable& table, std::vector<Fact>& facts) {
  try {
    LineTables(table, facts).read();
  } catch (const StructureError& error) {
    add_unread_structure(facts, "DWARF", error);
  }
}

} // namespace package_audit::content::binaries
