#pragma once

#include <string>
#include <string_view>

namespace package_audit::base {

// Equal forms of names in UTF-8, by the Unicode tables of utf8proc. Bytes that are not valid UTF-8
// (RFC 3629) stay as they are. Text with more than k_max_marks combining marks in a row is not
// decomposed or composed: sorting them takes time by the square of their number.
inline constexpr int k_max_marks = 30; // Unicode Standard Annex 15, Stream-Safe Text Format

// Normalization Form C (Annex 15): the same for names that differ only in how their characters are
// composed.
std::string compose(std::string_view text);

// Full case folding and decomposition (Unicode, D145: canonical caseless match): the same for names
// that are one to a file system which ignores case and composition, such as APFS.
std::string fold_case(std::string_view text);

} // namespace package_audit::base
