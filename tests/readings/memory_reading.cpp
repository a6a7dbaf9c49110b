#include "readings/memory_reading.hpp"

#include "content/archive_scanner.hpp"
#include "formats/detect.hpp"

#include <algorithm>

namespace package_audit::readings {

std::size_t ViewSource::read_at(std::uint64_t offset, std::span<std::byte> into) {
  if (offset >= bytes_.size() || into.empty()) return 0;
  const std::string_view from = bytes_.substr(static_cast<std::size_t>(offset), into.size());
  std::memcpy(into.data(), from.data(), from.size());
  return from.size();
}

Artifact inspect_source(base::ByteSource& source, const Limits& limits, Format only) {
  Artifact artifact{.size = source.size()};
  const formats::FormatReader* const reader = formats::recognize_format(source);
  if (reader == nullptr || (only != Format::unknown && reader->format != only)) {
    artifact.anomalies.push_back({.kind = AnomalyKind::unknown_format, .detail = "another format"});
    return artifact;
  }
  artifact.format = reader->format;
  const content::signatures::SignatureSet no_signatures;
  content::ScanContext context{
      .limits = limits,
      .threads = base::no_threads(),
      .on_entry = [&](Entry entry) { artifact.entries.push_back(std::move(entry)); },
      .scanner = content::ContentScanner(no_signatures),
      .compressed_size = source.size()};
  formats::PackageNotes notes;
  content::scan_archive(
      context, {.compressed_size = source.size()}, base::no_threads(),
      [&](formats::EntryVisitor& visitor) { reader->read(source, limits, visitor, notes); });
  artifact.anomalies = std::move(context.anomalies);
  return artifact;
}

} // namespace package_audit::readings
