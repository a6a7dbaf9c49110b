// Compressed streams must not contain anything except their content.

#include "formats/compression/decode.hpp"
#include "formats/detect.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include "support/reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::compression {
namespace {

using namespace std::string_literals;
using namespace support;
using ::testing::HasSubstr;

struct Decoded {
  std::string plain{};
  PackageNotes notes{};
  std::optional<Anomaly> fault{};
};

Decoded decoded(Compression compression, const std::string& bytes, const Limits& limits = {},
                StoredName name = StoredName::refused, std::size_t block_size = 4096) {
  Decoded result;
  result.fault = fault_of([&] {
    BlockStream input(bytes, block_size);
    result.plain = drain(*decode(compression, input, limits, result.notes, name));
  });
  return result;
}

void refuses(Compression compression, const std::string& bytes, AnomalyKind kind,
             std::string_view detail) {
  const Decoded result = decoded(compression, bytes);
  ASSERT_TRUE(result.fault) << detail;
  EXPECT_EQ(result.fault->kind, kind) << result.fault->detail;
  EXPECT_THAT(result.fault->detail, HasSubstr(std::string(detail)));
}

// CRC-32 as gzip and xz have it.
std::uint32_t crc_32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit)
      crc = crc >> 1U ^ (0xEDB88320U & (0U - (crc & 1U)));
  }
  return ~crc;
}

std::string little_endian(std::uint32_t value, std::size_t width) {
  std::string bytes;
  for (std::size_t i = 0; i < width; ++i) {
    bytes += static_cast<char>(value >> (8U * i) & 0xFFU);
  }
  return bytes;
}

// A gzip stream with these flags in its header, and the fields that belong to them.
std::string gzip_with(unsigned char flags, std::string_view fields, std::string_view plain = "x") {
  std::string bytes = compress(Compression::gzip, plain);
  bytes[3] = static_cast<char>(flags);
  return bytes.insert(10, fields);
}

TEST(Gzip, HasNoHiddenFileName) {
  refuses(Compression::gzip, gzip_with(0x08, "src/evil.c\0"s), AnomalyKind::ambiguous, "FNAME");
  refuses(Compression::gzip, gzip_with(0x08, "\0"s), AnomalyKind::ambiguous, "FNAME");
}

TEST(Gzip, HasNoCommentNorExtraFieldNorOwnChecksumNorTextMark) {
  refuses(Compression::gzip, gzip_with(0x10, "hidden\0"s), AnomalyKind::ambiguous, "FCOMMENT");
  refuses(Compression::gzip, gzip_with(0x04, "\6\0hidden"s), AnomalyKind::ambiguous, "FEXTRA");
  refuses(Compression::gzip, gzip_with(0x01, ""), AnomalyKind::ambiguous, "FTEXT");
  std::string bytes = gzip_with(0x02, "");
  bytes.insert(10, little_endian(crc_32(bytes.substr(0, 10)), 2));
  refuses(Compression::gzip, bytes, AnomalyKind::ambiguous, "FHCRC");
}

TEST(Gzip, HasNoReservedFlags) {
  for (const char flag : "\x20\x40\x80"s) {
    refuses(Compression::gzip, gzip_with(static_cast<unsigned char>(flag), ""),
            AnomalyKind::damaged, "corrupt");
  }
}

TEST(Gzip, HasTheChecksumAndTheLengthOfItsContent) {
  const std::string bytes = compress(Compression::gzip, "content");
  for (std::size_t from_end = 1; from_end <= 8; ++from_end) {
    std::string wrong = bytes;
    wrong[bytes.size() - from_end] = static_cast<char>(wrong[bytes.size() - from_end] ^ 1);
    refuses(Compression::gzip, wrong, AnomalyKind::damaged, "corrupt");
  }
}

TEST(Gzip, MayNameTheFileInItWhereThatIsAskedFor) {
  const std::string bytes = gzip_with(0x08, "acme.1\0"s, "content");
  for (const std::size_t block_size : {1UL, 7UL, 4096UL}) {
    const Decoded result = decoded(Compression::gzip, bytes, {}, StoredName::accepted, block_size);
    EXPECT_FALSE(result.fault);
    EXPECT_EQ(result.plain, "content");
  }
  MemorySource source(bytes);
  EXPECT_EQ(stored_gzip_name(source, {}), "acme.1");
  // A comment stays refused.
  EXPECT_TRUE(
      decoded(Compression::gzip, gzip_with(0x18, "a\0b\0"s), {}, StoredName::accepted).fault);
}

