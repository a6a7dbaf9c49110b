// Blocks of xz: what comes out does not depend on how many threads unpack them.

#include "base/thread_pool.hpp"
#include "formats/compression/decode.hpp"
#include "formats/detect.hpp"
#include "formats/pipeline_threads.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::compression {
namespace {

using support::BlockStream;
using support::compress_in_blocks;
using support::fault_of;

struct Decoded {
  // What came out in front of the fault, too.
  std::string plain{};
  std::string fault{};

  bool operator==(const Decoded&) const = default;
};

void PrintTo(const Decoded& decoded, std::ostream* out) {
  *out << decoded.plain.size() << " bytes, " << decoded.fault;
}

std::string some_text(std::size_t size) {
  std::string text;
  for (std::uint32_t state = 1; text.size() < size; state = state * 1'664'525 + 1'013'904'223)
    text += std::to_string(state >> 8U) + " bottles on the wall\n";
  text.resize(size);
  return text;
}

class XzBlocks : public testing::Test {
protected:
  static Decoded decoded(const std::string& bytes, base::ThreadPool& threads,
                         const Limits& limits = {}, std::size_t step = 4096) {
    Decoded result;
    const auto fault = fault_of([&] {
      BlockStream input(bytes, step);
      PackageNotes notes;
      const auto stream = decode(Compression::xz, input, {limits, threads}, notes);
      for (auto block = stream->next(); !block.empty(); block = stream->next())
        result.plain.append(reinterpret_cast<const char*>(block.data()), block.size());
    });
    if (fault) result.fault = fault->detail;
    return result;
  }

  // Returns what both give.
  Decoded on_any_threads(const std::string& bytes, const Limits& limits = {}) {
    Decoded alone = decoded(bytes, base::no_threads(), limits);
    EXPECT_EQ(decoded(bytes, pool, limits), alone);
    for (const std::size_t step : {1U, 7U, 100'000U}) {
      const Decoded in_pieces = decoded(bytes, base::no_threads(), limits, step);
      EXPECT_EQ(decoded(bytes, pool, limits, step), in_pieces);
      EXPECT_EQ(in_pieces.fault, alone.fault);
    }
    return alone;
  }

  base::ThreadPool pool{pipeline_threads(2).total()};
};

TEST_F(XzBlocks, DecodeToTheSameOnAnyNumberOfThreads) {
  const std::string plain = some_text(3'000'000);
  for (const std::size_t block_size : {700'000U, 1'000'000U, 3'000'000U})
    EXPECT_EQ(on_any_threads(compress_in_blocks(plain, block_size)).plain, plain) << block_size;
  EXPECT_EQ(on_any_threads(support::compress(Compression::xz, plain)).plain, plain);
}

TEST_F(XzBlocks, DecodeToTheSameWhereverTheyAreCut) {
  const std::string bytes = compress_in_blocks(some_text(2000), 500);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_NE(on_any_threads(bytes.substr(0, size)).fault, "") << size;
}

TEST_F(XzBlocks, DecodeToTheSameWhicheverBitIsWrong) {
  const std::string bytes = compress_in_blocks(some_text(2000), 500);
  for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 3) {
    std::string wrong = bytes;
    wrong[bit / 8] = static_cast<char>(wrong[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_NE(on_any_threads(wrong).fault, "") << bit;
  }
}

TEST_F(XzBlocks, KeepTheBytesInFrontOfDamage) {
  const std::string plain = some_text(3'000'000);
  std::string bytes = compress_in_blocks(plain, 1'000'000);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  const Decoded result = on_any_threads(bytes);
  EXPECT_EQ(result.fault, "the xz data is corrupt");
  EXPECT_GT(result.plain.size(), 1'000'000U);
  EXPECT_LT(result.plain.size(), 2'000'000U);
}

TEST_F(XzBlocks, MayNotTakeMoreMemoryThanADecoderHas) {
  const std::string bytes = compress_in_blocks(some_text(10'000), 5000);
  EXPECT_NE(on_any_threads(bytes, {.memory = 1000}).fault.find("to be unpacked"),
            std::string::npos);
}

TEST_F(XzBlocks, AreAbandonedWithTheStream) {
  const std::string bytes = compress_in_blocks(some_text(3'000'000), 1'000'000);
  for (int i = 0; i < 20; ++i) {
    BlockStream input(bytes, 4096);
    const Limits limits;
    PackageNotes notes;
    const auto stream = decode(Compression::xz, input, {limits, pool}, notes);
    EXPECT_FALSE(stream->next().empty());
  }
}

} // namespace
} // namespace package_audit::formats::compression
