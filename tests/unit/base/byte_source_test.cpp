#include "base/byte_source.hpp"
#include "base/error.hpp"
#include "support/archive_scratch.hpp"

#include <gtest/gtest.h>

#include <string>
#include <sys/stat.h>

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

std::string read(ByteSource& source, std::uint64_t offset, std::size_t length) {
  std::string bytes(length, '\0');
  bytes.resize(source.read_at(offset, std::as_writable_bytes(std::span(bytes))));
  return bytes;
}

class FileSourceTest : public ::testing::Test {
protected:
  ScratchFolder scratch;
  std::string content = numbered_bytes(700'000);
  std::string file = scratch.write("package", content);
};

TEST_F(FileSourceTest, ReadsAnyRange) {
  FileSource source(file);
  EXPECT_EQ(source.size(), content.size());
  EXPECT_EQ(read(source, 500'000, 10), content.substr(500'000, 10));
  EXPECT_EQ(read(source, 0, 4), content.substr(0, 4));
  EXPECT_EQ(read(source, 699'998, 10), content.substr(699'998));
  EXPECT_EQ(read(source, 700'000, 10), "");
  EXPECT_EQ(read(source, 800'000, 10), "");
}

TEST_F(FileSourceTest, SaysThatAFileWasTouched) {
  FileSource source(file);
  EXPECT_NO_THROW(source.require_unchanged());
  read(source, 0, 1000);
  EXPECT_NO_THROW(source.require_unchanged());
  ASSERT_EQ(::chmod(file.c_str(), 0400), 0);
  EXPECT_THROW(source.require_unchanged(), Error);
}

TEST_F(FileSourceTest, HoldsTheFileThatWasOpened) {
  FileSource source(file);
  scratch.write("package", "another file under the same name");
  EXPECT_EQ(read(source, 0, content.size()), content);
}

TEST_F(FileSourceTest, OpensOnlyRegularFiles) {
  EXPECT_THROW(FileSource(scratch.path() + "/missing"), Error);
  EXPECT_THROW(FileSource(scratch.path()), Error);
  const std::string fifo = scratch.path() + "/fifo";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_THROW(FileSource{fifo}, Error);
}

TEST_F(FileSourceTest, RangeEndsWithItsPartOrItsSource) {
  FileSource source(file);
  RangeStream part(source, 10, 300'000);
  EXPECT_EQ(drain(part), content.substr(10, 299'990));
  RangeStream beyond(source, 699'000, 900'000);
  EXPECT_EQ(drain(beyond), content.substr(699'000));
  RangeStream nothing(source, 5, 5);
  EXPECT_EQ(drain(nothing), "");
}

} // namespace
} // namespace package_audit::base
