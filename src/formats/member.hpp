#pragma once

#include "model/artifact.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace package_audit::formats {

// One member as a walker reads it from the structure alone: what an installer would create.
struct WalkedMember {
  // The bytes that name it.
  std::string name{};
  EntryType type = EntryType::unknown;
  // Of its content; 0 for what has none.
  std::uint64_t size = 0;
  // For symlink and hardlink, where the structure holds it.
  std::string link_target{};
  // CRC-32 of the target instead, where the structure holds no more of it (7z).
  std::optional<std::uint32_t> link_checksum{};
};

// The members in the order of the archive, one a call; nothing at the end.
class MemberList {
public:
  virtual ~MemberList() = default;
  virtual std::optional<WalkedMember> take() = 0;
};

} // namespace package_audit::formats
