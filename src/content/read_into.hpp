#pragma once

#include "content/collector.hpp"
#include "content/read_on_worker.hpp"
#include "formats/fault.hpp"

#include <new>
#include <utility>

namespace package_audit::content {

// Runs `read` with a Collector for `level`, on another thread where `threads` has an idle one. What
// it throws becomes an anomaly of the collection; what was read before that stays.
template <typename Read>
void read_into(Collection& collection, const Level& level, base::ThreadPool& threads, Read read) {
  Collector collector(collection, level);
  try {
    read_on_worker(threads, read, collector);
  } catch (formats::ReadFault& fault) {
    if (fault.anomaly.member.empty()) fault.anomaly.member = collector.current_member();
    if (fault.anomaly.member.empty()) fault.anomaly.member = level.member;
    fault.anomaly.container = level.container;
    collection.anomalies.push_back(std::move(fault.anomaly));
  } catch (const std::bad_alloc&) {
    collection.anomalies.push_back({.kind = AnomalyKind::limit,
                                    .member = collector.current_member(),
                                    .detail = limit_message(&Limits::memory, collection.limits),
                                    .container = level.container});
  }
}

} // namespace package_audit::content
