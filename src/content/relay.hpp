#pragma once

#include "base/thread_pool.hpp"
#include "formats/entry_visitor.hpp"
#include "model/artifact.hpp"

#include <functional>

namespace package_audit::content {

// A visitor that hashes each entry, and can be spared it.
class EntryListener : public formats::EntryVisitor {
public:
  // Instead of begin() and end(), for an entry whose digest the caller finds.
  virtual void begin_hashed(Entry entry) = 0;
  virtual void end_hashed(const base::Sha256& digest) = 0;
};

// Does what read(listener) does, but has `read` run on a thread of `pool` while `listener` is
// called on this one, with begin_hashed() and end_hashed(): in the same order, with the same bytes,
// at most two megabytes behind. Whichever thread has to wait for the other hashes meanwhile. What
// either side throws is thrown here, and where both do, the listener's: it comes first in the
// package. Without an idle thread it is a plain call.
void read_beside(base::ThreadPool& pool, const std::function<void(formats::EntryVisitor&)>& read,
                 EntryListener& listener);

} // namespace package_audit::content
