#pragma once

#include <package_audit/artifact.hpp>
#include <package_audit/policy.hpp>

#include <cstdint>
#include <functional>
#include <vector>

namespace package_audit {

// What one package adds up to, with all that is nested in it.
struct Collection {
  const Limits& limits;
  // Bytes of the package file; the most there is where nothing is packed.
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0;
  std::vector<Entry> entries{};
  std::vector<Anomaly> anomalies{};
  // Told of each entry when it is complete, in the order of `entries`.
  std::function<void(const Entry&)> listener{};
};

} // namespace package_audit
