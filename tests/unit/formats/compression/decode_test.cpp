#include "base/head.hpp"
#include "formats/compression/decode.hpp"
#include "formats/detect.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::compression {
namespace {

using support::BlockStream;
using support::compress;
using support::drain;
using support::fault_of;

std::string decoded(Compression compression, std::string_view bytes,
                    std::size_t block_size = 4096) {
  BlockStream input(bytes, block_size);
  const Limits limits;
  PackageNotes notes;
  return drain(*decode(compression, input, limits, notes));
}

std::optional<Anomaly> decode_fault(Compression compression, std::string_view bytes) {
  return fault_of([&] { decoded(compression, bytes); });
}

std::string mixed_text(std::size_t length) {
  std::string text;
  std::uint32_t state = 1;
  while (text.size() < length) {
    state = state * 1'664'525 + 1'013'904'223;
    text += static_cast<char>(state >> 24);
    text += "some words that repeat";
  }
  text.resize(length);
  return text;
}

std::string name_of(const ::testing::TestParamInfo<Compression>& info) {
  switch (info.param) {
  case Compression::gzip:
    return "gzip";
  case Compression::xz:
    return "xz";
  case Compression::bzip2:
    return "bzip2";
  case Compression::zstd:
    return "zstd";
  case Compression::compress:
    return "compress";
  default:
    return "none";
  }
}

class EveryCompression : public ::testing::TestWithParam<Compression> {};
INSTANTIATE_TEST_SUITE_P(Decode, EveryCompression,
                         ::testing::Values(Compression::none, Compression::gzip, Compression::xz,
                                           Compression::bzip2, Compression::zstd,
                                           Compression::compress),
                         name_of);

TEST_P(EveryCompression, IsRecognised) {
  const std::string bytes = compress(GetParam(), "x");
  EXPECT_EQ(detect(base::as_bytes(bytes)), GetParam());
}

TEST_P(EveryCompression, RestoresTheOriginalBytes) {
  for (const std::size_t length : {1UL, 100UL, 300'000UL, 1'000'000UL}) {
    const std::string plain = mixed_text(length);
    EXPECT_EQ(decoded(GetParam(), compress(GetParam(), plain)), plain) << length;
  }
}

TEST_P(EveryCompression, ReturnsTheSameWhateverTheBlocks) {
  const std::string plain = mixed_text(20'000);
  const std::string bytes = compress(GetParam(), plain);
  for (const std::size_t block_size : {1UL, 7UL, 1000UL, 1UL << 20}) {
    EXPECT_EQ(decoded(GetParam(), bytes, block_size), plain) << block_size;
  }
}

TEST_P(EveryCompression, StaysAtItsEnd) {
  const std::string bytes = compress(GetParam(), "x");
  BlockStream input(bytes, 4096);
  const Limits limits;
  PackageNotes notes;
  const std::unique_ptr<base::ByteStream> stream = decode(GetParam(), input, limits, notes);
  drain(*stream);
  EXPECT_TRUE(stream->next().empty());
}

// compress(1) has neither an end mark nor a checksum: what it wraps must notice.
class CheckedCompression : public ::testing::TestWithParam<Compression> {};
INSTANTIATE_TEST_SUITE_P(Decode, CheckedCompression,
                         ::testing::Values(Compression::gzip, Compression::xz, Compression::bzip2,
                                           Compression::zstd),
                         name_of);

TEST_P(CheckedCompression, AcceptsAnEmptyMessage) {
  EXPECT_EQ(decoded(GetParam(), compress(GetParam(), "")), "");
}

TEST_P(CheckedCompression, RefusesEveryTruncation) {
  const std::string bytes = compress(GetParam(), mixed_text(500));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_TRUE(decode_fault(GetParam(), bytes.substr(0, length))) << length;
  }
}

// Flags, times and reserved bits in front are not covered by every format's checksum; what comes
// out must be right all the same.
TEST_P(CheckedCompression, NoFlippedBitChangesTheContentUnnoticed) {
  const std::string plain = mixed_text(300);
  const std::string bytes = compress(GetParam(), plain);
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    std::string result;
    const auto fault = fault_of([&] { result = decoded(GetParam(), flipped); });
    EXPECT_TRUE(fault || result == plain) << "bit " << bit;
  }
}

TEST_P(CheckedCompression, RefusesAWrongChecksum) {
  std::string bytes = compress(GetParam(), "content");
  // gzip ends with CRC and length, zstd with the checksum, bzip2 with its CRC; xz has its footer
  // there.
  const std::size_t from_end = GetParam() == Compression::gzip ? 8 : 2;
  bytes[bytes.size() - from_end] = static_cast<char>(bytes[bytes.size() - from_end] ^ 0x40);
  const auto fault = decode_fault(GetParam(), bytes);
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::damaged);
}

TEST_P(CheckedCompression, RefusesTrailingBytes) {
  const std::string bytes = compress(GetParam(), "content");
  for (const std::string_view tail : {std::string_view("x"), std::string_view("\0\0\0\0", 4)}) {
    const auto fault = decode_fault(GetParam(), bytes + std::string(tail));
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->kind, AnomalyKind::unexpected_bytes);
  }
}

TEST_P(CheckedCompression, RefusesTrailingBytesInABlockOfTheirOwn) {
  const std::string bytes = compress(GetParam(), "content") + "x";
  EXPECT_TRUE(fault_of([&] { decoded(GetParam(), bytes, bytes.size() - 1); }));
}

TEST_P(CheckedCompression, RefusesASecondMember) {
  const std::string bytes =
      compress(GetParam(), "content") + compress(GetParam(), "what another reader shows");
  const auto fault = decode_fault(GetParam(), bytes);
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::unexpected_bytes);
}

TEST_P(CheckedCompression, RefusesOtherData) {
  EXPECT_TRUE(decode_fault(GetParam(), "no such stream, not at all"));
  EXPECT_TRUE(decode_fault(GetParam(), ""));
}

TEST(Decode, RefusesBytesInFrontOfAZstdFrame) {
  // A skippable frame may hold anything; a packaging tool writes none.
  const std::string skippable("\x50\x2A\x4D\x18\x04\x00\x00\x00save", 12);
  EXPECT_TRUE(decode_fault(Compression::zstd, skippable + compress(Compression::zstd, "content")));
  EXPECT_TRUE(decode_fault(Compression::zstd, compress(Compression::zstd, "content") + skippable));
}

} // namespace
} // namespace package_audit::formats::compression
