#include "sandbox/supervise.hpp"

#include "bytes/fault.hpp"
#include "util/text.hpp"
#include <package_audit/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace package_audit {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t k_longest_wait = 100ULL * 365 * 24 * 60 * 60; // seconds

Deadline deadline_in(std::uint64_t seconds) {
  return Clock::now() + std::chrono::seconds(std::min(seconds, k_longest_wait));
}

std::string name_of(const Input& input) {
  return input.package != nullptr ? input.package->path() : input.folder;
}

class Supervisor {
public:
  Supervisor(const Task& task, const Input& input, const Limits& limits,
             const Confinement& confinement, Artifact& artifact)
      : input_(input), limits_(limits), confinement_(confinement), artifact_(artifact),
        deadline_(deadline_in(limits.wall_seconds)),
        records_(artifact, limits, is_package() ? Subject::package : Subject::folder),
        worker_(task,
                {.input = is_package() ? input.package->descriptor() : -1, .folder = input.folder},
                limits, confinement) {
    // What is over the limit is not read at all.
    hashed_ = !is_package() || input.package->size() > limits.package_size;
  }

  void run() {
    try {
      listen();
      finish_hashing();
      const std::optional<int> status = worker_.wait(deadline_);
      if (worker_.is_running()) over_time();
      judge(status);
    } catch (ReadFault& fault) {
      worker_.kill();
      artifact_.anomalies.push_back(std::move(fault.anomaly));
    }
    if (records_.layers()) artifact_.sandbox = records_.layers()->names();
    require_layers();
    confirm();
  }

private:
  bool is_package() const { return input_.package != nullptr; }

  // Until the worker has closed its end.
  void listen() {
    std::array<std::byte, 65536> block{};
    while (true) {
      if (wait_for_records()) {
        const ssize_t got = ::read(worker_.output(), block.data(), block.size());
        if (got == 0) return;
        if (got > 0) records_.take(std::span(block).first(static_cast<std::size_t>(got)));
      } else {
        hash_block();
      }
    }
  }

  // False when there are none yet and there is something to hash.
  bool wait_for_records() {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
    if (left <= 0) over_time();
    constexpr decltype(left) k_most = 60'000;
    pollfd item{.fd = worker_.output(), .events = POLLIN, .revents = 0};
    const int ready = ::poll(&item, 1, hashed_ ? static_cast<int>(std::min(left, k_most)) : 0);
    return ready > 0;
  }

  void hash_block() {
    if (!hashed_) hashed_ = !input_.package->hash_next_block();
  }

  void finish_hashing() {
    while (!hashed_) {
      if (Clock::now() >= deadline_) over_time();
      hash_block();
    }
  }

  [[noreturn]] void over_time() {
    is_over_time_ = true;
    throw ReadFault(AnomalyKind::limit, limit_message(&Limits::wall_seconds, limits_));
  }

  void judge(std::optional<int> status) const {
    if (!status) damaged("ended in a way that cannot be seen (is SIGCHLD ignored?)");
    if (WIFSIGNALED(*status)) {
      if (WTERMSIG(*status) == SIGXCPU) {
        throw ReadFault(AnomalyKind::limit, limit_message(&Limits::cpu_seconds, limits_));
      }
      damaged(fmt::format("ended by signal {}", WTERMSIG(*status)));
    }
    if (WEXITSTATUS(*status) == k_exit_out_of_memory) {
      throw ReadFault(AnomalyKind::limit, limit_message(&Limits::memory, limits_));
    }
    if (WEXITSTATUS(*status) != 0) damaged(fmt::format("ended with {}", WEXITSTATUS(*status)));
    const bool may_be_silent = records_.failure().has_value() || lacks_layers();
    if (!records_.is_complete() && !may_be_silent) damaged("ended before it was done");
  }

  [[noreturn]] static void damaged(std::string_view how) {
    throw ReadFault(AnomalyKind::damaged, fmt::format("the reader process {}", how));
  }

  bool lacks_layers() const {
    return confinement_.missing == MissingLayers::refused && records_.layers() &&
           !records_.layers()->is_all();
  }

  void require_layers() const {
    if (!lacks_layers()) return;
    const LayerSet missing = LayerSet::all().without(*records_.layers());
    throw Error(fmt::format("{}: not read: a sandbox is required, and this system lacks {}",
                            name_of(input_), fmt::join(missing.names(), ", ")));
  }

  // Neither the file nor the worker's idea of it may differ from what is seen from here.
  void confirm() {
    if (is_package()) input_.package->require_unchanged();
    if (records_.failure()) throw Error(printable(*records_.failure()));
    if (!is_package() || input_.package->size() > limits_.package_size) return;
    try {
      if (!is_over_time_) finish_hashing();
    } catch (ReadFault& fault) {
      artifact_.anomalies.push_back(std::move(fault.anomaly));
    }
    artifact_.sha256 = hashed_ ? confirmed_digest() : Sha256{};
  }

  Sha256 confirmed_digest() {
    const Sha256 digest = input_.package->digest();
    if (records_.is_complete() && digest != artifact_.sha256) {
      throw Error(fmt::format("{}: changed while it was read", name_of(input_)));
    }
    return digest;
  }

  const Input& input_;
  const Limits& limits_;
  const Confinement& confinement_;
  Artifact& artifact_;
  Deadline deadline_;
  bool hashed_ = true;
  bool is_over_time_ = false;
  RecordReader records_;
  Worker worker_;
};

} // namespace

void supervise(const Task& task, const Input& input, const Limits& limits,
               const Confinement& confinement, Artifact& artifact) {
  Supervisor(task, input, limits, confinement, artifact).run();
}

} // namespace package_audit