TEST(Gzip, MayHaveNoFileName) {
  MemorySource unnamed(compress(Compression::gzip, "x"));
  EXPECT_EQ(stored_gzip_name(unnamed, {}), "");
  MemorySource cut("\x1F\x8B\x08\x08"s);
  EXPECT_EQ(stored_gzip_name(cut, {}), "");
}

TEST(Gzip, HasNoNameThatIsTooLong) {
  MemorySource source(gzip_with(0x08, std::string(5000, 'n') + '\0'));
  const auto fault = fault_of([&] { stored_gzip_name(source, {}); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::limit);
}

TEST(Framing, ReportsAnotherStream) {
  for (const Compression compression :
       {Compression::gzip, Compression::xz, Compression::bzip2, Compression::zstd}) {
    refuses(compression, compress(compression, "a") + compress(compression, "b"),
            AnomalyKind::unexpected_bytes, "a second stream");
    refuses(compression, compress(compression, "a") + std::string(4, '\0'),
            AnomalyKind::unexpected_bytes, "further bytes");
  }
}

TEST(Framing, NotesThatThereIsNoChecksum) {
  for (const Compression compression : {Compression::xz, Compression::zstd}) {
    const Decoded checked = decoded(compression, compress(compression, "content"));
    EXPECT_FALSE(checked.notes.lacks_checksum);
    const Decoded unchecked = decoded(compression, compress_unchecked(compression, "content"));
    EXPECT_EQ(unchecked.plain, "content");
    EXPECT_TRUE(unchecked.notes.lacks_checksum);
  }
  EXPECT_FALSE(decoded(Compression::gzip, compress(Compression::gzip, "x")).notes.lacks_checksum);
  EXPECT_FALSE(decoded(Compression::bzip2, compress(Compression::bzip2, "x")).notes.lacks_checksum);
  EXPECT_TRUE(
      decoded(Compression::compress, compress(Compression::compress, "x")).notes.lacks_checksum);
}

TEST(Framing, RefusesEveryTruncationWithoutAChecksum) {
  for (const Compression compression : {Compression::xz, Compression::zstd}) {
    const std::string bytes = compress_unchecked(compression, "content, content, content");
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      EXPECT_TRUE(decoded(compression, bytes.substr(0, length)).fault) << length;
    }
  }
}

// The block header follows the stream header: its size, flags, then the filter with its properties,
// of which LZMA2 has one byte for the dictionary ("The .xz File Format", 3.1 and 5.3.1).
std::string xz_with_dictionary(unsigned char code) {
  constexpr std::size_t k_begin = 12;
  std::string bytes = compress(Compression::xz, "content");
  const std::size_t size = (static_cast<unsigned char>(bytes[k_begin]) + 1) * 4U;
  const std::size_t filter = bytes.find("\x21\x01", k_begin);
  bytes[filter + 2] = static_cast<char>(code);
  const std::string checksum = little_endian(crc_32(bytes.substr(k_begin, size - 4)), 4);
  return bytes.replace(k_begin + size - 4, 4, checksum);
}

TEST(Xz, HasNoDictionaryLargerThanTheMemoryLimit) {
  EXPECT_EQ(decoded(Compression::xz, xz_with_dictionary(28)).plain, "content"); // 64 MiB
  const Decoded huge = decoded(Compression::xz, xz_with_dictionary(34));        // 512 MiB
  ASSERT_TRUE(huge.fault);
  EXPECT_EQ(huge.fault->kind, AnomalyKind::limit);
  EXPECT_THAT(huge.fault->detail, HasSubstr("needs 512 MiB"));
  EXPECT_THAT(huge.fault->detail, HasSubstr("memory is over 512 MiB"));
  EXPECT_FALSE(
      decoded(Compression::xz, xz_with_dictionary(34), {.memory = std::uint64_t{2} << 30U}).fault);
}

// A frame without content but with this descriptor and what belongs to it (RFC 8878, 3.1.1).
std::string zstd_frame(std::string_view header) {
  return "\x28\xB5\x2F\xFD"s + std::string(header) + "\1\0\0"s;
}

TEST(Zstd, HasNoWindowLargerThanTheMemoryLimit) {
  EXPECT_FALSE(decoded(Compression::zstd, zstd_frame("\x00\x88"s)).fault);  // 128 MiB
  const Decoded huge = decoded(Compression::zstd, zstd_frame("\x00\x98"s)); // 512 MiB
  ASSERT_TRUE(huge.fault);
  EXPECT_EQ(huge.fault->kind, AnomalyKind::limit);
  EXPECT_THAT(huge.fault->detail, HasSubstr("needs 512 MiB"));
  // One segment of 16 GiB.
  const Decoded segment = decoded(Compression::zstd, zstd_frame("\xE0\0\0\0\0\4\0\0\0"s));
  ASSERT_TRUE(segment.fault);
  EXPECT_EQ(segment.fault->kind, AnomalyKind::limit);
}

