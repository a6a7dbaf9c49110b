#pragma once

#include "base/cursor.hpp"
#include "content/kept_bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace package_audit::content::binaries {

using ByteOrder = std::endian;
using base::number_in;

// The fields of a structure that stands somewhere in an entry's content. All offsets are counted
// from where it begins. Throws Unread for what is not in the content, or not kept.
class Fields {
public:
  Fields(const KeptBytes& bytes, ByteOrder order)
      : bytes_(bytes), size_(bytes.size()), order_(order) {}
  // Of a part of the content, which may claim to be longer than the content is.
  Fields(const KeptBytes& bytes, ByteOrder order, std::uint64_t begin, std::uint64_t size)
      : bytes_(bytes), begin_(begin), size_(size), order_(order) {}

  std::uint64_t begin() const { return begin_; }
  std::uint64_t size() const { return size_; }
  ByteOrder order() const { return order_; }

  std::string_view bytes(std::uint64_t offset, std::uint64_t length) const;
  std::uint64_t number(std::uint64_t offset, std::size_t size) const;
  // Up to a zero byte, which must come before `end`; cut off when it is longer than `longest`.
  std::string_view text(std::uint64_t offset, std::uint64_t end, std::size_t longest) const;

private:
  const KeptBytes& bytes_;
  std::uint64_t begin_ = 0;
  std::uint64_t size_;
  ByteOrder order_;
};

// Throws Unread for a field that lies behind the end of what began at `begin`.
struct CutOff {
  std::uint64_t begin = 0;
  [[noreturn]] void operator()(std::size_t position) const;
};

// Fields one behind the other, of bytes in memory. Throws Unread at the end of them; `begin` is
// where they stand in the content, for that message.
class Cursor {
public:
  Cursor(std::string_view bytes, ByteOrder order, std::uint64_t begin)
      : fields_(base::as_bytes(bytes), {begin}), order_(order), begin_(begin) {}

  bool at_end() const { return fields_.at_end(); }
  std::size_t left() const { return fields_.left(); }
  std::uint64_t position() const { return begin_ + fields_.position(); }

  std::string_view bytes(std::uint64_t length) { return fields_.take_text(length); }
  std::uint64_t number(std::size_t size) { return fields_.number(size, order_); }
  // Unsigned LEB128, as DWARF and WebAssembly write numbers.
  std::uint64_t leb128();
  // Up to a zero byte, and behind it.
  std::string_view text() { return fields_.take_c_string(); }

private:
  base::Cursor<CutOff> fields_;
  ByteOrder order_;
  std::uint64_t begin_;
};

} // namespace package_audit::content::binaries
