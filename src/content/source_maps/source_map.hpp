#pragma once

#include "content/head_tail_buffer.hpp"
#include "model/fact.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace package_audit::content::source_maps {

// Source maps (ECMA-426) under any file name: a JSON object that contains mappings at any depth,
// alone or as an index map. A map without source text counts when it names a source by absolute
// path or URL. Maps in UTF-16 and in JSON arrays are not found.

// `head` as in binaries/readers.hpp.
bool is_json_object(std::string_view head);
void read_source_map(const HeadTailBuffer& bytes, std::vector<Fact>& facts);

// The same for text that may be a map, found at `offset` of other content. Facts have the given
// subject.
void read_source_map(std::string_view json, std::string_view subject, std::uint64_t offset,
                     std::vector<Fact>& facts);

} // namespace package_audit::content::source_maps
