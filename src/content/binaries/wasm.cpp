#include "content/binaries/dwarf_line.hpp"
#include "content/binaries/readers.hpp"
#include "content/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace package_audit::content::binaries {

namespace {

constexpr std::string_view k_magic("\0asm", 4);
constexpr std::uint64_t k_module_version = 1;
constexpr std::uint64_t k_custom = 0;
// "Binary Format", Modules: tags (exception handling).
constexpr std::uint64_t k_last_section = 13;
constexpr std::uint64_t k_max_number_size = 10;
constexpr std::uint64_t k_max_name_size = 256;
constexpr std::uint64_t k_max_url_size = 4096;

struct Custom {
  std::string_view name{};
  std::uint64_t begin = 0; // of the data, behind the name
  std::uint64_t size = 0;
};

class WasmReader {
public:
  WasmReader(const HeadTailBuffer& bytes, std::vector<Fact>& facts)
      : fields_(bytes, ByteOrder::little), facts_(facts) {}

  // Facts found before an error stay.
  void read() {
    try {
      read_sections();
    } catch (const StructureError& error) {
      add_unread_structure(facts_, "wasm", error);
    }
    debug_info_.report(facts_);
    read_line_table();
  }

private:
  void read_sections();
  void read_custom(const Custom& custom);
  void add_url(FactKind kind, const Custom& custom);
  void read_line_table();
  // Advances `at` behind the number.
  std::uint64_t leb128(std::uint64_t& at) const;

  StructView fields_;
  std::vector<Fact>& facts_;
  SectionCounter debug_info_{FactKind::debug_info, k_debug_info_suffix};
  Custom line_;
  Custom line_strings_;
};

std::uint64_t WasmReader::leb128(std::uint64_t& at) const {
  const std::uint64_t left = fields_.size() - std::min(at, fields_.size());
  Cursor cursor(fields_.bytes(at, std::min(left, k_max_number_size)), fields_.order(), at);
  const std::uint64_t value = cursor.leb128();
  at = cursor.position();
  return value;
}

void WasmReader::read_sections() {
  const std::uint64_t version = fields_.number(k_magic.size(), 4);
  if (version != k_module_version) {
    throw StructureError{.reason = "it is a component, or of a later version",
                         .offset = k_magic.size()};
  }
  std::uint64_t at = k_magic.size() + 4;
  while (at < fields_.size()) {
    const std::uint64_t begin = at;
    const std::uint64_t id = fields_.number(at++, 1);
    const std::uint64_t size = leb128(at);
    if (id > k_last_section || size > fields_.size() - at) {
      throw StructureError{.reason = fmt::format("section {} is unknown or cut off", id),
                           .offset = begin};
    }
    const std::uint64_t end = at + size;
    if (id == k_custom) {
      const std::uint64_t name_size = leb128(at);
      if (at > end || name_size > end - at) {
        throw StructureError{.reason = "a custom section's name is cut off", .offset = begin};
      }
      const std::string_view name = fields_.bytes(at, std::min(name_size, k_max_name_size));
      read_custom({.name = name, .begin = at + name_size, .size = end - at - name_size});
    }
    at = end;
  }
}

void WasmReader::read_custom(const Custom& custom) {
  if (custom.name == "name") {
    add_fact(facts_, {.kind = FactKind::symbol_table, .subject = "name", .offset = custom.begin});
  } else if (custom.name == "sourceMappingURL") {
    add_url(FactKind::source_reference, custom);
  } else if (custom.name == "external_debug_info") {
    add_url(FactKind::debug_reference, custom);
  } else if (custom.name.starts_with(".debug_")) {
    debug_info_.add(custom.name, custom.begin);
    if (custom.name == ".debug_line") line_ = custom;
    if (custom.name == ".debug_line_str") line_strings_ = custom;
  }
}

// A name: its size and its bytes.
void WasmReader::add_url(FactKind kind, const Custom& custom) {
  std::uint64_t at = custom.begin;
  const std::uint64_t size = leb128(at);
  const std::uint64_t end = custom.begin + custom.size;
  if (at > end || size > end - at) {
    throw StructureError{.reason = "an address in it is cut off", .offset = custom.begin};
  }
  add_fact(facts_, {.kind = kind,
                    .subject = std::string(custom.name),
                    .detail = truncated(fields_.bytes(at, std::min(size, k_max_url_size))),
                    .offset = at});
}

void WasmReader::read_line_table() {
  try {
    read_line_tables({.line = fields_.bytes(line_.begin, line_.size),
                      .line_strings = fields_.bytes(line_strings_.begin, line_strings_.size),
                      .order = fields_.order(),
                      .offset = line_.begin},
                     facts_);
  } catch (const StructureError& error) {
    add_unread_structure(facts_, "DWARF", error);
  }
}

} // namespace

bool is_wasm(std::string_view head) {
  return head.starts_with(k_magic);
}

void read_wasm(const HeadTailBuffer& bytes, std::vector<Fact>& facts) {
  WasmReader(bytes, facts).read();
}

} // namespace package_audit::content::binaries
