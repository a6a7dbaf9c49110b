#pragma once

#include <string>
#include <string_view>

namespace package_audit::base {

// Decodes base64 and base64url (RFC 4648), padded or not, up to the first character that belongs to
// neither; what is left of a group of four that is cut short is dropped.
std::string decode_base64(std::string_view text);

} // namespace package_audit::base
