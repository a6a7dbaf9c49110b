#pragma once

#include "base/bytes_beside.hpp"
#include "base/digest.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
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

// What tells that a file was touched: its number, size and times (changed by whoever writes to it).
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
// place; a symlink is followed once, when it is opened. Bytes that are read in order are hashed on
// the way.
class FileSource final : public ByteSource {
public:
  // Throws Error unless `path` is a readable regular file.
  explicit FileSource(const std::string& path);
  ~FileSource() override;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::uint64_t size() const override { return opened_.size; }
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) override;

  // While it lives, a thread of `pool` does the hashing if one is idle. To be made before anything
  // is read.
  class Beside {
  public:
    Beside(FileSource& source, ThreadPool& pool) : source_(source) {
      source_.beside_ = BytesBeside::start(
          pool, [&](std::span<const std::byte> bytes) { source_.hasher_.update(bytes); });
    }
    ~Beside() { source_.beside_.reset(); }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

  private:
    FileSource& source_;
  };
  // For a poll loop that hashes along the way: reads one block more in order; false at the end.
  bool hash_next_block();
  // SHA-256 of the whole file; reads what was not read in order so far. Throws Error when the file
  // has another size than when it was opened.
  Sha256 digest();
  // Throws Error when the file is not as it was when it was opened.
  void require_unchanged() const;

  const std::string& path() const { return path_; }
  // Owned by this object.
  int descriptor() const { return descriptor_; }

private:
  void hash(std::span<const std::byte> bytes);

  std::string path_;
  int descriptor_ = -1;
  FileIdentity opened_;
  std::vector<std::byte> hash_block_;
  std::uint64_t hashed_ = 0;
  Sha256Hasher hasher_;
  // Feeds it, where there is one.
  std::unique_ptr<BytesBeside> beside_;
};

// Bytes in order, once. Whoever reads pulls; a stream may decode another on the way.
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
