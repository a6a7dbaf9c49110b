#pragma once

#include "base/byte_source.hpp"
#include "formats/read_context.hpp"
#include "formats/zip/contents.hpp"
#include "formats/zip/parser.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace package_audit::formats::zip {

// The contents of a zip's members in their order. Small members are unpacked some at a time on idle
// threads, ahead of the one that is wanted; large ones, and all where no thread is idle, in turn.
// The file is read by the caller's thread alone, from the front to the back.
class ZipAhead {
public:
  // All of them must outlive it.
  ZipAhead(base::ByteSource& source, const ZipWalker& walker, base::ThreadPool& threads);
  ~ZipAhead();
  ZipAhead(const ZipAhead&) = delete;
  ZipAhead& operator=(const ZipAhead&) = delete;

  // Turns to the member that the walker gave last, if it is a file.
  void open();
  // The next block of it, valid until the next call; empty at its end. Throws ReadFault.
  std::span<const std::byte> next();

private:
  class Group;

  void go_ahead();
  std::unique_ptr<Group> next_group();

  base::ByteSource& source_;
  const ZipWalker& walker_;
  base::ThreadPool& threads_;
  // Begins with the group of the member that is open, unless that is unpacked in turn.
  std::deque<std::unique_ptr<Group>> groups_;
  // The first member that is in no group yet, and where in the file the last group ends.
  std::size_t next_member_ = 0;
  std::uint64_t position_ = 0;
  bool is_in_turn_ = true;
  ZipContents contents_;
  std::vector<std::byte> room_;
};

} // namespace package_audit::formats::zip
