#pragma once

#include "bytes/fault.hpp"
#include "content/collector.hpp"

#include <utility>

namespace package_audit {

// Runs `read` with a Collector for `level`. What it throws becomes an anomaly of the collection;
// what it had read by then stays.
template <typename Read>
void read_into(Collection& collection, const Level& level, Read read) {
  Collector collector(collection, level);
  try {
    read(collector);
  } catch (ReadFault& fault) {
    if (fault.anomaly.member.empty()) fault.anomaly.member = collector.current_member();
    if (fault.anomaly.member.empty() && level.container != Entry::k_no_container) {
      fault.anomaly.member = collection.entries[level.container].member;
    }
    fault.anomaly.container = level.container;
    collection.anomalies.push_back(std::move(fault.anomaly));
  }
}

} // namespace package_audit
