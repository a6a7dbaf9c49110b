#pragma once

#include "base/cursor.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace package_audit::formats::seven_zip {

// Ids of the properties in a header (7zFormat.txt in the 7-Zip source distribution, "Property
// IDs").
enum class Property : std::uint8_t {
  end = 0x00,
  header = 0x01,
  main_streams = 0x04,
  files_info = 0x05,
  pack_info = 0x06,
  unpack_info = 0x07,
  substreams_info = 0x08,
  size = 0x09,
  crc = 0x0A,
  folder = 0x0B,
  unpack_size = 0x0C,
  substream_count = 0x0D,
  empty_stream = 0x0E,
  empty_file = 0x0F,
  names = 0x11,
  creation_time = 0x12,
  access_time = 0x13,
  modification_time = 0x14,
  attributes = 0x15,
  encoded_header = 0x17,
  dummy = 0x19
};

struct HeaderCutOff {
  [[noreturn]] void operator()(std::size_t position) const;
};

// A 7z header or a property of it, with the encodings of 7zFormat.txt. Throws ReadFault (damaged)
// for a field that is cut off. The bytes must outlive the cursor.
class Cursor : public base::Cursor<HeaderCutOff> {
public:
  using base::Cursor<HeaderCutOff>::Cursor;

  Property property() { return Property{byte()}; }
  // NUMBER: 1 to 9 bytes; the leading ones of the first are the count of further bytes.
  std::uint64_t variable_number();
  // A NUMBER of items of at least a byte each: a fault when it is over left().
  std::size_t count();
  // BitVector: the first item in the highest bit. A fault when a bit behind the last item is set.
  std::vector<bool> bits(std::size_t count);
  // OptionalBitVector: a byte AllAreDefined, then the bits unless it is 1.
  std::vector<bool> optional_bits(std::size_t count);
  // The rest of a property that is stored here and not in an additional stream (External = 0).
  void expect_not_external(const char* fault) { expect(byte() == 0, fault); }
  void expect_property(Property expected, const char* fault) {
    expect(property() == expected, fault);
  }

private:
  static void expect(bool holds, const char* fault);
};

} // namespace package_audit::formats::seven_zip
