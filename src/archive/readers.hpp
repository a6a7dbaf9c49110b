#pragma once

#include "archive/format.hpp"

namespace package_audit {

// One pair a format; see FormatReader for the contract.

bool is_tar(ByteSource& source);
bool is_tar_gz(ByteSource& source);
bool is_tar_xz(ByteSource& source);
bool is_tar_bz2(ByteSource& source);
bool is_tar_zst(ByteSource& source);
bool is_tar_z(ByteSource& source);
void read_tarball(ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes);

bool is_zip(ByteSource& source);
void read_zip(ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
              PackageNotes& notes);

bool is_seven_zip(ByteSource& source);
void read_seven_zip(ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                    PackageNotes& notes);

bool is_stgz(ByteSource& source);
void read_stgz(ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
               PackageNotes& notes);

bool is_deb(ByteSource& source);
void read_deb(ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
              PackageNotes& notes);

bool is_rpm(ByteSource& source);
void read_rpm(ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
              PackageNotes& notes);

} // namespace package_audit
