#pragma once

#include "base/byte_source.hpp"
#include "formats/entry_visitor.hpp"
#include "formats/read_context.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace package_audit::formats {

// Archives inside archives are told by their bytes, never by their names.

// As many first bytes as begins_archive() can use.
constexpr std::size_t k_archive_head = 512;

// True when these first bytes are those of an archive, of compressed data, or of a container that
// no reader of ours opens.
bool begins_archive(std::string_view head);

// As many last bytes as ends_with_zip() can use: an end record and the longest comment.
constexpr std::size_t k_archive_tail = 22 + 65535;

// Where the signature of a zip's end record stands in `bytes`, not before `from`; npos if nowhere.
std::size_t find_zip_end(std::string_view bytes, std::size_t from = 0);

// True when the end of something that is not a zip is the end of one: most unpackers of zip look
// there first. `tail` is the end of something of `size` bytes.
bool ends_with_zip(std::string_view tail, std::uint64_t size);
bool ends_with_zip(base::ByteSource& source);
// What to say of it.
constexpr const char* k_hidden_zip = "a zip archive hides behind its first bytes";

// Hands what is in `source`, which begins_archive() took for an archive, to `visitor`. `name` is
// the file's own, after which the content of a compressed file is called unless gzip stored another
// name. Throws ReadFault.
void read_nested(base::ByteSource& source, std::string_view name, const ReadContext& context,
                 EntryVisitor& visitor);

} // namespace package_audit::formats
