#include "readings/memory_reading.hpp"

#include "content/read_into.hpp"
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
  content::Collection collection{
      .limits = limits,
      .threads = base::no_threads(),
      .keep = [&](Entry entry) { artifact.entries.push_back(std::move(entry)); },
      .packed = source.size()};
  formats::PackageNotes notes;
  content::read_into(
      collection, {.packed = source.size()}, base::no_threads(),
      [&](formats::EntryVisitor& visitor) { reader->read(source, limits, visitor, notes); });
  artifact.anomalies = std::move(collection.anomalies);
  return artifact;
}

} // namespace package_audit::readings
