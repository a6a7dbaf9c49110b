#include "archive/directory.hpp"
#include "archive/format.hpp"
#include "bytes/byte_source.hpp"
#include "bytes/fault.hpp"
#include "content/collector.hpp"
#include "util/file_name.hpp"
#include "util/path.hpp"
#include <package_audit/inspect.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <limits>

namespace package_audit {

namespace {

// Runs a reader; what it throws becomes the package's anomaly, what it had read by then stays.
template <typename Read>
void collect(Artifact& artifact, const Limits& limits, std::uint64_t packed, Read read) {
  Collector collector(limits, packed);
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
        {AnomalyKind::limit, {}, limit_message(&Limits::package_size, limits)});
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
  collect(artifact, limits, source.size(),
          [&](EntryVisitor& visitor) { reader->read(source, limits, visitor, notes); });
  artifact.package_name = std::move(notes.package_name);
  artifact.build_host = std::move(notes.build_host);
  artifact.lacks_checksum = notes.lacks_checksum;
}

} // namespace

Artifact inspect(const std::string& file, const Limits& limits) {
  Artifact artifact;
  artifact.name = base_name(file);
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    artifact.format = Format::directory;
    constexpr std::uint64_t k_not_packed = std::numeric_limits<std::uint64_t>::max();
    collect(artifact, limits, k_not_packed,
            [&](EntryVisitor& visitor) { read_directory(file, visitor); });
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
