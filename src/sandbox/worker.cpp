#include "sandbox/worker.hpp"

#include "base/error.hpp"
#include "sandbox/inspect_confined.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <new>
#include <poll.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace package_audit::sandbox {

namespace {

constexpr int k_exit_done = 0;
constexpr int k_exit_failed = 4;

[[noreturn]] void fail() {
  throw base::Error(fmt::format("the reader process cannot be started: {}",
                                std::generic_category().message(errno)));
}

// Exits quietly when the parent has closed the pipe.
void write_all(int output, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(output, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) ::_exit(k_exit_failed);
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
}

// Ends this process when the parent is killed.
void exit_with_parent(pid_t parent) {
#ifdef __linux__
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
#endif
  if (::getppid() != parent) ::_exit(k_exit_failed);
}

// Makes times without a zone UTC on every machine. With no zone set, the C library would try to
// open a file for each of them.
void pin_time_zone() {
  ::setenv("TZ", "UTC0", 1);
  ::tzset();
}

int work(const Task& task, const AllowedResources& resources, const Limits& limits,
         const Confinement& confinement) {
  RecordWriter writer(
      [&](std::span<const std::byte> bytes) { write_all(resources.output, bytes); });
  try {
    pin_time_zone();
    base::ThreadPool threads;
    const LayerSet layers = confine(resources, limits, confinement.layers,
                                    [&] { threads = base::ThreadPool(confinement.threads); });
    writer.layers(layers);
    writer.flush();
    if (confinement.missing == MissingLayers::refused && !layers.is_all()) return k_exit_done;
    task(writer, threads);
    writer.flush();
  } catch (const std::bad_alloc&) {
    return k_exit_out_of_memory;
  } catch (const base::Error& error) {
    writer.failure(error.what());
  }
  return k_exit_done;
}

} // namespace

Worker::Worker(const Task& task, AllowedResources resources, const Limits& limits,
               const Confinement& confinement) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) fail();
  for (const int end : ends)
    ::fcntl(end, F_SETFD, FD_CLOEXEC);
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ == 0) {
    exit_with_parent(parent);
    resources.output = ends[1];
    int code = k_exit_failed;
    try {
      code = work(task, resources, limits, confinement);
    } catch (...) {
      code = k_exit_failed;
    }
    // Skip exit handlers: buffered output of the parent must not be written twice.
    ::_exit(code);
  }
  ::close(ends[1]);
  output_ = ends[0];
  if (pid_ < 0) {
    const int why = errno;
    ::close(output_);
    errno = why;
    fail();
  }
}

Worker::~Worker() {
  kill();
  wait(Deadline::max());
  ::close(output_);
}

void Worker::kill() {
  if (pid_ > 0) ::kill(pid_, SIGKILL);
}

std::optional<int> Worker::wait(Deadline deadline) {
  constexpr int k_poll_interval = 1; // milliseconds
  int status = 0;
  while (pid_ > 0) {
    const bool is_unbounded = deadline == Deadline::max();
    const pid_t ended = ::waitpid(pid_, &status, is_unbounded ? 0 : WNOHANG);
    if (ended < 0 && errno == EINTR) continue;
    if (ended == 0) {
      if (std::chrono::steady_clock::now() >= deadline) return std::nullopt;
      ::poll(nullptr, 0, k_poll_interval);
      continue;
    }
    pid_ = -1;
    if (ended > 0) return status;
  }
  return std::nullopt;
}

} // namespace package_audit::sandbox
