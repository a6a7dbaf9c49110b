#include "formats/tar/parser.hpp"

#include "base/path.hpp"
#include "base/text.hpp"
#include "formats/fault.hpp"
#include "formats/tar/pax.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::formats::tar {

namespace {

// GNU tar and others fill the last record; libarchive, npm and dpkg-deb leave it at two blocks.
constexpr std::uint64_t k_record = 10'240;
constexpr std::string_view k_long_link = "././@LongLink";
// The largest size for which a header has digits.
constexpr std::uint64_t k_octal_end = std::uint64_t{1} << 33U;

[[noreturn]] void refuse(AnomalyKind kind, std::string detail) {
  throw ReadFault(kind, std::move(detail));
}

[[noreturn]] void refuse(std::string detail) {
  refuse(AnomalyKind::ambiguous, std::move(detail));
}

bool all_zero(std::string_view bytes) {
  return bytes.find_first_not_of('\0') == std::string_view::npos;
}

// A reader that does not know an extension uses the name behind it, or takes the extension itself
// for a file.
void expect_harmless(std::string_view name) {
  const std::vector<std::string_view> parts = base::components(name);
  if (name.starts_with('/') || std::find(parts.begin(), parts.end(), "..") != parts.end()) {
    refuse(fmt::format("has a name beside its own, {}, that leads out of the package",
                       base::printable(name)));
  }
}

EntryType type_of(char type_flag) {
  switch (type_flag) {
  case '0':
  case '\0':
    return EntryType::file;
  case '1':
    return EntryType::hardlink;
  case '2':
    return EntryType::symlink;
  case '3':
    return EntryType::character_device;
  case '4':
    return EntryType::block_device;
  case '5':
    return EntryType::directory;
  case '6':
    return EntryType::fifo;
  case 'S':
    refuse("is a sparse file, whose content readers put together differently; make the package "
           "without --sparse");
  default:
    refuse(fmt::format("has the type flag \"{}\", which not every reader knows",
                       base::printable(std::string_view(&type_flag, 1))));
  }
}

} // namespace

TarWalker::TarWalker(const Limits& limits) : limits_(limits) {
  want_next(State::header, Piece::kept, k_tar_block);
}

void TarWalker::want_next(State state, Piece piece, std::uint64_t size) {
  state_ = state;
  want(piece, size);
}

void TarWalker::complete(std::string_view bytes) {
  try {
    read_piece(bytes);
  } catch (ReadFault& fault) {
    fault.anomaly.member = name_;
    throw;
  }
}

void TarWalker::read_piece(std::string_view bytes) {
  switch (state_) {
  case State::header:
    read_header(bytes);
    break;
  case State::extension:
    read_extension(bytes);
    want_next(State::extension_padding, Piece::zeros, padding(piece_end(), k_tar_block));
    break;
  case State::content:
    want_next(State::padding, Piece::zeros, padding(piece_end(), k_tar_block));
    break;
  case State::extension_padding:
  case State::padding:
    want_next(State::header, Piece::kept, k_tar_block);
    break;
  case State::second_end:
    read_end(bytes);
    break;
  case State::tail:
    refuse(AnomalyKind::unexpected_bytes,
           fmt::format("more zeros follow the tar's end than fill a record of {} bytes", k_record));
  }
}

void TarWalker::read_header(std::string_view block) {
  if (all_zero(block)) {
    if (!extensions_.empty()) refuse("a tar extension header has no member behind it");
    name_.clear();
    want_next(State::second_end, Piece::kept, k_tar_block);
    return;
  }
  if (!extensions_.path) name_ = block.substr(0, std::min(block.find('\0'), k_tar_name));
  const TarHeader header = parse_tar_header(block);
  const bool is_extension = std::string_view("xgLK").find(header.type_flag) != std::string::npos;
  if (is_extension) {
    begin_extension(header);
  } else {
    begin_member(header);
  }
  begun_ = true;
}

void TarWalker::begin_extension(const TarHeader& header) {
  extension_type_ = header.type_flag;
  expect_lone_extension(header);
  if (!header.link_name.empty()) extensions_.link_name = header.link_name;
  if (header.size == 0) refuse("has an empty tar extension header");
  if (header.size > limits_.header_size) {
    refuse(AnomalyKind::limit, limit_message(&Limits::header_size, limits_));
  }
  want_next(State::extension, Piece::kept, header.size);
}

