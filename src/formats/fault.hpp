#pragma once

#include "model/artifact.hpp"
#include "model/limits.hpp"

#include <cstdint>
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

// Each throws a ReadFault of the kind that it is called after. `detail` is a sentence without its
// subject, which is the package, or `member` where one is given.
[[noreturn]] void damaged(std::string detail, std::string member = {});
[[noreturn]] void ambiguous(std::string detail, std::string member = {});
[[noreturn]] void unexpected_bytes(std::string detail, std::string member = {});
[[noreturn]] void encrypted(std::string detail, std::string member = {});
// Kind `limit`; the message names the limit and its value: `over_limit(&Limits::entries, limits)`.
[[noreturn]] void over_limit(std::uint64_t Limits::*which, const Limits& limits,
                             std::string member = {});

} // namespace package_audit::formats
