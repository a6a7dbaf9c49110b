#pragma once

#include "formats/stream_parser.hpp"
#include "model/policy.hpp"

#include <array>

namespace package_audit::formats::cpio {

// Parser of cpio archives in the "newc" form, which rpm writes for its payload (Linux kernel,
// Documentation/driver-api/early-userspace/buffer-format.rst).
//
// Hard links are adjacent members of the same inode: the first is a file without content, the
// others are links to it, and the last one has the content. Therefore the size of a hard link may
// be greater than zero.
class Parser final : public StreamParser {
public:
  explicit Parser(const Limits& limits);

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

  // The names of one inode, of which `missing` are yet to come.
  struct LinkSet {
    Header header{};
    std::string first{};
    std::uint32_t missing = 0;
  };

  void complete(std::string_view bytes) override;
  [[noreturn]] void fail_padding() override;

  void expect_next(State state, Piece piece, std::uint64_t size);
  void read_header(std::string_view bytes);
  void read_name(std::string_view bytes);
  void read_link(std::string_view bytes);
  void begin_member();
  void join_links();
  void begin_tail();
  void validate(EntryType type) const;

  const Limits& limits_;
  State state_ = State::header;
  Header header_{};
  // The current member.
  ParsedMember member_;
  LinkSet links_;
};

} // namespace package_audit::formats::cpio
