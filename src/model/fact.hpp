#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit {

// Kind of thing that a file's content holds.
enum class FactKind : std::uint8_t {
  signature,        // a signature rule matches: `subject` is its id, `detail` the masked value
  debug_info,       // `subject`: the section or format that holds it (".debug_info", "PDB")
  debug_reference,  // a pointer to debug information elsewhere; `detail`: the path or name in it
  embedded_source,  // source text of the product itself; `subject`: where, `detail`: of which file
  symbol_table,     // names that linking and running do not need; `subject`: ".symtab", "COFF"
  link_time_code,   // intermediate code for link-time optimisation; `subject`: section or format
  command_line,     // how a compiler was called; `subject`: the section
  run_path,         // where a program looks for libraries; `subject`: a folder, `detail`: the tag
  core_dump,        // the memory of a process; `subject`: the format
  source_map,       // a source map with source text in it; `detail`: how many sources it holds
  source_reference, // a source map or script that names its sources; `detail`: the first name
  trailing_data,    // bytes behind the end that the format has; `subject`: the format
  unread_structure  // a structure that is damaged or could not be followed; `subject`: the format
};

// "signature", "debug-info" …; the spelling that reports print.
std::string_view to_string(FactKind kind);

// One thing found in an entry's content, without a statement of whether it is wrong: checks decide
// that. At most one for each kind and subject of an entry.
struct Fact {
  FactKind kind = FactKind::signature;
  std::string subject{};
  // Description, never a secret in clear; raw bytes, escaped by the report.
  std::string detail{};
  // Bytes from the start of the entry's content to the first of `count` places.
  std::uint64_t offset = 0;
  std::uint32_t count = 1;
};

} // namespace package_audit
