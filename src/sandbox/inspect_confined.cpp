#include "content/reading.hpp"
#include "sandbox/supervise.hpp"
#include "util/path.hpp"
#include <package_audit/inspect.hpp>

#include <filesystem>
#include <optional>
#include <system_error>

namespace package_audit {

Task reading_task(const Input& input, const Limits& limits, const SignatureSet& signatures) {
  return [input, limits, &signatures](RecordWriter& writer, ThreadPool& threads) {
    const ReadingListener listener{.format = [&](Format format) { writer.format(format); },
                                   .entry = [&](const Entry& entry) { writer.entry(entry); }};
    Artifact artifact;
    if (input.package != nullptr) {
      artifact.name = base_name(input.package->path());
      read_package(*input.package, artifact, limits, signatures, threads, listener);
    } else {
      read_folder(input.folder, artifact, limits, signatures, threads, listener);
    }
    writer.rest(artifact);
  };
}

Artifact inspect_confined(const std::string& file, const Limits& limits,
                          const SignatureSet& signatures, const ReadingOptions& options) {
  Artifact artifact;
  artifact.name = base_name(file);
  prepare_reading();
  const Confinement confinement{.missing = options.missing_layers,
                                .threads = helpers_for(options.threads)};
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    const Input input{.folder = file};
    supervise(reading_task(input, limits, signatures), input, limits, confinement, artifact);
    artifact.size = size_of_folder(artifact);
    return artifact;
  }
  FileSource source(file);
  artifact.size = source.size();
  const Input input{.package = &source};
  supervise(reading_task(input, limits, signatures), input, limits, confinement, artifact);
  return artifact;
}

} // namespace package_audit
