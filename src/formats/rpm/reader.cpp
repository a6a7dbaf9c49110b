// RPM packages: lead, signature header, header, one compressed cpio archive ("RPM Package File
// Structure" in the Linux Standard Base, core specification 5.0, chapter 22).

#include "base/head.hpp"
#include "formats/byte_ledger.hpp"
#include "formats/fault.hpp"
#include "formats/readers.hpp"
#include "formats/rpm/digests.hpp"
#include "formats/rpm/header.hpp"
#include "formats/rpm/lead.hpp"
#include "formats/rpm/payload.hpp"
#include "formats/rpm/scripts.hpp"
#include "formats/rpm/tags.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::formats::rpm {

namespace {

constexpr std::string_view k_lead_magic = "\xED\xAB\xEE\xDB";

// The header starts at a multiple of 8 behind the signature.
std::uint64_t skip_padding(base::ByteSource& source, std::uint64_t end) {
  constexpr std::uint64_t k_alignment = 8;
  const std::uint64_t aligned = (end + k_alignment - 1) / k_alignment * k_alignment;
  const auto size = static_cast<std::size_t>(aligned - end);
  if (base::read_range(source, end, size) != std::string(size, '\0')) {
    throw ReadFault(AnomalyKind::unexpected_bytes,
                    "the padding behind the RPM signature is not zero");
  }
  return aligned;
}

// rpm 4 writes the epoch into the lead, other tools do not.
void expect_lead(const RpmLead& lead, const RpmHeader& header) {
  const std::string_view name = header.text(tag::k_name);
  const std::string_view version = header.text(tag::k_version);
  const std::string_view release = header.text(tag::k_release);
  if (name.empty() || version.empty() || release.empty()) {
    throw ReadFault(AnomalyKind::damaged, "the RPM header names no package, version or release");
  }
  std::string plain = fmt::format("{}-{}-{}", name, version, release);
  std::string full = plain;
  if (const auto epoch = header.number(tag::k_epoch)) {
    full = fmt::format("{}-{}:{}-{}", name, *epoch, version, release);
  }
  plain.resize(std::min(plain.size(), RpmLead::k_longest_name));
  full.resize(std::min(full.size(), RpmLead::k_longest_name));
  if (lead.name != plain && lead.name != full) {
    throw ReadFault(
        AnomalyKind::ambiguous,
        fmt::format("the RPM lead calls the package \"{}\", the header \"{}\"", lead.name, full));
  }
  if (lead.is_source != header.has(tag::k_source_package)) {
    throw ReadFault(AnomalyKind::ambiguous,
                    "only one of RPM lead and header says that this is a source package");
  }
}

// What is in the header beside scripts, for whoever searches contents.
void hand_out_header(const RpmHeader& header, EntryVisitor& visitor) {
  visitor.begin({.member = "header",
                 .path = "RPM/header",
                 .section = Section::metadata,
                 .type = EntryType::file,
                 .implicitly_allowed = true});
  visitor.data(base::as_bytes(header.bytes()));
  visitor.end();
}

} // namespace

bool is_rpm(base::ByteSource& source) {
  return base::read_head(source, k_lead_magic.size()) == k_lead_magic;
}

void read_rpm(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
              PackageNotes& notes) {
  const Limits& limits = context.limits;
  ByteLedger ledger;
  const RpmLead lead = walk_rpm_lead(source);
  ledger.claim(0, RpmLead::k_size, "the lead");
  const RpmHeader signature =
      RpmHeader::walk(source, RpmLead::k_size, RpmHeaderKind::signature, limits);
  ledger.claim(RpmLead::k_size, signature.end(), "the signature");
  const std::uint64_t begin = skip_padding(source, signature.end());
  ledger.claim(signature.end(), begin, "the signature's padding");
  const RpmHeader header = RpmHeader::walk(source, begin, RpmHeaderKind::package, limits);
  ledger.claim(begin, header.end(), "the header");
  ledger.claim(header.end(), source.size(), "the payload");
  ledger.close(source.size());

  expect_header_digests(signature, header);
  expect_lead(lead, header);
  notes.package_name = header.text(tag::k_name);
  notes.build_host = header.text(tag::k_build_host);
  RpmPayloadDigests digests(signature, header);
  hand_out_header(header, visitor);
  read_rpm_scripts(header, visitor);
  read_rpm_payload(source, header, digests, context, visitor);
}

} // namespace package_audit::formats::rpm
