#include "formats/libarchive_reader.hpp"

#include "base/unicode.hpp"
#include "base/utf8_locale.hpp"
#include "formats/agreement.hpp"
#include "formats/fault.hpp"
#include "model/file_mode.hpp"

#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>
#include <string>
#include <string_view>

namespace package_audit::formats {

namespace {

// Doubled while bytes are read in order: whoever seeks wants a header.
constexpr std::size_t k_least_input = std::size_t{4} << 10;
constexpr std::size_t k_most_input = std::size_t{256} << 10;

EntryType entry_type(archive_entry* header) {
  if (archive_entry_hardlink(header) != nullptr) return EntryType::hardlink;
  return type_of_mode(archive_entry_filetype(header));
}

std::string text(const char* value) {
  return value == nullptr ? "" : value;
}

Entry to_entry(archive_entry* header) {
  Entry entry;
  entry.member = text(archive_entry_pathname(header));
  entry.type = entry_type(header);
  entry.mode = static_cast<std::uint32_t>(archive_entry_perm(header)) & 07777U;
  entry.uid = static_cast<std::uint64_t>(archive_entry_uid(header));
  entry.gid = static_cast<std::uint64_t>(archive_entry_gid(header));
  entry.user = text(archive_entry_uname(header));
  entry.group = text(archive_entry_gname(header));
  entry.mtime = archive_entry_mtime(header);
  if (entry.type == EntryType::symlink) entry.link_target = text(archive_entry_symlink(header));
  if (entry.type == EntryType::hardlink) entry.link_target = text(archive_entry_hardlink(header));
  return entry;
}

std::optional<std::uint64_t> declared_size(archive_entry* header) {
  if (archive_entry_size_is_set(header) == 0) return std::nullopt;
  // For some formats the length of the target, for others nothing.
  if (archive_entry_filetype(header) == AE_IFLNK) return std::nullopt;
  return static_cast<std::uint64_t>(archive_entry_size(header));
}

} // namespace

LibarchiveReader::LibarchiveReader(EnableFormat enable, base::ByteStream& stream)
    : archive_(archive_read_new(), archive_read_free), stream_(&stream) {
  open(enable);
}

LibarchiveReader::LibarchiveReader(EnableFormat enable, base::ByteSource& source)
    : archive_(archive_read_new(), archive_read_free), source_(&source), buffer_(k_least_input) {
  open(enable);
}

LibarchiveReader::~LibarchiveReader() = default;

void LibarchiveReader::open(EnableFormat enable) {
  if (!archive_) throw std::bad_alloc();
  const base::Utf8Locale locale;
  enable(archive_.get());
  archive_read_set_callback_data(archive_.get(), this);
  archive_read_set_read_callback(archive_.get(), read_callback);
  if (source_ != nullptr) {
    archive_read_set_seek_callback(archive_.get(), seek_callback);
    archive_read_set_skip_callback(archive_.get(), skip_callback);
  }
  const int result = archive_read_open1(archive_.get());
  if (result != ARCHIVE_OK) fail(result, {});
}

std::span<const std::byte> LibarchiveReader::next_input() {
  if (stream_ != nullptr) return stream_->next();
  if (is_in_order_ && buffer_.size() < k_most_input) buffer_.resize(buffer_.size() * 2);
  is_in_order_ = true;
  const std::size_t got = source_->read_at(position_, buffer_);
  position_ += got;
  return std::span(buffer_).first(got);
}

la_ssize_t LibarchiveReader::read_callback(archive* handle, void* self, const void** buffer) {
  auto& reader = *static_cast<LibarchiveReader*>(self);
  try {
    const std::span<const std::byte> block = reader.next_input();
    *buffer = block.data();
    return static_cast<la_ssize_t>(block.size());
  } catch (...) {
    reader.pending_ = std::current_exception();
    archive_set_error(handle, EIO, "input failed");
    return ARCHIVE_FATAL;
  }
}

la_int64_t LibarchiveReader::seek_callback(archive*, void* self, la_int64_t offset, int whence) {
  auto& reader = *static_cast<LibarchiveReader*>(self);
  const auto size = static_cast<la_int64_t>(reader.source_->size());
  la_int64_t base = 0;
  if (whence == SEEK_CUR) base = static_cast<la_int64_t>(reader.position_);
  if (whence == SEEK_END) base = size;
  const la_int64_t target = base + offset;
  if (target < 0 || target > size) return ARCHIVE_FATAL;
  reader.is_in_order_ = false;
  reader.buffer_.resize(k_least_input);
  reader.position_ = static_cast<std::uint64_t>(target);
  return target;
}

la_int64_t LibarchiveReader::skip_callback(archive*, void* self, la_int64_t request) {
  auto& reader = *static_cast<LibarchiveReader*>(self);
  const std::uint64_t left = reader.source_->size() - reader.position_;
  const std::uint64_t skipped = std::min(left, static_cast<std::uint64_t>(request));
  reader.position_ += skipped;
  return static_cast<la_int64_t>(skipped);
}

void LibarchiveReader::fail(int result, const std::string& member) {
  if (pending_) std::rethrow_exception(std::exchange(pending_, nullptr));
  if (archive_errno(archive_.get()) == ENOMEM) throw std::bad_alloc();
  const char* const message = archive_error_string(archive_.get());
  std::string detail = message == nullptr ? fmt::format("unreadable (code {})", result) : message;
  if (detail.ends_with('\n')) detail.pop_back();
  // libarchive has no code of its own for encryption.
  const bool encrypted =
      detail.find("ncrypt") != std::string::npos || detail.find("assphrase") != std::string::npos;
  throw ReadFault(encrypted ? AnomalyKind::encrypted : AnomalyKind::damaged, std::move(detail),
                  member);
}

archive_entry* LibarchiveReader::next_header() {
  const base::Utf8Locale locale;
  archive_entry* header = nullptr;
  const int result = archive_read_next_header(archive_.get(), &header);
  if (result == ARCHIVE_EOF) return nullptr;
  if (result != ARCHIVE_OK) fail(result, header == nullptr ? "" : to_entry(header).member);
  if (archive_entry_pathname(header) == nullptr) {
    throw ReadFault(AnomalyKind::damaged, "a member has a name that cannot be read");
  }
  offset_ = 0;
  hole_ = 0;
  held_ = {};
  return header;
}

// False at the end of the entry's content. Blocks without bytes are skipped.
bool LibarchiveReader::fetch_block() {
  while (hole_ == 0 && held_.empty()) {
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int result = archive_read_data_block(archive_.get(), &block, &size, &offset);
    if (result == ARCHIVE_EOF) return false;
    if (result != ARCHIVE_OK) fail(result, {});
    held_ = std::span(static_cast<const std::byte*>(block), size);
    hole_ = static_cast<std::uint64_t>(offset) - offset_;
  }
  return true;
}

std::span<const std::byte> LibarchiveReader::next_data() {
  static constexpr std::array<std::byte, 65536> k_zeros{};
  if (!fetch_block()) return {};
  if (hole_ > 0) {
    const std::size_t zeros =
        static_cast<std::size_t>(std::min<std::uint64_t>(hole_, k_zeros.size()));
    hole_ -= zeros;
    offset_ += zeros;
    return std::span(k_zeros).first(zeros);
  }
  offset_ += held_.size();
  return std::exchange(held_, {});
}

void LibarchiveReader::read_content(Entry entry, const ParsedMember& parsed, EntryVisitor& visitor,
                                    base::ByteStream* content) {
  const bool is_file = entry.type == EntryType::file;
  const std::string member = entry.member;
  visitor.begin(std::move(entry));
  std::uint64_t read = 0;
  while (true) {
    const std::span<const std::byte> block = content != nullptr ? content->next() : next_data();
    if (block.empty()) break;
    read += block.size();
    visitor.data(block);
  }
  if (!is_file && parsed.size == 0 && read > 0) {
    throw ReadFault(AnomalyKind::ambiguous, "has content although it is not a file", member);
  }
  if (read != parsed.size) {
    throw ReadFault(AnomalyKind::damaged,
                    fmt::format("holds {} bytes where its header says {}", read, parsed.size),
                    member);
  }
  visitor.end();
}

// Some file systems have names that differ only in the composition of characters as one name.
void LibarchiveReader::require_distinct_name(const std::string& stored) {
  const auto is_ascii = [](char c) { return static_cast<signed char>(c) >= 0; };
  if (std::all_of(stored.begin(), stored.end(), is_ascii)) return;
  const auto [known, is_new] = composed_names_.emplace(base::compose(stored), stored);
  if (is_new || known->second == stored) return;
  throw ReadFault(AnomalyKind::ambiguous,
                  "has the name of another member, with its characters composed in another way",
                  stored);
}

// libarchive composes the characters of names that are marked as UTF-8.
void LibarchiveReader::restore_stored_names(const ParsedMember& parsed, Entry& entry) {
  require_distinct_name(parsed.name);
  const auto restore = [](std::string& name, const std::string& stored) {
    if (name != stored && base::compose(name) == base::compose(stored)) name = stored;
  };
  restore(entry.member, parsed.name);
  restore(entry.link_target, parsed.link_target);
}

std::optional<Entry> LibarchiveReader::next_entry() {
  archive_entry* const header = next_header();
  if (header == nullptr) {
    const int result = archive_read_close(archive_.get());
    if (result != ARCHIVE_OK) fail(result, {});
    return std::nullopt;
  }
  Entry entry = to_entry(header);
  if (archive_entry_is_encrypted(header) != 0) encrypted("is encrypted", entry.member);
  declared_size_ = declared_size(header);
  return entry;
}

void LibarchiveReader::compare(Entry& entry, const std::optional<ParsedMember>& parsed) {
  if (parsed) restore_stored_names(*parsed, entry);
  expect_same(parsed, entry, declared_size_);
}

void LibarchiveReader::read_all(MemberList& parsed, EntryVisitor& visitor,
                                const std::function<void(Entry&)>& adjust) {
  while (std::optional<Entry> entry = next_entry()) {
    const std::optional<ParsedMember> member = parsed.take();
    compare(*entry, member);
    if (adjust) adjust(*entry);
    read_content(std::move(*entry), *member, visitor);
  }
  expect_end(parsed.take());
}

} // namespace package_audit::formats
