#include "archive/directory.hpp"
#include "archive/format.hpp"
#include "archive/nested.hpp"
#include "bytes/byte_source.hpp"
#include "bytes/fault.hpp"
#include "bytes/head.hpp"
#include "content/read_into.hpp"
#include "util/file_name.hpp"
#include "util/path.hpp"
#include <package_audit/inspect.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <limits>

namespace package_audit {

namespace {

// True when the file is of a size that may be read and of a format that is known.
const FormatReader* find_reader(FileSource& source, Artifact& artifact, const Limits& limits) {
  const auto refuse = [&](AnomalyKind kind, std::string detail) {
    artifact.anomalies.push_back({.kind = kind, .detail = std::move(detail)});
  };
  if (source.size() > limits.package_size) {
    refuse(AnomalyKind::limit, limit_message(&Limits::package_size, limits));
    return nullptr;
  }
  const FormatReader* const reader = recognise_format(source);
  if (reader == nullptr) {
    refuse(AnomalyKind::unknown_format, source.size() == 0
                                            ? "the file is empty"
                                            : "the file is not a package of any known format");
    return nullptr;
  }
  artifact.format = reader->format;
  const Format promised = promised_format(artifact.name);
  if (promised != Format::unknown && promised != reader->format) {
    refuse(AnomalyKind::format_mismatch,
           fmt::format("the name promises {}, the bytes are {}", to_string(promised),
                       to_string(reader->format)));
  }
  return reader;
}

// Unpackers of zip look at the end first, whatever stands in front. The last member of a plain tar
// may well be a zip; it is opened as a nested archive.
void look_for_hidden_zip(FileSource& source, Artifact& artifact) {
  if (artifact.format == Format::zip || artifact.format == Format::tar) return;
  const std::uint64_t tail = std::min<std::uint64_t>(source.size(), k_archive_tail);
  if (ends_with_zip(read_range(source, source.size() - tail, static_cast<std::size_t>(tail)),
                    source.size())) {
    artifact.anomalies.push_back({.kind = AnomalyKind::ambiguous,
                                  .detail = "the file ends like a zip archive, which is what "
                                            "unpackers of zip will see"});
  }
}

void read_package(FileSource& source, Artifact& artifact, Collection& collection) {
  const FormatReader* const reader = find_reader(source, artifact, collection.limits);
  if (reader == nullptr) return;
  PackageNotes notes;
  read_into(collection, {.packed = source.size()}, [&](EntryVisitor& visitor) {
    reader->read(source, collection.limits, visitor, notes);
  });
  look_for_hidden_zip(source, artifact);
  artifact.package_name = std::move(notes.package_name);
  artifact.build_host = std::move(notes.build_host);
  artifact.lacks_checksum = notes.lacks_checksum;
}

void read_folder(const std::string& folder, Artifact& artifact, Collection& collection) {
  artifact.format = Format::directory;
  read_into(collection, {.packed = collection.packed},
            [&](EntryVisitor& visitor) { read_directory(folder, visitor); });
  for (const Entry& entry : collection.entries) {
    if (entry.container == Entry::k_no_container) artifact.size += entry.size;
  }
}

} // namespace

Artifact inspect(const std::string& file, const Limits& limits) {
  Artifact artifact;
  artifact.name = base_name(file);
  // Nothing is packed in a folder.
  Collection collection{.limits = limits, .packed = std::numeric_limits<std::uint64_t>::max()};
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    read_folder(file, artifact, collection);
  } else {
    FileSource source(file);
    artifact.size = collection.packed = source.size();
    read_package(source, artifact, collection);
    artifact.sha256 = source.digest();
  }
  artifact.entries = std::move(collection.entries);
  std::move(collection.anomalies.begin(), collection.anomalies.end(),
            std::back_inserter(artifact.anomalies));
  return artifact;
}

} // namespace package_audit
