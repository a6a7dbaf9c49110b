#include "formats/cpio/reader.hpp"

#include "formats/cpio/parser.hpp"
#include "formats/stream_parser.hpp"

#include <archive.h>

#include <utility>
#include <vector>

namespace package_audit::formats::cpio {

namespace {

// Moves the content of hard links from the last to the first. Parser has validated that they are
// adjacent and that only the last one has content.
class HardlinkReorderer final : public EntryVisitor {
public:
  explicit HardlinkReorderer(EntryVisitor& next) : next_(next) {}

  void begin(Entry entry) override {
    if (entry.type != EntryType::hardlink) flush();
    links_.push_back(std::move(entry));
  }
  void data(base::Bytes bytes) override {
    if (!std::exchange(has_begun_, true)) next_.begin(std::exchange(links_.front(), {}));
    next_.data(bytes);
  }
  void end() override {
    if (has_begun_) flush();
  }

  // Passes on the pending entries.
  void flush() {
    for (Entry& entry : links_) {
      if (!std::exchange(has_begun_, false)) next_.begin(std::move(entry));
      next_.end();
    }
    links_.clear();
  }

private:
  EntryVisitor& next_;
  // A member and the hard links to it, in the order of the archive.
  std::vector<Entry> links_;
  // The first of them was passed on.
  bool has_begun_ = false;
};

} // namespace

void read_stream(base::ByteStream& stream, const Limits& limits, EntryVisitor& visitor) {
  Parser parser(limits);
  HardlinkReorderer reorderer(visitor);
  formats::read_stream(stream, parser, archive_read_support_format_cpio, reorderer);
  reorderer.flush();
}

} // namespace package_audit::formats::cpio
