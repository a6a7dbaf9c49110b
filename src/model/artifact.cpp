#include "model/artifact.hpp"

namespace package_audit {

std::string_view stored_name(const Artifact& artifact, const Entry& entry) {
  const std::string_view member = entry.member;
  if (entry.container == Entry::k_no_container) return member;
  constexpr std::size_t k_separator = 2; // "!/"
  return member.substr(artifact.entries[entry.container].member.size() + k_separator);
}

} // namespace package_audit
