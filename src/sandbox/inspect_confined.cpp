#include "sandbox/inspect_confined.hpp"

#include "base/path.hpp"
#include "content/inspect.hpp"
#include "formats/pipeline_threads.hpp"
#include "sandbox/supervisor.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace package_audit::sandbox {

Task reading_task(const Input& input, const Limits& limits,
                  const content::signatures::SignatureSet& signatures) {
  return [input, limits, &signatures](RecordWriter& writer, base::ThreadPool& threads) {
    const content::ReadCallbacks callbacks{
        .on_format = [&](Format format) { writer.format(format); },
        .on_entry = [&](const Entry& entry) { writer.entry(entry); }};
    Artifact artifact;
    if (input.package != nullptr) {
      artifact.name = base::base_name(input.package->path());
      content::read_package(*input.package, artifact, limits, signatures, threads, callbacks);
    } else {
      content::read_directory(input.directory, artifact, limits, signatures, threads, callbacks);
    }
    writer.finish(artifact);
  };
}

namespace {

// One package and the worker that reads it.
class ConfinedReading {
public:
  ConfinedReading(const std::string& file, const Limits& limits,
                  const content::signatures::SignatureSet& signatures,
                  const Confinement& confinement) {
    artifact_.name = base::base_name(file);
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) {
      input_.directory = file;
    } else {
      source_.emplace(file);
      artifact_.size = source_->size();
      input_.package = &*source_;
    }
    supervisor_.emplace(reading_task(input_, limits, signatures), input_, limits, confinement,
                        artifact_);
  }

  Supervisor& supervisor() { return *supervisor_; }
  // Once the supervisor is done.
  Artifact finish() {
    supervisor_->finish();
    if (input_.package == nullptr) artifact_.size = content::directory_size(artifact_);
    return std::move(artifact_);
  }

private:
  Artifact artifact_;
  std::optional<base::FileSource> source_;
  Input input_;
  // Last member: its worker reads the others.
  std::optional<Supervisor> supervisor_;
};

} // namespace

Artifact inspect_confined(const std::string& file, const Limits& limits,
                          const content::signatures::SignatureSet& signatures,
                          const ReadingOptions& options) {
  return std::move(inspect_confined(std::span(&file, 1), limits, signatures, options, {}).front());
}

std::vector<Artifact> inspect_confined(std::span<const std::string> files, const Limits& limits,
                                       const content::signatures::SignatureSet& signatures,
                                       const ReadingOptions& options,
                                       const std::function<void(std::size_t)>& on_start) {
  content::prepare_reading();
  const std::size_t threads = std::max<std::size_t>(options.threads, 1);
  const std::size_t concurrent = std::clamp<std::size_t>(files.size(), 1, threads);
  const Confinement confinement{.missing = options.missing_layers,
                                .threads = formats::pipeline_threads(threads / concurrent).total()};
  // Stable addresses: workers refer to them.
  std::vector<std::unique_ptr<ConfinedReading>> readings;
  std::vector<Artifact> artifacts;
  std::vector<Supervisor*> active;
  // Why the next worker could not be started. Rethrown after the files before it, so that the error
  // is always that of the first file.
  std::exception_ptr start_error;
  while (artifacts.size() < files.size()) {
    while (!start_error && active.size() < concurrent && readings.size() < files.size()) {
      if (on_start) on_start(readings.size());
      try {
        readings.push_back(std::make_unique<ConfinedReading>(files[readings.size()], limits,
                                                             signatures, confinement));
        active.push_back(&readings.back()->supervisor());
      } catch (...) {
        start_error = std::current_exception();
      }
    }
    if (start_error && artifacts.size() == readings.size()) std::rethrow_exception(start_error);
    poll_workers(active);
    while (artifacts.size() < readings.size() &&
           readings[artifacts.size()]->supervisor().is_done()) {
      artifacts.push_back(readings[artifacts.size()]->finish());
      readings[artifacts.size() - 1].reset();
    }
  }
  return artifacts;
}

} // namespace package_audit::sandbox
