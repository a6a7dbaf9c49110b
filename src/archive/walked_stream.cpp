#include "archive/walked_stream.hpp"

#include <exception>

namespace package_audit {

namespace {

// Shows each block to the walker before it hands it on: whatever libarchive reports, the walker has
// seen it. A fault stays: no caller can read past it.
class WalkedStream final : public ByteStream {
public:
  WalkedStream(ByteStream& inner, StreamWalker& walker) : inner_(inner), walker_(walker) {}

  std::span<const std::byte> next() override {
    if (fault_) std::rethrow_exception(fault_);
    try {
      const std::span<const std::byte> block = inner_.next();
      walker_.feed(block);
      return block;
    } catch (...) {
      fault_ = std::current_exception();
      throw;
    }
  }

  // libarchive stops at an archive's end mark and says nothing of what follows.
  void finish() {
    while (!next().empty()) {
    }
    walker_.finish();
  }

private:
  ByteStream& inner_;
  StreamWalker& walker_;
  std::exception_ptr fault_;
};

} // namespace

void read_walked(ByteStream& stream, StreamWalker& walker, LibarchiveReader::EnableFormat enable,
                 EntryVisitor& visitor, const std::function<void(Entry&)>& prepare) {
  WalkedStream walked(stream, walker);
  LibarchiveReader reader(enable, walked);
  reader.read_all(walker, visitor, prepare);
  walked.finish();
}

} // namespace package_audit
