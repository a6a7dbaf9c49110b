#pragma once

#include "util/digest.hpp"
#include "util/thread_pool.hpp"

#include <memory>
#include <optional>

namespace package_audit {

// As Sha256Hasher for one message, but the bytes are copied and hashed on a thread of a pool, which
// is at most a megabyte behind.
class HasherBeside {
public:
  // Nothing when no thread is idle. `pool` must outlive it.
  static std::unique_ptr<HasherBeside> start(ThreadPool& pool);
  ~HasherBeside();
  HasherBeside(const HasherBeside&) = delete;
  HasherBeside& operator=(const HasherBeside&) = delete;

  void update(std::span<const std::byte> bytes);
  // To be called once, behind the last update().
  Sha256 finish();

private:
  class Queue;
  HasherBeside();

  std::unique_ptr<Queue> queue_;
  std::optional<ThreadPool::Running> running_;
};

} // namespace package_audit
