// A program in a language of two instructions, "print the next n bytes" and "repeat the last n
// bytes", that prints itself. Deflate (RFC 1951) has both: a stored block, and a block of matches
// whose distance is their own length. Each of them takes one unit of five bytes here.

#include "gzip_quine.hpp"

#include "bomb.hpp"

#include <zlib.h>

#include <array>
#include <stdexcept>
#include <vector>

namespace package_audit::proof {

namespace {

constexpr std::size_t k_unit = 5;

// A stored block's header (RFC 1951, 3.2.4), which begins at a byte: its three bits are 0, and so
// are the five up to the next byte. `size` bytes of content have to follow.
std::string print(std::size_t size, bool last = false) {
  return (last ? '\1' : '\0') + little_endian(size, 2) + little_endian(~size, 2);
}

// Bits in the order of section 3.1.1: from each byte's lowest to its highest.
class Bits {
public:
  void number(unsigned value, unsigned count) {
    for (unsigned i = 0; i < count; ++i)
      bits_.push_back((value >> i & 1) != 0);
  }
  // Of Huffman's codes the highest bit comes first.
  void code(unsigned value, unsigned count) {
    for (unsigned i = count; i > 0; --i)
      bits_.push_back((value >> (i - 1) & 1) != 0);
  }
  std::string bytes() const {
    std::string bytes((bits_.size() + 7) / 8, '\0');
    for (std::size_t i = 0; i < bits_.size(); ++i)
      if (bits_[i]) bytes[i / 8] = static_cast<char>(bytes[i / 8] | 1 << i % 8);
    return bytes;
  }
  std::size_t size() const { return bits_.size(); }

private:
  std::vector<bool> bits_;
};

// A block of fixed codes (3.2.6). The next block has to begin at a byte, and only a whole number of
// bytes does that: two matches of 3 to 10 bytes from a distance of 17 to 24 (3.2.5) give
// 3 + 2 * (7 + 5 + 3) + 7 = 40 bits.
std::string repeat(std::size_t size) {
  constexpr unsigned k_fixed_codes = 1;
  constexpr unsigned k_distance_17 = 8;
  const auto distance = static_cast<unsigned>(size);
  Bits bits;
  bits.number(0, 1); // not the last block
  bits.number(k_fixed_codes, 2);
  for (const unsigned length : {distance / 2, distance - distance / 2}) {
    bits.code(length - 2, 7); // 257 stands for a length of 3, and its code is 1
    bits.code(k_distance_17, 5);
    bits.number(distance - 17, 3);
  }
  bits.code(0, 7); // 256, the end of the block
  if (bits.size() != 8 * k_unit) throw std::runtime_error("no five bytes repeat so much");
  return bits.bytes();
}

// The bytes before the program: a gzip header (RFC 1952, 2.3) and an empty block, which makes it as
// long as three units.
std::string prefix() {
  const std::string header("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);
  return header + print(0);
}

// The bytes after the program: an empty last block and the trailer.
std::string suffix(std::uint32_t crc, std::size_t file_size) {
  return print(0, true) + little_endian(crc, 4) + little_endian(file_size, 4);
}

// Each line or two is a step, with what it prints beside it; a "print" counts units there. Read
// from top to bottom, the right side is the left one.
std::string program(const std::string& before, const std::string& after) {
  const std::size_t p = before.size() + k_unit;
  const std::size_t s = after.size() + k_unit;
  constexpr std::size_t k_one = k_unit;
  constexpr std::size_t k_four = 4 * k_unit;
  std::string text = before;                              // (nothing)
  text += print(p) + before + print(p);                   // before, print p
  text += repeat(p);                                      // before, print p
  text += print(k_one) + repeat(p);                       // repeat p
  text += print(k_one) + print(k_one);                    // print 1
  text += print(k_four) + repeat(p) + print(k_one);       // repeat p, print 1,
  text += print(k_one) + print(k_four);                   //   print 1, print 4
  text += repeat(k_four);                                 // repeat p, print 1, print 1, print 4
  text += print(k_four) + repeat(k_four) + print(k_four); // repeat 4, print 4,
  text += repeat(k_four) + print(k_four);                 //   repeat 4, print 4
  text += repeat(k_four);                                 // repeat 4, print 4, repeat 4, print 4
  text += print(k_four) + repeat(k_four) + print(0);      // repeat 4, print 0,
  text += print(0) + print(s);                            //   print 0, print s
  text += repeat(k_four);                                 // repeat 4, print 0, print 0, print s
  text += print(0) + print(0) + print(s) + repeat(s) + after; // repeat s, after
  text += repeat(s);                                          // repeat s, after
  return text + after;                                        // (nothing)
}

std::string file_with(std::uint32_t crc) {
  const std::size_t size = program(prefix(), suffix(0, 0)).size();
  return program(prefix(), suffix(crc, size));
}

// The file holds its own CRC-32, twice. A CRC is affine over GF(2): each bit of what is put in
// flips the same bits of what comes out, whatever the other bits are. So "what is put in xor what
// comes out" is a constant xor the columns of the bits that are put in, and has to be zero.
std::uint32_t crc_that_is_right() {
  const auto difference = [](std::uint32_t crc) { return crc ^ crc_of(file_with(crc)); };
  struct Column {
    std::uint32_t value = 0;
    std::uint32_t inputs = 0; // the bits that have to be put in for it
  };
  // By the highest bit of its value, as in Gauss's elimination.
  std::array<Column, 32> known{};
  const auto reduce = [&](Column column) {
    for (std::size_t bit = known.size(); bit-- > 0;) {
      if ((column.value >> bit & 1) == 0) continue;
      column.value ^= known[bit].value;
      column.inputs ^= known[bit].inputs;
    }
    return column;
  };
  const std::uint32_t constant = difference(0);
  for (std::size_t bit = 0; bit < known.size(); ++bit) {
    const std::uint32_t input = std::uint32_t{1} << bit;
    const Column column = reduce({difference(input) ^ constant, input});
    for (std::size_t high = known.size(); high-- > 0;) {
      if ((column.value >> high & 1) == 0) continue;
      known[high] = column;
      break;
    }
  }
  const Column solution = reduce({constant, 0});
  if (solution.value != 0) throw std::runtime_error("no checksum is right; change the header");
  return solution.inputs;
}

void require_itself(const std::string& file) {
  constexpr int k_gzip_frame = 16;
  std::string input = file;
  std::string output(file.size() + 1, '\0');
  z_stream state{};
  if (inflateInit2(&state, MAX_WBITS + k_gzip_frame) != Z_OK) throw std::bad_alloc();
  state.next_in = reinterpret_cast<Bytef*>(input.data());
  state.avail_in = static_cast<uInt>(input.size());
  state.next_out = reinterpret_cast<Bytef*>(output.data());
  state.avail_out = static_cast<uInt>(output.size());
  const int result = inflate(&state, Z_FINISH);
  output.resize(state.total_out);
  const bool is_all = state.avail_in == 0;
  inflateEnd(&state);
  if (result != Z_STREAM_END || !is_all || output != file) {
    throw std::runtime_error("the gzip file does not unpack to itself");
  }
}

} // namespace

std::string gzip_quine() {
  std::string file = file_with(crc_that_is_right());
  require_itself(file);
  return file;
}

} // namespace package_audit::proof
