#pragma once

#include "base/byte_source.hpp"
#include "formats/entry_visitor.hpp"
#include "formats/read_context.hpp"

#include <cstddef>
#include <string_view>

namespace package_audit::formats {

// Archives within archives are recognized by their bytes, never by their names.

// The number of first bytes that begins_archive() uses.
constexpr std::size_t k_archive_head = 512;

// Whether a file that begins with `head` is an archive, compressed data, or a container without a
// reader here.
bool begins_archive(std::string_view head);

// Whether the end of `source`, which is no zip, is that of a zip. Most readers of zip search there
// first, whatever the file begins with.
bool ends_with_zip(base::ByteSource& source);
// The message for it.
constexpr const char* k_hidden_zip = "a zip archive hides behind its first bytes";

// Passes the members of `source`, for which begins_archive() is true, to `visitor`. `name` is that
// of the file; the content of a compressed file gets it without its ending, unless gzip stored
// another name. Throws ReadFault.
void read_nested(base::ByteSource& source, std::string_view name, const ReadContext& context,
                 EntryVisitor& visitor);

} // namespace package_audit::formats
