#pragma once

#include "formats/detect.hpp"

namespace package_audit::formats {

// One pair a format; see FormatReader for the contract.

namespace tar {
bool is_tar(base::ByteSource& source);
bool is_tar_gz(base::ByteSource& source);
bool is_tar_xz(base::ByteSource& source);
bool is_tar_bz2(base::ByteSource& source);
bool is_tar_zst(base::ByteSource& source);
bool is_tar_z(base::ByteSource& source);
void read_tarball(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes);
} // namespace tar

namespace zip {
bool is_zip(base::ByteSource& source);
void read_zip(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
              PackageNotes& notes);
} // namespace zip

namespace seven_zip {
bool is_seven_zip(base::ByteSource& source);
void read_seven_zip(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                    PackageNotes& notes);
} // namespace seven_zip

namespace stgz {
bool is_stgz(base::ByteSource& source);
void read_stgz(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
               PackageNotes& notes);
} // namespace stgz

namespace deb {
bool is_deb(base::ByteSource& source);
void read_deb(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
              PackageNotes& notes);
} // namespace deb

namespace rpm {
bool is_rpm(base::ByteSource& source);
void read_rpm(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
              PackageNotes& notes);
} // namespace rpm

} // namespace package_audit::formats
