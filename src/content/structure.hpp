#pragma once

#include "content/kept_bytes.hpp"
#include "model/fact.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace package_audit::content {

// How much of a file's beginning tells whether it is of a format with a reader.
inline constexpr std::size_t k_structure_head = 64;

// Whether read_structure() has anything to read in a file that begins with `head`: its first
// k_structure_head bytes, or all of a shorter one.
bool wants_structure(std::string_view head);

// Appends what the format's reader finds; nothing for a file that wants_structure() does not want.
void read_structure(const KeptBytes& bytes, std::vector<Fact>& facts);

} // namespace package_audit::content
