#include "base/byte_source.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace package_audit::base {

namespace {

constexpr std::size_t k_block_size = std::size_t{256} << 10;

[[noreturn]] void fail(const std::string& path) {
  throw Error(fmt::format("{}: {}", path, std::generic_category().message(errno)));
}

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

FileIdentity identity_of(const struct stat& status) {
  return {.device = status.st_dev,
          .inode = status.st_ino,
          .size = static_cast<std::uint64_t>(status.st_size),
          .mtime = nanoseconds(status.st_mtim),
          .ctime = nanoseconds(status.st_ctim)};
}

} // namespace

FileSource::FileSource(const std::string& path)
    // O_NONBLOCK: opening a FIFO must not wait for a writer. It means nothing for a regular file.
    : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  if (descriptor_ < 0) fail(path);
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(descriptor_);
    throw Error(fmt::format("{}: is neither a regular file nor a folder", path));
  }
  opened_ = identity_of(status);
}

FileSource::~FileSource() {
  ::close(descriptor_);
}

std::size_t FileSource::read_at(std::uint64_t offset, std::span<std::byte> into) {
  std::size_t done = 0;
  while (done < into.size()) {
    const ssize_t got = ::pread(descriptor_, into.data() + done, into.size() - done,
                                static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(path_);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

void FileSource::require_unchanged() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail(path_);
  if (identity_of(status) != opened_) fail_changed();
}

void FileSource::fail_changed() const {
  throw Error(fmt::format("{}: changed while it was read", path_));
}

RangeStream::RangeStream(ByteSource& source, std::uint64_t begin, std::uint64_t end)
    : source_(source), position_(begin), end_(end), block_(k_block_size) {}

std::span<const std::byte> RangeStream::next() {
  const std::size_t wanted =
      static_cast<std::size_t>(std::min<std::uint64_t>(block_.size(), end_ - position_));
  const std::size_t got = source_.read_at(position_, std::span(block_).first(wanted));
  position_ += got;
  return std::span(block_).first(got);
}

} // namespace package_audit::base
