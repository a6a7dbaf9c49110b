#pragma once

#include "base/thread_pool.hpp"
#include "formats/entry_visitor.hpp"
#include "model/artifact.hpp"

#include <functional>

namespace package_audit::content {

// A visitor that hashes each entry, unless the caller does.
class EntryListener : public formats::EntryVisitor {
public:
  // Instead of begin() and end(), for an entry whose digest the caller computes.
  virtual void begin_hashed(Entry entry) = 0;
  virtual void end_hashed(const base::Sha256& digest) = 0;
};

// The same as read(listener), but `read` runs on one thread of `pool`, entries are hashed on
// another, and `listener` is called on this one, with begin_hashed() and end_hashed(): in the same
// order, with the same bytes, at most three megabytes behind. Throws what `read` or `listener`
// throws; where both do, the listener's exception, which comes first in the package. With one idle
// thread entries are hashed where they are read; without any it is a plain call.
void read_on_worker(base::ThreadPool& pool, const std::function<void(formats::EntryVisitor&)>& read,
                    EntryListener& listener);

} // namespace package_audit::content
