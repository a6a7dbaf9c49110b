#include "formats/tar/parser.hpp"

#include "base/path.hpp"
#include "base/text.hpp"
#include "formats/fault.hpp"
#include "formats/tar/pax.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::formats::tar {

namespace {

// GNU tar and others fill the last record with zeros; libarchive, npm and dpkg-deb stop after two
// blocks of them.
constexpr std::uint64_t k_record_size = 10'240;
constexpr std::string_view k_long_link = "././@LongLink";
// The first size that needs more than the octal digits of a header.
constexpr std::uint64_t k_octal_end = std::uint64_t{1} << 33U;

// Readers without support for an extension use the name in the header after it, or install the
// extension as a file of the name in its own header.
void expect_harmless_name(std::string_view name) {
  const std::vector<std::string_view> parts = base::components(name);
  if (name.starts_with('/') || std::find(parts.begin(), parts.end(), "..") != parts.end()) {
    ambiguous(fmt::format("has a name beside its own, {}, that leads out of the package",
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
    ambiguous("is a sparse file, whose content readers put together differently; make the package "
              "without --sparse");
  default:
    ambiguous(fmt::format("has the type flag \"{}\", which not every reader knows",
                          base::printable(std::string_view(&type_flag, 1))));
  }
}

} // namespace

Parser::Parser(const Limits& limits) : limits_(limits) {
  expect_next(State::header, Piece::buffered, k_block_size);
}

void Parser::expect_next(State state, Piece piece, std::uint64_t size) {
  state_ = state;
  expect(piece, size);
}

void Parser::complete(std::string_view bytes) {
  try {
    read_piece(bytes);
  } catch (ReadFault& fault) {
    fault.anomaly.member = name_;
    throw;
  }
}

void Parser::read_piece(std::string_view bytes) {
  switch (state_) {
  case State::header:
    read_header(bytes);
    break;
  case State::extension:
    read_extension(bytes);
    expect_next(State::extension_padding, Piece::zeros, padding(piece_end(), k_block_size));
    break;
  case State::content:
    expect_next(State::padding, Piece::zeros, padding(piece_end(), k_block_size));
    break;
  case State::extension_padding:
  case State::padding:
    expect_next(State::header, Piece::buffered, k_block_size);
    break;
  case State::second_end:
    read_end(bytes);
    break;
  case State::tail:
    unexpected_bytes(fmt::format("more zeros follow the tar's end than fill a record of {} bytes",
                                 k_record_size));
  }
}

void Parser::read_header(std::string_view block) {
  if (base::is_all_zero(block)) {
    if (!extensions_.empty()) ambiguous("a tar extension header has no member behind it");
    name_.clear();
    expect_next(State::second_end, Piece::buffered, k_block_size);
    return;
  }
  if (!extensions_.path) name_ = block.substr(0, std::min(block.find('\0'), k_name_field_size));
  const Header header = parse_header(block);
  const bool is_extension = std::string_view("xgLK").find(header.type_flag) != std::string::npos;
  if (is_extension) {
    begin_extension(header);
  } else {
    begin_member(header);
  }
  has_begun_ = true;
}

void Parser::begin_extension(const Header& header) {
  extension_type_ = header.type_flag;
  expect_single_extension(header);
  if (!header.link_name.empty()) extensions_.link_name = header.link_name;
  if (header.size == 0) ambiguous("has an empty tar extension header");
  if (header.size > limits_.header_size) {
    over_limit(&Limits::header_size, limits_);
  }
  expect_next(State::extension, Piece::buffered, header.size);
}

void Parser::expect_single_extension(const Header& header) const {
  const bool is_gnu = header.type_flag == 'L' || header.type_flag == 'K';
  const bool is_repeated = (header.type_flag == 'L' && extensions_.path) ||
                           (header.type_flag == 'K' && extensions_.link_target);
  if (header.type_flag == 'g' && has_begun_) {
    ambiguous("has a global pax header, which some readers apply to members and others do not");
  }
  if (is_repeated || extensions_.pax || (!is_gnu && !extensions_.empty())) {
    ambiguous("has several tar extension headers, of which readers use different ones");
  }
  if (is_gnu && header.full_name() != k_long_link) {
    ambiguous(fmt::format("has a long name that is not called {}", k_long_link));
  }
  if (!is_gnu && !header.link_name.empty()) ambiguous("its pax header is a link at the same time");
  expect_harmless_name(header.full_name());
}

void Parser::read_extension(std::string_view content) {
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

void Parser::read_long_name(std::string_view content) {
  const std::size_t end = content.find('\0');
  if (end == 0 || end != content.size() - 1) {
    ambiguous("has a long name that is empty or does not end with its first NUL");
  }
  const std::string_view text = content.substr(0, end);
  if (extension_type_ == 'L') {
    extensions_.path = text;
    name_ = text;
  } else {
    extensions_.link_target = text;
  }
}

void Parser::begin_member(const Header& header) {
  ParsedMember member{.name = extensions_.path.value_or(header.full_name()),
                      .type = type_of(header.type_flag),
                      .size = member_size(header)};
  if (extensions_.path) expect_harmless_name(header.full_name());
  if (member.type == EntryType::symlink || member.type == EntryType::hardlink) {
    member.link_target = extensions_.link_target.value_or(std::string(header.link_name));
  }
  name_ = member.name;
  validate(header, member);
  const std::uint64_t size = member.size;
  add_member(std::move(member));
  extensions_ = {};
  expect_next(State::content, Piece::content, size);
}

// A size beyond the octal digits of the header is in a pax record. The header has the same size in
// base-256 (libarchive, node-tar), or zero (GNU tar, CPython, Go).
std::uint64_t Parser::member_size(const Header& header) const {
  const std::uint64_t size = extensions_.size.value_or(header.size);
  const bool overflows = header.size == 0 && size >= k_octal_end;
  if (size != header.size && !overflows) {
    ambiguous(fmt::format("its size is {} in one header and {} in the other", header.size, size));
  }
  return size;
}

void Parser::validate(const Header& header, const ParsedMember& member) const {
  const bool is_link = member.type == EntryType::symlink || member.type == EntryType::hardlink;
  if (is_link && member.link_target.empty()) ambiguous("is a link without a target");
  if (!is_link && (!header.link_name.empty() || extensions_.link_target)) {
    ambiguous("has a link target although it is no link");
  }
  if (member.type != EntryType::file && member.size != 0) {
    ambiguous(fmt::format("has content although it is a {}", to_string(member.type)));
  }
  if (member.type == EntryType::file && member.name.ends_with('/')) {
    ambiguous("is a file by its type and a directory by its name");
  }
  if (extensions_.link_name && *extensions_.link_name != header.link_name) {
    ambiguous("has a link target in its long name's header that is not its own");
  }
  if (member.name.size() > limits_.path_length || member.link_target.size() > limits_.path_length) {
    over_limit(&Limits::path_length, limits_);
  }
  if (member.size > limits_.entry_size) {
    over_limit(&Limits::entry_size, limits_);
  }
}

void Parser::read_end(std::string_view block) {
  if (!base::is_all_zero(block)) {
    ambiguous(
        "a single block of zeros stands where a header belongs: some readers stop there, others "
        "go on");
  }
  // One more than the record can hold, so that the piece is never complete.
  expect_next(State::tail, Piece::zeros, padding(piece_end(), k_record_size) + 1);
}

void Parser::fail_padding() {
  if (state_ == State::tail) {
    unexpected_bytes("further bytes follow the end of the tar");
  }
  unexpected_bytes("holds bytes in its padding", name_);
}

void Parser::finish() {
  if (state_ != State::tail) {
    damaged("the tar ends before its end mark of two blocks of zeros");
  }
  // Either no zeros, or exactly as many as fill the record.
  if (received() != 0 && missing() != 1) {
    unexpected_bytes(
        fmt::format("the zeros behind the tar's end fill no record of {} bytes", k_record_size));
  }
}

} // namespace package_audit::formats::tar
