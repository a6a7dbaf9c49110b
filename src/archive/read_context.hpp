#pragma once

#include "util/thread_pool.hpp"
#include <package_audit/policy.hpp>

namespace package_audit {

// What a reader may take: bytes, entries, memory, and the threads that are idle. Neither is owned.
struct ReadContext {
  // Without threads; converts, because most readers need none.
  ReadContext(const Limits& its_limits) : limits(its_limits), threads(no_threads()) {} // NOLINT
  ReadContext(const Limits& its_limits, ThreadPool& its_threads)
      : limits(its_limits), threads(its_threads) {}

  const Limits& limits;
  ThreadPool& threads;
};

} // namespace package_audit
