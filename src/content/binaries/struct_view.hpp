#pragma once

#include "base/cursor.hpp"
#include "content/head_tail_buffer.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace package_audit::content::binaries {

using ByteOrder = std::endian;
using base::number_in;

// Fields of a structure at given offsets in a content; offsets count from the structure's
// beginning. Throws StructureError for bytes outside of the structure or the content, and for bytes
// that are not buffered.
class StructView {
public:
  StructView(const HeadTailBuffer& bytes, ByteOrder order)
      : bytes_(bytes), size_(bytes.size()), order_(order) {}
  // A part of the content. `size` comes from a header and may be too large.
  StructView(const HeadTailBuffer& bytes, ByteOrder order, std::uint64_t begin, std::uint64_t size)
      : bytes_(bytes), begin_(begin), size_(size), order_(order) {}

  std::uint64_t begin() const { return begin_; }
  std::uint64_t size() const { return size_; }
  ByteOrder order() const { return order_; }

  std::string_view bytes(std::uint64_t offset, std::uint64_t length) const;
  std::uint64_t number(std::uint64_t offset, std::size_t size) const;
  // A string up to a NUL before `end`, cut to `max_size` bytes.
  std::string_view text(std::uint64_t offset, std::uint64_t end, std::size_t max_size) const;

private:
  const HeadTailBuffer& bytes_;
  std::uint64_t begin_ = 0;
  std::uint64_t size_;
  ByteOrder order_;
};

// Throws StructureError; `begin` is the structure's offset in the content.
struct CutOff {
  std::uint64_t begin = 0;
  [[noreturn]] void operator()(std::size_t position) const;
};

// Consecutive fields of bytes at offset `begin` of the content. Throws StructureError for a field
// behind their end.
class Cursor {
public:
  Cursor(std::string_view bytes, ByteOrder order, std::uint64_t begin)
      : fields_(base::as_bytes(bytes), {begin}), order_(order), begin_(begin) {}

  bool at_end() const { return fields_.at_end(); }
  std::size_t left() const { return fields_.left(); }
  // In the content.
  std::uint64_t position() const { return begin_ + fields_.position(); }

  std::string_view bytes(std::uint64_t length) { return fields_.take_text(length); }
  std::uint64_t number(std::size_t size) { return fields_.number(size, order_); }
  // Unsigned LEB128 (DWARF 5, 7.6; WebAssembly).
  std::uint64_t leb128();
  // Up to a NUL, which is skipped.
  std::string_view text() { return fields_.take_c_string(); }

private:
  base::Cursor<CutOff> fields_;
  ByteOrder order_;
  std::uint64_t begin_;
};

} // namespace package_audit::content::binaries
