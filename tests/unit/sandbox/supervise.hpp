#pragma once

#include "sandbox/supervisor.hpp"

#include <vector>

namespace package_audit::sandbox {

// Runs one worker from its start to its result.
inline void supervise(const Task& task, const Input& input, const Limits& limits,
                      const Confinement& confinement, Artifact& artifact) {
  Supervisor supervisor(task, input, limits, confinement, artifact);
  for (std::vector<Supervisor*> active{&supervisor}; !active.empty();)
    poll_workers(active);
  supervisor.finish();
}

} // namespace package_audit::sandbox
