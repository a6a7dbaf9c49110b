#include "base/bytes.hpp"
#include "content/binaries/dwarf_line.hpp"
#include "content/binaries/elf_file.hpp"
#include "content/facts.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

namespace package_audit::content::binaries {

namespace {

constexpr std::uint16_t k_relocatable = 1;
constexpr std::uint64_t k_compressed = 0x800;
constexpr std::uint64_t k_zlib = 1;
constexpr std::uint64_t k_zstd = 2;
// Of one decompressed section; line tables of the largest programs take a third.
constexpr std::uint64_t k_max_section_size = std::uint64_t{64} << 20;

// Also ".debug_line.dwo", ".debug_line.text.f" of a single function in an object, and the tables
// for link-time optimization.
bool is_line_table(std::string_view name) {
  constexpr std::string_view k_link_time_prefix = ".gnu.debuglto_";
  if (name.starts_with(k_link_time_prefix)) name.remove_prefix(k_link_time_prefix.size());
  return name == ".debug_line" || name == ".zdebug_line" || name.starts_with(".debug_line.");
}

// Of decompressed bytes, allocated as they come out whatever size the header promises.
constexpr std::size_t k_step_size = std::size_t{1} << 20;

[[noreturn]] void fail_damaged() {
  throw StructureError{.reason = "a compressed section is damaged"};
}

void check_size(std::uint64_t size) {
  if (size > k_max_section_size) {
    throw StructureError{.reason = "a compressed section is larger than 64 MiB"};
  }
}

// Makes room for a step; at most one byte more than `size`, which a stream that is too long fills.
void grow(std::string& output, std::uint64_t size) {
  const std::uint64_t next = std::min<std::uint64_t>(size + 1, output.size() + k_step_size);
  output.resize(static_cast<std::size_t>(next));
}

// Each decompresses a stream of exactly `size` bytes. Throws StructureError for another one, and
// when `size` is over k_max_section_size.
std::string decompress_zlib(std::string_view compressed, std::uint64_t size) {
  check_size(size);
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) throw StructureError{.reason = "zlib has no memory"};
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, inflateEnd);
  stream.next_in = const_cast<Bytef*>(base::octets(base::as_bytes(compressed)));
  stream.avail_in = static_cast<uInt>(compressed.size());
  std::string output;
  std::size_t done = 0;
  int result = Z_OK;
  while (result == Z_OK && done <= size) {
    grow(output, size);
    stream.next_out = reinterpret_cast<Bytef*>(output.data()) + done;
    stream.avail_out = static_cast<uInt>(output.size() - done);
    result = inflate(&stream, Z_NO_FLUSH);
    done = output.size() - stream.avail_out;
  }
  if (result != Z_STREAM_END || done != size) fail_damaged();
  output.resize(done);
  return output;
}

std::string decompress_zstd(std::string_view compressed, std::uint64_t size) {
  check_size(size);
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          ZSTD_freeDStream);
  if (stream == nullptr) throw StructureError{.reason = "zstd has no memory"};
  ZSTD_inBuffer input{compressed.data(), compressed.size(), 0};
  std::string output;
  std::size_t done = 0;
  std::size_t result = 1;
  while (done <= size) {
    grow(output, size);
    ZSTD_outBuffer block{output.data(), output.size(), done};
    result = ZSTD_decompressStream(stream.get(), &block, &input);
    if (ZSTD_isError(result) != 0) fail_damaged();
    const bool is_stuck = block.pos < block.size && input.pos == input.size;
    done = block.pos;
    // A section may be several frames.
    if (is_stuck || (result == 0 && input.pos == input.size)) break;
  }
  if (result != 0 || done != size) fail_damaged();
  output.resize(done);
  return output;
}

class ElfSources {
public:
  ElfSources(const ElfFile& file, std::vector<Fact>& facts) : file_(file), facts_(facts) {}

  void read() {
    for (const ElfSection& section : file_.sections()) {
      if (section.has_bytes() && is_line_table(section.name)) read_section(section);
    }
  }

private:
  // Bytes of a section; `buffer` holds those of a compressed one.
  std::string_view decompressed(const ElfSection& section, std::string& buffer);
  // .debug_line_str; empty when the file has none or it cannot be read.
  std::string_view line_strings();
  void read_section(const ElfSection& section);
  void spend(std::uint64_t size);

  const ElfFile& file_;
  std::vector<Fact>& facts_;
  std::optional<std::string_view> line_strings_{};
  std::string line_strings_buffer_;
  // For all sections together: they may overlap, and an object has thousands.
  std::uint64_t budget_ = 3 * k_max_section_size;
};

void ElfSources::spend(std::uint64_t size) {
  if (size > budget_) throw StructureError{.reason = "its line tables are too large together"};
  budget_ -= size;
}

std::string_view ElfSources::decompressed(const ElfSection& section, std::string& buffer) {
  const std::string_view bytes = file_.content(section);
  if (section.name.starts_with(".zdebug_")) {
    constexpr std::string_view k_magic = "ZLIB";
    constexpr std::size_t k_size = 8;
    if (!bytes.starts_with(k_magic) || bytes.size() < k_magic.size() + k_size) {
      throw StructureError{.reason = "a compressed section is damaged", .offset = section.offset};
    }
    const std::uint64_t size = base::big_endian(bytes, k_magic.size(), k_size);
    spend(bytes.size() + size);
    buffer = decompress_zlib(bytes.substr(k_magic.size() + k_size), size);
    return buffer;
  }
  if ((section.flags & k_compressed) == 0) {
    spend(bytes.size());
    return bytes;
  }
  Cursor header(bytes, file_.fields().order(), section.offset);
  const std::uint64_t type = header.number(4);
  if (file_.is_64()) header.bytes(4);
  const std::uint64_t size = header.number(file_.word());
  header.bytes(file_.word());
  if (type != k_zlib && type != k_zstd) {
    throw StructureError{.reason = "a section is compressed in an unknown way",
                         .offset = section.offset};
  }
  spend(bytes.size() + size);
  const std::string_view compressed = header.bytes(header.left());
  buffer = type == k_zlib ? decompress_zlib(compressed, size) : decompress_zstd(compressed, size);
  return buffer;
}

std::string_view ElfSources::line_strings() {
  if (line_strings_) return *line_strings_;
  line_strings_.emplace();
  const ElfSection* section = file_.find(".debug_line_str");
  if (section == nullptr) section = file_.find(".zdebug_line_str");
  if (section == nullptr || !section->has_bytes()) return {};
  try {
    line_strings_ = decompressed(*section, line_strings_buffer_);
  } catch (const StructureError& error) {
    add_unread_structure(facts_, "DWARF", error);
  }
  return *line_strings_;
}

void ElfSources::read_section(const ElfSection& section) {
  // Offsets of strings in an object are filled in by the linker.
  const bool is_relocatable = file_.type() == k_relocatable;
  const bool is_zdebug = section.name == ".zdebug_line";
  try {
    std::string buffer;
    const std::string_view line = decompressed(section, buffer);
    read_line_tables({.line = line,
                      .line_strings = is_relocatable ? std::string_view{} : line_strings(),
                      .order = file_.fields().order(),
                      .offset = section.offset,
                      .name = is_zdebug ? ".zdebug_line" : ".debug_line"},
                     facts_);
  } catch (const StructureError& error) {
    add_unread_structure(facts_, "DWARF", error);
  }
}

} // namespace

void read_elf_sources(const ElfFile& file, std::vector<Fact>& facts) {
  ElfSources(file, facts).read();
}

} // namespace package_audit::content::binaries
