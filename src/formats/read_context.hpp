#pragma once

#include "base/thread_pool.hpp"
#include "model/policy.hpp"

namespace package_audit::formats {

// The limits of a reader and the idle threads that it may use; owns neither.
struct ReadContext {
  // Without threads. Implicit, because most readers use none.
  ReadContext(const Limits& its_limits)
      : limits(its_limits), threads(base::no_threads()) {} // NOLINT
  ReadContext(const Limits& its_limits, base::ThreadPool& its_threads)
      : limits(its_limits), threads(its_threads) {}

  const Limits& limits;
  base::ThreadPool& threads;
};

} // namespace package_audit::formats
