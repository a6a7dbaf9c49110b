#pragma once

#include "archive/entry_visitor.hpp"
#include "util/thread_pool.hpp"

#include <functional>

namespace package_audit {

// Does what read(visitor) does, but has `read` run on a thread of `pool` while `visitor` is called
// on this one: in the same order, with the same bytes, at most one megabyte behind. What either of
// the two throws is thrown here, and where both do, the visitor's: it comes first in the package.
// Without an idle thread it is a plain call.
void read_beside(ThreadPool& pool, const std::function<void(EntryVisitor&)>& read,
                 EntryVisitor& visitor);

} // namespace package_audit
