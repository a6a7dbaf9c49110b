#pragma once

#include "archive/entry_visitor.hpp"
#include "archive/read_context.hpp"
#include "archive/rpm_digests.hpp"
#include "bytes/byte_source.hpp"
#include "walk/rpm_header.hpp"

namespace package_audit {

// Reads the payload of an RPM package, which begins behind `header` and is all the rest of the
// file, and holds it to what the headers say of it. Throws ReadFault.
void read_rpm_payload(ByteSource& source, const RpmHeader& header, RpmPayloadDigests& digests,
                      const ReadContext& context, EntryVisitor& visitor);

} // namespace package_audit
