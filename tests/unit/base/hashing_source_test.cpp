#include "base/error.hpp"
#include "base/hashing_source.hpp"
#include "support/archive_scratch.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace package_audit::base {
namespace {

using support::drain;
using support::ScratchFolder;

std::string numbered_bytes(std::size_t length) {
  std::string bytes(length, '\0');
  for (std::size_t i = 0; i < length; ++i)
    bytes[i] = static_cast<char>(i * 31 + i / 256);
  return bytes;
}

void read(ByteSource& source, std::uint64_t offset, std::size_t length) {
  std::string bytes(length, '\0');
  source.read_at(offset, std::as_writable_bytes(std::span(bytes)));
}

// Without threads, and with one that hashes.
class HashingSourceTest : public ::testing::TestWithParam<std::size_t> {
protected:
  ThreadPool pool{GetParam()};
  ScratchFolder scratch;
  std::string content = numbered_bytes(3'000'000);
  std::string file = scratch.write("package", content);
  FileSource plain{file};
  HashingSource source{plain, pool};
};

INSTANTIATE_TEST_SUITE_P(Threads, HashingSourceTest, testing::Values(0, 1));

TEST_P(HashingSourceTest, DigestNeedsNoReading) {
  EXPECT_EQ(source.digest(), sha256(content));
}

TEST_P(HashingSourceTest, DigestIsTheSameWhateverTheOrder) {
  read(source, 600'000, 100'000);
  read(source, 0, 1000);
  read(source, 500, 1000);
  read(source, 100, 10);
  read(source, 1500, 1);
  read(source, 1600, 200'000);
  EXPECT_EQ(source.digest(), sha256(content));
}

TEST_P(HashingSourceTest, DigestOfAFileReadInOrder) {
  RangeStream stream(source, 0, source.size());
  EXPECT_EQ(drain(stream), content);
  EXPECT_EQ(source.digest(), sha256(content));
}

TEST_P(HashingSourceTest, DigestOfAnEmptyFile) {
  FileSource empty(scratch.write("empty", ""));
  EXPECT_EQ(HashingSource(empty).digest(), sha256(""));
}

TEST_P(HashingSourceTest, SaysThatAFileGrew) {
  std::ofstream(file, std::ios::app) << "more";
  EXPECT_THROW(source.digest(), Error);
}

TEST_P(HashingSourceTest, SaysThatAFileShrank) {
  std::ofstream(file, std::ios::trunc) << "less";
  EXPECT_THROW(source.digest(), Error);
}

TEST_P(HashingSourceTest, HashesBlockByBlock) {
  std::size_t blocks = 0;
  while (source.hash_next_block())
    ++blocks;
  EXPECT_GT(blocks, 1U);
  EXPECT_EQ(source.digest(), sha256(content));
}

TEST_P(HashingSourceTest, MayBeGivenUp) {
  read(source, 0, content.size());
}

TEST(HashingSource, UsesAThreadWhileItExists) {
  const ScratchFolder scratch;
  FileSource file(scratch.write("package", "content"));
  ThreadPool pool(1);
  {
    const HashingSource source(file, pool);
    EXPECT_FALSE(pool.has_idle());
  }
  EXPECT_TRUE(pool.has_idle());
}

} // namespace
} // namespace package_audit::base
