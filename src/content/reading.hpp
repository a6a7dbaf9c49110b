#pragma once

#include "base/byte_source.hpp"
#include "base/thread_pool.hpp"
#include "content/signatures/signature_set.hpp"
#include "model/artifact.hpp"
#include "model/policy.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace package_audit::content {

// Given what a reading finds, as it finds it; calls come in the order of the package.
struct ReadingListener {
  std::function<void(Format)> format{};
  std::function<void(Entry)> entry;
};

// The two halves of inspect(). They leave all they find but the entries in the artifact, of which
// only the name has to be set. read_package() throws Error when the file cannot be read; so does
// read_folder() for a folder and what is below it. What they find is the same however many threads
// there are.
void read_package(base::FileSource& source, Artifact& artifact, const Limits& limits,
                  const signatures::SignatureSet& signatures, base::ThreadPool& threads,
                  const ReadingListener& listener);
void read_folder(const std::string& folder, Artifact& artifact, const Limits& limits,
                 const signatures::SignatureSet& signatures, base::ThreadPool& threads,
                 const ReadingListener& listener);

// Puts the entries into the artifact.
ReadingListener listener_for(Artifact& artifact);

// Bytes of all files in a folder that was read.
std::uint64_t size_of_folder(const Artifact& artifact);

// Has the libraries load what they load on first use (locale data, digest code), so that reading
// opens no further file.
void prepare_reading();

} // namespace package_audit::content
