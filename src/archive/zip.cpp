#include "archive/libarchive_reader.hpp"
#include "archive/readers.hpp"
#include "bytes/head.hpp"

namespace package_audit {

// A local file header, or the end record of an empty archive (APPNOTE.TXT 6.3.10, sections 4.3.7
// and 4.3.16). A zip with anything in front of it is not one that a packaging tool wrote.
bool is_zip(ByteSource& source) {
  const std::string head = read_head(source, 4);
  return head == "PK\x03\x04" || head == "PK\x05\x06";
}

void read_zip(ByteSource& source, const Limits&, EntryVisitor& visitor, PackageNotes&) {
  // Only the seekable reader: the streaming one believes archives whose directory is missing.
  LibarchiveReader reader(archive_read_support_format_zip_seekable, source);
  reader.read_unconfirmed(visitor);
}

} // namespace package_audit
