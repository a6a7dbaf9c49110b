#pragma once

#include "base/thread_pool.hpp"
#include "content/examiner.hpp"
#include "model/artifact.hpp"
#include "model/policy.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace package_audit::content {

// What one package adds up to, with all that is nested in it.
struct Collection {
  const Limits& limits;
  // Does beside what need not be done in turn.
  base::ThreadPool& threads;
  // Given each entry when it is complete, an archive before its members. Nothing of it stays here.
  std::function<void(Entry)> keep;
  // Looks into the contents of all entries, nested ones too.
  Examiner examiner{};
  // Bytes of the package file; the most there is where nothing is packed.
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0;
  // The last end record of a zip among the contents of the package's own members is that of one
  // which is a zip.
  bool last_end_is_of_a_member = false;
  // How many entries were given.
  std::uint32_t entries = 0;
  std::vector<Anomaly> anomalies{};
};

} // namespace package_audit::content
