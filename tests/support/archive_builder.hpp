#pragma once

#include "formats/compression/decode.hpp"
#include "model/artifact.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::support {

// What a test puts into a package.
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

// The plain tar that most tests want (pax: extensions only where a name needs them).
std::string make_tar(const std::vector<Member>& members);

// One stream; zstd with its optional checksum.
std::string compress(formats::compression::Compression compression, std::string_view plain);
// xz in blocks of as many plain bytes, whose headers tell their sizes.
std::string compress_in_blocks(std::string_view plain, std::size_t block_size);
// xz or zstd as they are without a checksum.
std::string compress_unchecked(formats::compression::Compression compression,
                               std::string_view plain);

// One header and the content, padded to whole records: for tars that no writer would write.
std::string tar_member(char type_flag, std::string_view name, std::string_view content = {},
                       std::string_view link_target = {});
// Two records of zeros.
std::string tar_end();

// One member with its header's fields as text, so that a test can write any of them wrong.
struct ArMember {
  std::string name{};
  std::string content{};
  std::string time = "1700000000";
  std::string user = "0";
  std::string group = "0";
  std::string mode = "100644";
  // The content's size unless it is given.
  std::optional<std::string> size{};
  std::string header_end = "`\n";
  std::string padding = "\n";
};
std::string make_ar(const std::vector<ArMember>& members);

// A well-formed .rpm of package "acme"; see rpm_builder.hpp for others.
std::string make_rpm(const std::vector<Member>& payload);

} // namespace package_audit::support
