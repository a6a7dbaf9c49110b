#include "sandbox/supervisor.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/fault.hpp"
#include "sandbox/inspect_confined.hpp"

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
#include <utility>
#include <vector>

namespace package_audit::sandbox {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t k_max_wait = 100ULL * 365 * 24 * 60 * 60; // seconds

Deadline deadline_in(std::uint64_t seconds) {
  return Clock::now() + std::chrono::seconds(std::min(seconds, k_max_wait));
}

std::string name_of(const Input& input) {
  return input.package != nullptr ? input.package->path() : input.directory;
}

[[noreturn]] void damaged(std::string_view how) {
  throw formats::ReadFault(AnomalyKind::damaged, fmt::format("the reader process {}", how));
}

} // namespace

Supervisor::Supervisor(const Task& task, const Input& input, const Limits& limits,
                       const Confinement& confinement, Artifact& artifact)
    : input_(input), limits_(limits), confinement_(confinement), artifact_(artifact),
      deadline_(deadline_in(limits.wall_seconds)),
      records_(artifact, limits, is_package() ? InputKind::package : InputKind::directory),
      worker_(
          task,
          {.input = is_package() ? input.package->descriptor() : -1, .directory = input.directory},
          limits, confinement) {
  // A package over the limit is not read at all.
  hashed_ = !is_package() || input.package->size() > limits.package_size;
  if (!hashed_) hashing_.emplace(*input.package);
}

void Supervisor::read_records() {
  std::array<std::byte, 65536> block{};
  const ssize_t got = ::read(worker_.output(), block.data(), block.size());
  if (got == 0) is_done_ = true;
  if (got <= 0) return;
  try {
    records_.feed(std::span(block).first(static_cast<std::size_t>(got)));
  } catch (formats::ReadFault& fault) {
    fail(fault);
  }
}

void Supervisor::fail(formats::ReadFault& fault) {
  worker_.kill();
  artifact_.anomalies.push_back(std::move(fault.anomaly));
  is_done_ = true;
  is_faulty_ = true;
}

void Supervisor::time_out() {
  has_timed_out_ = true;
  throw formats::ReadFault(AnomalyKind::limit, limit_message(&Limits::wall_seconds, limits_));
}

void Supervisor::enforce_deadline() {
  if (is_done_ || Clock::now() < deadline_) return;
  try {
    time_out();
  } catch (formats::ReadFault& fault) {
    fail(fault);
  }
}

void Supervisor::hash_block() {
  if (!hashed_) hashed_ = !hashing_->hash_next_block();
}

void Supervisor::finish_hashing() {
  while (!hashed_) {
    if (Clock::now() >= deadline_) time_out();
    hash_block();
  }
}

void Supervisor::finish() {
  if (!is_faulty_) {
    try {
      finish_hashing();
      const std::optional<int> status = worker_.wait(deadline_);
      if (worker_.is_running()) time_out();
      check_exit_status(status);
    } catch (formats::ReadFault& fault) {
      fail(fault);
    }
  }
  if (records_.layers()) artifact_.sandbox = records_.layers()->names();
  require_layers();
  verify_input();
}

void Supervisor::check_exit_status(std::optional<int> status) const {
  if (!status) damaged("ended in a way that cannot be seen (is SIGCHLD ignored?)");
  if (WIFSIGNALED(*status)) {
    if (WTERMSIG(*status) == SIGXCPU) {
      throw formats::ReadFault(AnomalyKind::limit, limit_message(&Limits::cpu_seconds, limits_));
    }
    damaged(fmt::format("ended by signal {}", WTERMSIG(*status)));
  }
  if (WEXITSTATUS(*status) == k_exit_out_of_memory) {
    throw formats::ReadFault(AnomalyKind::limit, limit_message(&Limits::memory, limits_));
  }
  if (WEXITSTATUS(*status) != 0) damaged(fmt::format("ended with {}", WEXITSTATUS(*status)));
  const bool may_be_silent = records_.failure().has_value() || lacks_layers();
  if (!records_.is_complete() && !may_be_silent) damaged("ended before it was done");
}

bool Supervisor::lacks_layers() const {
  return confinement_.missing == MissingLayers::refused && records_.layers() &&
         !records_.layers()->is_all();
}

void Supervisor::require_layers() const {
  if (!lacks_layers()) return;
  const LayerSet missing = LayerSet::all().without(*records_.layers());
  throw base::Error(fmt::format("{}: not read: a sandbox is required, and this system lacks {}",
                                name_of(input_), fmt::join(missing.names(), ", ")));
}

// Rejects a package that changed and a worker whose digest differs from this process's.
void Supervisor::verify_input() {
  if (is_package()) input_.package->require_unchanged();
  if (records_.failure()) throw base::Error(base::printable(*records_.failure()));
  if (!is_package() || input_.package->size() > limits_.package_size) return;
  try {
    if (!has_timed_out_) finish_hashing();
  } catch (formats::ReadFault& fault) {
    artifact_.anomalies.push_back(std::move(fault.anomaly));
  }
  artifact_.sha256 = hashed_ ? verified_digest() : base::Sha256{};
}

base::Sha256 Supervisor::verified_digest() {
  const base::Sha256 digest = hashing_->digest();
  if (records_.is_complete() && digest != artifact_.sha256) {
    throw base::Error(fmt::format("{}: changed while it was read", name_of(input_)));
  }
  return digest;
}

namespace {

int milliseconds_until(Deadline deadline) {
  constexpr std::int64_t k_max = 60'000;
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, k_max));
}

// Waits until a worker sends records; returns at once while a package is being hashed.
std::size_t poll_all(std::span<Supervisor* const> active, std::vector<pollfd>& items) {
  items.clear();
  Deadline first = Deadline::max();
  for (const Supervisor* const supervisor : active) {
    items.push_back({.fd = supervisor->output(), .events = POLLIN, .revents = 0});
    first = std::min(first, supervisor->deadline());
  }
  const bool is_hashing = std::any_of(active.begin(), active.end(),
                                      [](Supervisor* each) { return each->is_hashing(); });
  const int ready = ::poll(items.data(), items.size(), is_hashing ? 0 : milliseconds_until(first));
  return ready > 0 ? static_cast<std::size_t>(ready) : 0;
}

} // namespace

bool poll_workers(std::vector<Supervisor*>& active) {
  std::vector<pollfd> items;
  if (poll_all(active, items) == 0) {
    const auto hashing = std::find_if(active.begin(), active.end(),
                                      [](Supervisor* each) { return each->is_hashing(); });
    if (hashing != active.end()) (*hashing)->hash_block();
  }
  for (std::size_t i = 0; i < active.size(); ++i) {
    if (items[i].revents != 0) active[i]->read_records();
    active[i]->enforce_deadline();
  }
  return std::erase_if(active, [](Supervisor* each) { return each->is_done(); }) > 0;
}

} // namespace package_audit::sandbox
