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

// With this code a worker ends whose memory does not suffice to say so.
constexpr int k_exit_out_of_memory = 3;

struct Confinement {
  // The layers to try. Only tests leave any out.
  LayerSet layers = LayerSet::all();
  // Whether to do the work where one of them is missing.
  MissingLayers missing = MissingLayers::reported;
  // Beside the one that does the task.
  std::size_t threads = 0;
};

// What a worker does once it is confined; it speaks through the writer, and the threads are all
// that it will have.
using Task = std::function<void(RecordWriter&, base::ThreadPool&)>;

// A child of this process that confines itself, says which layers are in force, does its task and
// ends. Killed and waited for when this object goes.
class Worker {
public:
  // `reach.output` is set by this. Throws Error when there can be no further process.
  Worker(const Task& task, Reach reach, const Limits& limits, const Confinement& confinement);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Where its records come from, until its end.
  int output() const { return output_; }
  // As waitpid() reports it; nothing at the deadline, and when it cannot be known.
  std::optional<int> wait(Deadline deadline);
  bool is_running() const { return pid_ > 0; }
  void kill();

private:
  pid_t pid_ = -1;
  int output_ = -1;
};

} // namespace package_audit::sandbox
