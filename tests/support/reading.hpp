#pragma once

#include "formats/detect.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>

#include <optional>
#include <ostream>
#include <string>

namespace package_audit::support {

// The entries that a reader returns, and its fault, if any.
struct Reading {
  Recorder listed{};
  std::optional<Anomaly> fault{};

  std::vector<std::string> names() const { return listed.names(); }
};

// For the messages of tests that fail.
void PrintTo(const Reading& reading, std::ostream* out);

// Reads `bytes` by the reader of their format.
Reading read_bytes(const std::string& bytes, const Limits& limits = {});

// Names, types, sizes, targets and contents, for comparing two readings.
std::string content_of(const Reading& reading);

// A reading that ends in a fault of `kind` whose text holds `detail`.
MATCHER_P2(FaultsWith, kind, detail, "") {
  return arg.fault && arg.fault->kind == kind &&
         arg.fault->detail.find(detail) != std::string::npos;
}

// A reading without fault.
MATCHER(IsAccepted, "") {
  return !arg.fault;
}

} // namespace package_audit::support
