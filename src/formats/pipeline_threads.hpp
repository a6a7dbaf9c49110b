#pragma once

#include <cstddef>

namespace package_audit::formats {

// The helper threads of one reading, by job. The thread that starts the reading scans the entries.
// Any helper does any job: these are the jobs that run at a time.
struct PipelineThreads {
  // Decompresses, parses and compares both readings (content/read_on_worker).
  std::size_t reading = 0;
  // SHA-256 of each entry (content/read_on_worker).
  std::size_t entry_hashing = 0;
  // SHA-256 of the package (base/hashing_source).
  std::size_t package_hashing = 0;
  // MD5 of large files of a .deb (formats/deb/checksums).
  std::size_t checksums = 0;
  // Decompress blocks of xz and members of zips ahead of the reader.
  std::size_t prefetching = 0;

  constexpr std::size_t total() const {
    return reading + entry_hashing + package_hashing + checksums + prefetching;
  }
};

// For a reading that may keep `jobs` processors busy; none for one, which does everything itself.
// All but those that prefetch wait for each other most of the time.
constexpr PipelineThreads pipeline_threads(std::size_t jobs) {
  if (jobs <= 1) return {};
  return {
      .reading = 1, .entry_hashing = 1, .package_hashing = 1, .checksums = 1, .prefetching = jobs};
}

// How many of the threads of a pool of `size` threads prefetch.
constexpr std::size_t prefetching_threads(std::size_t size) {
  const std::size_t others = pipeline_threads(2).total() - pipeline_threads(2).prefetching;
  return size > others ? size - others : 1;
}

} // namespace package_audit::formats
