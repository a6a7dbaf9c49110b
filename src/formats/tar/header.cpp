#include "formats/tar/header.hpp"

#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
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

constexpr Field k_name{0, k_name_field_size, "name"};
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

// node-tar (npm) and star may store two times in the last bytes of the prefix, which is shorter
// then.
constexpr Field k_short_prefix{345, 131, "prefix"};
constexpr Field k_atime{476, 12, "atime"};
constexpr Field k_ctime{488, 12, "ctime"};

// Magic and version; GNU tar's own format has blanks for the version.
constexpr std::string_view k_ustar = "ustar\00000"sv;
constexpr std::string_view k_gnu = "ustar  \0"sv;

constexpr std::uint64_t k_permissions = 07777;

constexpr unsigned char k_base_256 = 0x80;
constexpr unsigned char k_base_256_negative = 0xFF;

unsigned char byte_at(std::string_view field, std::size_t index) {
  return static_cast<unsigned char>(field[index]);
}

// Digits, then only blanks and NULs: no sign, no blank in front.
std::optional<std::uint64_t> parse_octal(std::string_view field) {
  const auto digits = static_cast<std::size_t>(
      std::find_if(field.begin(), field.end(), [](char c) { return c < '0' || c > '7'; }) -
      field.begin());
  const std::string_view end = field.substr(digits);
  const bool is_terminated =
      std::all_of(end.begin(), end.end(), [](char c) { return c == ' ' || c == '\0'; });
  if (digits == 0 || !is_terminated) return std::nullopt;
  std::uint64_t value = 0;
  std::from_chars(field.data(), field.data() + digits, value, 8);
  return value;
}

std::optional<std::uint64_t> parse_base_256(std::string_view field) {
  std::uint64_t value = 0;
  for (std::size_t i = 1; i < field.size(); ++i) {
    if (value >> 56U != 0) return std::nullopt;
    value = value << 8U | byte_at(field, i);
  }
  return value;
}

// The first number beyond the octal digits of a field, of which one byte is the terminator.
std::uint64_t octal_end(std::string_view field) {
  return std::uint64_t{1} << (3 * (field.size() - 1));
}

// Octal, or base-256 (GNU tar manual, "Extensions to Traditional Formats") for numbers that are too
// large for the field's octal digits, and only for them.
std::optional<std::uint64_t> parse_number(std::string_view field) {
  if (byte_at(field, 0) != k_base_256) return parse_octal(field);
  const std::optional<std::uint64_t> value = parse_base_256(field);
  if (!value || *value < octal_end(field)) return std::nullopt;
  return value;
}

// Negative numbers exist in base-256 only.
bool is_negative(std::string_view field) {
  return byte_at(field, 0) == k_base_256_negative;
}

[[noreturn]] void refuse(const Field& field, std::string_view what) {
  ambiguous(fmt::format("the {} field of its tar header {}", field.name, what));
}

std::string_view read_text(std::string_view block, const Field& field) {
  const std::string_view bytes = field.of(block);
  const std::size_t end = std::min(bytes.find('\0'), bytes.size());
  if (!base::is_all_zero(bytes.substr(end)))
    refuse(field, "goes on behind a NUL, where readers stop");
  return bytes.substr(0, end);
}

std::uint64_t read_number(std::string_view block, const Field& field) {
  const std::optional<std::uint64_t> value = parse_number(field.of(block));
  if (!value) refuse(field, "is not the number that every reader would take it for");
  return *value;
}

// npm leaves unknown numbers empty.
void expect_number_or_zeros(std::string_view block, const Field& field) {
  if (!base::is_all_zero(field.of(block))) read_number(block, field);
}

void expect_time(std::string_view block, const Field& field) {
  if (!is_negative(field.of(block))) expect_number_or_zeros(block, field);
}

// Only devices have device numbers.
void expect_device_number(std::string_view block, const Field& field, char type_flag) {
  if (type_flag == '3' || type_flag == '4') {
    read_number(block, field);
  } else if (!base::is_all_zero(field.of(block)) && read_number(block, field) != 0) {
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

// Some tools store the type of the file with its permissions.
void expect_mode(std::string_view block, char type_flag) {
  const std::uint64_t type = read_number(block, k_mode) & ~k_permissions;
  if (type != 0 && type != type_bits(type_flag)) refuse(k_mode, "is that of another type");
}

std::string_view read_ustar_prefix(std::string_view block) {
  const auto may_be_time = [&](const Field& field) {
    return base::is_all_zero(field.of(block)) || parse_octal(field.of(block));
  };
  const bool has_times =
      block[k_atime.offset - 1] == '\0' && may_be_time(k_atime) && may_be_time(k_ctime);
  return read_text(block, has_times ? k_short_prefix : k_prefix);
}

std::string_view read_prefix(std::string_view block) {
  const std::string_view magic = k_magic.of(block);
  if (magic == k_ustar) return read_ustar_prefix(block);
  if (magic != k_gnu) {
    refuse(k_magic, "is neither that of ustar nor that of GNU tar; make the package with one of "
                    "their formats");
  }
  // GNU tar uses these bytes in incremental and sparse archives only.
  if (!base::is_all_zero(k_prefix.of(block)))
    refuse(k_prefix, "is set although GNU tar's format has none");
  return {};
}

} // namespace

std::string Header::full_name() const {
  return prefix.empty() ? std::string(name) : fmt::format("{}/{}", prefix, name);
}

std::uint32_t checksum(std::string_view block) {
  std::uint32_t sum = static_cast<std::uint32_t>(k_checksum.size) * ' ';
  const auto add = [&](std::string_view bytes) {
    for (const char c : bytes)
      sum += static_cast<unsigned char>(c);
  };
  add(block.substr(0, k_checksum.offset));
  add(block.substr(k_type_flag, k_block_size - k_type_flag));
  return sum;
}

bool has_valid_checksum(std::string_view block) {
  std::string_view field = k_checksum.of(block);
  // Old tools write leading blanks instead of zeros.
  field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
  const std::optional<std::uint64_t> stored = parse_octal(field);
  return stored && *stored == checksum(block);
}

Header parse_header(std::string_view block) {
  if (!has_valid_checksum(block)) {
    damaged("a tar header does not have the checksum that it says");
  }
  read_number(block, k_checksum);
  Header header;
  header.type_flag = block[k_type_flag];
  header.prefix = read_prefix(block);
  header.name = read_text(block, k_name);
  header.link_name = read_text(block, k_link_name);
  expect_mode(block, header.type_flag);
  header.size = read_number(block, k_size);
  expect_number_or_zeros(block, k_uid);
  expect_number_or_zeros(block, k_gid);
  expect_time(block, k_mtime);
  read_text(block, k_user);
  read_text(block, k_group);
  expect_device_number(block, k_device_major, header.type_flag);
  expect_device_number(block, k_device_minor, header.type_flag);
  if (!base::is_all_zero(k_rest.of(block))) refuse(k_rest, "is not empty");
  if (header.prefix.ends_with('/') || (!header.prefix.empty() && header.name.empty())) {
    refuse(k_prefix, "does not join the name in one way only");
  }
  return header;
}

} // namespace package_audit::formats::tar