TEST(Zstd, HasNoWindowThatUnpackersRefuse) {
  refuses(Compression::zstd, zstd_frame("\x00\x89"s), AnomalyKind::ambiguous, "window of 144 MiB");
}

TEST(Zstd, AcceptsEveryFormOfHeader) {
  // A single segment, whose size of zero is stored in 1, 2 (from 256 on), 4 or 8 bytes.
  EXPECT_FALSE(decoded(Compression::zstd, zstd_frame("\x20\0"s)).fault);
  EXPECT_FALSE(decoded(Compression::zstd, zstd_frame("\xA0\0\0\0\0"s)).fault);
  EXPECT_FALSE(decoded(Compression::zstd, zstd_frame("\xE0\0\0\0\0\0\0\0\0"s)).fault);
  refuses(Compression::zstd, zstd_frame("\x60\0\0"s), AnomalyKind::damaged, "the size");
}

TEST(Zstd, NeedsNoDictionary) {
  refuses(Compression::zstd, zstd_frame("\x01\x00\x05"s), AnomalyKind::damaged, "dictionary");
  refuses(Compression::zstd, zstd_frame("\x03\x00\0\0\0\0"s), AnomalyKind::damaged, "dictionary");
}

TEST(Zstd, HasNoBitsThatMeanNothing) {
  refuses(Compression::zstd, zstd_frame("\x10\x00"s), AnomalyKind::ambiguous, "means nothing");
  refuses(Compression::zstd, zstd_frame("\x08\x00"s), AnomalyKind::damaged, "corrupt");
}

TEST(Tarball, NotesThatThereIsNoChecksum) {
  const std::string tar = make_tar({{.name = "a", .content = "content"}});
  const auto notes_of = [](const std::string& bytes) {
    MemorySource source(bytes);
    Recorder recorder;
    PackageNotes notes;
    const FormatReader* const reader = recognize_format(source);
    reader->read(source, Limits{}, recorder, notes);
    return notes;
  };
  EXPECT_TRUE(notes_of(compress_unchecked(Compression::zstd, tar)).lacks_checksum);
  EXPECT_TRUE(notes_of(compress_unchecked(Compression::xz, tar)).lacks_checksum);
  EXPECT_FALSE(notes_of(compress(Compression::zstd, tar)).lacks_checksum);
}

TEST(Tarball, HasNoFileNameInItsGzipHeader) {
  const std::string tar = make_tar({{.name = "a", .content = "content"}});
  EXPECT_THAT(read_bytes(gzip_with(0x08, "acme.tar\0"s, tar)),
              FaultsWith(AnomalyKind::ambiguous, "gzip -n"));
}

class SmallTarball : public ::testing::TestWithParam<Compression> {};
INSTANTIATE_TEST_SUITE_P(Framing, SmallTarball,
                         ::testing::Values(Compression::gzip, Compression::xz, Compression::bzip2,
                                           Compression::zstd));

std::string small_tar() {
  return make_tar({folder("acme"), {.name = "acme/a", .content = "content"}});
}

TEST_P(SmallTarball, IsRefusedWhenCutAnywhere) {
  const std::string bytes = compress(GetParam(), small_tar());
  EXPECT_THAT(read_bytes(bytes), IsAccepted());
  for (std::size_t length = 8; length < bytes.size(); ++length) {
    ASSERT_TRUE(read_bytes(bytes.substr(0, length)).fault) << length;
  }
}

TEST_P(SmallTarball, HasNoOtherContentWhenABitFlips) {
  const std::string bytes = compress(GetParam(), small_tar());
  const std::string content = content_of(read_bytes(bytes));
  for (std::size_t bit = 64; bit < bytes.size() * 8; ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    const Reading reading = read_bytes(flipped);
    ASSERT_TRUE(reading.fault || content_of(reading) == content) << "bit " << bit;
  }
}

TEST(UncheckedTarball, IsRefusedWhenCutAnywhere) {
  for (const Compression compression : {Compression::xz, Compression::zstd}) {
    const std::string bytes = compress_unchecked(compression, small_tar());
    EXPECT_THAT(read_bytes(bytes), IsAccepted());
    for (std::size_t length = 8; length < bytes.size(); ++length) {
      ASSERT_TRUE(read_bytes(bytes.substr(0, length)).fault) << length;
    }
  }
}

} // namespace
} // namespace package_audit::formats::compression
