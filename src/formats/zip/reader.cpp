#include "base/head.hpp"
#include "formats/agreement.hpp"
#include "formats/libarchive_reader.hpp"
#include "formats/readers.hpp"
#include "formats/zip/parser.hpp"
#include "formats/zip/prefetcher.hpp"

#include <algorithm>

namespace package_audit::formats::zip {

namespace {

// `member` with the name that libarchive returns for it: in a name without slashes it takes
// backslashes for slashes.
ParsedMember with_libarchive_name(ParsedMember member) {
  if (member.name.find('/') == std::string::npos)
    std::replace(member.name.begin(), member.name.end(), '\\', '/');
  return member;
}

} // namespace

// A local file header, or the end record of an empty archive (APPNOTE.TXT 6.3.10, sections 4.3.7
// and 4.3.16). Packaging tools write nothing in front of it.
bool recognize(base::ByteSource& source) {
  const std::string head = base::read_head(source, 4);
  return head == "PK\x03\x04" || head == "PK\x05\x06";
}

void read_package(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes&) {
  const Parser parser(source, context.limits);
  // libarchive does not open a zip that is nothing but its end record.
  if (parser.size() == 0) return;
  // Only the seekable reader: the streaming one accepts archives whose directory is missing.
  LibarchiveReader libarchive(archive_read_support_format_zip_seekable, source);
  Prefetcher contents(source, parser, context.threads);
  std::size_t index = 0;
  for (; std::optional<Entry> entry = libarchive.next_entry(); ++index) {
    const std::optional<Member> member = parser.member(index);
    libarchive.compare(*entry,
                       member ? std::optional(with_libarchive_name(member->entry)) : std::nullopt);
    entry->member = member->entry.name;
    if (!member->has_mode_bits) entry->mode.reset();
    const bool is_file = entry->type == EntryType::file;
    if (is_file) contents.open(index);
    libarchive.read_content(std::move(*entry), member->entry, visitor,
                            is_file ? &contents : nullptr);
  }
  if (const std::optional<Member> member = parser.member(index)) expect_end(member->entry);
}

} // namespace package_audit::formats::zip
