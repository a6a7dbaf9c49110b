#pragma once

#include "formats/compression/decode.hpp"
#include "formats/detect.hpp"

namespace package_audit::formats {

// Two functions of each format, with the contract of FormatReader.

namespace tar {
// A tar that is compressed this way, or not at all.
bool recognize(base::ByteSource& source, compression::Compression compression);
void read_package(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes);
} // namespace tar

namespace zip {
bool recognize(base::ByteSource& source);
void read_package(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes);
} // namespace zip

namespace seven_zip {
bool recognize(base::ByteSource& source);
void read_package(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes);
} // namespace seven_zip

namespace stgz {
bool recognize(base::ByteSource& source);
void read_package(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes);
} // namespace stgz

namespace deb {
bool recognize(base::ByteSource& source);
void read_package(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes);
} // namespace deb

namespace rpm {
bool recognize(base::ByteSource& source);
void read_package(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes);
} // namespace rpm

} // namespace package_audit::formats
