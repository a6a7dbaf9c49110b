#include "content/collector.hpp"

#include "base/head.hpp"
#include "base/path.hpp"
#include "content/read_into.hpp"
#include "formats/fault.hpp"
#include "formats/nested.hpp"
#include "formats/zip/end_record.hpp"

#include <algorithm>

namespace package_audit::content {

namespace {

constexpr std::size_t k_shown = 64; // bytes of a name that is too long
// Handing over to a thread takes longer than reading a smaller archive.
constexpr std::uint64_t k_worth_threads = std::uint64_t{1} << 20;
constexpr std::string_view k_end_record = "PK\x05\x06"; // of a zip

// Keeps the last `most` bytes of what came so far, and up to as many again.
void keep_tail(std::string& tail, std::string_view bytes, std::size_t most) {
  if (bytes.size() >= most) {
    tail.assign(bytes.substr(bytes.size() - most));
    return;
  }
  if (tail.size() + bytes.size() > 2 * most) tail.erase(0, tail.size() - most);
  tail.append(bytes);
}

} // namespace

Collector::Collector(Collection& collection, Level level)
    : collection_(collection), level_(std::move(level)) {
  if (level_.container != Entry::k_no_container) prefix_ = level_.member + "!/";
}

void Collector::over(std::uint64_t Limits::*which, std::string member) const {
  throw formats::ReadFault(AnomalyKind::limit, limit_message(which, collection_.limits),
                           std::move(member));
}

void Collector::begin(Entry entry) {
  const Limits& limits = collection_.limits;
  if (collection_.entries >= limits.entries) over(&Limits::entries);
  if (entry.member.size() > limits.path_length || entry.link_target.size() > limits.path_length) {
    over(&Limits::path_length, prefix_ + entry.member.substr(0, k_shown));
  }
  if (base::depth_of(entry.member) > limits.path_depth) {
    over(&Limits::path_depth, prefix_ + entry.member.substr(0, k_shown));
  }
  current_ = std::move(entry);
  current_.member.insert(0, prefix_);
  current_.container = level_.container;
}

void Collector::data(std::span<const std::byte> bytes) {
  const Limits& limits = collection_.limits;
  const auto is_bomb = [&](std::uint64_t unpacked, std::uint64_t packed) {
    return unpacked > Limits::k_ratio_grace && unpacked / limits.ratio > packed;
  };
  current_.size += bytes.size();
  unpacked_ += bytes.size();
  collection_.unpacked += bytes.size();
  if (current_.size > limits.entry_size) over(&Limits::entry_size, current_.member);
  if (collection_.unpacked > limits.unpacked_size) over(&Limits::unpacked_size, current_.member);
  if (is_bomb(unpacked_, level_.packed) || is_bomb(collection_.unpacked, collection_.packed)) {
    over(&Limits::ratio, current_.member);
  }
  if (!is_hashed_elsewhere_) hasher_.update(bytes);
  watch_for_archive(bytes);
  if (!is_opened()) collection_.examiner.data(bytes);
}

void Collector::watch_for_archive(std::span<const std::byte> bytes) {
  if (held_ == nullptr && head_.size() < formats::k_archive_head) {
    const std::size_t missing = formats::k_archive_head - head_.size();
    head_.append(base::as_text(bytes).substr(0, missing));
    const bool begins = formats::begins_archive(head_);
    // What came before this block is all in the head.
    if (begins) {
      held_ = std::make_unique<base::ChunkedBuffer>();
      held_->append(base::as_bytes(head_));
      bytes = bytes.subspan(std::min(missing, bytes.size()));
    }
  }
  if (held_ == nullptr) {
    keep_tail(tail_, base::as_text(bytes), formats::zip::k_max_end_size);
  } else if (held_->size() <= collection_.limits.nested_size) {
    held_->append(bytes);
  }
}

// Its members are looked at instead. What begins like a self-extracting script may be none, and
// then has no members.
bool Collector::is_opened() const {
  return held_ != nullptr && !head_.starts_with("#!");
}

void Collector::begin_hashed(Entry entry) {
  begin(std::move(entry));
  is_hashed_elsewhere_ = true;
}

void Collector::end() {
  finish(hasher_.finish());
}

void Collector::end_hashed(const base::Sha256& digest) {
  is_hashed_elsewhere_ = false;
  finish(digest);
}

void Collector::finish(const base::Sha256& digest) {
  if (current_.type == EntryType::file || current_.size > 0) current_.sha256 = digest;
  std::vector<Fact> facts = collection_.examiner.finish();
  if (!is_opened()) current_.facts = std::move(facts);
  if (level_.depth == 0) watch_for_end_record();
  const Level inside{.packed = current_.size,
                     .container = collection_.entries++,
                     .member = current_.member,
                     .depth = level_.depth + 1};
  collection_.keep(std::move(current_));
  current_ = {};
  look_inside(inside);
  held_.reset();
  head_.clear();
  tail_.clear();
}

// Zips that are members are opened, so that their end records hide nothing; that of an empty zip
// never does.
void Collector::watch_for_end_record() {
  const std::string_view head = head_;
  if (head.starts_with("PK\x03\x04")) {
    collection_.last_end_is_of_a_member = true;
  } else if (!head.starts_with(k_end_record)) {
    const std::size_t found = held_ == nullptr ? formats::zip::find_end_signature(tail_)
                                               : formats::zip::find_end_signature(base::read_tail(
                                                     *held_, formats::zip::k_max_end_size));
    if (found != std::string::npos) collection_.last_end_is_of_a_member = false;
  }
}

void Collector::look_inside(const Level& archive) {
  const Limits& limits = collection_.limits;
  const auto refuse = [&](AnomalyKind kind, std::string detail) {
    collection_.anomalies.push_back({.kind = kind,
                                     .member = archive.member,
                                     .detail = std::move(detail),
                                     .container = archive.container});
  };
  if (held_ == nullptr) {
    if (formats::zip::has_end_record(tail_, archive.packed))
      refuse(AnomalyKind::ambiguous, formats::k_hidden_zip);
  } else if (level_.depth >= limits.nesting) {
    refuse(AnomalyKind::limit, limit_message(&Limits::nesting, limits));
  } else if (archive.packed > limits.nested_size) {
    refuse(AnomalyKind::limit, limit_message(&Limits::nested_size, limits));
  } else {
    base::ThreadPool& threads =
        archive.packed < k_worth_threads ? base::no_threads() : collection_.threads;
    const std::string name(base::base_name(archive.member));
    read_into(collection_, archive, threads, [&](formats::EntryVisitor& visitor) {
      formats::read_nested(*held_, name, {limits, threads}, visitor);
    });
  }
}

} // namespace package_audit::content
