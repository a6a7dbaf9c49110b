#pragma once

#include "formats/stream_parser.hpp"
#include "formats/tar/header.hpp"
#include "model/policy.hpp"

#include <optional>

namespace package_audit::formats::tar {

// Parser of tar (POSIX.1-2017, pax, "ustar Interchange Format" and "pax Interchange Format"; GNU
// tar manual, "Basic Tar Format") in the forms that CPack, GNU tar, libarchive, dpkg-deb and npm
// write: ustar, pax without global headers, and GNU's long names. Refused are sparse files,
// extended attributes, and any bytes after the end mark except the zeros that fill the last record.
class Parser final : public StreamParser {
public:
  explicit Parser(const Limits& limits);

  void finish() override;

private:
  enum class State { header, extension, extension_padding, content, padding, second_end, tail };

  // Values from extension headers, which override the header of the next member. Extensions of pax
  // and of GNU for the same member are refused: readers differ in which of them they use.
  struct Extensions {
    bool pax = false;
    std::optional<std::string> path{};
    std::optional<std::string> link_target{};
    std::optional<std::uint64_t> size{};
    // GNU: the link name in the header of the extension itself; libarchive's writer sets it.
    std::optional<std::string> link_name{};

    bool empty() const { return !pax && !path && !link_target; }
  };

  void complete(std::string_view bytes) override;
  [[noreturn]] void fail_padding() override;

  void expect_next(State state, Piece piece, std::uint64_t size);
  void read_piece(std::string_view bytes);
  void read_header(std::string_view block);
  void read_extension(std::string_view content);
  void read_long_name(std::string_view content);
  void begin_extension(const Header& header);
  void expect_single_extension(const Header& header) const;
  void begin_member(const Header& header);
  std::uint64_t member_size(const Header& header) const;
  void validate(const Header& header, const ParsedMember& member) const;
  void read_end(std::string_view block);

  const Limits& limits_;
  State state_ = State::header;
  // Of the current header, extension or member.
  std::string name_;
  char extension_type_ = 0;
  Extensions extensions_;
  // A block other than zeros was read.
  bool has_begun_ = false;
};

} // namespace package_audit::formats::tar
