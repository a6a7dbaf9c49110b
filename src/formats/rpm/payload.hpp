#pragma once

#include "base/byte_source.hpp"
#include "formats/entry_visitor.hpp"
#include "formats/read_context.hpp"
#include "formats/rpm/digests.hpp"
#include "formats/rpm/header.hpp"

namespace package_audit::formats::rpm {

// Reads the payload of an RPM package, which begins behind `header` and is all the rest of the
// file, and holds it to what the headers say of it. Throws ReadFault.
void read_rpm_payload(base::ByteSource& source, const RpmHeader& header, RpmPayloadDigests& digests,
                      const ReadContext& context, EntryVisitor& visitor);

} // namespace package_audit::formats::rpm
