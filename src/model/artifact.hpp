#pragma once

#include "base/digest.hpp"
#include "model/fact.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

enum class Format {
  unknown,
  tar,
  tar_gz,
  tar_xz,
  tar_bz2,
  tar_zst,
  tar_z,
  zip,
  seven_zip,
  stgz,
  deb,
  rpm,
  directory
};

// "tar.gz", "zip", "deb" …; the spelling that reports print and that a policy's `when` compares.
std::string_view to_string(Format format);

// A .deb or .rpm, which is unpacked at "/".
bool is_system_package(Format format);

enum class EntryType : std::uint8_t {
  file,
  directory,
  symlink,
  hardlink,
  character_device,
  block_device,
  fifo,
  socket,
  unknown
};

// "file", "directory" …; the spelling that reports print and that a policy's `type` takes.
std::string_view to_string(EntryType type);

// Part of its package that an entry belongs to: the files that are installed, or the package's own
// metadata (a .deb's control members, the script in front of a self-extracting archive).
enum class Section : std::uint8_t { payload, metadata };

// One member of a package. Names are bytes: neither escaped, decoded nor normalized, except where
// the comment states it.
struct Entry {
  // The name as stored, "outer!/inner" for a member of a nested archive.
  std::string member{};
  // The policy path, the same for every format: relative to the package's root without "./", with
  // a leading "/" outside the root, "." for the root itself, "DEBIAN/postinst" for metadata,
  // "share/data.zip!/inner" in a nested archive. Empty until audit() assigns it.
  std::string path{};
  Section section = Section::payload;
  EntryType type = EntryType::unknown;
  // Allowed without an allow rule: metadata that the format itself requires and whose form was
  // verified (a .deb's `control` and `md5sums`, the script that CPack puts before an STGZ), and the
  // one file in a compressed file that has no name of its own.
  bool implicitly_allowed = false;
  // Permission bits, at most 07777. Absent where the archive stores none (zip made on Windows).
  std::optional<std::uint32_t> mode{};
  // Owner without a number, only a name (an .rpm's owners except root).
  static constexpr std::uint64_t k_no_id = 0xFFFFFFFF;
  std::uint64_t uid = 0;
  std::uint64_t gid = 0;
  std::string user{};
  std::string group{};
  // Bytes of content as read, not as a header states.
  std::uint64_t size = 0;
  // Seconds since 1970-01-01 UTC.
  std::int64_t mtime = 0;
  // Target as stored, for symlink and hardlink.
  std::string link_target{};
  // For a member of a nested archive: the index in Artifact::entries of the archive, which comes
  // before all of its members.
  static constexpr std::uint32_t k_no_container = 0xFFFFFFFF;
  std::uint32_t container = k_no_container;
  // Of the content; zero for an entry without content.
  base::Sha256 sha256{};
  // Found in the content. Empty for an archive that was opened: its members have theirs.
  std::vector<Fact> facts{};
};

enum class AnomalyKind {
  unknown_format,   // no reader of ours opens it
  format_mismatch,  // the name says one format, the bytes another
  damaged,          // truncated, bad checksum, malformed structure
  unexpected_bytes, // bytes that belong to no structure
  ambiguous,        // two readers see different members, or may
  encrypted,        // content that cannot be read
  limit             // one of the policy's limits was reached, reading stopped
};

std::string_view to_string(AnomalyKind kind);

// A defect of the container. Any anomaly means that the package was not, or not wholly, audited.
struct Anomaly {
  AnomalyKind kind = AnomalyKind::damaged;
  // The member that was being read; empty for the container itself.
  std::string member{};
  // One clause in lower case without a full stop: "the gzip checksum does not match".
  std::string detail{};
  // The nested archive in which it was found, as Entry::container.
  std::uint32_t container = Entry::k_no_container;
};

// Layers that confine the process that parses a package, in the order in which reports name them: a
// process of its own; limits on memory, time, files and processes; no new privileges; no access to
// files; only the system calls that reading needs.
inline constexpr std::array<std::string_view, 5> k_sandbox_layers{
    "process", "rlimits", "no-new-privs", "landlock", "seccomp"};

// One package, as it was read.
struct Artifact {
  // The file's name without its directory.
  std::string name{};
  Format format = Format::unknown;
  std::uint64_t size = 0;
  // Of the file; zero for a directory and for a file that was not read to its end.
  base::Sha256 sha256{};
  // Name in the package itself: `Package:` of a .deb, the name in an .rpm's lead; else empty.
  std::string package_name{};
  // Build host named in an .rpm; else empty.
  std::string build_host{};
  // True when a part of the package is compressed without a checksum, so that damage to it cannot
  // be seen (CPack's .tar.zst, xz with --check=none).
  bool lacks_checksum = false;
  // Those of k_sandbox_layers that were in force while it was read, in that order.
  std::vector<std::string> sandbox{};
  // In the order of the package.
  std::vector<Entry> entries{};
  std::vector<Anomaly> anomalies{};
};

// The name of `entry`, an entry of `artifact`, in the archive that holds it: the last part of
// Entry::member.
std::string_view stored_name(const Artifact& artifact, const Entry& entry);

} // namespace package_audit
