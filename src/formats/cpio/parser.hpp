#pragma once

#include "formats/piece_walker.hpp"
#include "model/policy.hpp"

#include <array>

namespace package_audit::formats::cpio {

// Reads the structure of a cpio archive in the "newc" form, as rpm writes it for its payload
// (Linux kernel, Documentation/driver-api/early-userspace/buffer-format.rst).
//
// Hard links are members that share an inode and stand one behind the other: the first is a file
// without content, the others are links to it, and the last of them carries the content of all.
// So WalkedMember::size may be more than zero for a hard link, and only then is that of no file.
class CpioWalker final : public PieceWalker {
public:
  explicit CpioWalker(const Limits& limits);

  void finish() override;

private:
  enum class State { header, name, name_padding, link, content, content_padding, tail };

  // The numbers of a header, in the order of its fields.
  struct Header {
    std::uint32_t inode = 0;
    std::uint32_t mode = 0;
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    std::uint32_t links = 0;
    std::uint32_t mtime = 0;
    std::uint32_t file_size = 0;
    std::uint32_t device_major = 0;
    std::uint32_t device_minor = 0;
    std::uint32_t node_major = 0;
    std::uint32_t node_minor = 0;
    std::uint32_t name_size = 0;
    std::uint32_t checksum = 0;
  };

  // Members of one inode that were promised and did not come yet.
  struct LinkSet {
    Header header{};
    std::string first{};
    std::uint32_t missing = 0;
  };

  void complete(std::string_view bytes) override;
  [[noreturn]] void refuse_padding() override;

  void want_next(State state, Piece piece, std::uint64_t size);
  void read_header(std::string_view bytes);
  void read_name(std::string_view bytes);
  void read_link(std::string_view bytes);
  void begin_member();
  void join_links();
  void begin_tail();
  void expect_sound(EntryType type) const;
  [[noreturn]] void refuse(AnomalyKind kind, std::string detail) const;

  const Limits& limits_;
  State state_ = State::header;
  Header header_{};
  // Of the member that is being read.
  WalkedMember member_;
  LinkSet links_;
};

} // namespace package_audit::formats::cpio
