#pragma once

#include <package_audit/artifact.hpp>
#include <package_audit/policy.hpp>
#include <package_audit/signature_set.hpp>

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace package_audit {

// Reads a package (or a folder, as a staged tree) from its first byte to its last, and looks for
// `signatures` in all that is in it: one pass, nothing written to disk, memory that grows with the
// number of entries and not with their size. Whatever is wrong with the package is in
// Artifact::anomalies. Throws Error when `file` cannot be opened or read, is neither a regular file
// nor a folder, or changes meanwhile, or when limits.nesting is over Limits::k_most_nesting. A
// symlink to one of the two is followed. Parses in the calling process: limits.memory,
// limits.cpu_seconds and limits.wall_seconds are not applied, Artifact::sandbox is empty. Up to
// `threads` threads work on it, with the same result whatever their number.
Artifact inspect(const std::string& file, const Limits& limits,
                 const SignatureSet& signatures = SignatureSet(), std::size_t threads = 1);

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
                          const SignatureSet& signatures, const ReadingOptions& options = {});

// The same for several, in their order: a worker for each, and side by side as many of them as
// threads may work. `on_start`, unless empty, is told the index of each file whose turn comes.
std::vector<Artifact> inspect_confined(std::span<const std::string> files, const Limits& limits,
                                       const SignatureSet& signatures,
                                       const ReadingOptions& options,
                                       const std::function<void(std::size_t)>& on_start);

} // namespace package_audit
