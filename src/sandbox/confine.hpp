#pragma once

#include "model/policy.hpp"
#include "sandbox/layers.hpp"

#include <functional>
#include <string>

namespace package_audit::sandbox {

// What a confined process may still reach.
struct Reach {
  // The package, for reading; -1 for none.
  int input = -1;
  // The pipe to the parent, for writing.
  int output = -1;
  // A folder that may be walked and read; empty for none.
  std::string folder{};
};

// Takes everything else away from this process, for good: all other descriptors, and by each of the
// layers that `wanted` names what it governs. Returns those that are in force; what the system
// lacks is left out. Limits are those of `limits` for memory (on top of what is in use) and
// processor time. No thread may run yet; `start_threads` is called where they can still be started
// and are bound by everything that this one is.
LayerSet confine(const Reach& reach, const Limits& limits, const LayerSet& wanted,
                 const std::function<void()>& start_threads);

} // namespace package_audit::sandbox
