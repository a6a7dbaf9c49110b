#pragma once

#include "base/byte_source.hpp"
#include "base/thread_pool.hpp"
#include "formats/zip/decompressor.hpp"
#include "formats/zip/parser.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <vector>

namespace package_audit::formats::zip {

// The contents of a zip's files in the order of the archive. Small files are decompressed in groups
// on idle threads, ahead of the reader; large ones, and all without an idle thread, inline. Only
// the caller's thread reads the archive, from the front to the back.
class Prefetcher final : public base::ByteStream {
public:
  // All of them must outlive it.
  Prefetcher(base::ByteSource& source, const Parser& parser, base::ThreadPool& threads);
  ~Prefetcher() override;
  Prefetcher(const Prefetcher&) = delete;
  Prefetcher& operator=(const Prefetcher&) = delete;

  // Selects a file, by its index; indices ascend, and the file before it was read to its end.
  void open(std::size_t member);
  // The next block of that file, valid until the next call; empty at its end. Throws ReadFault.
  base::Bytes next() override;

private:
  class Group;

  void prefetch();
  std::unique_ptr<Group> next_group();

  base::ByteSource& source_;
  const Parser& parser_;
  base::ThreadPool& threads_;
  // The first one holds the open file, unless that is decompressed inline.
  std::deque<std::unique_ptr<Group>> groups_;
  // The first member behind the last group, and the offset where that group ends.
  std::size_t next_member_ = 0;
  std::uint64_t position_ = 0;
  bool is_inline_ = true;
  Decompressor inline_;
  std::vector<std::byte> output_;
};

} // namespace package_audit::formats::zip
