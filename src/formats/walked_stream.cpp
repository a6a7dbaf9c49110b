#include "formats/walked_stream.hpp"

#include <algorithm>
#include <exception>

namespace package_audit::formats {

namespace {

// Shows each block to the walker before it hands it on: whatever libarchive reports, the walker has
// seen it. Of a block with a fault the bytes in front of it are handed on, so that the members
// there get listed. A fault stays: no caller can read past it.
class WalkedStream final : public base::ByteStream {
public:
  WalkedStream(base::ByteStream& inner, StreamWalker& walker) : inner_(inner), walker_(walker) {}

  std::span<const std::byte> next() override {
    if (fault_) std::rethrow_exception(fault_);
    std::span<const std::byte> block;
    try {
      block = inner_.next();
      walker_.feed(block);
    } catch (...) {
      fault_ = std::current_exception();
      block = block.first(sound_part(block.size()));
      if (block.empty()) throw;
    }
    size_ += block.size();
    return block;
  }

  // libarchive stops at an archive's end mark and says nothing of what follows.
  void finish() {
    while (!next().empty()) {
    }
    walker_.finish();
  }

private:
  // How many of `fed` bytes come before the fault.
  std::size_t sound_part(std::size_t fed) const {
    const std::uint64_t accepted = std::max(walker_.accepted(), size_);
    return static_cast<std::size_t>(std::min<std::uint64_t>(accepted - size_, fed));
  }

  base::ByteStream& inner_;
  StreamWalker& walker_;
  // Of the bytes that were handed on.
  std::uint64_t size_ = 0;
  std::exception_ptr fault_;
};

} // namespace

void read_walked(base::ByteStream& stream, StreamWalker& walker,
                 LibarchiveReader::EnableFormat enable, EntryVisitor& visitor) {
  WalkedStream walked(stream, walker);
  LibarchiveReader reader(enable, walked);
  reader.read_all(walker, visitor);
  walked.finish();
}

} // namespace package_audit::formats
