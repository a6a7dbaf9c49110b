#pragma once

#include "base/bytes.hpp"
#include "model/artifact.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace package_audit::formats::zip {

// The headers of a zip's members; section numbers are those of APPNOTE.TXT 6.3.10. Names and extra
// fields point into the parsed bytes. All functions throw ReadFault.

// The common fields of a local (4.3.7) and a central header (4.3.12).
struct Header {
  std::uint16_t version_needed = 0;
  std::uint16_t flags = 0;
  std::uint16_t method = 0;
  // MS-DOS time in the lower half, date in the upper.
  std::uint32_t time = 0;
  std::uint32_t crc = 0;
  // From the zip64 extra field where the header refers to it.
  std::uint64_t compressed_size = 0;
  std::uint64_t uncompressed_size = 0;
  // Of a local header: whether it refers to its zip64 extra field.
  bool zip64 = false;
  std::string_view name{};
  base::Bytes extra{};
};

struct CentralHeader : Header {
  std::uint16_t made_by = 0;
  std::uint16_t comment_length = 0;
  std::uint16_t disk = 0;
  std::uint16_t internal_attributes = 0;
  std::uint32_t external_attributes = 0;
  // Of the local header in the file.
  std::uint64_t local_offset = 0;
  // Whether an extra field holds user and group.
  bool has_owner = false;
  // Bytes of this header with its name, extra fields and comment.
  std::size_t length = 0;
};

// General purpose flags (4.4.4).
constexpr std::uint16_t k_flag_encrypted = 1U << 0U | 1U << 6U | 1U << 13U;
constexpr std::uint16_t k_flag_level = 1U << 1U | 1U << 2U;
constexpr std::uint16_t k_flag_descriptor = 1U << 3U;
constexpr std::uint16_t k_flag_utf8 = 1U << 11U;

inline bool has_descriptor(const Header& header) {
  return (header.flags & k_flag_descriptor) != 0;
}

// Compression methods (4.4.5).
constexpr std::uint16_t k_method_stored = 0;
constexpr std::uint16_t k_method_deflated = 8;

// A number that is in the zip64 extra field instead (4.4.1.4).
constexpr std::uint32_t k_in_zip64_field = 0xFFFFFFFF;

// The first header in `bytes`.
CentralHeader parse_central_header(base::Bytes bytes);

// Length of the local header whose first k_local_header_size bytes are `fixed`.
constexpr std::size_t k_local_header_size = 30;
std::size_t local_header_length(base::Bytes fixed);
// `bytes` are the whole header.
Header parse_local_header(base::Bytes bytes);

// Replaces numbers by those of the zip64 extra fields. Only known extra fields are accepted (4.5),
// each at most once, in the form that tools write, and the same in both headers.
void resolve_extra_fields(CentralHeader& central, Header& local);
// The same for a central header alone, as far as its numbers need it.
void resolve_extra_fields(CentralHeader& central);

// The type that installers give the member, by the name and the attributes in its central header.
EntryType entry_type(const CentralHeader& header);

// Whether the header stores permission bits.
bool has_mode_bits(const CentralHeader& header);

// Requires that both headers, whose extra fields are resolved, agree and hold nothing that we or
// other readers do not understand.
void expect_valid_entry(const CentralHeader& central, const Header& local, EntryType type);

} // namespace package_audit::formats::zip
