#pragma once

#include "model/artifact.hpp"

#include <string>
#include <utility>

namespace package_audit::formats {

// Thrown by a reader that cannot go on: the package is at fault, not the caller. inspect() turns it
// into the package's Anomaly. Not derived from std::exception, so that nothing catches it by
// accident.
struct ReadFault {
  Anomaly anomaly;

  ReadFault(AnomalyKind kind, std::string detail, std::string member = {})
      : anomaly{.kind = kind, .member = std::move(member), .detail = std::move(detail)} {}
};

} // namespace package_audit::formats
