#pragma once

#include "content/head_tail_buffer.hpp"
#include "model/fact.hpp"

#include <string_view>
#include <vector>

// Readers of binary formats, one row each in structure.cpp. `head` is the beginning of a file, at
// most k_structure_head_size bytes. A reader takes any bytes, in time proportional to the buffer's
// size. A structure that it cannot follow is FactKind::unread_structure.

namespace package_audit::content::binaries {

// ELF (System V ABI; gABI for compressed sections): section table, dynamic section, source text in
// DWARF line tables, core files.
bool is_elf(std::string_view head);
void read_elf(const HeadTailBuffer& bytes, std::vector<Fact>& facts);

// Object files of Windows (Microsoft, "PE Format"), common and large: debug information. Their
// symbols are needed for linking. Files that only share the two-byte magic are skipped silently.
bool is_coff_object(std::string_view head);
void read_coff_object(const HeadTailBuffer& bytes, std::vector<Fact>& facts);

// PE images (Microsoft, "PE Format"): debug directory, COFF symbols, DWARF of MinGW, data behind
// the last section. Resources and .NET metadata are not read.
bool is_pe(std::string_view head);
void read_pe(const HeadTailBuffer& bytes, std::vector<Fact>& facts);

// Files with one fact that follows from the magic number: program databases, minidumps, LLVM
// bitcode.
bool is_known_magic(std::string_view head);
void read_known_magic(const HeadTailBuffer& bytes, std::vector<Fact>& facts);

// Mach-O (<mach-o/loader.h>) for one machine or several: DWARF and LLVM segments, the debug map,
// local symbols, run paths, core files. Universal static libraries are not read.
bool is_macho(std::string_view head);
void read_macho(const HeadTailBuffer& bytes, std::vector<Fact>& facts);

// WebAssembly modules ("Binary Format", Custom Section; tool conventions for source maps and
// DWARF). Components are not read, and no source map inside a source map's URL.
bool is_wasm(std::string_view head);
void read_wasm(const HeadTailBuffer& bytes, std::vector<Fact>& facts);

// PNG, JPEG and GIF: data behind the end of the image, which includes further images of a JPEG
// file. Comments and metadata are not read.
bool is_image(std::string_view head);
void read_image(const HeadTailBuffer& bytes, std::vector<Fact>& facts);

} // namespace package_audit::content::binaries
