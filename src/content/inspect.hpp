#pragma once

#include "base/byte_source.hpp"
#include "base/thread_pool.hpp"
#include "content/signatures/signature_set.hpp"
#include "model/artifact.hpp"
#include "model/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace package_audit::content {

// Reads a package, or a directory as a staged tree, from its first byte to its last and searches
// all contents for `signatures`: one pass, nothing written to disk, memory that grows with the
// number of entries and not with their size. Faults of the package are in Artifact::anomalies.
// Throws Error when `file` is neither a regular file nor a directory (a symlink to one is
// followed), cannot be read or changes meanwhile, and when limits.nesting is over
// Limits::k_max_nesting.
//
// Parses in the calling process: limits.memory, limits.cpu_seconds and limits.wall_seconds are not
// applied, and Artifact::sandbox is empty; sandbox::inspect_confined() is the safe way. Uses up to
// `threads` threads; the result does not depend on their number.
Artifact inspect(const std::string& file, const Limits& limits,
                 const signatures::SignatureSet& signatures, std::size_t threads = 1);

// Called while a package is read, in its order.
struct ReadCallbacks {
  // Once, when the format is known; may be empty.
  std::function<void(Format)> on_format{};
  std::function<void(Entry)> on_entry;
};

// The halves of inspect(). Both put everything but the entries into `artifact`, whose name must be
// set. Both throw Error when something cannot be read.
void read_package(base::FileSource& source, Artifact& artifact, const Limits& limits,
                  const signatures::SignatureSet& signatures, base::ThreadPool& threads,
                  const ReadCallbacks& callbacks);
void read_directory(const std::string& directory, Artifact& artifact, const Limits& limits,
                    const signatures::SignatureSet& signatures, base::ThreadPool& threads,
                    const ReadCallbacks& callbacks);

// Bytes of all files in a directory that was read.
std::uint64_t directory_size(const Artifact& artifact);

// Makes libraries load their locale data and digest code, so that reading opens no further file.
void prepare_reading();

} // namespace package_audit::content
