#include "formats/tar/header.hpp"

#include "formats/fault.hpp"
#include "formats/tar/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace package_audit::formats::tar {

using namespace std::string_view_literals;

namespace {

struct Field {
  std::size_t offset;
  std::size_t size;
  std::string_view name;

  std::string_view of(std::string_view block) const { return block.substr(offset, size); }
};

constexpr Field k_name{0, k_tar_name, "name"};
constexpr Field k_mode{100, 8, "mode"};
constexpr Field k_uid{108, 8, "uid"};
constexpr Field k_gid{116, 8, "gid"};
constexpr Field k_size{124, 12, "size"};
constexpr Field k_mtime{136, 12, "mtime"};
constexpr Field k_checksum{148, 8, "checksum"};
constexpr std::size_t k_type_flag = 156;
constexpr Field k_link_name{157, 100, "linkname"};
constexpr Field k_magic{257, 8, "magic"};
constexpr Field k_user{265, 32, "uname"};
constexpr Field k_group{297, 32, "gname"};
constexpr Field k_device_major{329, 8, "devmajor"};
constexpr Field k_device_minor{337, 8, "devminor"};
constexpr Field k_prefix{345, 155, "prefix"};
constexpr Field k_rest{500, 12, "rest"};

// node-tar, and so npm, may store two times in the last bytes of the prefix, as star does: then the
// prefix itself ends before them.
constexpr Field k_short_prefix{345, 131, "prefix"};
constexpr Field k_atime{476, 12, "atime"};
constexpr Field k_ctime{488, 12, "ctime"};

// With the version behind it; GNU tar's own format has blanks there.
constexpr std::string_view k_ustar = "ustar\00000"sv;
constexpr std::string_view k_gnu = "ustar  \0"sv;

constexpr std::uint32_t k_permissions = 07777;

[[noreturn]] void refuse(const Field& field, std::string_view what) {
  throw ReadFault(AnomalyKind::ambiguous,
                  fmt::format("the {} field of its tar header {}", field.name, what));
}

bool all_zero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\0'; });
}

std::string_view text(std::string_view block, const Field& field) {
  const std::string_view bytes = field.of(block);
  const std::size_t end = std::min(bytes.find('\0'), bytes.size());
  if (!all_zero(bytes.substr(end))) refuse(field, "goes on behind a NUL, where readers stop");
  return bytes.substr(0, end);
}

std::uint64_t number(std::string_view block, const Field& field) {
  const std::optional<std::uint64_t> value = tar_number(field.of(block));
  if (!value) refuse(field, "is not the number that every reader would take it for");
  return *value;
}

// npm leaves what it does not know empty.
void expect_number_or_nothing(std::string_view block, const Field& field) {
  if (!all_zero(field.of(block))) number(block, field);
}

void expect_time(std::string_view block, const Field& field) {
  if (!is_negative_tar_number(field.of(block))) expect_number_or_nothing(block, field);
}

// Only devices have numbers.
void expect_device_number(std::string_view block, const Field& field, char type_flag) {
  if (type_flag == '3' || type_flag == '4') {
    number(block, field);
  } else if (!all_zero(field.of(block)) && number(block, field) != 0) {
    refuse(field, "is set although it is no device");
  }
}

std::uint32_t type_bits(char type_flag) {
  switch (type_flag) {
  case '2':
    return 0120000;
  case '3':
    return 0020000;
  case '4':
    return 0060000;
  case '5':
    return 0040000;
  case '6':
    return 0010000;
  default:
    return 0100000;
  }
}

std::uint32_t mode(std::string_view block, char type_flag) {
  const std::uint64_t value = number(block, k_mode);
  const std::uint64_t type = value & ~std::uint64_t{k_permissions};
  if (type != 0 && type != type_bits(type_flag)) refuse(k_mode, "is that of another type");
  return static_cast<std::uint32_t>(value);
}

std::string_view ustar_prefix(std::string_view block) {
  const auto may_be_time = [&](const Field& field) {
    return all_zero(field.of(block)) || tar_octal(field.of(block));
  };
  const bool has_times =
      block[k_atime.offset - 1] == '\0' && may_be_time(k_atime) && may_be_time(k_ctime);
  return text(block, has_times ? k_short_prefix : k_prefix);
}

std::string_view prefix(std::string_view block) {
  const std::string_view magic = k_magic.of(block);
  if (magic == k_ustar) return ustar_prefix(block);
  if (magic != k_gnu) {
    refuse(k_magic, "is neither that of ustar nor that of GNU tar; make the package with one of "
                    "their formats");
  }
  // There, GNU tar keeps what only its incremental and sparse archives have.
  if (!all_zero(k_prefix.of(block))) refuse(k_prefix, "is set although GNU tar's format has none");
  return {};
}

} // namespace

std::string TarHeader::full_name() const {
  return prefix.empty() ? std::string(name) : fmt::format("{}/{}", prefix, name);
}

std::uint32_t tar_checksum(std::string_view block) {
  std::uint32_t sum = static_cast<std::uint32_t>(k_checksum.size) * ' ';
  const auto add = [&](std::string_view bytes) {
    for (const char c : bytes)
      sum += static_cast<unsigned char>(c);
  };
  add(block.substr(0, k_checksum.offset));
  add(block.substr(k_type_flag, k_tar_block - k_type_flag));
  return sum;
}

bool has_tar_checksum(std::string_view block) {
  std::string_view field = k_checksum.of(block);
  // Where old tools put blanks instead of zeros.
  field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
  const std::optional<std::uint64_t> said = tar_octal(field);
  return said && *said == tar_checksum(block);
}

TarHeader parse_tar_header(std::string_view block) {
  if (!has_tar_checksum(block)) {
    throw ReadFault(AnomalyKind::damaged, "a tar header does not have the checksum that it says");
  }
  number(block, k_checksum);
  TarHeader header;
  header.type_flag = block[k_type_flag];
  header.prefix = prefix(block);
  header.name = text(block, k_name);
  header.link_name = text(block, k_link_name);
  header.mode = mode(block, header.type_flag);
  header.size = number(block, k_size);
  expect_number_or_nothing(block, k_uid);
  expect_number_or_nothing(block, k_gid);
  expect_time(block, k_mtime);
  text(block, k_user);
  text(block, k_group);
  expect_device_number(block, k_device_major, header.type_flag);
  expect_device_number(block, k_device_minor, header.type_flag);
  if (!all_zero(k_rest.of(block))) refuse(k_rest, "is not empty");
  if (header.prefix.ends_with('/') || (!header.prefix.empty() && header.name.empty())) {
    refuse(k_prefix, "does not join the name in one way only");
  }
  return header;
}

} // namespace package_audit::formats::tar
