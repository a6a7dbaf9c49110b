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

// What to do where the system lacks a layer of the sandbox (k_sandbox_layers).
enum class MissingLayers { reported, refused };

struct ReadingOptions {
  MissingLayers missing_layers = MissingLayers::reported;
  // How many threads may work on a package. What is found does not depend on it.
  std::size_t threads = 1;
};

// As inspect(), but the bytes are parsed by a worker process that can open nothing, write nothing,
// connect nowhere and start nothing, and that is ended when it goes over a limit. A worker that
// dies, hangs or contradicts itself is an anomaly of the package. The worker's digest of the file
// must be the one that the calling process computes itself.
//
// A folder has to be opened while it is walked: its worker may read below that folder (Landlock has
// one rule for it, seccomp lets files be opened for reading); without Landlock it may read any file
// that the caller may.
//
// Artifact::sandbox names the layers that were in force. With MissingLayers::refused a missing one
// is an Error before the first byte is read. Forks: call it while no other thread runs, and with
// SIGCHLD not ignored.
Artifact inspect_confined(const std::string& file, const Limits& limits,
                          const content::signatures::SignatureSet& signatures,
                          const ReadingOptions& options = {});

// The same for several, in their order: a worker for each, and side by side as many of them as
// threads may work. `on_start`, unless empty, is told the index of each file whose turn comes.
std::vector<Artifact> inspect_confined(std::span<const std::string> files, const Limits& limits,
                                       const content::signatures::SignatureSet& signatures,
                                       const ReadingOptions& options,
                                       const std::function<void(std::size_t)>& on_start);

} // namespace package_audit::sandbox
