#pragma once

#include <string>

namespace package_audit::proof {

// One gzip member (RFC 1952) that unpacks to itself. Throws std::runtime_error when zlib, which
// also verifies its checksum and its length, unpacks it to anything else.
std::string gzip_quine();

} // namespace package_audit::proof
