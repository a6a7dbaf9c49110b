#include "content/archive_scanner.hpp"

#include "base/bytes.hpp"
#include "base/head.hpp"
#include "base/path.hpp"
#include "formats/fault.hpp"
#include "formats/nested.hpp"
#include "formats/zip/end_record.hpp"

#include <algorithm>
#include <new>
#include <string_view>
#include <utility>

namespace package_audit::content {

namespace {

constexpr std::size_t k_shown_name_size = 64; // of a name over the limit
// A smaller archive is read before a thread has started on it.
constexpr std::uint64_t k_min_size_for_threads = std::uint64_t{1} << 20;
constexpr std::string_view k_zip_end_record = "PK\x05\x06";

// Appends, and drops bytes from the front so that `size` to 2 * `size` of the last bytes stay.
void append_to_tail(std::string& tail, std::string_view bytes, std::size_t size) {
  if (bytes.size() >= size) {
    tail.assign(bytes.substr(bytes.size() - size));
    return;
  }
  if (tail.size() + bytes.size() > 2 * size) tail.erase(0, tail.size() - size);
  tail.append(bytes);
}

} // namespace

ArchiveScanner::ArchiveScanner(ScanContext& context, ArchiveScope scope)
    : context_(context), scope_(std::move(scope)) {
  if (scope_.container != Entry::k_no_container) prefix_ = scope_.member + "!/";
}

void ArchiveScanner::refuse_name(std::uint64_t Limits::*which, const Entry& entry) const {
  formats::over_limit(which, context_.limits, prefix_ + entry.member.substr(0, k_shown_name_size));
}

void ArchiveScanner::begin(Entry entry) {
  const Limits& limits = context_.limits;
  if (context_.entry_count >= limits.entries) formats::over_limit(&Limits::entries, limits);
  if (entry.member.size() > limits.path_length || entry.link_target.size() > limits.path_length) {
    refuse_name(&Limits::path_length, entry);
  }
  if (base::depth_of(entry.member) > limits.path_depth) refuse_name(&Limits::path_depth, entry);
  current_ = std::move(entry);
  current_.member.insert(0, prefix_);
  current_.container = scope_.container;
}

void ArchiveScanner::begin_hashed(Entry entry) {
  begin(std::move(entry));
  is_hashed_elsewhere_ = true;
}

void ArchiveScanner::data(std::span<const std::byte> bytes) {
  current_.size += bytes.size();
  uncompressed_size_ += bytes.size();
  context_.uncompressed_size += bytes.size();
  check_sizes();
  if (!is_hashed_elsewhere_) hasher_.update(bytes);
  buffer_archive(bytes);
  if (!is_opened()) context_.scanner.data(bytes);
}

void ArchiveScanner::check_sizes() const {
  const Limits& limits = context_.limits;
  const auto refuse = [&](std::uint64_t Limits::*which) {
    formats::over_limit(which, limits, current_.member);
  };
  const auto is_bomb = [&](std::uint64_t uncompressed, std::uint64_t compressed) {
    return uncompressed > Limits::k_ratio_grace && uncompressed / limits.ratio > compressed;
  };
  if (current_.size > limits.entry_size) refuse(&Limits::entry_size);
  if (context_.uncompressed_size > limits.unpacked_size) refuse(&Limits::unpacked_size);
  if (is_bomb(uncompressed_size_, scope_.compressed_size) ||
      is_bomb(context_.uncompressed_size, context_.compressed_size)) {
    refuse(&Limits::ratio);
  }
}

// Keeps an entry that begins like an archive whole, up to the limit, and the tail of another.
void ArchiveScanner::buffer_archive(std::span<const std::byte> bytes) {
  if (archive_ == nullptr && head_.size() < formats::k_archive_head) {
    const std::size_t missing = formats::k_archive_head - head_.size();
    head_.append(base::as_text(bytes).substr(0, missing));
    // All earlier bytes are in the head.
    if (formats::begins_archive(head_)) {
      archive_ = std::make_unique<base::ChunkedBuffer>();
      archive_->append(base::as_bytes(head_));
      bytes = bytes.subspan(std::min(missing, bytes.size()));
    }
  }
  if (archive_ == nullptr) {
    append_to_tail(tail_, base::as_text(bytes), formats::zip::k_max_end_size);
  } else if (archive_->size() <= context_.limits.nested_size) {
    archive_->append(bytes);
  }
}

// Its members are scanned instead of its bytes. A file that begins like a self-extracting script
// may be an ordinary script, without members.
bool ArchiveScanner::is_opened() const {
  return archive_ != nullptr && !head_.starts_with("#!");
}

void ArchiveScanner::end() {
  finish(hasher_.finish());
}

void ArchiveScanner::end_hashed(const base::Sha256& digest) {
  is_hashed_elsewhere_ = false;
  finish(digest);
}

void ArchiveScanner::finish(const base::Sha256& digest) {
  if (current_.type == EntryType::file || current_.size > 0) current_.sha256 = digest;
  std::vector<Fact> facts = context_.scanner.finish();
  if (!is_opened()) current_.facts = std::move(facts);
  if (scope_.depth == 0) note_zip_end();
  const ArchiveScope nested{.compressed_size = current_.size,
                            .container = context_.entry_count++,
                            .member = current_.member,
                            .depth = scope_.depth + 1};
  context_.on_entry(std::move(current_));
  current_ = {};
  scan_nested(nested);
  archive_.reset();
  head_.clear();
  tail_.clear();
}

// The end record of a zip that is a member is no secret: the zip is opened. An empty zip, which is
// an end record only, changes nothing.
void ArchiveScanner::note_zip_end() {
  const std::string_view head = head_;
  if (head.starts_with("PK\x03\x04")) {
    context_.last_zip_end_is_of_member = true;
  } else if (!head.starts_with(k_zip_end_record)) {
    const std::size_t found = archive_ == nullptr
                                  ? formats::zip::find_end_signature(tail_)
                                  : formats::zip::find_end_signature(
                                        base::read_tail(*archive_, formats::zip::k_max_end_size));
    if (found != std::string::npos) context_.last_zip_end_is_of_member = false;
  }
}

void ArchiveScanner::scan_nested(const ArchiveScope& archive) {
  const Limits& limits = context_.limits;
  const auto refuse = [&](AnomalyKind kind, std::string detail) {
    context_.anomalies.push_back({.kind = kind,
                                  .member = archive.member,
                                  .detail = std::move(detail),
                                  .container = archive.container});
  };
  if (archive_ == nullptr) {
    if (formats::zip::has_end_record(tail_, archive.compressed_size))
      refuse(AnomalyKind::ambiguous, formats::k_hidden_zip);
  } else if (scope_.depth >= limits.nesting) {
    refuse(AnomalyKind::limit, limit_message(&Limits::nesting, limits));
  } else if (archive.compressed_size > limits.nested_size) {
    refuse(AnomalyKind::limit, limit_message(&Limits::nested_size, limits));
  } else {
    base::ThreadPool& threads =
        archive.compressed_size < k_min_size_for_threads ? base::no_threads() : context_.threads;
    const std::string name(base::base_name(archive.member));
    scan_archive(context_, archive, threads, [&](formats::EntryVisitor& visitor) {
      formats::read_nested(*archive_, name, {limits, threads}, visitor);
    });
  }
}

void scan_archive(ScanContext& context, const ArchiveScope& scope, base::ThreadPool& threads,
                  const std::function<void(formats::EntryVisitor&)>& read) {
  ArchiveScanner scanner(context, scope);
  try {
    read_on_worker(threads, read, scanner);
  } catch (formats::ReadFault& fault) {
    if (fault.anomaly.member.empty()) fault.anomaly.member = scanner.current_member();
    if (fault.anomaly.member.empty()) fault.anomaly.member = scope.member;
    fault.anomaly.container = scope.container;
    context.anomalies.push_back(std::move(fault.anomaly));
  } catch (const std::bad_alloc&) {
    context.anomalies.push_back({.kind = AnomalyKind::limit,
                                 .member = scanner.current_member(),
                                 .detail = limit_message(&Limits::memory, context.limits),
                                 .container = scope.container});
  }
}

} // namespace package_audit::content
