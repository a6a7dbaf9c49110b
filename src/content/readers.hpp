#pragma once

#include "content/kept_bytes.hpp"
#include "model/fact.hpp"

#include <string_view>
#include <vector>

// One reader a format. Each parses what is there, whatever it is: hostile input costs no more than
// time proportional to what is kept, and what cannot be followed is FactKind::unread_structure,
// never silence. `head` is the beginning of a file, see structure.hpp.

namespace package_audit::content::binaries {

// ELF (System V ABI; gABI for compressed sections): section table, dynamic section, DWARF line
// tables for embedded source, core files.
bool is_elf(std::string_view head);
void read_elf(const KeptBytes& bytes, std::vector<Fact>& facts);

// Object files of Windows (Microsoft, "PE Format"), common and large ones: debug information. Their
// symbols are what linking needs. What two bytes take for one and is none goes unseen.
bool is_coff_object(std::string_view head);
void read_coff_object(const KeptBytes& bytes, std::vector<Fact>& facts);

// PE images (Microsoft, "PE Format"): debug directory, COFF symbols, DWARF of MinGW, what stands
// behind the last section. Does not look into resources or .NET metadata.
bool is_pe(std::string_view head);
void read_pe(const KeptBytes& bytes, std::vector<Fact>& facts);

// Files whose first bytes say all there is to say: program databases, minidumps, LLVM bitcode.
bool is_telling_by_head(std::string_view head);
void read_by_head(const KeptBytes& bytes, std::vector<Fact>& facts);

// Mach-O (<mach-o/loader.h>), for one machine or several: DWARF and LLVM segments, the debug map,
// local symbols, run paths, core files. Does not read universal static libraries.
bool is_macho(std::string_view head);
void read_macho(const KeptBytes& bytes, std::vector<Fact>& facts);

// WebAssembly modules ("Binary Format", Custom Section; tool conventions for source maps and
// DWARF). Does not decode a source map that stands in its address, and no components.
bool is_wasm(std::string_view head);
void read_wasm(const KeptBytes& bytes, std::vector<Fact>& facts);

// PNG, JPEG and GIF: what stands behind the end of the image. A JPEG file of several images has the
// others there. Does not look into comments and metadata.
bool is_image(std::string_view head);
void read_image(const KeptBytes& bytes, std::vector<Fact>& facts);

} // namespace package_audit::content::binaries

namespace package_audit::content::source_maps {

// Source maps (ECMA-426) under any name: a JSON object that holds mappings somewhere, alone or as
// an index map. One without source text counts when it names a source by absolute path or URL. Does
// not see a map in UTF-16, or one in a JSON array.
bool is_json_object(std::string_view head);
void read_source_map(const KeptBytes& bytes, std::vector<Fact>& facts);
// The same for a map that stood inside of other content, at `offset` of it; `subject` is that of
// the facts. Any text may come: nothing is said of one that is no map.
void judge_source_map(std::string_view json, std::string_view subject, std::uint64_t offset,
                      std::vector<Fact>& facts);

} // namespace package_audit::content::source_maps
