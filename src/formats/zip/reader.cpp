#include "base/head.hpp"
#include "formats/libarchive_reader.hpp"
#include "formats/readers.hpp"
#include "formats/zip/parser.hpp"
#include "formats/zip/prefetch.hpp"

#include <algorithm>

namespace package_audit::formats::zip {

namespace {

// The walker's members as libarchive shows them: it takes the backslashes of a name without slashes
// for slashes. Nothing but the comparison sees that; the entry gets the name that is stored.
class ShownMembers final : public MemberList {
public:
  explicit ShownMembers(ZipWalker& walker) : walker_(walker) {}

  std::optional<WalkedMember> take() override {
    std::optional<WalkedMember> member = walker_.take();
    stored_name_.clear();
    if (!member || member->name.find('\\') == std::string::npos) return member;
    if (member->name.find('/') != std::string::npos) return member;
    stored_name_ = member->name;
    std::replace(member->name.begin(), member->name.end(), '\\', '/');
    return member;
  }

  void restore(Entry& entry) const {
    if (!stored_name_.empty()) entry.member = stored_name_;
    if (!walker_.has_mode()) entry.mode.reset();
  }

private:
  ZipWalker& walker_;
  std::string stored_name_;
};

} // namespace

// A local file header, or the end record of an empty archive (APPNOTE.TXT 6.3.10, sections 4.3.7
// and 4.3.16). A zip with anything in front of it is not one that a packaging tool wrote.
bool is_zip(base::ByteSource& source) {
  const std::string head = base::read_head(source, 4);
  return head == "PK\x03\x04" || head == "PK\x05\x06";
}

void read_zip(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
              PackageNotes&) {
  ZipWalker walker(source, context.limits);
  // libarchive does not open a zip that is nothing but its end record.
  if (walker.size() == 0) return;
  ShownMembers members(walker);
  // Only the seekable reader: the streaming one believes archives whose directory is missing.
  LibarchiveReader reader(archive_read_support_format_zip_seekable, source);
  ZipAhead contents(source, walker, context.threads);
  const auto prepare = [&](Entry& entry) {
    members.restore(entry);
    contents.open();
  };
  reader.read_all(members, visitor, prepare, [&] { return contents.next(); });
}

} // namespace package_audit::formats::zip
