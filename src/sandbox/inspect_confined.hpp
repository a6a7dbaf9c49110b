#pragma once

#include "content/signatures/signature_set.hpp"
#include "model/artifact.hpp"
#include "model/limits.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace package_audit::sandbox {

// How to treat a system that lacks a layer of the sandbox (k_sandbox_layers).
enum class MissingLayers { reported, refused };

struct ReadingOptions {
  MissingLayers missing_layers = MissingLayers::reported;
  // Processors to keep busy; more threads than that run, most of them waiting
  // (formats/pipeline_threads.hpp). The result does not depend on it.
  std::size_t threads = 1;
};

// Like content::inspect(), but in a worker process that can open, write, connect to and start
// nothing, and that is killed when it exceeds a limit. A worker that dies, hangs or contradicts
// itself is an anomaly of the package. The worker's digest of the file must equal that of the
// calling process.
//
// The worker for a directory may read below that directory (Landlock has a rule for it, seccomp
// allows opening files for reading); without Landlock it may read any file that the caller may.
//
// Artifact::sandbox names the layers in force. With MissingLayers::refused a missing one is an
// Error before the first byte is read. Forks: no other thread may run, and SIGCHLD must not be
// ignored.
Artifact inspect_confined(const std::string& file, const Limits& limits,
                          const content::signatures::SignatureSet& signatures,
                          const ReadingOptions& options = {});

// The same for several files, in their order: one worker for each, up to `options.threads` at a
// time. Calls `on_start`, unless empty, with the index of each file when its worker starts.
std::vector<Artifact> inspect_confined(std::span<const std::string> files, const Limits& limits,
                                       const content::signatures::SignatureSet& signatures,
                                       const ReadingOptions& options,
                                       const std::function<void(std::size_t)>& on_start);

} // namespace package_audit::sandbox
