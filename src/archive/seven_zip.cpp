#include "walk/seven_zip.hpp"

#include "archive/libarchive_reader.hpp"
#include "archive/readers.hpp"
#include "bytes/head.hpp"

namespace package_audit {

// The signature of 7zFormat.txt in the 7-Zip source distribution.
bool is_seven_zip(ByteSource& source) {
  return read_head(source, 6) == "7z\xBC\xAF\x27\x1C";
}

void read_seven_zip(ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                    PackageNotes&) {
  // libarchive allocates whatever a dictionary asks for: it must not see the file before the walker
  // has.
  SevenZipWalker walker(source, context.limits);
  LibarchiveReader reader(archive_read_support_format_7zip, source);
  reader.read_all(walker, visitor, [&](Entry& entry) {
    if (!walker.has_mode()) entry.mode.reset();
  });
}

} // namespace package_audit
