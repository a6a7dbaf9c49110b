#pragma once

#include "model/artifact.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace package_audit::formats {

// A member of an archive as its parser finds it in the structure: what an installer would create.
struct ParsedMember {
  // The stored bytes.
  std::string name{};
  EntryType type = EntryType::unknown;
  // Bytes of content; 0 without content.
  std::uint64_t size = 0;
  // Of symlinks and hardlinks.
  std::string link_target{};
  // CRC-32 of the link target instead, where the structure holds no more of it (7z).
  std::optional<std::uint32_t> link_checksum{};
};

// The members in the order of the archive; each call removes the next one. Empty at the end.
class MemberList {
public:
  virtual ~MemberList() = default;
  virtual std::optional<ParsedMember> take() = 0;
};

} // namespace package_audit::formats
