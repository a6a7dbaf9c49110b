#include "content/inspect.hpp"

#include "base/byte_source.hpp"
#include "base/error.hpp"
#include "base/hashing_source.hpp"
#include "base/head.hpp"
#include "base/path.hpp"
#include "base/utf8_locale.hpp"
#include "content/read_into.hpp"
#include "content/reading.hpp"
#include "formats/detect.hpp"
#include "formats/directory.hpp"
#include "formats/fault.hpp"
#include "formats/nested.hpp"
#include "formats/pipeline_threads.hpp"
#include "model/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <limits>

namespace package_audit::content {

namespace {

// True when the file is of a size that may be read and of a format that is known.
const formats::FormatReader* find_reader(base::ByteSource& source, Artifact& artifact,
                                         const Limits& limits, const ReadingListener& listener) {
  const auto refuse = [&](AnomalyKind kind, std::string detail) {
    artifact.anomalies.push_back({.kind = kind, .detail = std::move(detail)});
  };
  if (source.size() > limits.package_size) {
    refuse(AnomalyKind::limit, limit_message(&Limits::package_size, limits));
    return nullptr;
  }
  const formats::FormatReader* const reader = formats::recognize_format(source);
  if (reader == nullptr) {
    refuse(AnomalyKind::unknown_format, source.size() == 0
                                            ? "the file is empty"
                                            : "the file is not a package of any known format");
    return nullptr;
  }
  artifact.format = reader->format;
  if (listener.format) listener.format(artifact.format);
  const Format promised = promised_format(artifact.name);
  if (promised != Format::unknown && promised != reader->format) {
    refuse(AnomalyKind::format_mismatch,
           fmt::format("the name promises {}, the bytes are {}", to_string(promised),
                       to_string(reader->format)));
  }
  return reader;
}

// Unpackers of zip look at the end first, whatever stands in front. The last members of a plain
// tar may well be zips; then they were opened as nested archives.
void look_for_hidden_zip(base::ByteSource& source, Artifact& artifact,
                         const Collection& collection) {
  if (artifact.format == Format::zip) return;
  if (artifact.format == Format::tar && collection.last_end_is_of_a_member) return;
  if (formats::ends_with_zip(source)) {
    artifact.anomalies.push_back({.kind = AnomalyKind::ambiguous,
                                  .detail = "the file ends like a zip archive, which is what "
                                            "unpackers of zip will see"});
  }
}

void read_members(base::ByteSource& source, Artifact& artifact, Collection& collection,
                  const ReadingListener& listener) {
  const formats::FormatReader* const reader =
      find_reader(source, artifact, collection.limits, listener);
  if (reader == nullptr) return;
  formats::PackageNotes notes;
  read_into(collection, {.packed = source.size()}, collection.threads,
            [&](formats::EntryVisitor& visitor) {
              reader->read(source, {collection.limits, collection.threads}, visitor, notes);
            });
  look_for_hidden_zip(source, artifact, collection);
  artifact.package_name = std::move(notes.package_name);
  artifact.build_host = std::move(notes.build_host);
  artifact.lacks_checksum = notes.lacks_checksum;
}

void hand_over(Collection& collection, Artifact& artifact) {
  std::move(collection.anomalies.begin(), collection.anomalies.end(),
            std::back_inserter(artifact.anomalies));
}

void require_possible(const Limits& limits) {
  if (limits.nesting <= Limits::k_max_nesting) return;
  throw base::Error(fmt::format("limits.nesting is {}, but must not be over {}", limits.nesting,
                                Limits::k_max_nesting));
}

} // namespace

void read_package(base::FileSource& source, Artifact& artifact, const Limits& limits,
                  const signatures::SignatureSet& signatures, base::ThreadPool& threads,
                  const ReadingListener& listener) {
  require_possible(limits);
  base::HashingSource hashing(source, threads);
  Collection collection{.limits = limits,
                        .threads = threads,
                        .keep = listener.entry,
                        .examiner = Examiner(signatures),
                        .packed = source.size()};
  read_members(hashing, artifact, collection, listener);
  // What is over the limit is not read at all: a sparse file may be larger than any disk.
  if (source.size() <= limits.package_size) artifact.sha256 = hashing.digest();
  hand_over(collection, artifact);
}

void read_folder(const std::string& folder, Artifact& artifact, const Limits& limits,
                 const signatures::SignatureSet& signatures, base::ThreadPool& threads,
                 const ReadingListener& listener) {
  require_possible(limits);
  artifact.format = Format::directory;
  if (listener.format) listener.format(artifact.format);
  // Nothing is packed in a folder.
  Collection collection{.limits = limits,
                        .threads = threads,
                        .keep = listener.entry,
                        .examiner = Examiner(signatures),
                        .packed = std::numeric_limits<std::uint64_t>::max()};
  read_into(collection, {.packed = collection.packed}, threads,
            [&](formats::EntryVisitor& visitor) { formats::read_directory(folder, visitor); });
  hand_over(collection, artifact);
}

void prepare_reading() {
  static_cast<void>(base::sha256({}));
  base::Utf8Locale::preload();
}

ReadingListener listener_for(Artifact& artifact) {
  return {.entry = [&artifact](Entry entry) { artifact.entries.push_back(std::move(entry)); }};
}

std::uint64_t size_of_folder(const Artifact& artifact) {
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
    read_folder(file, artifact, limits, signatures, helpers, listener_for(artifact));
    artifact.size = size_of_folder(artifact);
  } else {
    base::FileSource source(file);
    artifact.size = source.size();
    read_package(source, artifact, limits, signatures, helpers, listener_for(artifact));
    source.require_unchanged();
  }
  return artifact;
}

} // namespace package_audit::content
