#pragma once

#include "archive/entry_visitor.hpp"
#include "archive/rpm_digests.hpp"
#include "bytes/byte_source.hpp"
#include "walk/rpm_header.hpp"
#include <package_audit/policy.hpp>

namespace package_audit {

// Reads the payload of an RPM package, which begins behind `header` and is all the rest of the
// file, and holds it to what the headers say of it. Throws ReadFault.
void read_rpm_payload(ByteSource& source, const RpmHeader& header, RpmPayloadDigests& digests,
                      const Limits& limits, EntryVisitor& visitor);

} // namespace package_audit
