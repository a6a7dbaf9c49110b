#pragma once

#include "base/async_sink.hpp"
#include "base/byte_source.hpp"
#include "base/digest.hpp"
#include "base/thread_pool.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace package_audit::base {

// A file whose SHA-256 is computed while it is read: bytes that are read in order are hashed on the
// way, so that most files are read once.
class HashingSource final : public ByteSource {
public:
  // Hashes on a thread of `pool` if one is idle. Both must outlive it.
  explicit HashingSource(FileSource& file, ThreadPool& pool = no_threads());

  std::uint64_t size() const override { return file_.size(); }
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) override;

  // Reads and hashes the next block in order; false at the end. For a loop that hashes while it
  // waits for something else.
  bool hash_next_block();
  // SHA-256 of the whole file; reads what was not read in order so far. Throws Error when the file
  // has another size than when it was opened. To be called once.
  Sha256 digest();

private:
  void hash(std::span<const std::byte> bytes);

  FileSource& file_;
  std::vector<std::byte> block_;
  // The file up to this offset is hashed.
  std::uint64_t hashed_ = 0;
  // Used by `background_` until it is finished.
  Sha256Hasher hasher_;
  // Null without an idle thread.
  std::unique_ptr<AsyncSink> background_;
};

} // namespace package_audit::base
