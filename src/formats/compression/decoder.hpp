#pragma once

#include "formats/compression/decode.hpp"
#include "formats/fault.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace package_audit::formats::compression {

// Throws a ReadFault: "the gzip data is corrupt".
[[noreturn]] void fail_decoding(std::string_view name, AnomalyKind kind, std::string_view what);
// `needed` bytes are more than `limits` leave a decoder.
[[noreturn]] void fail_decoding_for_memory(std::string_view name, std::uint64_t needed,
                                           const Limits& limits);
// For what stands behind a stream: `again` when it begins like another one.
[[noreturn]] void fail_for_tail(std::string_view name, bool again);

// The loop around a decompression library: feed, collect, notice the end, refuse a tail.
class Decoder : public base::ByteStream {
public:
  // `name` is that of the framing, "gzip", for messages.
  Decoder(base::ByteStream& input, Compression compression, std::string_view name);

  std::span<const std::byte> next() final;

  // What the library did with some input and some room for output.
  struct Step {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool finished = false;
  };

protected:
  // Throws through fail() on corrupt input.
  virtual Step advance(std::span<const std::byte> input, std::span<std::byte> output) = 0;

  [[noreturn]] void fail(AnomalyKind kind, std::string_view what) const {
    fail_decoding(name_, kind, what);
  }
  [[noreturn]] void fail_for_memory(std::uint64_t needed, const Limits& limits) const {
    fail_decoding_for_memory(name_, needed, limits);
  }

private:
  void refuse_tail();

  base::ByteStream& input_;
  Compression compression_;
  std::string_view name_;
  std::vector<std::byte> output_;
  std::span<const std::byte> pending_;
  bool input_ended_ = false;
  bool finished_ = false;
};

// Bytes that one decoder may allocate.
constexpr std::uint64_t decoder_memory(const Limits& limits) {
  return limits.memory / 2;
}

// One a framing; decode() has the contract.
std::unique_ptr<base::ByteStream> decode_gzip(base::ByteStream& input, StoredName name);
std::unique_ptr<base::ByteStream> decode_xz(base::ByteStream& input, const ReadContext& context,
                                            PackageNotes& notes);
std::unique_ptr<base::ByteStream> decode_bzip2(base::ByteStream& input);
std::unique_ptr<base::ByteStream> decode_zstd(base::ByteStream& input, const Limits& limits,
                                              PackageNotes& notes);
// compress(1) has neither a checksum nor an end: what it wraps must notice damage.
std::unique_ptr<base::ByteStream> decode_compress(base::ByteStream& input, PackageNotes& notes);

} // namespace package_audit::formats::compression
