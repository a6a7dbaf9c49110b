#include "base/head.hpp"
#include "formats/libarchive_reader.hpp"
#include "formats/readers.hpp"
#include "formats/seven_zip/parser.hpp"

namespace package_audit::formats::seven_zip {

// The signature of 7zFormat.txt in the 7-Zip source distribution.
bool recognize(base::ByteSource& source) {
  return base::read_head(source, 6) == "7z\xBC\xAF\x27\x1C";
}

void read_package(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes&) {
  // First: libarchive allocates dictionaries of any size, the parser limits them.
  Parser parser(source, context.limits);
  LibarchiveReader reader(archive_read_support_format_7zip, source);
  reader.read_all(parser, visitor, [&](Entry& entry) {
    if (!parser.has_mode()) entry.mode.reset();
  });
}

} // namespace package_audit::formats::seven_zip
