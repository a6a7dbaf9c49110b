#include "formats/fault.hpp"

namespace package_audit::formats {

void damaged(std::string detail, std::string member) {
  throw ReadFault(AnomalyKind::damaged, std::move(detail), std::move(member));
}

void ambiguous(std::string detail, std::string member) {
  throw ReadFault(AnomalyKind::ambiguous, std::move(detail), std::move(member));
}

void unexpected_bytes(std::string detail, std::string member) {
  throw ReadFault(AnomalyKind::unexpected_bytes, std::move(detail), std::move(member));
}

void encrypted(std::string detail, std::string member) {
  throw ReadFault(AnomalyKind::encrypted, std::move(detail), std::move(member));
}

void over_limit(std::uint64_t Limits::*which, const Limits& limits, std::string member) {
  throw ReadFault(AnomalyKind::limit, limit_message(which, limits), std::move(member));
}

} // namespace package_audit::formats
