#pragma once

#include "content/head_tail_buffer.hpp"
#include "model/fact.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace package_audit::content {

// Bytes at the beginning of a file that identify its format.
inline constexpr std::size_t k_structure_head_size = 64;

// Whether a reader knows the format of a file that begins with `head`: its first
// k_structure_head_size bytes, or all of a shorter one.
bool has_structure_reader(std::string_view head);

// Appends the facts that the format's reader finds; none for a file of another format.
void read_structure(const HeadTailBuffer& bytes, std::vector<Fact>& facts);

} // namespace package_audit::content
