#pragma once

#include "base/thread_pool.hpp"
#include "model/policy.hpp"

namespace package_audit::formats {

// What a reader may take: bytes, entries, memory, and the threads that are idle. Neither is owned.
struct ReadContext {
  // Without threads; converts, because most readers need none.
  ReadContext(const Limits& its_limits)
      : limits(its_limits), threads(base::no_threads()) {} // NOLINT
  ReadContext(const Limits& its_limits, base::ThreadPool& its_threads)
      : limits(its_limits), threads(its_threads) {}

  const Limits& limits;
  base::ThreadPool& threads;
};

} // namespace package_audit::formats
