#include "formats/cpio/parser.hpp"

#include "formats/fault.hpp"
#include "model/file_mode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace package_audit::formats::cpio {

namespace {

constexpr std::string_view k_magic = "070701";
constexpr std::size_t k_header_size = 110;
constexpr std::size_t k_field_size = 8;
constexpr std::string_view k_trailer = "TRAILER!!!";
// Contents and headers start at multiples of this.
constexpr std::uint64_t k_alignment = 4;
// rpm ends its payload with the trailer; other tools fill the last block with zeros.
constexpr std::uint64_t k_block_size = 512;

constexpr std::uint32_t k_mode_bits = 0177777;

std::uint32_t parse_hex(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    damaged("a cpio header holds something else than hexadecimal digits");
  }
  return value;
}

} // namespace

Parser::Parser(const Limits& limits) : limits_(limits) {
  expect_next(State::header, Piece::buffered, k_header_size);
}

void Parser::expect_next(State state, Piece piece, std::uint64_t size) {
  state_ = state;
  expect(piece, size);
}

void Parser::complete(std::string_view bytes) {
  switch (state_) {
  case State::header:
    read_header(bytes);
    break;
  case State::name:
    read_name(bytes);
    break;
  case State::name_padding:
    begin_member();
    break;
  case State::link:
    read_link(bytes);
    break;
  case State::content:
    expect_next(State::content_padding, Piece::zeros, padding(piece_end(), k_alignment));
    break;
  case State::content_padding:
    member_ = {};
    expect_next(State::header, Piece::buffered, k_header_size);
    break;
  case State::tail:
    unexpected_bytes(fmt::format("more zeros follow the cpio archive's end than fill a block of {}",
                                 k_block_size),
                     member_.name);
  }
}

void Parser::read_header(std::string_view bytes) {
  if (bytes.starts_with("07070X")) {
    damaged("is in rpm's own form for files over 4 GiB, which nothing but rpm can read",
            member_.name);
  }
  if (!bytes.starts_with(k_magic)) {
    damaged(fmt::format("no cpio header (\"{}\") where one belongs", k_magic), member_.name);
  }
  bytes.remove_prefix(k_magic.size());
  for (std::uint32_t* const field :
       {&header_.inode, &header_.mode, &header_.uid, &header_.gid, &header_.links, &header_.mtime,
        &header_.file_size, &header_.device_major, &header_.device_minor, &header_.node_major,
        &header_.node_minor, &header_.name_size, &header_.checksum}) {
    *field = parse_hex(bytes.substr(0, k_field_size));
    bytes.remove_prefix(k_field_size);
  }
  if (header_.name_size < 2) ambiguous("a cpio member has no name", member_.name);
  if (header_.name_size - 1 > limits_.path_length) {
    over_limit(&Limits::path_length, limits_, member_.name);
  }
  expect_next(State::name, Piece::buffered, header_.name_size);
}

void Parser::read_name(std::string_view bytes) {
  if (bytes.find('\0') != bytes.size() - 1) {
    ambiguous("a cpio member's name does not end with its first NUL, so that readers cut it apart",
              member_.name);
  }
  member_.name = bytes.substr(0, bytes.size() - 1);
  expect_next(State::name_padding, Piece::zeros, padding(piece_end(), k_alignment));
}

void Parser::begin_member() {
  if (member_.name == k_trailer) {
    begin_tail();
    return;
  }
  member_.type = type_of_mode(header_.mode);
  validate(member_.type);
  if (member_.type == EntryType::symlink) {
    expect_next(State::link, Piece::buffered, header_.file_size);
    return;
  }
  member_.size = header_.file_size;
  join_links();
  add_member(member_);
  expect_next(State::content, Piece::content, header_.file_size);
}

void Parser::validate(EntryType type) const {
  if (type == EntryType::unknown || (header_.mode & ~k_mode_bits) != 0) {
    ambiguous(fmt::format("has the unknown mode {:o}", header_.mode), member_.name);
  }
  if (header_.checksum != 0) {
    ambiguous("has a checksum, which this form of cpio does not know", member_.name);
  }
  const bool has_content = type == EntryType::file || type == EntryType::symlink;
  if (!has_content && header_.file_size != 0) {
    ambiguous("has content although it is neither a file nor a symlink", member_.name);
  }
  const bool is_node = type == EntryType::character_device || type == EntryType::block_device;
  if (!is_node && (header_.node_major != 0 || header_.node_minor != 0)) {
    ambiguous("has a device number although it is no device", member_.name);
  }
  // The link count of a directory is the number of its subdirectories.
  const bool may_be_linked = type == EntryType::file || type == EntryType::directory;
  if (!may_be_linked && header_.links > 1) {
    ambiguous("is hard linked although it is not a file", member_.name);
  }
  if (type == EntryType::symlink && header_.file_size > limits_.path_length) {
    over_limit(&Limits::path_length, limits_, member_.name);
  }
}

void Parser::read_link(std::string_view bytes) {
  if (bytes.empty() || bytes.find('\0') != std::string_view::npos) {
    ambiguous("has no link target, or one with a NUL in it", member_.name);
  }
  member_.link_target = bytes;
  join_links();
  add_member(member_);
  expect_next(State::content_padding, Piece::zeros, padding(piece_end(), k_alignment));
}

void Parser::join_links() {
  const auto identity = [](const Header& header) {
    return std::array{header.inode, header.device_major, header.device_minor, header.mode,
                      header.uid,   header.gid,          header.mtime,        header.links};
  };
  if (links_.missing > 0) {
    if (identity(header_) != identity(links_.header)) {
      ambiguous(fmt::format("stands where a hard link to {} was announced", links_.first),
                member_.name);
    }
    member_.type = EntryType::hardlink;
    member_.link_target = links_.first;
    --links_.missing;
  } else if (header_.links > 1 && member_.type != EntryType::directory) {
    if (header_.links > limits_.entries) {
      over_limit(&Limits::entries, limits_, member_.name);
    }
    links_ = {.header = header_, .first = member_.name, .missing = header_.links - 1};
  }
  if (links_.missing > 0 && header_.file_size > 0) {
    ambiguous("has content although it is not the last of its hard links", member_.name);
  }
}

void Parser::begin_tail() {
  if (links_.missing > 0) {
    ambiguous(fmt::format("stands where a hard link to {} was announced", links_.first),
              member_.name);
  }
  const bool is_blank = header_.inode == 0 && header_.mode == 0 && header_.uid == 0 &&
                        header_.gid == 0 && header_.links <= 1 && header_.mtime == 0 &&
                        header_.file_size == 0 && header_.device_major == 0 &&
                        header_.device_minor == 0 && header_.node_major == 0 &&
                        header_.node_minor == 0 && header_.checksum == 0;
  if (!is_blank) ambiguous("the cpio archive's end mark carries data", member_.name);
  member_ = {};
  // One more than the block can hold, so that the piece is never complete.
  expect_next(State::tail, Piece::zeros, padding(piece_end(), k_block_size) + 1);
}

void Parser::fail_padding() {
  if (state_ == State::tail) {
    unexpected_bytes("further bytes follow the end of the cpio archive", member_.name);
  }
  unexpected_bytes("holds bytes in its padding", member_.name);
}

void Parser::finish() {
  if (state_ != State::tail) {
    damaged("the cpio archive ends before its end mark", member_.name);
  }
}

} // namespace package_audit::formats::cpio
