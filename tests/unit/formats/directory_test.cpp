#include "base/error.hpp"
#include "formats/directory.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace package_audit::formats {
namespace {

using support::Recorder;
using support::ScratchFolder;
using ::testing::ElementsAre;

Recorder read(const std::string& folder) {
  Recorder recorder;
  read_directory(folder, recorder);
  return recorder;
}

TEST(Directory, HandsOutWhatIsBelowSorted) {
  const ScratchFolder scratch;
  scratch.write("b.txt", "b");
  scratch.write("a/z.txt", "z");
  scratch.write("a/y/x.txt", "x");
  scratch.write("a.txt", "a");
  const Recorder tree = read(scratch.path());
  EXPECT_THAT(tree.names(), ElementsAre("a", "a/y", "a/y/x.txt", "a/z.txt", "a.txt", "b.txt"));
  EXPECT_EQ(tree.records[0].entry.type, EntryType::directory);
  EXPECT_EQ(tree.records[3].content, "z");
}

TEST(Directory, IsTheSameHoweverItIsNamed) {
  const ScratchFolder scratch;
  scratch.write("a/b", "x");
  EXPECT_EQ(read(scratch.path() + "/").names(), read(scratch.path()).names());
  EXPECT_EQ(read(scratch.path() + "/./").names(), read(scratch.path()).names());
}

TEST(Directory, DoesNotFollowLinks) {
  const ScratchFolder scratch;
  scratch.write("real/file", "x");
  std::filesystem::create_symlink("real", scratch.path() + "/folder-link");
  std::filesystem::create_symlink("/nowhere", scratch.path() + "/dangling");
  const Recorder tree = read(scratch.path());
  EXPECT_THAT(tree.names(), ElementsAre("dangling", "folder-link", "real", "real/file"));
  EXPECT_EQ(tree.records[0].entry.type, EntryType::symlink);
  EXPECT_EQ(tree.records[0].entry.link_target, "/nowhere");
  EXPECT_EQ(tree.records[1].entry.type, EntryType::symlink);
}

TEST(Directory, OpensNeitherFifoNorSocket) {
  const ScratchFolder scratch;
  ASSERT_EQ(::mkfifo((scratch.path() + "/fifo").c_str(), 0600), 0);
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = scratch.path() + "/socket";
  ASSERT_LT(name.size(), sizeof address.sun_path);
  name.copy(address.sun_path, name.size());
  const int bound = ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  ::close(descriptor);
  ASSERT_EQ(bound, 0);
  const Recorder tree = read(scratch.path());
  ASSERT_EQ(tree.records.size(), 2U);
  EXPECT_EQ(tree.records[0].entry.type, EntryType::fifo);
  EXPECT_EQ(tree.records[1].entry.type, EntryType::socket);
}

TEST(Directory, KeepsModesButNotOwners) {
  const ScratchFolder scratch;
  const std::string file = scratch.write("tool", "x");
  ASSERT_EQ(::chmod(file.c_str(), 04751), 0);
  const Entry entry = read(scratch.path()).records.at(0).entry;
  EXPECT_EQ(entry.mode, 04751U);
  EXPECT_EQ(entry.uid, 0U);
  EXPECT_EQ(entry.user, "");
}

TEST(Directory, ThatCannotBeReadIsAnError) {
  const ScratchFolder scratch;
  EXPECT_THROW(read(scratch.path() + "/missing"), base::Error);
}

TEST(Directory, MayBeEmpty) {
  const ScratchFolder scratch;
  EXPECT_TRUE(read(scratch.path()).records.empty());
}

} // namespace
} // namespace package_audit::formats
