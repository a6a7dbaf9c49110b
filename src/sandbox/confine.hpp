#pragma once

#include "model/policy.hpp"
#include "sandbox/layers.hpp"

#include <functional>
#include <string>

namespace package_audit::sandbox {

// The resources that a confined process keeps.
struct AllowedResources {
  // Descriptor of the package, for reading; -1 for none.
  int input = -1;
  // Descriptor of the pipe to the parent, for writing.
  int output = -1;
  // A directory that may be walked and read; empty for none.
  std::string directory{};
};

// Drops all other resources of this process for good: closes every other descriptor and applies the
// layers in `wanted`. Returns the layers in force, without those that the system lacks. Applies the
// limits for memory (on top of the memory in use) and processor time. No other thread may run yet:
// `start_threads` is called at the last moment at which threads can start, and all restrictions
// hold for them too.
LayerSet confine(const AllowedResources& resources, const Limits& limits, const LayerSet& wanted,
                 const std::function<void()>& start_threads);

} // namespace package_audit::sandbox
