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

// Where in its package an entry stands: among what is installed, or among what the package says of
// itself (a .deb's control members, the script in front of a self-extracting archive).
enum class Section : std::uint8_t { payload, metadata };

// One member of a package. Names are bytes: nothing in here is escaped, decoded or normalised
// unless it says so.
struct Entry {
  // The name as stored, "outer!/inner" for a member of a nested archive.
  std::string member{};
  // The path that a policy speaks of, the same for every format: relative to the package's root
  // without "./", "/" in front for what lies outside the root, "." for the root itself,
  // "DEBIAN/postinst" for metadata, "share/data.zip!/inner" in a nested archive. Empty until
  // audit() has laid the package out.
  std::string path{};
  Section section = Section::payload;
  EntryType type = EntryType::unknown;
  // True for what no policy has to list: metadata that the format itself demands and whose form was
  // verified (a .deb's `control` and `md5sums`, the script that CPack puts before an STGZ), and the
  // one file in a compressed file that carries no other name than its own.
  bool inherent = false;
  // Permission bits, at most 07777. Absent where the archive stores none (zip made on Windows).
  std::optional<std::uint32_t> mode{};
  // What an archive has no number for, only a name (an .rpm's owners but root).
  static constexpr std::uint64_t k_no_id = 0xFFFFFFFF;
  std::uint64_t uid = 0;
  std::uint64_t gid = 0;
  std::string user{};
  std::string group{};
  // Bytes of content that were read, not the size that a header claimed.
  std::uint64_t size = 0;
  // Seconds since 1970-01-01 UTC.
  std::int64_t mtime = 0;
  // Target as stored, for symlink and hardlink.
  std::string link_target{};
  // For a member of a nested archive: the index in Artifact::entries of the archive, which comes
  // before all of its members.
  static constexpr std::uint32_t k_no_container = 0xFFFFFFFF;
  std::uint32_t container = k_no_container;
  // Of the content; zero for what has none.
  base::Sha256 sha256{};
  // What the content was seen to hold. Empty for an archive that was opened: its members have
  // theirs.
  std::vector<Fact> facts{};
};

enum class AnomalyKind {
  unknown_format,   // no reader of ours opens it
  format_mismatch,  // the name says one format, the bytes another
  damaged,          // truncated, bad checksum, malformed structure
  unexpected_bytes, // bytes that belong to no structure
  ambiguous,        // two readers see different members, or may
  encrypted,        // content that cannot be looked at
  limit             // one of the policy's limits was reached, reading stopped
};

std::string_view to_string(AnomalyKind kind);

// The container is odd. Any anomaly means that the package was not, or not wholly, audited.
struct Anomaly {
  AnomalyKind kind = AnomalyKind::damaged;
  // The member that was being read; empty for the container itself.
  std::string member{};
  // One clause in lower case without a full stop: "the gzip checksum does not match".
  std::string detail{};
  // The nested archive in which it was found, as Entry::container.
  std::uint32_t container = Entry::k_no_container;
};

// What keeps the process that parses a package from doing harm, in the order in which reports name
// it: a process of its own; limits on memory, time, files and processes; no privileges to gain; no
// access to files; no system calls but those that reading needs.
inline constexpr std::array<std::string_view, 5> k_sandbox_layers{
    "process", "rlimits", "no-new-privs", "landlock", "seccomp"};

// One package, as it was read.
struct Artifact {
  // The file's name without its folder.
  std::string name{};
  Format format = Format::unknown;
  std::uint64_t size = 0;
  // Of the file; zero for a folder and for what was not read to its end.
  base::Sha256 sha256{};
  // What the package calls itself: `Package:` of a .deb, the name in an .rpm's lead; else empty.
  std::string package_name{};
  // The machine that an .rpm names as the one that built it; else empty.
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

// The name under which the archive that holds it stores `entry`, an entry of `artifact`: the part
// of Entry::member that belongs to it alone.
std::string_view stored_name(const Artifact& artifact, const Entry& entry);

} // namespace package_audit
