#pragma once

#include "formats/compression/decode.hpp"
#include "formats/fault.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace package_audit::formats::compression {

// These throw a ReadFault about data of the format `name`: "the gzip data is corrupt".
[[noreturn]] void fail_decoding(std::string_view name, AnomalyKind kind, std::string_view detail);
// Decompression needs `needed` bytes, more than decoder_memory(limits).
[[noreturn]] void fail_for_memory(std::string_view name, std::uint64_t needed,
                                  const Limits& limits);
// Bytes follow the end of the stream; `is_second_stream` if they begin like another one.
[[noreturn]] void fail_for_trailing_bytes(std::string_view name, bool is_second_stream);

// The loop around a decompression library: provides input, returns output, detects the end of the
// stream, and refuses trailing bytes.
class Decoder : public base::ByteStream {
public:
  // `name` is that of the format, "gzip", for messages.
  Decoder(base::ByteStream& input, Compression compression, std::string_view name);

  base::Bytes next() final;

  // The result of one call of the library: bytes of input and of output.
  struct Step {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool finished = false;
  };

protected:
  // Calls the library. Throws by fail() on corrupt input.
  virtual Step advance(base::Bytes input, base::WritableBytes output) = 0;

  [[noreturn]] void fail(AnomalyKind kind, std::string_view detail) const {
    fail_decoding(name_, kind, detail);
  }

private:
  void expect_end();

  base::ByteStream& input_;
  Compression compression_;
  std::string_view name_;
  std::vector<std::byte> output_;
  base::Bytes pending_;
  bool input_ended_ = false;
  bool finished_ = false;
};

// Bytes that a decoder may allocate.
constexpr std::uint64_t decoder_memory(const Limits& limits) {
  return limits.memory / 2;
}

// A decoder for each format; see decode() for the contract.
std::unique_ptr<base::ByteStream> decode_gzip(base::ByteStream& input, StoredName name);
std::unique_ptr<base::ByteStream> decode_xz(base::ByteStream& input, const ReadContext& context,
                                            PackageNotes& notes);
std::unique_ptr<base::ByteStream> decode_bzip2(base::ByteStream& input);
std::unique_ptr<base::ByteStream> decode_zstd(base::ByteStream& input, const Limits& limits,
                                              PackageNotes& notes);
// compress(1) has neither a checksum nor an end mark: the reader of its content must detect damage.
std::unique_ptr<base::ByteStream> decode_compress(base::ByteStream& input, PackageNotes& notes);

} // namespace package_audit::formats::compression
