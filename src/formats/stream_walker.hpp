#pragma once

#include "formats/member.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <utility>

namespace package_audit::formats {

// Reads the structure of an archive that has its headers between its contents (tar, cpio), from
// blocks of any size. Knows nothing of contents but where they end, and accounts for every other
// byte: each belongs to a header field that is understood, or is padding and zero. Demands the form
// that packaging tools write and throws ReadFault for any other.
class StreamWalker : public MemberList {
public:
  // The next bytes of the archive.
  virtual void feed(std::span<const std::byte> bytes) = 0;
  // How many bytes from the start on are in order. After a fault, those in front of it.
  virtual std::uint64_t accepted() const = 0;
  // After the last byte. Throws ReadFault when the archive is not over.
  virtual void finish() = 0;

  // Of the members whose headers were fed. What is taken is forgotten.
  std::optional<WalkedMember> take() final {
    if (found_.empty()) return std::nullopt;
    std::optional<WalkedMember> member = std::move(found_.front());
    found_.pop_front();
    return member;
  }

protected:
  void found(WalkedMember member) { found_.push_back(std::move(member)); }

private:
  std::deque<WalkedMember> found_;
};

} // namespace package_audit::formats
