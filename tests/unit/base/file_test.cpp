#include "base/error.hpp"
#include "base/file.hpp"
#include "support/archive_scratch.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <iterator>
#include <string>
#include <sys/resource.h>

namespace package_audit::base {
namespace {

using support::ScratchFolder;

std::ptrdiff_t files_in(const std::string& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), {});
}

TEST(FileStatus, IsThatOfALinkItself) {
  const ScratchFolder scratch;
  const std::string file = scratch.write("tool", "x");
  std::filesystem::permissions(file, std::filesystem::perms{0751});
  EXPECT_EQ(file_status(file).mode, 0100751U);
  EXPECT_GT(file_status(file).mtime, 0);
  std::filesystem::create_symlink("nowhere", scratch.path() + "/link");
  EXPECT_EQ(file_status(scratch.path() + "/link").mode & 0170000U, 0120000U);
  EXPECT_EQ(file_status(scratch.path()).mode & 0170000U, 0040000U);
}

TEST(FileStatus, OfNothingIsAnError) {
  const ScratchFolder scratch;
  const std::string missing = scratch.path() + "/missing";
  try {
    static_cast<void>(file_status(missing));
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.what(), missing + ": No such file or directory");
  }
}

TEST(TextFile, IsReadWhole) {
  const ScratchFolder scratch;
  const std::string text(100'000, 'x');
  EXPECT_EQ(read_text_file(scratch.write("a", text), text.size()), text);
}

TEST(TextFile, MayNotBeTooLarge) {
  const ScratchFolder scratch;
  const std::string file = scratch.write("a", "12345");
  EXPECT_EQ(read_text_file(file, 5), "12345");
  EXPECT_THROW(read_text_file(file, 4), Error);
}

TEST(TextFile, MustBeThere) {
  const ScratchFolder scratch;
  EXPECT_THROW(read_text_file(scratch.path() + "/missing", 10), Error);
  EXPECT_THROW(read_text_file(scratch.path(), 10), Error);
}

TEST(WriteFile, ReplacesTheOldOne) {
  const ScratchFolder scratch;
  const std::string file = scratch.path() + "/a";
  write_file_atomically(file, "old");
  write_file_atomically(file, "new");
  EXPECT_EQ(read_text_file(file, 10), "new");
  EXPECT_EQ(files_in(scratch.path()), 1);
}

TEST(WriteFile, ReplacesALinkAndNotItsTarget) {
  const ScratchFolder scratch;
  const std::string target = scratch.write("target", "kept");
  std::filesystem::create_symlink(target, scratch.path() + "/link");
  write_file_atomically(scratch.path() + "/link", "new");
  EXPECT_EQ(read_text_file(target, 10), "kept");
}

TEST(WriteFile, LeavesNothingBehindWhenItFails) {
  const ScratchFolder scratch;
  EXPECT_THROW(write_file_atomically(scratch.path() + "/no/such/folder", "x"), Error);
  scratch.write("folder/file", "x");
  EXPECT_THROW(write_file_atomically(scratch.path() + "/folder", "x"), Error);
  EXPECT_EQ(files_in(scratch.path()), 1);
}

// Stands in for a disk that is full: while it lives, no file grows beyond a few bytes.
class SmallFiles {
public:
  SmallFiles() : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit small{.rlim_cur = 100, .rlim_max = old_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallFiles() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;

private:
  rlimit old_{};
  void (*old_handler_)(int);
};

TEST(WriteFile, KeepsTheOldFileWhenTheNewOneDoesNotFit) {
  const ScratchFolder scratch;
  const std::string file = scratch.write("a", "old");
  for (const std::size_t size : {1000UL, 1'000'000UL}) {
    const std::string bytes(size, 'x');
    const SmallFiles limit;
    EXPECT_THROW(write_file_atomically(file, bytes), Error);
  }
  EXPECT_EQ(read_text_file(file, 10), "old");
  EXPECT_EQ(files_in(scratch.path()), 1);
}

} // namespace
} // namespace package_audit::base
