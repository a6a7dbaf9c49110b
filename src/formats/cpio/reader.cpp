#include "formats/cpio/reader.hpp"

#include "formats/cpio/parser.hpp"
#include "formats/walked_stream.hpp"

#include <utility>
#include <vector>

namespace package_audit::formats::cpio {

namespace {

// Gives the first name of an inode the content that stands with its last. The walker has made sure
// that the names stand one behind the other and that only the last one has content.
class LinksBehindContent final : public EntryVisitor {
public:
  explicit LinksBehindContent(EntryVisitor& next) : next_(next) {}

  void begin(Entry entry) override {
    if (entry.type != EntryType::hardlink) flush();
    waiting_.push_back(std::move(entry));
  }
  void data(std::span<const std::byte> bytes) override {
    if (!std::exchange(begun_, true)) next_.begin(std::exchange(waiting_.front(), {}));
    next_.data(bytes);
  }
  void end() override {
    if (begun_) flush();
  }

  // Hands on what is complete.
  void flush() {
    for (Entry& entry : waiting_) {
      if (!std::exchange(begun_, false)) next_.begin(std::move(entry));
      next_.end();
    }
    waiting_.clear();
  }

private:
  EntryVisitor& next_;
  // A member, and the hard links to it.
  std::vector<Entry> waiting_;
  bool begun_ = false;
};

} // namespace

void read_cpio(base::ByteStream& stream, const Limits& limits, EntryVisitor& visitor) {
  CpioWalker walker(limits);
  LinksBehindContent in_order(visitor);
  read_walked(stream, walker, archive_read_support_format_cpio, in_order);
  in_order.flush();
}

} // namespace package_audit::formats::cpio
