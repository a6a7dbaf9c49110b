#pragma once

#include "base/thread_pool.hpp"
#include "content/inspect.hpp"
#include "sandbox/confine.hpp"
#include "sandbox/inspect_confined.hpp"
#include "sandbox/protocol.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <sys/types.h>

namespace package_audit::sandbox {

using Deadline = std::chrono::steady_clock::time_point;

// Exit code of a worker that is too short of memory to report it.
constexpr int k_exit_out_of_memory = 3;

struct Confinement {
  // The layers to apply. Only tests leave any out.
  LayerSet layers = LayerSet::all();
  // Whether to run the task when the system lacks a layer.
  MissingLayers missing = MissingLayers::reported;
  // Threads in addition to the one that runs the task.
  std::size_t threads = 0;
};

// The work of a confined process. Results go to the writer; no further threads can be started.
using Task = std::function<void(RecordWriter&, base::ThreadPool&)>;

// A child process that confines itself, reports the layers in force, runs its task and exits. The
// destructor kills it and waits for it.
class Worker {
public:
  // Sets `resources.output`. Throws Error when no process can be started.
  Worker(const Task& task, AllowedResources resources, const Limits& limits,
         const Confinement& confinement);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // The descriptor from which its records are read, until end of file.
  int output() const { return output_; }
  // The status as waitpid() reports it; nothing at the deadline, and when it is unknown.
  std::optional<int> wait(Deadline deadline);
  bool is_running() const { return pid_ > 0; }
  void kill();

private:
  pid_t pid_ = -1;
  int output_ = -1;
};

} // namespace package_audit::sandbox
