#pragma once

#include "base/byte_source.hpp"
#include "formats/entry_visitor.hpp"
#include "formats/member.hpp"

#include <archive.h>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

namespace package_audit::formats {

// One run of libarchive over bytes of ours, with its rules: the caller enables exactly one format,
// nothing is skipped, and every result but OK and end-of-archive is a ReadFault.
class LibarchiveReader {
public:
  using EnableFormat = int (*)(archive*);

  // For formats that are read from the front to the back.
  LibarchiveReader(EnableFormat enable, base::ByteStream& stream);
  // For formats with a directory at the end.
  LibarchiveReader(EnableFormat enable, base::ByteSource& source);
  ~LibarchiveReader();
  LibarchiveReader(const LibarchiveReader&) = delete;
  LibarchiveReader& operator=(const LibarchiveReader&) = delete;

  // Hands every entry to `visitor`. Throws ReadFault unless `parsed`, the other reading, has the
  // same members in the same order. Names come from `parsed`: libarchive composes their characters.
  // `adjust` may change an entry first.
  void read_all(MemberList& parsed, EntryVisitor& visitor,
                const std::function<void(Entry&)>& adjust = {});

  // The steps of read_all(), for a caller that does more between them.
  // The next entry; nothing at the end of the archive.
  std::optional<Entry> next_entry();
  // Compares it with the member of the other reading and takes the stored names from that. Throws
  // ReadFault without a member.
  void compare(Entry& entry, const std::optional<ParsedMember>& parsed);
  // Hands it to `visitor`, with `content` if there is any, else with what libarchive decompresses.
  void read_content(Entry entry, const ParsedMember& parsed, EntryVisitor& visitor,
                    base::ByteStream* content = nullptr);

  // Advances to the next header; null at the end.
  archive_entry* next_header();
  // The next block of the current entry's content; empty at its end. Holes come as zeros.
  std::span<const std::byte> next_data();

private:
  static la_ssize_t read_callback(archive*, void* self, const void** buffer);
  static la_int64_t seek_callback(archive*, void* self, la_int64_t offset, int whence);
  static la_int64_t skip_callback(archive*, void* self, la_int64_t request);

  void open(EnableFormat enable);
  bool fetch_block();
  void require_distinct_name(const std::string& stored);
  void restore_stored_names(const ParsedMember& parsed, Entry& entry);
  [[noreturn]] void fail(int result, const std::string& member);
  std::span<const std::byte> next_input();

  std::unique_ptr<archive, int (*)(archive*)> archive_;
  base::ByteStream* stream_ = nullptr;
  base::ByteSource* source_ = nullptr;
  std::uint64_t position_ = 0;
  bool is_in_order_ = false;
  std::vector<std::byte> buffer_;
  // What a callback threw; C code must not be unwound, so it waits here until we are out of it.
  std::exception_ptr pending_;
  // Stored names outside of ASCII by their composed form.
  std::unordered_map<std::string, std::string> composed_names_;
  // The current entry's size, where libarchive knows it, and content.
  std::optional<std::uint64_t> declared_size_;
  std::uint64_t offset_ = 0;
  std::span<const std::byte> held_;
  std::uint64_t hole_ = 0;
};

} // namespace package_audit::formats
