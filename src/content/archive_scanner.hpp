#pragma once

#include "base/chunked_buffer.hpp"
#include "base/digest.hpp"
#include "base/thread_pool.hpp"
#include "content/content_scanner.hpp"
#include "content/read_on_worker.hpp"
#include "model/artifact.hpp"
#include "model/limits.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace package_audit::content {

// State shared by the scan of a package and of all archives nested in it.
struct ScanContext {
  const Limits& limits;
  // For hashing and decompressing in parallel.
  base::ThreadPool& threads;
  // Called with each complete entry, an archive before its members.
  std::function<void(Entry)> on_entry;
  // Scans the contents of all entries, one after the other.
  ContentScanner scanner;
  // Bytes of the package file; the largest number for a directory, where nothing is compressed.
  std::uint64_t compressed_size = 0;
  // Bytes of content read so far, those of nested archives included.
  std::uint64_t uncompressed_size = 0;
  // Whether the last end record of a zip in the contents of direct members belongs to a member that
  // is a zip itself.
  bool last_zip_end_is_of_member = false;
  // Entries passed to on_entry so far.
  std::uint32_t entry_count = 0;
  std::vector<Anomaly> anomalies{};
};

// An archive to scan: the package, or an archive nested in it.
struct ArchiveScope {
  // Bytes of the archive.
  std::uint64_t compressed_size = 0;
  // Of a nested archive: index and name of its entry.
  std::uint32_t container = Entry::k_no_container;
  std::string member{};
  std::uint32_t depth = 0;
};

// Visitor of one archive's entries: finds each entry's size, digest and facts, and scans the
// members of an entry that is an archive. Limits apply to the bytes read, never to sizes in
// headers.
class ArchiveScanner final : public EntryListener {
public:
  ArchiveScanner(ScanContext& context, ArchiveScope scope);

  void begin(Entry entry) override;
  void data(std::span<const std::byte> bytes) override;
  void end() override;
  void begin_hashed(Entry entry) override;
  void end_hashed(const base::Sha256& digest) override;

  // The incomplete entry's name; empty between entries.
  const std::string& current_member() const { return current_.member; }

private:
  [[noreturn]] void refuse_name(std::uint64_t Limits::*which, const Entry& entry) const;
  void check_sizes() const;
  void finish(const base::Sha256& digest);
  void buffer_archive(std::span<const std::byte> bytes);
  bool is_opened() const;
  void note_zip_end();
  void scan_nested(const ArchiveScope& archive);

  ScanContext& context_;
  ArchiveScope scope_;
  // Prefix of each member's name: "outer.zip!/".
  std::string prefix_;
  std::uint64_t uncompressed_size_ = 0;
  Entry current_;
  base::Sha256Hasher hasher_;
  bool is_hashed_elsewhere_ = false;
  // The current entry's first and last bytes, and all of an entry that begins like an archive.
  std::string head_;
  std::string tail_;
  std::unique_ptr<base::ChunkedBuffer> archive_;
};

// Calls `read` with an ArchiveScanner for `scope`, on another thread if `threads` has an idle one.
// A ReadFault and a lack of memory become anomalies of the context; complete entries stay.
void scan_archive(ScanContext& context, const ArchiveScope& scope, base::ThreadPool& threads,
                  const std::function<void(formats::EntryVisitor&)>& read);

} // namespace package_audit::content
