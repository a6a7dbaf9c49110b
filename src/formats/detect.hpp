#pragma once

#include "base/byte_source.hpp"
#include "formats/entry_visitor.hpp"
#include "formats/read_context.hpp"
#include "model/artifact.hpp"

#include <string>
#include <string_view>

namespace package_audit::formats {

// Properties of a package other than its entries.
struct PackageNotes {
  std::string package_name{};
  std::string build_host{};
  bool lacks_checksum = false;
};

struct FormatReader {
  Format format;
  // Whether a member that begins with `head` is worth trying, with as many bytes as it takes not to
  // mistake text for this format, or for its compression.
  bool (*begins)(std::string_view head);
  // By the content of the whole file.
  bool (*recognize)(base::ByteSource&);
  // Reads to the last byte. Throws ReadFault.
  void (*read)(base::ByteSource&, const ReadContext&, EntryVisitor&, PackageNotes&);
};

// By content; null without a reader for it.
const FormatReader* recognize_format(base::ByteSource& source);

// Whether `head`, k_archive_head bytes or all there are, begins like any format or its compression.
bool begins_package(std::string_view head);

} // namespace package_audit::formats
