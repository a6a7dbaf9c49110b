#pragma once

#include "base/byte_source.hpp"
#include "formats/entry_visitor.hpp"
#include "formats/read_context.hpp"
#include "model/artifact.hpp"

#include <span>
#include <string>
#include <string_view>

namespace package_audit::formats {

// What a reader learns of the package beside its entries.
struct PackageNotes {
  std::string package_name{};
  std::string build_host{};
  bool lacks_checksum = false;
};

// One kind of package. A new kind is a row in format.cpp and one file beside it.
struct FormatReader {
  Format format;
  // Judges by the bytes alone.
  bool (*recognise)(base::ByteSource&);
  // Reads to the last byte. Throws ReadFault.
  void (*read)(base::ByteSource&, const ReadContext&, EntryVisitor&, PackageNotes&);
};

std::span<const FormatReader> format_readers();

// By content; null when no reader of ours opens it.
const FormatReader* recognise_format(base::ByteSource& source);

} // namespace package_audit::formats
