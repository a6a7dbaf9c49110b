#pragma once

#include "formats/compression/decode.hpp"
#include "model/artifact.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::support {

// A member of a package that a test makes.
struct Member {
  std::string name{};
  std::string content{};
  EntryType type = EntryType::file;
  std::uint32_t mode = 0644;
  std::string link_target{};
};

inline Member folder(std::string name) {
  return {.name = std::move(name), .type = EntryType::directory, .mode = 0755};
}
inline Member symlink(std::string name, std::string target) {
  return {.name = std::move(name),
          .type = EntryType::symlink,
          .mode = 0777,
          .link_target = std::move(target)};
}
inline Member hardlink(std::string name, std::string target) {
  return {.name = std::move(name), .type = EntryType::hardlink, .link_target = std::move(target)};
}

enum class Container { ustar, pax, gnu_tar, zip, seven_zip, cpio };

// Bytes of an archive, written by libarchive.
std::string make_archive(Container container, const std::vector<Member>& members);

// An uncompressed tar in the form of pax, with extension headers only for names that need them.
std::string make_tar(const std::vector<Member>& members);

// One stream; zstd with its optional checksum.
std::string compress(formats::compression::Compression compression, std::string_view plain);
// xz in blocks of `block_size` uncompressed bytes, with the sizes in the block headers.
std::string compress_in_blocks(std::string_view plain, std::size_t block_size);
// xz or zstd without a checksum.
std::string compress_unchecked(formats::compression::Compression compression,
                               std::string_view plain);

// One header and the content, padded to whole blocks: for tars that no tool writes.
std::string tar_member(char type_flag, std::string_view name, std::string_view content = {},
                       std::string_view link_target = {});
// Two blocks of zeros.
std::string tar_end();

// A member of an ar archive, with the header fields as text so that tests can set any of them to a
// wrong value.
struct ArMember {
  std::string name{};
  std::string content{};
  std::string time = "1700000000";
  std::string user = "0";
  std::string group = "0";
  std::string mode = "100644";
  // Default: the size of the content.
  std::optional<std::string> size{};
  std::string header_end = "`\n";
  std::string padding = "\n";
};
std::string make_ar(const std::vector<ArMember>& members);

// A well-formed .rpm of package "acme"; see rpm_builder.hpp for others.
std::string make_rpm(const std::vector<Member>& payload);

} // namespace package_audit::support
