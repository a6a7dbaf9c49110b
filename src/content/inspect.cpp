#include "archive/byte_source.hpp"
#include "archive/directory.hpp"
#include "archive/fault.hpp"
#include "archive/format.hpp"
#include "content/collector.hpp"
#include "util/file_name.hpp"
#include "util/path.hpp"
#include "util/text.hpp"
#include <package_audit/inspect.hpp>

#include <fmt/format.h>

#include <filesystem>

namespace package_audit {

namespace {

// Runs a reader; what it throws becomes the package's anomaly, what it had read by then stays.
template <typename Read>
void collect(Artifact& artifact, const Limits& limits, Read read) {
  Collector collector(limits);
  try {
    read(collector);
  } catch (ReadFault& fault) {
    if (fault.anomaly.member.empty()) fault.anomaly.member = collector.current_member();
    artifact.anomalies.push_back(std::move(fault.anomaly));
  }
  artifact.entries = collector.take_entries();
}

void read_package(FileSource& source, Artifact& artifact, const Limits& limits) {
  if (source.size() > limits.package_size) {
    artifact.anomalies.push_back(
        {AnomalyKind::limit,
         {},
         fmt::format("package_size is over {}", human_size(limits.package_size))});
    return;
  }
  const FormatReader* const reader = recognise_format(source);
  if (reader == nullptr) {
    artifact.anomalies.push_back({AnomalyKind::unknown_format,
                                  {},
                                  source.size() == 0
                                      ? "the file is empty"
                                      : "the file is not a package of any known format"});
    return;
  }
  artifact.format = reader->format;
  const Format promised = promised_format(artifact.name);
  if (promised != Format::unknown && promised != reader->format) {
    artifact.anomalies.push_back({AnomalyKind::format_mismatch,
                                  {},
                                  fmt::format("the name promises {}, the bytes are {}",
                                              to_string(promised), to_string(reader->format))});
  }
  PackageNotes notes;
  collect(artifact, limits, [&](EntryVisitor& visitor) { reader->read(source, visitor, notes); });
  artifact.package_name = std::move(notes.package_name);
}

} // namespace

Artifact inspect(const std::string& file, const Limits& limits) {
  Artifact artifact;
  artifact.name = base_name(file);
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    artifact.format = Format::directory;
    collect(artifact, limits, [&](EntryVisitor& visitor) { read_directory(file, visitor); });
    for (const Entry& entry : artifact.entries)
      artifact.size += entry.size;
    return artifact;
  }
  FileSource source(file);
  artifact.size = source.size();
  read_package(source, artifact, limits);
  artifact.sha256 = source.digest();
  return artifact;
}

} // namespace package_audit
