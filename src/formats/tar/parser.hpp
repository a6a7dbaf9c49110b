#pragma once

#include "formats/piece_walker.hpp"
#include "formats/tar/header.hpp"
#include "model/policy.hpp"

#include <optional>

namespace package_audit::formats::tar {

// Reads the structure of a tar (POSIX.1-2017, pax, "ustar Interchange Format" and "pax Interchange
// Format"; GNU tar manual, "Basic Tar Format") in the forms that CPack, GNU tar, libarchive,
// dpkg-deb and npm write: ustar, pax without global headers, and GNU's long names. Nothing sparse,
// no extended attributes, and nothing behind the end mark but the zeros that fill up a record.
class TarWalker final : public PieceWalker {
public:
  explicit TarWalker(const Limits& limits);

  void finish() override;

private:
  enum class State { header, extension, extension_padding, content, padding, second_end, tail };

  // What the extension headers say of the member that follows them. A member has those of one kind
  // only, so that readers cannot differ in which of two counts.
  struct Extensions {
    bool pax = false;
    std::optional<std::string> path{};
    std::optional<std::string> link_target{};
    std::optional<std::uint64_t> size{};
    // GNU: the link name in the extension's own header, which libarchive's writer fills in.
    std::optional<std::string> link_name{};

    bool empty() const { return !pax && !path && !link_target; }
  };

  void complete(std::string_view bytes) override;
  [[noreturn]] void refuse_padding() override;

  void want_next(State state, Piece piece, std::uint64_t size);
  void read_piece(std::string_view bytes);
  void read_header(std::string_view block);
  void read_extension(std::string_view content);
  void read_long_name(std::string_view content);
  void begin_extension(const TarHeader& header);
  void expect_lone_extension(const TarHeader& header) const;
  void begin_member(const TarHeader& header);
  std::uint64_t member_size(const TarHeader& header) const;
  void expect_sound(const TarHeader& header, const WalkedMember& member) const;
  void read_end(std::string_view block);

  const Limits& limits_;
  State state_ = State::header;
  // Of the header, extension or member that is being read.
  std::string name_;
  char extension_type_ = 0;
  Extensions extensions_;
  // Whether anything but a zero block came so far.
  bool begun_ = false;
};

} // namespace package_audit::formats::tar
