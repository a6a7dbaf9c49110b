#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace package_audit::base {

// Bytes at known offsets. Throws Error when they cannot be read.
class ByteSource {
public:
  virtual ~ByteSource() = default;
  virtual std::uint64_t size() const = 0;
  // Fills `into` from `offset` on; fewer bytes come back only at the end.
  virtual std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) = 0;
};

// The properties of a file that change when somebody writes to it or replaces it.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t size = 0;
  // Nanoseconds since 1970-01-01 UTC: of the last change of the content, and of anything.
  std::int64_t mtime = 0;
  std::int64_t ctime = 0;

  bool operator==(const FileIdentity&) const = default;
};

// A regular file, held open from the first byte to the last so that nobody can put another in its
// place; a symlink is followed once, when it is opened.
class FileSource final : public ByteSource {
public:
  // Throws Error unless `path` is a readable regular file.
  explicit FileSource(const std::string& path);
  ~FileSource() override;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::uint64_t size() const override { return opened_.size; }
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) override;

  // Throws Error when the file is not as it was when it was opened.
  void require_unchanged() const;
  [[noreturn]] void fail_changed() const;

  const std::string& path() const { return path_; }
  // Owned by this object.
  int descriptor() const { return descriptor_; }

private:
  std::string path_;
  int descriptor_ = -1;
  FileIdentity opened_;
};

// Bytes in order, once. A stream may decode another on the way.
class ByteStream {
public:
  virtual ~ByteStream() = default;
  // The next block, valid until the next call; empty at the end, and only there. Throws ReadFault
  // when the bytes are not what they should be.
  virtual std::span<const std::byte> next() = 0;
};

// Part of a source as a stream. Ends early when the source does.
class RangeStream final : public ByteStream {
public:
  RangeStream(ByteSource& source, std::uint64_t begin, std::uint64_t end);
  std::span<const std::byte> next() override;

private:
  ByteSource& source_;
  std::uint64_t position_;
  std::uint64_t end_;
  std::vector<std::byte> block_;
};

} // namespace package_audit::base