void TarWalker::expect_lone_extension(const TarHeader& header) const {
  const bool is_gnu = header.type_flag == 'L' || header.type_flag == 'K';
  const bool repeats = (header.type_flag == 'L' && extensions_.path) ||
                       (header.type_flag == 'K' && extensions_.link_target);
  if (header.type_flag == 'g' && begun_) {
    refuse("has a global pax header, which some readers apply to members and others do not");
  }
  if (repeats || extensions_.pax || (!is_gnu && !extensions_.empty())) {
    refuse("has several tar extension headers, of which readers use different ones");
  }
  if (is_gnu && header.full_name() != k_long_link) {
    refuse(fmt::format("has a long name that is not called {}", k_long_link));
  }
  if (!is_gnu && !header.link_name.empty()) refuse("its pax header is a link at the same time");
  expect_harmless(header.full_name());
}

void TarWalker::read_extension(std::string_view content) {
  if (extension_type_ == 'g') {
    expect_git_comment(content);
    return;
  }
  if (extension_type_ != 'x') {
    read_long_name(content);
    return;
  }
  const PaxRecords records = parse_pax(content);
  extensions_.pax = true;
  extensions_.path = records.path;
  extensions_.link_target = records.link_path;
  extensions_.size = records.size;
  if (records.path) name_ = *records.path;
}

void TarWalker::read_long_name(std::string_view content) {
  const std::size_t end = content.find('\0');
  if (end == 0 || end != content.size() - 1) {
    refuse("has a long name that is empty or does not end with its first NUL");
  }
  const std::string_view text = content.substr(0, end);
  if (extension_type_ == 'L') {
    extensions_.path = text;
    name_ = text;
  } else {
    extensions_.link_target = text;
  }
}

void TarWalker::begin_member(const TarHeader& header) {
  WalkedMember member{.name = extensions_.path.value_or(header.full_name()),
                      .type = type_of(header.type_flag),
                      .size = member_size(header)};
  if (extensions_.path) expect_harmless(header.full_name());
  if (member.type == EntryType::symlink || member.type == EntryType::hardlink) {
    member.link_target = extensions_.link_target.value_or(std::string(header.link_name));
  }
  name_ = member.name;
  expect_sound(header, member);
  const std::uint64_t size = member.size;
  found(std::move(member));
  extensions_ = {};
  want_next(State::content, Piece::content, size);
}

// pax has a size of its own where the header's digits do not suffice; the header then says the same
// in base-256 (libarchive, node-tar), or nothing (GNU tar, CPython, Go).
std::uint64_t TarWalker::member_size(const TarHeader& header) const {
  const std::uint64_t size = extensions_.size.value_or(header.size);
  const bool overflows = header.size == 0 && size >= k_octal_end;
  if (size != header.size && !overflows) {
    refuse(fmt::format("its size is {} in one header and {} in the other", header.size, size));
  }
  return size;
}

void TarWalker::expect_sound(const TarHeader& header, const WalkedMember& member) const {
  const bool is_link = member.type == EntryType::symlink || member.type == EntryType::hardlink;
  if (is_link && member.link_target.empty()) refuse("is a link without a target");
  if (!is_link && (!header.link_name.empty() || extensions_.link_target)) {
    refuse("has a link target although it is no link");
  }
  if (member.type != EntryType::file && member.size != 0) {
    refuse(fmt::format("has content although it is a {}", to_string(member.type)));
  }
  if (member.type == EntryType::file && member.name.ends_with('/')) {
    refuse("is a file by its type and a directory by its name");
  }
  if (extensions_.link_name && *extensions_.link_name != header.link_name) {
    refuse("has a link target in its long name's header that is not its own");
  }
  if (member.name.size() > limits_.path_length || member.link_target.size() > limits_.path_length) {
    refuse(AnomalyKind::limit, limit_message(&Limits::path_length, limits_));
  }
  if (member.size > limits_.entry_size) {
    refuse(AnomalyKind::limit, limit_message(&Limits::entry_size, limits_));
  }
}

void TarWalker::read_end(std::string_view block) {
  if (!all_zero(block)) {
    refuse("a single block of zeros stands where a header belongs: some readers stop there, others "
           "go on");
  }
  // One more than may come, so that the piece is never complete.
  want_next(State::tail, Piece::zeros, padding(piece_end(), k_record) + 1);
}

void TarWalker::refuse_padding() {
  if (state_ == State::tail) {
    refuse(AnomalyKind::unexpected_bytes, "further bytes follow the end of the tar");
  }
  throw ReadFault(AnomalyKind::unexpected_bytes, "holds bytes in its padding", name_);
}

void TarWalker::finish() {
  if (state_ != State::tail) {
    refuse(AnomalyKind::damaged, "the tar ends before its end mark of two blocks of zeros");
  }
  // None, or all but the one that would be too many.
  if (received() != 0 && missing() != 1) {
    refuse(AnomalyKind::unexpected_bytes,
           fmt::format("the zeros behind the tar's end fill no record of {} bytes", k_record));
  }
}

} // namespace package_audit::formats::tar
