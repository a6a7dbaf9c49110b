#include "content/inspect.hpp"

#include "base/error.hpp"
#include "base/hashing_source.hpp"
#include "base/path.hpp"
#include "base/utf8_locale.hpp"
#include "content/archive_scanner.hpp"
#include "formats/detect.hpp"
#include "formats/directory.hpp"
#include "formats/nested.hpp"
#include "formats/pipeline_threads.hpp"
#include "model/format.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <limits>
#include <system_error>
#include <utility>

namespace package_audit::content {

namespace {

void add_anomaly(Artifact& artifact, AnomalyKind kind, std::string detail) {
  artifact.anomalies.push_back({.kind = kind, .detail = std::move(detail)});
}

// Null for a file over the size limit or of an unknown format.
const formats::FormatReader* find_reader(base::ByteSource& source, Artifact& artifact,
                                         const Limits& limits) {
  if (source.size() > limits.package_size) {
    add_anomaly(artifact, AnomalyKind::limit, limit_message(&Limits::package_size, limits));
    return nullptr;
  }
  const formats::FormatReader* const reader = formats::recognize_format(source);
  if (reader == nullptr) {
    add_anomaly(artifact, AnomalyKind::unknown_format,
                source.size() == 0 ? "the file is empty"
                                   : "the file is not a package of any known format");
  }
  return reader;
}

void compare_with_name(Artifact& artifact) {
  const Format promised = promised_format(artifact.name);
  if (promised == Format::unknown || promised == artifact.format) return;
  add_anomaly(artifact, AnomalyKind::format_mismatch,
              fmt::format("the name promises {}, the bytes are {}", to_string(promised),
                          to_string(artifact.format)));
}

// Readers of zip start at the end of a file, whatever is in front. The last members of a plain tar
// may be zips; those were opened as nested archives.
void detect_hidden_zip(base::ByteSource& source, Artifact& artifact, const ScanContext& context) {
  if (artifact.format == Format::zip) return;
  if (artifact.format == Format::tar && context.last_zip_end_is_of_member) return;
  if (formats::ends_with_zip(source)) {
    add_anomaly(artifact, AnomalyKind::ambiguous,
                "the file ends like a zip archive, which is what unpackers of zip will see");
  }
}

void read_entries(base::ByteSource& source, Artifact& artifact, ScanContext& context,
                  const ReadCallbacks& callbacks) {
  const formats::FormatReader* const reader = find_reader(source, artifact, context.limits);
  if (reader == nullptr) return;
  artifact.format = reader->format;
  if (callbacks.on_format) callbacks.on_format(artifact.format);
  compare_with_name(artifact);
  formats::PackageNotes notes;
  scan_archive(context, {.compressed_size = source.size()}, context.threads,
               [&](formats::EntryVisitor& visitor) {
                 reader->read(source, {context.limits, context.threads}, visitor, notes);
               });
  detect_hidden_zip(source, artifact, context);
  artifact.package_name = std::move(notes.package_name);
  artifact.build_host = std::move(notes.build_host);
  artifact.lacks_checksum = notes.lacks_checksum;
}

void move_anomalies(ScanContext& context, Artifact& artifact) {
  for (Anomaly& anomaly : context.anomalies)
    artifact.anomalies.push_back(std::move(anomaly));
}

void validate(const Limits& limits) {
  if (limits.nesting <= Limits::k_max_nesting) return;
  throw base::Error(fmt::format("limits.nesting is {}, but must not be over {}", limits.nesting,
                                Limits::k_max_nesting));
}

ReadCallbacks append_to(Artifact& artifact) {
  return {.on_entry = [&artifact](Entry entry) { artifact.entries.push_back(std::move(entry)); }};
}

} // namespace

void read_package(base::FileSource& source, Artifact& artifact, const Limits& limits,
                  const signatures::SignatureSet& signatures, base::ThreadPool& threads,
                  const ReadCallbacks& callbacks) {
  validate(limits);
  base::HashingSource hashing(source, threads);
  ScanContext context{.limits = limits,
                      .threads = threads,
                      .on_entry = callbacks.on_entry,
                      .scanner = ContentScanner(signatures),
                      .compressed_size = source.size()};
  read_entries(hashing, artifact, context, callbacks);
  // A file over the limit is not read: a sparse file may be larger than any disk.
  if (source.size() <= limits.package_size) artifact.sha256 = hashing.digest();
  move_anomalies(context, artifact);
}

void read_directory(const std::string& directory, Artifact& artifact, const Limits& limits,
                    const signatures::SignatureSet& signatures, base::ThreadPool& threads,
                    const ReadCallbacks& callbacks) {
  validate(limits);
  artifact.format = Format::directory;
  if (callbacks.on_format) callbacks.on_format(artifact.format);
  // Nothing is compressed in a directory.
  ScanContext context{.limits = limits,
                      .threads = threads,
                      .on_entry = callbacks.on_entry,
                      .scanner = ContentScanner(signatures),
                      .compressed_size = std::numeric_limits<std::uint64_t>::max()};
  scan_archive(
      context, {.compressed_size = context.compressed_size}, threads,
      [&](formats::EntryVisitor& visitor) { formats::read_directory(directory, visitor); });
  move_anomalies(context, artifact);
}

void prepare_reading() {
  static_cast<void>(base::sha256({}));
  base::Utf8Locale::preload();
}

std::uint64_t directory_size(const Artifact& artifact) {
  std::uint64_t size = 0;
  for (const Entry& entry : artifact.entries) {
    if (entry.container == Entry::k_no_container) size += entry.size;
  }
  return size;
}

Artifact inspect(const std::string& file, const Limits& limits,
                 const signatures::SignatureSet& signatures, std::size_t threads) {
  base::ThreadPool helpers(formats::pipeline_threads(threads).total());
  Artifact artifact;
  artifact.name = base::base_name(file);
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    read_directory(file, artifact, limits, signatures, helpers, append_to(artifact));
    artifact.size = directory_size(artifact);
  } else {
    base::FileSource source(file);
    artifact.size = source.size();
    read_package(source, artifact, limits, signatures, helpers, append_to(artifact));
    source.require_unchanged();
  }
  return artifact;
}

} // namespace package_audit::content
