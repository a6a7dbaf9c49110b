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
constexpr std::size_t k_digits = 8;
constexpr std::string_view k_trailer = "TRAILER!!!";
// What precedes a content or a header starts at a multiple of this.
constexpr std::uint64_t k_alignment = 4;
// rpm ends its payload with the trailer, other tools fill the last block of this size.
constexpr std::uint64_t k_block_size = 512;

constexpr std::uint32_t k_mode_bits = 0177777;

std::uint32_t hex_number(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    throw ReadFault(AnomalyKind::damaged,
                    "a cpio header holds something else than hexadecimal digits");
  }
  return value;
}

} // namespace

CpioWalker::CpioWalker(const Limits& limits) : limits_(limits) {
  want_next(State::header, Piece::kept, k_header_size);
}

void CpioWalker::refuse(AnomalyKind kind, std::string detail) const {
  throw ReadFault(kind, std::move(detail), member_.name);
}

void CpioWalker::want_next(State state, Piece piece, std::uint64_t size) {
  state_ = state;
  want(piece, size);
}

void CpioWalker::complete(std::string_view bytes) {
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
    want_next(State::content_padding, Piece::zeros, padding(piece_end(), k_alignment));
    break;
  case State::content_padding:
    member_ = {};
    want_next(State::header, Piece::kept, k_header_size);
    break;
  case State::tail:
    refuse(AnomalyKind::unexpected_bytes,
           fmt::format("more zeros follow the cpio archive's end than fill a block of {}",
                       k_block_size));
  }
}

void CpioWalker::read_header(std::string_view bytes) {
  if (bytes.starts_with("07070X")) {
    refuse(AnomalyKind::damaged,
           "is in rpm's own form for files over 4 GiB, which nothing but rpm can read");
  }
  if (!bytes.starts_with(k_magic)) {
    refuse(AnomalyKind::damaged, fmt::format("no cpio header (\"{}\") where one belongs", k_magic));
  }
  bytes.remove_prefix(k_magic.size());
  for (std::uint32_t* const field :
       {&header_.inode, &header_.mode, &header_.uid, &header_.gid, &header_.links, &header_.mtime,
        &header_.file_size, &header_.device_major, &header_.device_minor, &header_.node_major,
        &header_.node_minor, &header_.name_size, &header_.checksum}) {
    *field = hex_number(bytes.substr(0, k_digits));
    bytes.remove_prefix(k_digits);
  }
  if (header_.name_size < 2) refuse(AnomalyKind::ambiguous, "a cpio member has no name");
  if (header_.name_size - 1 > limits_.path_length) {
    refuse(AnomalyKind::limit, limit_message(&Limits::path_length, limits_));
  }
  want_next(State::name, Piece::kept, header_.name_size);
}

void CpioWalker::read_name(std::string_view bytes) {
  if (bytes.find('\0') != bytes.size() - 1) {
    refuse(AnomalyKind::ambiguous,
           "a cpio member's name does not end with its first NUL, so that readers cut it apart");
  }
  member_.name = bytes.substr(0, bytes.size() - 1);
  want_next(State::name_padding, Piece::zeros, padding(piece_end(), k_alignment));
}

void CpioWalker::begin_member() {
  if (member_.name == k_trailer) {
    begin_tail();
    return;
  }
  member_.type = type_of_mode(header_.mode);
  expect_sound(member_.type);
  if (member_.type == EntryType::symlink) {
    want_next(State::link, Piece::kept, header_.file_size);
    return;
  }
  member_.size = header_.file_size;
  join_links();
  found(member_);
  want_next(State::content, Piece::content, header_.file_size);
}

void CpioWalker::expect_sound(EntryType type) const {
  if (type == EntryType::unknown || (header_.mode & ~k_mode_bits) != 0) {
    refuse(AnomalyKind::ambiguous, fmt::format("has the unknown mode {:o}", header_.mode));
  }
  if (header_.checksum != 0) {
    refuse(AnomalyKind::ambiguous, "has a checksum, which this form of cpio does not know");
  }
  const bool has_content = type == EntryType::file || type == EntryType::symlink;
  if (!has_content && header_.file_size != 0) {
    refuse(AnomalyKind::ambiguous, "has content although it is neither a file nor a symlink");
  }
  const bool is_node = type == EntryType::character_device || type == EntryType::block_device;
  if (!is_node && (header_.node_major != 0 || header_.node_minor != 0)) {
    refuse(AnomalyKind::ambiguous, "has a device number although it is no device");
  }
  // The count of a folder is that of the folders in it, if it was kept.
  const bool may_be_linked = type == EntryType::file || type == EntryType::directory;
  if (!may_be_linked && header_.links > 1) {
    refuse(AnomalyKind::ambiguous, "is hard linked although it is not a file");
  }
  if (type == EntryType::symlink && header_.file_size > limits_.path_length) {
    refuse(AnomalyKind::limit, limit_message(&Limits::path_length, limits_));
  }
}

void CpioWalker::read_link(std::string_view bytes) {
  if (bytes.empty() || bytes.find('\0') != std::string_view::npos) {
    refuse(AnomalyKind::ambiguous, "has no link target, or one with a NUL in it");
  }
  member_.link_target = bytes;
  join_links();
  found(member_);
  want_next(State::content_padding, Piece::zeros, padding(piece_end(), k_alignment));
}

void CpioWalker::join_links() {
  const auto identity = [](const Header& header) {
    return std::array{header.inode, header.device_major, header.device_minor, header.mode,
                      header.uid,   header.gid,          header.mtime,        header.links};
  };
  if (links_.missing > 0) {
    if (identity(header_) != identity(links_.header)) {
      refuse(AnomalyKind::ambiguous,
             fmt::format("stands where a hard link to {} was announced", links_.first));
    }
    member_.type = EntryType::hardlink;
    member_.link_target = links_.first;
    --links_.missing;
  } else if (header_.links > 1 && member_.type != EntryType::directory) {
    if (header_.links > limits_.entries) {
      refuse(AnomalyKind::limit, limit_message(&Limits::entries, limits_));
    }
    links_ = {.header = header_, .first = member_.name, .missing = header_.links - 1};
  }
  if (links_.missing > 0 && header_.file_size > 0) {
    refuse(AnomalyKind::ambiguous, "has content although it is not the last of its hard links");
  }
}

void CpioWalker::begin_tail() {
  if (links_.missing > 0) {
    refuse(AnomalyKind::ambiguous,
           fmt::format("stands where a hard link to {} was announced", links_.first));
  }
  const bool blank = header_.inode == 0 && header_.mode == 0 && header_.uid == 0 &&
                     header_.gid == 0 && header_.links <= 1 && header_.mtime == 0 &&
                     header_.file_size == 0 && header_.device_major == 0 &&
                     header_.device_minor == 0 && header_.node_major == 0 &&
                     header_.node_minor == 0 && header_.checksum == 0;
  if (!blank) refuse(AnomalyKind::ambiguous, "the cpio archive's end mark carries data");
  member_ = {};
  // One more than may come, so that the piece is never complete.
  want_next(State::tail, Piece::zeros, padding(piece_end(), k_block_size) + 1);
}

void CpioWalker::refuse_padding() {
  if (state_ == State::tail) {
    refuse(AnomalyKind::unexpected_bytes, "further bytes follow the end of the cpio archive");
  }
  refuse(AnomalyKind::unexpected_bytes, "holds bytes in its padding");
}

void CpioWalker::finish() {
  if (state_ != State::tail) {
    refuse(AnomalyKind::damaged, "the cpio archive ends before its end mark");
  }
}

} // namespace package_audit::formats::cpio
